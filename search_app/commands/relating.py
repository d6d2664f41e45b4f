"""`pasaje suggestions` and `pasaje relate`: what versions have to do with each other, decided by people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from archive import (
    Action,
    Archive,
    CannotRelate,
    Order,
    Relation,
    Suggestion,
    Verdict,
    Version,
    accept,
    decline,
    pair_of,
    set_apart,
)
from archive import relate as move
from search_app import learned, wiring
from search_app.commands.acting import deed
from search_app.commands.deciding import accepted_words, moved_words, whoever_decides
from search_app.commands.opening import opened, pass_settings, writing
from search_app.commands.output import MARGIN, Paper, counted, json_line, say
from search_app.presenting import Object, suggestion_line, version_line
from search_app.relation_words import sentence
from search_app.settings import Settings


@click.command(epilog="\b\nExamples:\n  pasaje suggestions\n  pasaje suggestions --json | jq .suggestion")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a suggestion, with its evidence.")
@pass_settings
def suggestions(settings: Settings, *, as_json: bool) -> None:
    """List what is to be decided: which versions may belong together, and what speaks for it.

    Versions from before this was looked for are compared first. Decide with “relate --accept” and “--decline”.
    """
    with opened(settings) as archive:
        _look(archive)
        found = archive.suggestions.open()
        if as_json:
            for line in _lines(archive, found):
                json_line(line)
            return
        versions = _versions(archive, found)
        # A version that was taken out meanwhile takes what concerned it along.
        found = tuple(each for each in found if {each.version_id, each.other_id} <= versions.keys())
    paper = Paper()
    for each in found:
        paper.write(f"{each.number}  {sentence(each, versions[each.version_id], versions[each.other_id])}")
        paper.write(_files(versions[each.version_id], versions[each.other_id]), indent=MARGIN, style="dim")
        if each.kind is Relation.SAME_TEXT:
            paper.write("Accepted, one of them is taken out, and links to it lead to the other.", indent=MARGIN)
    if not found:
        paper.write("Nothing is to be decided.")


@click.command(
    epilog="""\b
Examples:
  pasaje relate --accept 3
  pasaje relate --accept 4 --newer
  pasaje relate --decline 5 --decline 6
  pasaje relate 5eqbqevs4a --to letter-of-intent
  pasaje relate 5eqbqevs4a --apart
"""
)
@click.argument("version_id", metavar="[VERSION]", required=False)
@click.option("--to", "document_id", metavar="DOCUMENT", help="Document that VERSION is to join.")
@click.option("--apart", is_flag=True, help="Make VERSION a document of its own again.")
@click.option(
    "--accept",
    "accepted",
    type=int,
    multiple=True,
    metavar="N",
    help="Do what is suggested; of the same words one is kept.",
)
@click.option("--decline", "declined", type=int, multiple=True, metavar="N", help="Do not; it does not come back.")
@click.option("--older", "order", flag_value=Order.OLDER.value, help="It is the older edition.")
@click.option("--newer", "order", flag_value=Order.NEWER.value, help="It is the newer edition.")
@click.option("--copy", is_flag=True, help="With --accept: take the one out as a copy of the other.")
@click.option("--json", "as_json", is_flag=True, help="Print where each version is now as one JSON object.")
@pass_settings
def relate(
    settings: Settings,
    *,
    version_id: str | None,
    document_id: str | None,
    apart: bool,
    accepted: Sequence[int],
    declined: Sequence[int],
    order: str | None,
    copy: bool,
    as_json: bool,
) -> None:
    """Put a version where it belongs, or decide what “pasaje suggestions” lists.

    VERSION is an id as “list --json” gives it. It joins a document as its version in another language, or as an
    edition: their dates tell whether it is older or newer than those there, else say --older or --newer. Links to
    it go on answering, and addresses lead on.
    """
    wanted = None if order is None else Order(order)
    is_moving = version_id is not None and (document_id is not None) is not apart
    if is_moving is bool(accepted or declined) or (version_id is None and (document_id or apart)):
        raise click.UsageError("Name a VERSION with --to or --apart, or suggestions with --accept or --decline.")
    with opened(settings) as archive, writing(archive, "relating versions"):
        moved: list[Version] = []
        try:
            moved.extend(_accept(archive, number, wanted, is_copy=copy) for number in accepted)
            for number in declined:
                decline(archive, number, by=whoever_decides())
                say(f"Suggestion {number} is declined, and does not come back.")
            if version_id is not None:
                moved.append(_move(archive, version_id, document_id, wanted))
        except CannotRelate as error:
            raise click.UsageError(_with_flags(str(error))) from error
        finally:
            wiring.update_index(settings, archive, tell=say)
            learned.align_missing(archive, say)
            _warn_of_refused(archive, moved)
        if as_json:
            for version in moved:
                document = archive.catalogue.get_document(version.document_id)
                json_line(version_line(document, version))


def _accept(archive: Archive, number: int, order: Order | None, *, is_copy: bool) -> Version:
    done = accept(archive, number, by=whoever_decides(), order=order, is_copy=is_copy)
    say(accepted_words(done))
    return done.now


def _files(one: Version, other: Version) -> str:
    """Tell which two they are: titles may be alike."""
    return " and ".join(
        f"{each.id} ({each.file_name}, {counted(each.page_count, 'page')}, added {each.added_at[:10]})"
        for each in (one, other)
    )


def _move(archive: Archive, version_id: str, document_id: str | None, order: Order | None) -> Version:
    before = archive.catalogue.get_version(version_id)
    if document_id is not None:
        now = move(archive, version_id, document_id, order=order)
    else:
        now = set_apart(archive, version_id, name=before.file_name.removesuffix(".pdf"))
    told = {"from": before.document_id, "edition": now.edition, **({} if document_id else {"apart": True})}
    archive.audit.note(deed(Action.RELATE, now.id, now.document_id, **told))
    say(moved_words(before, now))
    return now


def _warn_of_refused(archive: Archive, moved: Iterable[Version]) -> None:
    """Say which versions stand now beside one that does not say the same, and how to part them again."""
    for version in moved:
        for bitext in archive.bitexts.of_document(version.document_id):
            pair = {bitext.from_version, bitext.to_version}
            if bitext.verdict is Verdict.REFUSED and version.id in pair and len(pair) > 1:
                (other,) = archive.catalogue.get_versions(pair - {version.id}).values()
                say(
                    f"Warning: “{version.file_name}” and “{other.file_name}” do not say the same "
                    f"(score {bitext.score:.2f} of 1), so that nothing of them stands side by side. "
                    f"If they do not belong together, “pasaje relate {version.id} --apart” parts them again."
                )


def _with_flags(told: str) -> str:
    return told.replace(": say which.", ": say --older or --newer.")


def _look(archive: Archive) -> None:
    """Compare what was never compared, unless somebody else writes just now: then what is known is told."""
    if archive.signatures.missing_any() and not archive.writer():
        with writing(archive, "comparing versions"):
            wiring.suggest_all(archive)


def _versions(archive: Archive, found: Sequence[Suggestion]) -> dict[str, Version]:
    return archive.catalogue.get_versions({each for one in found for each in (one.version_id, one.other_id)})


def _lines(archive: Archive, found: Iterable[Suggestion]) -> Iterator[Object]:
    for each in found:
        versions = archive.catalogue.get_with_documents([each.version_id, each.other_id])
        one, other = versions.get(each.version_id), versions.get(each.other_id)
        if one and other:
            yield suggestion_line(each, one, other, pair_of(archive, each))
