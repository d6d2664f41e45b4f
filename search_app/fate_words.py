"""The sentences that tell what became of the words of a link.

Rule: a sentence says of an edition only what is known of it. What was looked for in the newest may have moved or
changed in one before it; and where later editions were taken out, the newest is older than the link.
"""

from __future__ import annotations

from flask_babel import gettext

from archive import Departure, Document, Issued, Page, Place, Version


def moved(was: Place, before: Version, page: Page, now: Version) -> str:
    """Say from which page to which words moved: by what is printed on them, if that is not the same."""
    places = _printed(was.label, page.label) if was.label != page.label else _in_file(was.page_number, page.number)
    told = {"before": places[0], "after": places[1], "old": before.edition, "new": now.edition}
    if before.id == now.id:
        text = gettext("This passage stands on %(after)s, not on %(before)s.", **told)
    elif now.edition < before.edition:
        text = gettext(
            "The edition that this link was made of was taken out; in edition %(new)s this passage stands on "
            "%(after)s.",
            **told,
        )
    elif now.edition == before.edition + 1:
        text = _moved_in(was, page, now)
    else:
        text = gettext(
            "This passage moved: it stood on %(before)s in edition %(old)s, and stands on %(after)s in edition "
            "%(new)s.",
            **told,
        )
    return str(text)


def changed(before: Version, now: Version | None) -> str:
    """Say since when words read otherwise."""
    if now is None or before.id == now.id:
        return str(gettext("This passage reads otherwise since its file was read again."))
    if now.edition < before.edition:
        text = gettext(
            "The edition that this link was made of was taken out. Edition %(edition)s reads:", edition=now.edition
        )
    elif now.edition == before.edition + 1:
        text = gettext("This passage was changed in edition %(edition)s.", edition=now.edition)
    else:
        text = gettext(
            "This passage was changed: edition %(new)s reads otherwise than edition %(old)s.",
            new=now.edition,
            old=before.edition,
        )
    return str(text)


def gone(issued: Issued, span: tuple[int, int], now: Version | None) -> str:
    """Say where words stood that stand nowhere."""
    if not issued.places:
        return _found_nowhere(now)
    label, edition = issued.places_of(*span)[0].label, issued.version.edition
    if now is None:
        told = gettext(
            "The file of this passage was taken out of the archive; it stood on p. %(page)s of edition "
            "%(edition)s.",
            page=label,
            edition=edition,
        )
    elif now.id == issued.version.id:
        told = gettext("This passage is no longer read in its file: it stood on p. %(page)s.", page=label)
    else:
        told = gettext(
            "This passage is no longer in the document: it stood on p. %(page)s of edition %(edition)s.",
            page=label,
            edition=edition,
        )
    return str(told)


def elsewhere(left: Departure, now: Document) -> str:
    """Say that a link was made in another document than that in which its words are shown."""
    told = {"before": left.document_title, "now": now.title}
    if left.stands_as == left.version_id:
        text = gettext(
            "This link was made when its file stood in “%(before)s”; it belongs to “%(now)s” now.", **told
        )
    else:
        text = gettext(
            "The file of this link, “%(before)s”, was taken out as a copy; these are the words in “%(now)s”.",
            **told,
        )
    return str(text)


def moved_there(was: Place, page: Page) -> str:
    """Say from which page to which words went that are shown in another document."""
    places = _printed(was.label, page.label) if was.label != page.label else _in_file(was.page_number, page.number)
    return str(
        gettext("They stood on %(before)s, and stand on %(after)s here.", before=places[0], after=places[1])
    )


def changed_there() -> str:
    """Say that words read otherwise in the document in which they are shown."""
    return str(gettext("The passage reads otherwise here:"))


def _found_nowhere(now: Version | None) -> str:
    """Say it of words of which nobody knows where, or whether, they stood."""
    if now is None:
        return str(gettext("The file of these words was taken out of the archive."))
    return str(gettext("These words are not in the document."))


def _moved_in(was: Place, page: Page, now: Version) -> str:
    if was.label != page.label:
        text = gettext(
            "This passage moved from p. %(before)s to p. %(after)s in edition %(edition)s.",
            before=was.label,
            after=page.label,
            edition=now.edition,
        )
    else:
        text = gettext(
            "This passage moved from page %(before)s to page %(after)s of the PDF in edition %(edition)s.",
            before=was.page_number,
            after=page.number,
            edition=now.edition,
        )
    return str(text)


def _printed(*labels: str) -> list[str]:
    return [str(gettext("p. %(page)s", page=label)) for label in labels]


def _in_file(*numbers: int) -> list[str]:
    return [str(gettext("page %(page)s of the PDF", page=number)) for number in numbers]
