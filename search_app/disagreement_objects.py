"""Where two versions disagree, as programs and spreadsheets read it; web and command line share it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.disagreement import BETWEEN
from search_app.aligned import Aligned
from search_app.alignment_objects import DIGITS, aligned_head, aligned_side
from search_app.disagreement_views import row_address, told_address
from search_app.disagreements import KINDS, Disagreements, Listed, Told
from search_app.links import Links
from search_app.presenting import Object
from search_app.spreadsheets import csv_lines

_COLUMNS = ("value", "words", "pages", "text", "link")


def disagreements_object(found: Disagreements, offset: int, links: Links) -> Object:
    """Give what was asked for, from the disagreement at `offset` on, and how many there are of each kind."""
    return {
        **aligned_head(found.aligned),
        "url": links.disagreements(found.aligned.document.id, *versions_of(found.aligned)),
        "stale": found.aligned.bitext.is_stale,
        "compared": found.compared,
        "pairs": found.pairs,
        "counts": {kind: found.counts[kind] for kind in KINDS},
        "total": found.total,
        "offset": offset,
        "disagreements": [disagreement_object(each, found.aligned, links) for each in found.listed],
    }


def disagreement_object(listed: Listed, aligned: Aligned, links: Links) -> Object:
    """Give one disagreement: its kind, both sides, and what differs as offsets in the text of each."""
    return {
        "kind": listed.kind,
        "document": aligned.document.id,
        "from": _side(listed.from_, is_from=True, aligned=aligned, links=links),
        "to": _side(listed.to, is_from=False, aligned=aligned, links=links),
        "confidence": round(listed.confidence, DIGITS),
        "url": row_address(listed, aligned, links),
    }


def disagreement_lines(found: Disagreements, links: Links) -> Iterator[str]:
    """Write a table with a row for each; of the side that lacks something, its cells are empty."""
    aligned = found.aligned
    languages = (aligned.bitext.from_language, aligned.bitext.to_language)
    columns = [f"{language}_{column}" for language in languages for column in _COLUMNS]
    rows = (
        [
            each.kind,
            *_cells(each.from_, each, aligned, links),
            *_cells(each.to, each, aligned, links),
            f"{each.confidence:.4f}",
            row_address(each, aligned, links),
        ]
        for each in found.listed
    )
    return csv_lines(["kind", *columns, "confidence", "side_by_side"], rows)


def versions_of(aligned: Aligned) -> tuple[str, str]:
    """Give the names of both versions where an address must say which."""
    return ("", "") if aligned.is_usual else (aligned.from_version.id, aligned.to_version.id)


def _side(told: Told, *, is_from: bool, aligned: Aligned, links: Links) -> Object:
    bitext = aligned.bitext
    version = aligned.from_version if is_from else aligned.to_version
    language = bitext.from_language if is_from else bitext.to_language
    return {
        **aligned_side(version, language, told.passages, aligned, links),
        "value": told.value,
        "span": _span(told),
    }


def _span(told: Told) -> list[int] | None:
    """Give where it stands in the text of all the passages."""
    if told.passage is None:
        return None
    at = told.passages.index(told.passage)
    before = sum(len(each.text) + len(BETWEEN) for each in told.passages[:at])
    start, end = told.span or (0, len(told.passage.text))
    return [before + start, before + end]


def _cells(told: Told, listed: Listed, aligned: Aligned, links: Links) -> list[str]:
    pages = ", ".join(label for _, label in aligned.places(told.passages))
    text = "\n".join(each.text for each in told.passages)
    return [told.value or "", told.words or "", pages, text, told_address(told, listed.kind, links)]
