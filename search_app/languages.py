"""Languages: those of the interface, and how those of documents are named.

Rule: a language of the interface is named in itself, for whoever looks for it; others in the language of the
interface. A link carries `ui` only until the cookie that says the same comes back, so that addresses stay clean
and all works without cookies.
"""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import LanguageAccept

INTERFACE = {"en": "English", "es": "Español"}
COOKIE = "ui"
COOKIE_SECONDS = 365 * 24 * 3600

NO_LANGUAGES = frozenset({"mul", "und"})
"""What stands in a language's place where there are several, or none is known (ISO 639-2)."""


def interface_language(asked: str | None, cookies: Mapping[str, str], accepted: LanguageAccept) -> str:
    """Choose the language of the interface: what the address says, the cookie, the browser, English."""
    for choice in (asked, cookies.get(COOKIE)):
        if choice in INTERFACE:
            return choice
    return accepted.best_match(list(INTERFACE)) or "en"


def carried(asked: str | None, cookies: Mapping[str, str]) -> str | None:
    """Give the language that links must carry on, because no cookie says it yet."""
    return asked if asked in INTERFACE and cookies.get(COOKIE) != asked else None


def badge_letters(language: str) -> str:
    """Give the two or three letters that stand on everything that has a language."""
    return {"mul": "EN·ES", "und": "?"}.get(language, language.upper())
