"""Names of the archive's own values in the language of the interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from babel.dates import format_skeleton
from babel.lists import format_list
from flask_babel import format_decimal, get_locale, gettext, ngettext

from archive import Kind, PageState, VersionStatus, Warned
from index import Remark, Sort
from search_app.interface_words import lazy_gettext
from search_app.languages import INTERFACE
from search_app.remark_words import SENTENCES, as_typed
from search_app.report_words import DOUBTFUL, FINDINGS, STATE_CODES, STATES

KINDS: Mapping[str, object] = {
    Kind.PARAGRAPH: lazy_gettext("Paragraph"),
    Kind.HEADING: lazy_gettext("Heading"),
    Kind.LIST_ITEM: lazy_gettext("List item"),
    Kind.TABLE: lazy_gettext("Table"),
    Kind.CAPTION: lazy_gettext("Caption"),
    Kind.FOOTNOTE: lazy_gettext("Footnote"),
}

FACETS = {
    "language": lazy_gettext("Language"),
    "document": lazy_gettext("Document"),
    "year": lazy_gettext("Year"),
    "kind": lazy_gettext("Kind of passage"),
    "issuer": lazy_gettext("Issued by"),
}

SORTS = {
    Sort.RELEVANCE: lazy_gettext("best first"),
    Sort.DATE: lazy_gettext("newest first"),
    Sort.PLACE: lazy_gettext("in reading order"),
}

STATUSES = {
    VersionStatus.READY: lazy_gettext("can be searched"),
    VersionStatus.WAITING: lazy_gettext("held, without text yet"),
}

PAGE_NOTICES = {
    PageState.BLANK: lazy_gettext("This page is blank."),
    PageState.RECOGNISED: lazy_gettext("This page is a picture: OCR read its words, and may have misread some."),
    PageState.WORDLESS: lazy_gettext("This page is a picture in which no words were found."),
    PageState.NEEDS_OCR: lazy_gettext(
        "This page is a picture: it has no text of its own, so its words cannot be searched or shown here."
    ),
    PageState.GARBLED: lazy_gettext(
        "The file does not say which letters stand on this page; what follows may be wrong, and searches may "
        "miss its words."
    ),
    PageState.UNREADABLE: lazy_gettext("This page could not be read."),
}

_DATE_SKELETONS = {len("2013"): "y", len("2013-05"): "yMMMM", len("2013-05-20"): "yMMMMd"}
"""How much of a date is told when it is written so exactly (Unicode Technical Standard 35, part 4)."""


_ONLY_IN = {"en": lazy_gettext("only English"), "es": lazy_gettext("only Spanish")}

_LACKING_SHOWN = 5


def language_name(language: str) -> str:
    """Name a language as a reader looks for it: English and Spanish in themselves, others in the interface's."""
    if language == "mul":
        return str(gettext("Several languages"))
    if language == "und":
        return str(gettext("Language unknown"))
    if language in INTERFACE:
        return INTERFACE[language]
    name = str(get_locale().languages.get(language, language))
    return name[:1].upper() + name[1:]


def facet_value(facet: str, value: str) -> str:
    """Name a value of a filter."""
    if facet == "language":
        return language_name(value)
    return str(KINDS.get(value, value)) if facet == "kind" else value


def listed_words(words: Sequence[str]) -> str:
    """Name some words of a search: this or that."""
    quoted = [gettext("“%(word)s”", word=word) for word in words]
    return str(format_list(quoted, style="or", locale=get_locale()))


def missing_words(missing: Sequence[str]) -> str:
    """Name the words of a search that no passage has."""
    return str(gettext("No passage has %(words)s.", words=listed_words(missing)))


def lacking(words: Sequence[str]) -> str:
    """Name the words of a search that a passage lacks; of a whole question, the first."""
    more = " …" if len(words) > _LACKING_SHOWN else ""
    return str(gettext("lacks: %(words)s", words=", ".join(words[:_LACKING_SHOWN]) + more))


def only_in(language: str) -> str:
    """Name the search among passages in one language of the interface alone."""
    return str(_ONLY_IN[language])


def how_read(remark: Remark) -> str:
    """Say one thing about how a search was read."""
    return str(
        gettext(
            SENTENCES[remark.about],
            typed=as_typed(remark),
            read=remark.read,
            taken=format_decimal(remark.taken),
            among=format_decimal(remark.among),
        )
    )


def finding(code: str, count: int, page_count: int) -> str:
    """Say of how many pages of a version something is to be known."""
    told = FINDINGS[code]
    if page_count == 1:
        return str(gettext(told.only))
    return str(ngettext(*told.counted, count, of=page_count))


def finding_short(code: str) -> str:
    """Say what is to be known of one page, in a few words."""
    return str(ngettext(*FINDINGS[code].short, 1))


def doubtful(count: int) -> str:
    """Say of how many words of a page OCR is not sure."""
    return str(ngettext(*DOUBTFUL, count))


def page_state(state: PageState) -> str:
    """Say what became of a page, in a few words."""
    return finding_short(STATE_CODES[state]) if state in STATE_CODES else str(gettext(STATES[state]))


def warning(warned: Warned) -> str:
    """Say what a reader should know of a version; a code that has no words here keeps its own sentence."""
    sentences = {
        "joined": gettext("It was taken for the same document in another language, by its file name."),
        "language_unlike_name": gettext("Its file name says another language than its text."),
        "language_unlike_page": gettext("The web page that lists it says another language than its text."),
        "ocr_missing": gettext(
            "OCR is not installed: its pictures wait until the Debian packages %(packages)s are there.",
            packages="tesseract-ocr, tesseract-ocr-spa",
        ),
        "ocr_never": gettext("It was read without OCR, as asked."),
        "unlocked": gettext("It was locked, and was opened with a password."),
        "restricted": gettext("Its owner restricts what may be done with it, as printing; all of it was read."),
        "form_values": gettext("What is filled into its form fields is not read: it cannot be found."),
        "structure_unread": gettext("Its outline, page labels or description could not be read."),
    }
    return str(sentences.get(warned.code, warned.message))


def date(written: str) -> str:
    """Put an ISO 8601 date into words, as exactly as it is known; give anything else back as it is."""
    skeleton = _DATE_SKELETONS.get(len(written))
    try:
        day = datetime.fromisoformat(written + "-01-01"[len(written) - len("2013") :])
    except ValueError:
        return written
    return str(format_skeleton(skeleton, day, locale=get_locale())) if skeleton else written
