"""What a file is called and when it is from, as far as it says so itself: a start that a curator can correct."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from ingest.blocks import Block

_JUNK_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\s*-|untitled|sin t[ií]tulo|documento?\d*$|presentation\d*$)"
    r"|\.(?:docx?|pdf|indd|qxd|pptx?|xlsx?|odt|rtf|tex|dvi|pmd|p65|cdr|ai|eps)$|^[\W\d_]*$",
    re.IGNORECASE,
)
_TITLE_CHARACTERS = (4, 200)
_LARGER = 1.1
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), 1)
} | {"setiembre": 9}
_MONTH = "|".join(_MONTHS)
_PRINTED_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?)?(?P<month>{_MONTH})\s*,?\s*"
    rf"(?:(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,\s*)?(?:de\s+|del\s+|of\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_METADATA_DATE = re.compile(r"(?:D:)?((?:19|20)\d\d)(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?)?")
_FIRST_PAGE_CHARACTERS = 3000
_LANGUAGE_ENDING = re.compile(r"[._\- ](?P<language>en|es)$", re.IGNORECASE)


def title_of(metadata: Mapping[str, str], first_page: Sequence[Block], file_name: str) -> str:
    """Give the title in the metadata, if it means something; else the first page's largest text, or the name."""
    named = metadata.get("title", "").strip()
    if _is_title(named):
        return named
    if first_page:
        largest = max(block.size for block in first_page)
        lines: list[str] = []
        for block in first_page:
            if block.size > largest * 0.9:
                lines.append(" ".join(block.text.split()))
            elif lines:
                break
        shown = " ".join(lines)
        usual = max(first_page, key=lambda block: len(block.text)).size
        if _is_title(shown) and largest > usual * _LARGER:
            return shown
    return name_as_title(file_name)


def name_as_title(file_name: str) -> str:
    """Give a file's name as words: "letter_of-intent.en.pdf" -> "letter of intent"."""
    words = re.sub(r"[_\-.\s]+", " ", base_name(file_name)).strip()
    return words[:1].upper() + words[1:] if words else file_name


def base_name(file_name: str) -> str:
    """Give a file's name without its type and without the language at its end."""
    stem = PurePath(file_name).stem
    return _LANGUAGE_ENDING.sub("", stem) or stem


def named_language(file_name: str) -> str | None:
    """Give the language a file's name ends in, as in "study.es.pdf", if it does."""
    match = _LANGUAGE_ENDING.search(PurePath(file_name).stem)
    return match.group("language").lower() if match else None


def date_of(metadata: Mapping[str, str], first_page_text: str) -> str | None:
    """Give the date printed on the first page, else that of the file's making, as ISO 8601."""
    if match := _PRINTED_DATE.search(first_page_text[:_FIRST_PAGE_CHARACTERS]):
        month = _MONTHS[match["month"].lower()]
        day = int(match["day"] or match["us_day"] or 0)
        return f"{match['year']}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")  # noqa: PLR2004
    if match := _METADATA_DATE.match(metadata.get("created", "")):
        return "-".join(part for part in match.groups() if part)
    return None


def _is_title(text: str) -> bool:
    shortest, longest = _TITLE_CHARACTERS
    return shortest <= len(text) <= longest and not _JUNK_TITLE.search(text)
