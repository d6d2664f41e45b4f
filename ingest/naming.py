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
_AS_LARGE = 0.98
_SUBTITLE, _SAME_SIZE = 0.55, 0.9
"""What follows the largest text and is at least this share of its size belongs to the title: on a cover, else."""

_COVER_WORDS = 80
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
_DATE_LINE_WORDS = 14
"""A date of issue stands on a line of its own or of a letterhead; in running text it is what the text is about."""

_NAMED_LANGUAGES = ("en", "es")
_LANGUAGE_ENDING = re.compile(r"[._\- ](?P<language>en|es)$", re.IGNORECASE)


def title_of(metadata: Mapping[str, str], first_page: Sequence[Block], file_name: str) -> str:
    """Give the title in the metadata, if it means something; else the first page's largest text, or the name."""
    named = metadata.get("title", "").strip()
    if _is_title(named):
        return named
    shown = _largest_text(first_page)
    return shown if _is_title(shown) else name_as_title(file_name)


def _largest_text(blocks: Sequence[Block]) -> str:
    """Give what is set largest on a page, with the lines of the title that follow it; nothing if all is alike."""
    if not blocks:
        return ""
    sizes = [block.size for block in blocks]
    first = next(place for place, size in enumerate(sizes) if size >= max(sizes) * _AS_LARGE)
    usual = max(blocks, key=lambda block: len(block.text)).size
    lengths = [len(block.text.split()) for block in blocks]
    is_cover = sum(lengths) < _COVER_WORDS and max(lengths) < _COVER_WORDS / 4
    if not is_cover and sizes[first] < usual * _LARGER:
        return ""
    smallest = sizes[first] * (_SUBTITLE if is_cover else _SAME_SIZE)
    taken: list[str] = []
    foot = 0.0
    for block in blocks[first:]:
        text = " ".join(block.text.split())
        too_long = len(" ".join((*taken, text))) > _TITLE_CHARACTERS[1]
        apart = bool(taken) and not is_cover and block.box[1] - foot > block.size
        if block.size < smallest or too_long or apart or _is_date(text):
            break
        foot = block.box[3]
        taken.append(text)
    return " ".join(taken).rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹* ")


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


def names_in_other_languages(file_name: str) -> list[str]:
    """Give what the file would be called in another language, if its name ends in one."""
    path = PurePath(file_name)
    match = _LANGUAGE_ENDING.search(path.stem)
    if not match:
        return []
    stem, own = path.stem[: match.start("language")], match["language"]
    others = [language for language in _NAMED_LANGUAGES if language != own.lower()]
    return [stem + (other.upper() if own.isupper() else other) + path.suffix for other in others]


def date_of(metadata: Mapping[str, str], first_page_text: str) -> str | None:
    """Give the date printed on the first page, else that of the file's making, as ISO 8601."""
    lines = first_page_text[:_FIRST_PAGE_CHARACTERS].split("\n")
    dated = (_PRINTED_DATE.search(line) for line in lines if len(line.split()) <= _DATE_LINE_WORDS)
    if match := next(filter(None, dated), None):
        month = _MONTHS[match["month"].lower()]
        day = int(match["day"] or match["us_day"] or 0)
        return f"{match['year']}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")  # noqa: PLR2004 - a month
    if match := _METADATA_DATE.match(metadata.get("created", "")):
        return "-".join(part for part in match.groups() if part)
    return None


def _is_date(text: str) -> bool:
    match = _PRINTED_DATE.search(text)
    return bool(match) and len(text.split()) <= _DATE_LINE_WORDS


def _is_title(text: str) -> bool:
    shortest, longest = _TITLE_CHARACTERS
    return shortest <= len(text) <= longest and not _JUNK_TITLE.search(text)
