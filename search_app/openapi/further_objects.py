"""The other objects, described: changes between editions, citations, health, and what went wrong."""

from __future__ import annotations

from archive import ChangeKind
from search_app.disagreements import KINDS
from search_app.openapi.objects import (
    DOCUMENT,
    EDITION,
    KIND,
    LANGUAGE,
    PAGES,
    PASSAGE,
    SCORE,
    SECTION,
    SPAN,
    TOTAL,
    VERSION,
)
from search_app.openapi.shapes import (
    Schema,
    choice,
    flag,
    link,
    listing,
    or_null,
    record,
    ref,
    text,
    whole,
)


def change_objects() -> dict[str, Schema]:
    """Describe what changed between two editions."""
    edition = record("One of the two editions.", {"version": VERSION, "edition": EDITION})
    shift = record(
        "Pages that only stand later or earlier.",
        {"from_page": whole(least=1), "to_page": whole(least=1), "pages": whole("How many, below 0 for earlier.")},
    )
    counts = record("All changes counted.", {kind.value: whole(least=0) for kind in ChangeKind})
    return {
        "Changes": record(
            "A stretch of what changed.",
            {
                "document": DOCUMENT,
                "language": LANGUAGE,
                "from": edition,
                "to": edition,
                "url": link("The same for people."),
                "without_text": listing(EDITION, "Editions that have no text yet."),
                "counts": counts,
                "shifts": listing(shift),
                "total": TOTAL,
                "offset": whole(least=0),
                "changes": listing(ref("Change")),
            },
        ),
        "Change": _change(),
        "ChangeSide": _side(),
    }


def alignment_objects() -> dict[str, Schema]:
    """Describe two language versions side by side."""
    version = record("One of the two.", {"version": VERSION, "language": LANGUAGE})
    alignment = record(
        "Passages of one side, and what says the same on the other; one of them may be empty.",
        {
            "document": text(),
            "from": ref("AlignedSide"),
            "to": ref("AlignedSide"),
            "confidence": SCORE,
            "moved": flag("Whether it stands elsewhere in the order of the other side."),
            "corrected": flag("Whether a person has said it."),
            "untranslated": flag("Whether both sides are in one language."),
        },
    )
    side = {
        "version": VERSION,
        "language": LANGUAGE,
        "passages": listing(PASSAGE),
        "url": or_null(link("The permalink that marks all of them.")),
        "pages": PAGES,
        "text": text("Of all of them, a line for each."),
    }
    whole_of_it = {"document": text(), "from": version, "to": version, "score": SCORE}
    return {
        "Aligned": record(
            "Two language versions side by side.", {**whole_of_it, "alignments": listing(ref("Alignment"))}
        ),
        "Alignment": alignment,
        "AlignedSide": record("Passages of one version.", side),
    }


def disagreement_objects() -> dict[str, Schema]:
    """Describe where two language versions disagree: what is of the whole, each of them, and their sides."""
    version = record("One of the two.", {"version": VERSION, "language": LANGUAGE})
    side = alignment_objects()["AlignedSide"]["properties"]
    told = {
        "value": or_null(text("Written alike on both sides: `12 %`, `2013-05-03`; null where it lacks it.")),
        "span": or_null(SPAN),
    }
    return {
        "Disagreements": record(
            "A stretch of where they disagree.",
            {
                "document": text(),
                "from": version,
                "to": version,
                "score": SCORE,
                "url": link("The same for people."),
                "stale": flag("Whether a version was read again since they were aligned."),
                "compared": whole("Pairs of passages that were compared.", least=0),
                "pairs": whole("Pairs of passages.", least=0),
                "counts": record("All of them counted.", {kind: whole(least=0) for kind in KINDS}),
                "total": TOTAL,
                "offset": whole(least=0),
                "disagreements": listing(ref("Disagreement")),
            },
        ),
        "Disagreement": record(
            "Something that both say differently, or that one lacks: a hint to be checked.",
            {
                "kind": choice(KINDS),
                "document": text(),
                "from": ref("DisagreementSide"),
                "to": ref("DisagreementSide"),
                "confidence": SCORE,
                "url": link("Where the two stand side by side."),
            },
        ),
        "DisagreementSide": record("Passages of one version, and what of them differs.", {**side, **told}),
    }


def citation_objects() -> dict[str, Schema]:
    """Describe the citations that are objects; their standards say the rest."""
    item = record(
        "An item of CSL-JSON (Citation Style Language 1.0.2).",
        {"id": text(), "type": text(), "title": text(), "URL": link()},
        perhaps=["title"],
    )
    return {
        "Csl": listing({**item, "additionalProperties": True}, minItems=1, maxItems=1),
        "Annotation": {
            **record(
                "An annotation (W3C Web Annotation Data Model, 2017).",
                {
                    "@context": text(),
                    "id": link(),
                    "type": choice(["Annotation"]),
                    "motivation": text(),
                    "canonical": link(),
                    "body": {"type": "object"},
                    "target": {"type": "object"},
                },
            )
        },
    }


def other_objects() -> dict[str, Schema]:
    """Describe health and problems."""
    return {
        "Health": record(
            "Whether searches are answered; `behind` while changes are still to come into the index.",
            {"status": choice(("ok", "behind")), "passages": TOTAL},
        ),
        "Problem": _problem(),
        "PurgedPassage": _purged(),
    }


def _change() -> Schema:
    side = or_null(ref("ChangeSide"))
    difference = record("Where the two texts differ.", {"before": SPAN, "after": SPAN})
    return record(
        "A change: what stood before, and what stands after it.",
        {
            "kind": choice(ChangeKind),
            "moved": flag("Whether it stands elsewhere among the others."),
            "likeness": SCORE,
            "before": side,
            "after": side,
            "differences": listing(difference),
        },
    )


def _side() -> Schema:
    return record(
        "Passages of one edition.",
        {
            "passages": listing(PASSAGE, minItems=1),
            "url": link(),
            "kind": KIND,
            "section": SECTION,
            "pages": PAGES,
            "text": text(),
        },
    )


def _problem() -> Schema:
    meant = record(
        "A passage that may be meant.",
        {
            "passage": PASSAGE,
            "url": link(),
            "document": DOCUMENT,
            "version": VERSION,
            "edition": EDITION,
            "pages": PAGES,
            "text": text("How it begins."),
        },
    )
    return record(
        "What went wrong, with what, and what to do (RFC 9457).",
        {
            "type": link(),
            "title": text("The status in words."),
            "status": whole(least=400, most=599),
            "detail": text("A sentence about this very request."),
            "instance": text("The path that was asked for."),
            "candidates": listing(meant, "Passages whose names are much like the one asked for."),
            "retry_after": whole("Seconds to wait, where too much was asked for at once.", least=1),
        },
        perhaps=["candidates", "retry_after"],
    )


def _purged() -> Schema:
    """Describe the problem of a passage whose words are gone for good: where they stood."""
    problem = _problem()
    del problem["properties"]["candidates"], problem["properties"]["retry_after"]
    stood = {
        "passage": PASSAGE,
        "document": DOCUMENT,
        "version": VERSION,
        "edition": EDITION,
        "language": LANGUAGE,
        "pages": PAGES,
        "citation": text(),
        "purged_at": or_null(text()),
    }
    return record("Words that were removed for good, and where they stood.", {**problem["properties"], **stood})
