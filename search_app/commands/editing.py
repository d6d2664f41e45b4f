"""`pasaje edit`: what is known of a document, put right or confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from archive import Action, Archive, Field, Said
from search_app import wiring
from search_app.commands.acting import deed
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import Paper, json_line, say
from search_app.deeds import edit_details
from search_app.describing import BadValue, Fault, Known, checked, get_known
from search_app.settings import Settings

_WANTED = {
    Fault.EMPTY: "it must not be empty.",
    Fault.TOO_LONG: "it is longer than a citation can be.",
    Fault.TOO_MANY: "these are more names than a citation can have.",
    Fault.NO_DATE: "it is no date: write 2013, 2013-05 or 2013-05-20.",
}


@click.command(
    "edit",
    epilog="""\b
Examples:
  pasaje edit study                                      what is known, and what is confirmed
  pasaje edit study --author "Quispe Huamán, María" --author "Pérez, José" --date 2013-05
  pasaje edit study --language es --title "Estudio de los sistemas regionales de innovación"
  pasaje edit study --issuer "European Commission" --place Brussels
  pasaje edit study --forget date                        what the file says counts again

What is given counts as confirmed and stays so in new editions; an empty value says that there is none.
""",
)
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--language", help="Whose title it is, where the document has versions in several languages.")
@click.option("--title", help="Its title.")
@click.option("--author", multiple=True, metavar="NAME", help="A person: “Surname, Given name”. Repeat for more.")
@click.option("--issuer", multiple=True, metavar="NAME", help="A body that issued it; repeat for more.")
@click.option("--date", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD, as exact as it is known.")
@click.option("--place", help="Where it was issued.")
@click.option("--series", help="The series it is part of.")
@click.option("--number", help="Its number, in the series or of its own.")
@click.option(
    "--forget",
    multiple=True,
    type=click.Choice([field.value for field in Field]),
    metavar="FIELD",
    help="Take this back to what the file says: title, author, issuer, date, place, series or number.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what is known then as one JSON object.")
@pass_settings
def edit(
    settings: Settings,
    /,
    *,
    document_id: str,
    language: str | None,
    forget: tuple[str, ...],
    as_json: bool,
    **given: str | tuple[str, ...] | None,
) -> None:
    """Put right or confirm what is known of a document.

    DOCUMENT is an id as “list” gives it. Without options it is shown what is known, and what of it is confirmed.
    """
    options = {field: given[field.value] for field in Field}
    said = {field: _checked(field, value) for field, value in options.items() if value not in (None, ())}
    if language and Field.TITLE not in (*said, *forget):
        raise click.UsageError("--language says whose title is meant: give --title too, or “--forget title”.")
    with opened(settings) as archive:
        known = get_known(archive, document_id)
        if said or forget:
            _write(settings, archive, known, said, [Field(name) for name in forget], language)
            known = get_known(archive, document_id)
    if as_json:
        json_line(description_object(known))
    else:
        _show(known)


def description_object(known: Known) -> dict[str, Any]:
    """Give what is known for programs: each field with its value, and whether somebody has confirmed it."""
    shared = known.first()
    return {
        "document": known.document.id,
        "title": {
            language: {"value": each.title, "confirmed": Field.TITLE in each.confirmed}
            for language, each in known.descriptions.items()
        },
        **{
            field.value: {"value": shared.value(field) or None, "confirmed": field in shared.confirmed}
            for field in Field
            if field is not Field.TITLE
        },
    }


def _checked(field: Field, given: Any) -> Said:
    """Read an option. Raises: click.BadParameter with a sentence."""
    try:
        return checked(field, given if isinstance(given, tuple) else [given])
    except BadValue as error:
        raise click.BadParameter(_WANTED[error.fault], param_hint=f"--{field}") from error


def _write(
    settings: Settings,
    archive: Archive,
    known: Known,
    said: Mapping[Field, Said],
    forget: Sequence[Field],
    language: str | None,
) -> None:
    languages = [_language(known, language)] if Field.TITLE in (*said, *forget) else []
    titles = {each: str(said[Field.TITLE]) for each in languages if Field.TITLE in said}
    shared: dict[Field, Said] = {field: value for field, value in said.items() if field is not Field.TITLE}
    with writing(archive, f"editing {known.document.id}"):
        known = get_known(archive, known.document.id)  # somebody we waited for may have changed or removed it
        forgotten_titles = languages if Field.TITLE in forget else []
        details = edit_details(known, shared, titles, forget, forgotten_titles)
        done = deed(Action.EDIT, known.document.id, known.document.id, **details)
        archive.descriptions.change(known.document.id, shared, titles, forget, forgotten_titles, done)
        if archive.changes.pending():
            wiring.update_index(settings, archive, tell=say)


def _language(known: Known, language: str | None) -> str:
    """Tell whose title is meant. Raises: click.BadParameter."""
    languages = list(known.versions)
    if language in languages:
        return str(language)
    if language is None and len(languages) == 1:
        return languages[0]
    has = f"this document has versions in {', '.join(languages)}"
    wanted = f"“{language}” is none of them: {has}." if language else f"{has}: say whose title it is."
    raise click.BadParameter(wanted, param_hint="--language")


def _show(known: Known) -> None:
    paper, shared = Paper(), known.first()
    for language, each in known.descriptions.items():
        _line(paper, f"title ({language})", each.title, is_confirmed=Field.TITLE in each.confirmed)
    for field in Field:
        value = shared.value(field)
        if field is not Field.TITLE and (value or field in shared.confirmed):
            text = value if isinstance(value, str) else "; ".join(value)
            _line(paper, field.value, text, is_confirmed=field in shared.confirmed)


def _line(paper: Paper, name: str, value: str, *, is_confirmed: bool) -> None:
    paper.write(f"{name}: {value or 'none'} ({'confirmed' if is_confirmed else 'not confirmed'})")
