"""The migrations lead from nothing to the tables that the code speaks of."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.ddl.impl import DefaultImpl
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, select, text

import archive.migrations
from archive import Archive, CatalogueTooNew, Document, Furniture, Word, Words
from archive.migrations import HEAD, _revision, migrate
from archive.tables import metadata, pages, passages
from tests.factories import make_version, page


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    yield made
    made.dispose()


def test_an_empty_catalogue_gets_every_table(database: Engine) -> None:
    migrate(database)
    assert set(inspect(database).get_table_names()) == {*metadata.tables, "alembic_version"}
    assert _revision(database) == HEAD


@pytest.mark.parametrize("first", ["0001", HEAD])
def test_the_migrated_schema_is_the_one_the_code_speaks_of(database: Engine, first: str) -> None:
    _move(database, command.upgrade, first)
    migrate(database)
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_a_new_catalogue_has_the_schema_of_a_migrated_one(database: Engine, tmp_path: Path) -> None:
    """Table by table: columns, keys, constraints, indexes and what numbers itself; their order may differ."""
    _move(database, command.upgrade, HEAD)
    with Archive.open(tmp_path / "data") as made:
        assert _schema(made._database.engine) == _schema(database)


def _schema(database: Engine) -> dict[str, Any]:
    found = inspect(database)
    with database.connect() as connection:
        numbered = set(
            connection.scalars(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")).all()
        )
    return {
        name: {
            "columns": sorted(repr({**each, "type": str(each["type"])}) for each in found.get_columns(name)),
            "key": found.get_pk_constraint(name)["constrained_columns"],
            "references": sorted(map(repr, found.get_foreign_keys(name))),
            "unique": sorted(map(repr, found.get_unique_constraints(name))),
            "indexes": sorted(map(repr, found.get_indexes(name))),
            "numbers itself": name in numbered,
        }
        for name in found.get_table_names()
    }


def test_the_head_is_the_last_migration() -> None:
    assert ScriptDirectory(str(Path(archive.migrations.__file__).parent)).get_current_head() == HEAD


def test_migrating_again_changes_nothing(database: Engine) -> None:
    migrate(database)
    with database.begin() as connection:
        connection.execute(text("INSERT INTO documents (id, title) VALUES ('study', 'Study')"))
    migrate(database)
    with database.connect() as connection:
        assert connection.scalar(text("SELECT title FROM documents")) == "Study"


def test_a_catalogue_of_a_later_pasaje_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as opened, opened._database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CatalogueTooNew, match="the schema “9999”, which this Pasaje does not know: update Pasaje"):
        Archive.open(tmp_path)


def test_a_catalogue_of_a_later_pasaje_is_refused_while_somebody_writes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.database._BUSY_SECONDS", 0)
    with archive._database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with archive._database.begin(), pytest.raises(CatalogueTooNew):
        Archive.open(archive.folder)


def test_an_older_catalogue_waits_for_who_writes_and_is_migrated(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as opened:
        _move(opened._database.engine, command.downgrade, "0008")
        with ThreadPoolExecutor(1) as threads:
            with opened._database.begin():
                waiting = threads.submit(_open, tmp_path)
                with pytest.raises(TimeoutError):
                    waiting.result(timeout=0.5)
            assert waiting.result(timeout=20) == opened.id
        assert _revision(opened._database.engine) == HEAD


def test_a_migration_that_is_cut_short_leaves_nothing_half_made(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's SQLite driver opens no transaction of its own for CREATE TABLE."""
    create_table = DefaultImpl.create_table

    def fail_at_versions(self: DefaultImpl, table: Any, **options: Any) -> None:
        if table.name == "versions":
            raise KeyboardInterrupt
        create_table(self, table, **options)

    _move(database, command.upgrade, "base")  # no tables but Alembic's own: not a new one
    before = inspect(database).get_table_names()
    monkeypatch.setattr(DefaultImpl, "create_table", fail_at_versions)
    with pytest.raises(KeyboardInterrupt):
        migrate(database)
    assert inspect(database).get_table_names() == before
    monkeypatch.undo()
    migrate(database)


def test_a_migration_can_be_taken_back(database: Engine) -> None:
    migrate(database)
    _move(database, command.downgrade, "base")
    assert inspect(database).get_table_names() == ["alembic_version"]


def test_furniture_of_before_keeps_its_words_and_has_no_known_place(database: Engine) -> None:
    """And a passage of before stands under no header."""
    _fill_first_tables(database)
    migrate(database)
    with database.connect() as connection:
        (furniture,) = connection.execute(select(pages.c.furniture).order_by(pages.c.number).limit(1)).one()
        assert furniture == [["Head", [0.0, 0.0, 0.0, 0.0], []], ["“7” & ñ", [0.0, 0.0, 0.0, 0.0], []]]
        assert connection.scalars(select(pages.c.furniture).where(pages.c.number == 2)).all() == [[]]
        assert connection.scalars(select(passages.c.header)).all() == [[]]
        assert connection.scalars(select(pages.c.words)).all() == [b"words"] * 2


def test_furniture_is_plain_words_again_when_its_place_is_taken_back(database: Engine) -> None:
    _fill_first_tables(database)
    migrate(database)
    _move(database, command.downgrade, "0001")
    with database.connect() as connection:
        held = connection.execute(text("SELECT furniture FROM pages ORDER BY number")).scalars().all()
        assert [json.loads(each) for each in held] == [["Head", "“7” & ñ"], []]
    assert "header" not in {column["name"] for column in inspect(database).get_columns("passages")}


def test_furniture_without_known_words_is_read_as_before(tmp_path: Path) -> None:
    """And of one whose words are taken back its text and its box as a whole are left."""
    version = make_version()
    piece = Furniture("Head", (1.0, 2.0, 3.0, 4.0), Words([Word(0, 4, (1.0, 2.0, 3.0, 4.0))]))
    with Archive.open(tmp_path) as opened:
        opened.catalogue.put_document(Document(version.document_id, "Study"))
        opened.passages.replace_version(version, [replace(page(1), furniture=(piece,))], [])
        assert opened.passages.page(version.id, 1).furniture == (piece,)
        _move(opened._database, command.downgrade, "0002")
    with Archive.open(tmp_path) as opened:
        assert opened.passages.page(version.id, 1).furniture == (Furniture(piece.text, piece.box),)


def _fill_first_tables(database: Engine) -> None:
    """Put in a version of two pages as the first tables held it."""
    _move(database, command.upgrade, "0001")
    with database.begin() as connection:
        connection.execute(text("INSERT INTO documents (id, title) VALUES ('study', 'Study')"))
        connection.execute(
            text(
                "INSERT INTO versions VALUES ('v', 'study', 'Study', 'en', 1, 'ab', 'a.pdf', '/a.pdf', 'ready',"
                " 2, 1, '2026-11-23', '[]', '{}', '[]')"
            )
        )
        for number, furniture in ((1, ["Head", "“7” & ñ"]), (2, [])):
            connection.execute(
                text(
                    "INSERT INTO pages VALUES ('v', :number, '1', 'pdf', 1, 1, 'text', :furniture, 'One', :words)"
                ),
                {"number": number, "furniture": json.dumps(furniture), "words": b"words"},
            )
        connection.execute(
            text("INSERT INTO passages VALUES ('v', 0, 'p', 'table', '[]', 'en', 1, 1, '[[1, 0, 5, 0]]', 'Text.')")
        )


def _move(database: Engine, move: Callable[[Config, str], None], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(archive.migrations.__file__).parent))
    with database.begin() as connection:
        config.attributes["connection"] = connection
        move(config, revision)


def test_two_processes_may_open_a_new_archive_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        first, second = pool.map(_open, [tmp_path / "data"] * 2, chunksize=1)
    assert first == second


def _open(folder: Path) -> str:
    with Archive.open(folder) as opened:
        return opened.id
