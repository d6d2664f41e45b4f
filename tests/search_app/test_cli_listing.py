"""`pasaje list` says what is here."""

from __future__ import annotations

from archive import Archive
from tests.conftest import Runner
from tests.factories import make_version, store_version


def test_documents_are_listed_with_their_versions(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("study"), [["One."], ["Two."]], title="The study", date="2015-03")
    store_version(archive, make_version("study", "es"), [["Uno."]])
    assert runner("list").out.splitlines() == [
        "The study (2015-03)",
        "   study",
        "   en, edition 1: 2 pages, 2 passages",
        "   es, edition 1: 1 page, 1 passage",
    ]


def test_json_is_a_line_a_version(archive: Archive, runner: Runner) -> None:
    version = store_version(archive, make_version("study"), title="The study", date="2015")
    assert runner("list", "--json").objects == [
        {
            "document": {"id": "study", "title": "The study", "date": "2015"},
            "version": version.id,
            "language": "en",
            "edition": 1,
            "pages": 1,
            "passages": 1,
            "original_sha256": version.original_sha256,
            "status": "ready",
            "page": None,
        }
    ]


def test_where_there_is_no_archive_none_is_made(runner: Runner, tmp_path: object) -> None:
    refused = runner("list")
    assert refused.code == 5
    assert refused.err.startswith("There is no archive in ")
    assert "add FILE..." in refused.err
    assert runner("search", "x").code == 5
