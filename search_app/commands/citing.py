"""`pasaje cite`: the citation of a passage, or of words in several."""

from __future__ import annotations

import click
from werkzeug.datastructures import MultiDict

from search_app import quoting
from search_app.citation_pages import STYLES, annotation_text, csl_text
from search_app.citations import bibtex, quoted, ris
from search_app.citations.wording import WORDINGS, Wording, cited_alone
from search_app.citing import Cited
from search_app.citing_both import cite_with
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import print_line, say
from search_app.errors import BadParameter
from search_app.links import Links
from search_app.quoting import Quoting
from search_app.settings import Settings


@click.command(
    "cite",
    epilog="""\b
Examples:
  pasaje cite k3j4m2n5p6q7r
  pasaje cite k3j4m2n5p6q7r --style apa --language es --quote 10-42 --quoted
  pasaje cite k3j4m2n5p6q7r --also es --quoted
  pasaje cite k3j4m2n5p6q7r --quote 120-512 --with m2n5p6q7rk3j4.0-45 --format ris

Words that the newest edition no longer has are cited from the edition in which they stood.
""",
)
@click.argument("passage_id", metavar="PASSAGE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "bibtex", "ris", "csl", "annotation"]),
    default="text",
    show_default=True,
    help="A note or a reference, or a record for programs.",
)
@click.option(
    "--style", type=click.Choice(list(STYLES)), default="chicago", show_default=True, help="Style of the text."
)
@click.option(
    "--language", type=click.Choice(list(WORDINGS)), default="en", show_default=True, help="Its language."
)
@click.option("--quote", default="", metavar="START-END", help="Only these of its characters, counted from 0.")
@click.option("--with", "others", multiple=True, metavar="ID[.START-END]", help="A passage that goes on from it.")
@click.option("--also", type=click.Choice(list(WORDINGS)), help="Quote what says the same in this language too.")
@click.option("--quoted", "is_quoted", is_flag=True, help="Put the words before the text.")
@pass_settings
def cite_passage(
    settings: Settings,
    *,
    passage_id: str,
    form: str,
    style: str,
    language: str,
    quote: str,
    others: tuple[str, ...],
    also: str | None,
    is_quoted: bool,
) -> None:
    """Cite a passage.

    PASSAGE is an id as “search” gives it. What nobody has confirmed of the document is told: “pasaje edit” does.
    """
    links, wording = Links(settings.links_base), WORDINGS[language]
    try:
        asked = quoting.read(passage_id, MultiDict([("quote", quote), *(("with", each) for each in others)]))
        with opened(settings) as archive:
            cited = cite_with(archive, asked, also or "", links)
    except BadParameter as error:
        hint = f"--{error.name}"
        raise click.BadParameter(f"“{error.value}” must be {error.expected}.", param_hint=hint) from error
    print_line(_written(cited, asked, form, style, wording, links, is_quoted=is_quoted).rstrip("\n"))
    _tell(cited)


def _written(
    cited: Cited, asked: Quoting, form: str, style: str, wording: Wording, links: Links, *, is_quoted: bool
) -> str:
    citable, write = cited.citable, STYLES[style]
    if form == "text":
        return (quoted if is_quoted else cited_alone)(citable, write, wording)
    if form == "annotation":
        name, quote, others = asked.address
        address = links.citation(name, "jsonld", quote, others)
        return annotation_text(citable, address, wording)
    return {"bibtex": bibtex, "ris": ris, "csl": csl_text}[form](citable)


def _tell(cited: Cited) -> None:
    """Say what a reader should know of what is cited."""
    if cited.is_of_old:
        edition = cited.version.edition
        say(f"The newest edition has these words no longer, or otherwise: they are cited from edition {edition}.")
    if unconfirmed := ", ".join(cited.citable.description.unconfirmed):
        say(f"Not confirmed, only what the file says: {unconfirmed} (“pasaje edit {cited.document.id}”).")
