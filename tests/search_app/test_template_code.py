"""Templates are compiled once for each language of the interface, and kept on the disk as modules are."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader, FileSystemLoader

from search_app import create_app, template_store
from search_app.interface_words import words_of
from search_app.settings import Settings

PAGE = "{% macro told(word) %}{{ _('Search') }}: {{ word }}{% endmacro %}{{ told('<b>') }} {{ shown }}"


def made(app: Flask, language: str, **given: object) -> str:
    """Give the page as it is made in a language."""
    with app.app_context():
        written: str = app.jinja_env.speaking(words_of(language)).get_template("page.html").render(**given)
    return written


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Give an application with a template of its own in a folder, and room for what it is compiled to."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    (tmp_path / "page.html").write_text(PAGE)
    return with_templates(tmp_path)


def with_templates(folder: Path) -> Flask:
    """Give an application with the templates of a folder."""
    app = create_app(Settings(data=folder))
    app.jinja_env.loader = FileSystemLoader(folder)
    return app


def kept(folder: Path) -> list[Path]:
    """Give the files that templates are compiled to."""
    return sorted((folder / "compiled").rglob("*page*"))


def test_a_text_stands_in_the_template_of_its_language(app: Flask) -> None:
    said = [made(app, language, shown="") for language in ("en", "es", "en")]
    assert said == ["Search: &lt;b&gt; ", "Buscar: &lt;b&gt; ", "Search: &lt;b&gt; "]


@pytest.mark.parametrize(
    ("shown", "written"),
    [("a\u202e<'&\">", "a\u2060&lt;&#x27;&amp;&quot;&gt;"), (3, "3"), (None, "None"), (["<"], "[&#39;&lt;&#39;]")],
)
def test_whatever_is_shown_is_harmless_and_escaped(app: Flask, shown: object, written: str) -> None:
    assert made(app, "en", shown=shown) == f"Search: &lt;b&gt; {written}"


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("named.title", "attribute"),  # never the item of that name
        ("named['title']", "item"),
        ("plain.class", "item"),  # no name of an attribute in Python
    ],
)
def test_a_dot_asks_for_an_attribute_and_brackets_for_an_item(
    app: Flask, tmp_path: Path, expression: str, written: str
) -> None:
    class Named(dict[str, str]):
        title = "attribute"

    (tmp_path / "page.html").write_text(f"{{{{ {expression} }}}}")
    assert made(app, "en", named=Named(title="item"), plain={"class": "item"}) == written


def test_a_dot_never_asks_for_an_item(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ named.title }}")
    with pytest.raises(AttributeError, match="title"):
        made(app, "en", named={"title": "item"})


def test_compiled_templates_are_taken_from_the_disk(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(app, "es", shown=1)
    again = with_templates(tmp_path)
    monkeypatch.setattr(type(again.jinja_env), "compile", None)
    assert made(again, "es", shown=1) == before


@pytest.mark.parametrize("harm", [b"", b"\x00" * 40, None])
def test_what_is_torn_or_of_another_template_is_made_again(app: Flask, tmp_path: Path, harm: bytes | None) -> None:
    made(app, "en", shown=1)
    (file,) = kept(tmp_path)
    if harm is None:
        (tmp_path / "page.html").write_text("other")
    else:
        file.write_bytes(file.read_bytes()[:32] + harm)
    assert made(with_templates(tmp_path), "en", shown=1) == ("other" if harm is None else "Search: &lt;b&gt; 1")


def test_code_that_rots_never_reaches_python(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is torn in the middle, as a block that was not written, can end the process that loads it."""
    made(app, "en", shown=1)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    at = len(whole) // 2
    torn = whole[:at] + bytes(64) + whole[at + 64 :]
    file.write_bytes(torn)
    monkeypatch.setattr("search_app.template_store.marshal.loads", lambda _: pytest.fail("It was loaded."))
    assert made(with_templates(tmp_path), "en", shown=1) == "Search: &lt;b&gt; 1"
    assert file.read_bytes() != torn


def test_a_disk_that_is_full_keeps_no_draft(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "chmod", full)
    assert made(app, "en", shown=1) == "Search: &lt;b&gt; 1"
    assert [path for path in (tmp_path / "compiled").rglob("*") if path.is_file()] == []


def test_code_is_made_again_when_any_module_of_the_application_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What says a text, for one, is no part of what compiles it."""
    monkeypatch.setattr(template_store, "_FOLDER", tmp_path)
    (tmp_path / "interface_words.py").write_text("before")
    made_by = template_store._made_by.__wrapped__
    before = made_by("en")
    assert made_by("en") == before
    (tmp_path / "interface_words.py").write_text("after")
    assert made_by("en") != before


def test_nothing_is_kept_where_python_is_to_write_nothing(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert made(app, "en", shown=1)
    assert kept(tmp_path) == []


def test_templates_that_are_no_files_are_not_kept(app: Flask, tmp_path: Path) -> None:
    app.jinja_env.loader = DictLoader({"page.html": PAGE})
    assert made(app, "es", shown=1).startswith("Buscar")
    assert kept(tmp_path) == []
