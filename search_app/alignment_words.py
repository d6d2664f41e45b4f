"""What is said of passages side by side: in which language, how sure that is, and that there is nothing."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

SURE = 0.8
"""From here on nothing is said of confidence: readers check what they quote in any case."""

_OF_TEN = 10

IN_LANGUAGE = {"en": lazy_gettext("In English"), "es": lazy_gettext("In Spanish")}
IN_VERSION = {"en": lazy_gettext("In the English version"), "es": lazy_gettext("In the Spanish version")}

NOTHING = {
    "en": lazy_gettext("Nothing in the English version says this."),
    "es": lazy_gettext("Nothing in the Spanish version says this."),
}


def in_language(language: str, own: str = "") -> str:
    """Name a translation by its language, or by its version where the passage itself is in that language."""
    return str((IN_VERSION if language == own else IN_LANGUAGE).get(language, language))


PERHAPS_NOTHING = {
    "en": lazy_gettext("Perhaps nothing in the English version says this."),
    "es": lazy_gettext("Perhaps nothing in the Spanish version says this."),
}


def nothing_in(language: str, confidence: float) -> str:
    """Say that nothing in a language says the same, or perhaps nothing."""
    words = NOTHING if confidence >= SURE else PERHAPS_NOTHING
    return str(words.get(language, language))


UNTRANSLATED = {
    "en": lazy_gettext("Not translated: the English version has the same text."),
    "es": lazy_gettext("Not translated: the Spanish version has the same text."),
}
ALIKE = {
    "en": lazy_gettext("Perhaps not translated: the English version seems to say it in the same language."),
    "es": lazy_gettext("Perhaps not translated: the Spanish version seems to say it in the same language."),
}


def untranslated_in(language: str, *, is_same: bool) -> str:
    """Say that a version in a language has the very text that is meant, or one in what seems the same language."""
    words = UNTRANSLATED if is_same else ALIKE
    return str(words.get(language, language))


def doubt(confidence: float, *, is_corrected: bool = False) -> str:
    """Say how sure it is that passages say the same, or who has said so; nothing where it is sure enough."""
    if is_corrected:
        return str(gettext("Put side by side by a person."))
    if confidence >= SURE:
        return ""
    right = max(round(confidence * _OF_TEN), 1)
    return str(gettext("Not certain: of ten such pairs, about %(right)s are right.", right=right))
