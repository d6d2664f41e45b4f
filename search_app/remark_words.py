"""How a query was read, in sentences: the terminal's and programs' own words, and what the pages translate.

Rule: `said` changes nothing; it marks what `messages.py` gathers for translation.
"""

from __future__ import annotations

from index import About, Remark
from search_app.report_words import said

_SHOWN_LENGTH = 40
"""Characters of what was typed that are repeated."""

SENTENCES = {
    About.QUOTATION_ALONE: said(
        "A quotation mark has no partner and was left out: the words behind it were searched one by one."
    ),
    About.PARENTHESIS_ALONE: said("A parenthesis has no partner: it was closed at the end, or left out."),
    About.OPERATOR_ALONE: said(
        "“%(typed)s” stands alone and was left out: in capitals it joins or excludes what is beside it."
    ),
    About.TOO_DEEP: said(
        "Only %(taken)s parentheses within each other were read; those further in were left out."
    ),
    About.UNKNOWN_FIELD: said("There is no field “%(typed)s”: it was searched as words."),
    About.UNKNOWN_VALUE: said("“%(typed)s” asks a field for what it cannot have: it was searched as words."),
    About.FIELD_ALONE: said("“%(typed)s” was not used as a field, for no word stands right behind it."),
    About.WHOLE_YEAR: said("Documents are filtered by their year alone: “%(typed)s” was read as all of %(read)s."),
    About.WIDE_PATTERN: said(
        "“%(typed)s” has too few letters to stand for other words: two are needed. Its signs were left out."
    ),
    About.MANY_PATTERNS: said(
        "Only the first %(taken)s words with *, ? or ~ stand for other words; the rest were searched as they are."
    ),
    About.QUOTED_PATTERN: said(
        "Quoted words are searched as they are written: the * in “%(typed)s” was left out."
    ),
    About.CAPPED_PATTERN: said(
        "“%(typed)s” stands for %(among)s words: the %(taken)s most frequent were searched."
    ),
    About.SHORTENED: said("The search is very long: only its beginning was read, up to %(taken)s words."),
    About.OTHER_ALPHABET: said(
        "“%(typed)s” has letters of another alphabet that look like ours: it was read as “%(read)s”."
    ),
    About.INVISIBLE: said("Signs that cannot be seen were left out."),
    About.MORE_BEST_FIRST: said(
        "Passages listed here: %(among)s of %(taken)s. The others, which lack some of the words or only say "
        "something like them, are listed when the best come first."
    ),
}


def remark_sentence(remark: Remark) -> str:
    """Say one thing about how a query was read, in English."""
    counts = {"taken": f"{remark.taken:,}", "among": f"{remark.among:,}"}
    return SENTENCES[remark.about] % {"typed": as_typed(remark), "read": remark.read, **counts}


def as_typed(remark: Remark) -> str:
    """Give what a remark repeats of what was typed: on one line, and not all of what is long."""
    typed = " ".join(remark.typed.split())
    return typed if len(typed) <= _SHOWN_LENGTH else f"{typed[:_SHOWN_LENGTH]}…"
