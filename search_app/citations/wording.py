"""The words of a citation in each language, and the rules of writing that go with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.dates import format_date, get_month_names

from search_app.citations.citable import Citable, line


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language says what a citation says. `dash` stands between two pages of a range."""

    language: str
    no_date: str
    accessed: str
    retrieved: str
    month_of_year: str
    edition: str
    versions: dict[str, str]
    pdf_page: str
    dash: str
    marks: tuple[str, str]
    inner_marks: tuple[str, str]
    ampersand: str

    def month(self, number: str) -> str:
        """Name a month by its number."""
        return str(get_month_names("wide", locale=self.language)[int(number)])

    def page(self, pages: str, *, are_several: bool) -> str:
        """Say a page or several; both languages shorten them alike."""
        return f"{'pp.' if are_several else 'p.'} {pages}"

    def version(self, language: str) -> str:
        """Name a language version; nothing for a language that has no name here."""
        return self.versions.get(language, "")

    def conjunction(self, following: str) -> str:
        """Give “and” as it is before a name: in Spanish it changes before the same sound."""
        if self.language == "en":
            return "and"
        return "e" if re.match(r"(?i)(?:i|í|hi(?![aeou]))", following) else "y"

    def day(self, date: str) -> str:
        """Write a date out, as exactly as it is known: “May 20, 2013”, “20 de mayo de 2013”."""
        year, month, day = parts_of(date)
        if not day:
            return self.month_of_year.format(self.month(month), year) if month else year
        return str(format_date(datetime.fromisoformat(date), "long", locale=self.language))


ENGLISH = Wording(
    language="en",
    no_date="n.d.",
    accessed="accessed {}",
    retrieved="Retrieved {}, from {}",
    month_of_year="{} {}",
    edition="edition {}",
    versions={"en": "English version", "es": "Spanish version"},
    pdf_page="PDF {}",
    dash="–",
    marks=("“", "”"),
    inner_marks=("‘", "’"),
    ampersand="&",
)
SPANISH = Wording(
    language="es",
    no_date="s. f.",
    accessed="consultado el {}",
    retrieved="Recuperado el {}, de {}",
    month_of_year="{} de {}",
    edition="edición {}",
    versions={"en": "versión en inglés", "es": "versión en español"},
    pdf_page="{} del PDF",
    dash="-",
    marks=("«", "»"),
    inner_marks=("“", "”"),
    ampersand="y",
)
WORDINGS = {each.language: each for each in (ENGLISH, SPANISH)}


def parts_of(date: str) -> tuple[str, str, str]:
    """Part an ISO 8601 date into year, month and day; what is not known, or is no day of any year, is empty."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", date)
    if match is None:
        return line(date), "", ""
    year, month, day = match[1], match[2] or "", match[3] or ""
    try:
        datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
    except ValueError:
        return year, "", ""
    return year, month, day


def quoted(cited: Citable, cite: Callable[[Citable, Wording], str], wording: Wording) -> str:
    """Give the words in quotation marks, and after them what `cite` makes of where they stand.

    Words that say the same in another language follow in the same way.
    """
    before, after = wording.marks
    opened, closed = wording.inner_marks
    words = line(cited.words).translate(str.maketrans("“«”»", 2 * opened + 2 * closed))
    said = f"{before}{words}{after} ({cite(cited, wording).rstrip('.')})."
    return said if cited.translation is None else f"{said} {quoted(cited.translation, cite, wording)}"


def cited_alone(cited: Citable, cite: Callable[[Citable, Wording], str], wording: Wording) -> str:
    """Give what `cite` makes of where the words stand; of those that say the same, on a line of its own."""
    both = [each for each in (cited, cited.translation) if each]
    return "\n".join(cite(each, wording) for each in both)


def translation_of(cited: Citable) -> str:
    """Quote what says the same in another language for a note in English: its words, pages and link."""
    other = cited.translation
    if other is None:
        return ""
    where = ", ".join([*pages_of(other, ENGLISH), other.link])
    return f"{ENGLISH.version(other.language) or other.language}: “{line(other.words)}” ({where})"


def stop(text: str) -> str:
    """End a text with a stop, unless it has one."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def series_of(cited: Citable) -> str:
    """Name the series with the number in it, as far as they are known."""
    return line(f"{cited.description.series} {cited.description.number}")


def version_of(cited: Citable, wording: Wording) -> str:
    """Name the language version, where there are others."""
    return wording.version(cited.language) if cited.is_one_of_languages else ""


def edition_of(cited: Citable, wording: Wording) -> str:
    """Name the edition, where there are others."""
    return wording.edition.format(cited.edition) if cited.is_one_of_editions else ""


def pages_of(cited: Citable, wording: Wording) -> list[str]:
    """Say the pages as they are printed, and where in the file they are if that is something else."""
    in_file = in_file_of(cited, wording)
    labels = {place.label for place in cited.numbered}
    printed = wording.page(cited.pages(wording.dash), are_several=len(labels) > 1) if labels else ""
    return [part for part in (printed, in_file) if part]


def in_file_of(cited: Citable, wording: Wording) -> str:
    """Say where in the file the pages are, where that is not what is printed."""
    pages = cited.pdf_pages(wording.dash)
    return wording.pdf_page.format(wording.page(pages, are_several=len(cited.places) > 1)) if pages else ""
