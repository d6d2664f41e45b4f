"""The texts of the interface: gathered for translation, and made ready for the application.

`python -m search_app.messages` gathers them from code and templates into the `.po` files that translators
edit; `python -m search_app.messages compile` makes the `.mo` files that are read at run time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent
FOLDER = PACKAGE / "translations"
TRANSLATED = ("es",)
"""English is the language the texts are written in."""

_SOURCES = [("**.py", "python"), ("templates/**.html", "jinja2")]
_KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "said": None, "counted": (1, 2)}
_OPTIONS = {"templates/**.html": {"trimmed": "true"}}

_HEADER = """# The texts of the interface.
msgid ""
msgstr ""
"Project-Id-Version: Pasaje\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Babel's own has names and times in it that change at every update."""


def gather() -> Catalog:
    """Read every text that is marked for translation."""
    catalog = Catalog(project="Pasaje", charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        PACKAGE, _SOURCES, _OPTIONS, keywords=_KEYWORDS, strip_comment_tags=True
    ):
        catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalog


def read(language: str) -> Catalog:
    """Read a translation."""
    with _po(language).open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Bring the translations up to date: new texts come in empty, those no longer used go."""
    template = gather()
    for language in TRANSLATED:
        catalog = read(language) if _po(language).exists() else Catalog(language)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        _po(language).parent.mkdir(parents=True, exist_ok=True)
        with _po(language).open("wb") as file:
            file.write(_HEADER.format(language=language, plural=catalog.plural_forms).encode())
            write_po(file, catalog, width=100, omit_header=True, sort_by_file=True, include_lineno=False)


def compile_all() -> None:
    """Make the files that are read at run time."""
    for language in TRANSLATED:
        made = BytesIO()
        write_mo(made, read(language))
        compiled = _po(language).with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != made.getvalue():
            # In one step, for another process may be reading it.
            draft = compiled.with_suffix(f".{os.getpid()}")
            draft.write_bytes(made.getvalue())
            draft.replace(compiled)


def main(arguments: Sequence[str]) -> int:
    """Run from the command line."""
    if list(arguments) == ["compile"]:
        compile_all()
    elif arguments:
        sys.stderr.write("Use: python -m search_app.messages [compile]\n")
        return 2
    else:
        update()
        compile_all()
    return 0


def _po(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
