"""Sentences on two versions side by side, in the language of the interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import format_decimal, gettext, lazy_gettext

from search_app.bitext_rows import Row
from search_app.facing import Facing
from search_app.not_aligned import why_unaligned

_ONLY_IN = {"en": lazy_gettext("Only in English"), "es": lazy_gettext("Only in Spanish")}

_NO_TEXT = {
    "en": lazy_gettext("The English version has no text yet, so there is nothing to set beside the other."),
    "es": lazy_gettext("The Spanish version has no text yet, so there is nothing to set beside the other."),
}


def only_in(language: str) -> str:
    """Say that something stands in a version alone."""
    return str(_ONLY_IN.get(language) or gettext("Only in this version"))


def unaligned(facing: Facing) -> str:
    """Say why nothing stands side by side, and what can be done."""
    for side in (facing.left, facing.right):
        if not side.version.passage_count:
            return str(_NO_TEXT.get(side.language) or gettext("The file has no text yet."))
    bitext = facing.bitext
    return why_unaligned(bitext.verdict, bitext.score) if bitext else why_unaligned(None)


def tally(rows: Sequence[Row], facing: Facing) -> str:
    """Say how many rows there are, and how many of them are in doubt or in one language alone."""
    alone = (
        (facing.left, sum(not row.right for row in rows)),
        (facing.right, sum(not row.left for row in rows)),
    )
    said = [
        gettext("Rows: %(count)s", count=format_decimal(len(rows))),
        gettext("uncertain matches: %(count)s", count=format_decimal(sum(row.is_doubtful for row in rows))),
    ]
    said += [f"{only_in(side.language)}: {format_decimal(count)}" for side, count in alone]
    return " · ".join(said)


def notices(facing: Facing, page_number: int, *, is_lost: bool) -> Iterator[str]:
    """Say what is to be known before one reads. `is_lost`: the passage asked for stands in neither version."""
    left = facing.left.version
    if page_number > left.page_count:
        yield gettext(
            "There is no page “%(name)s”: this is page %(page)s.", name=page_number, page=left.page_count
        )
    if is_lost:
        yield gettext("The passage that the address names stands in neither of these versions.")
    if facing.bitext and facing.bitext.is_stale:
        yield gettext(
            "Something has changed since these two were compared, and they are to be compared anew: until then "
            "some passages may stand without what belongs beside them."
        )
    for side in (facing.left, facing.right)[: 1 if facing.is_one_file else 2]:
        if not side.is_newest:
            yield gettext(
                "This is edition %(old)s; the newest is edition %(new)s.",
                old=side.version.edition,
                new=side.newest,
            )
