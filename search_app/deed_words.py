"""What was done, in the words of a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import format_decimal, gettext, lazy_gettext

from archive import Action, Deed, Field, Relation, Way
from search_app.description_words import FIELDS
from search_app.words import language_name

ACTIONS = {
    Action.ADD: lazy_gettext("added"),
    Action.NEW_EDITION: lazy_gettext("added as a new edition"),
    Action.REREAD: lazy_gettext("read again"),
    Action.EDIT: lazy_gettext("edited"),
    Action.RELATE: lazy_gettext("put to another document"),
    Action.ALIGN: lazy_gettext("corrected what says the same"),
    Action.REMOVE: lazy_gettext("taken out"),
    Action.PURGE: lazy_gettext("deleted for good"),
    Action.ACCOUNT_ADDED: lazy_gettext("account made"),
    Action.ACCOUNT_REMOVED: lazy_gettext("account removed"),
    Action.ROLE: lazy_gettext("role changed"),
    Action.PASSWORD: lazy_gettext("password changed"),
    Action.TOKEN_MADE: lazy_gettext("token made"),
    Action.TOKENS_REVOKED: lazy_gettext("tokens ended"),
    Action.SIGN_IN: lazy_gettext("signed in"),
    Action.SIGN_IN_FAILED: lazy_gettext("sign-in refused"),
    Action.SIGN_OUT: lazy_gettext("signed out"),
}

WAYS = {
    Way.WEB: lazy_gettext("in the browser"),
    Way.API: lazy_gettext("by a program"),
    Way.COMMAND: lazy_gettext("on the command line"),
}

DETAILS = {
    "source": lazy_gettext("From"),
    "from": lazy_gettext("Out of the document"),
    "language": lazy_gettext("Language"),
    "edition": lazy_gettext("Edition"),
    "pages": lazy_gettext("Pages"),
    "passages": lazy_gettext("Passages"),
    "counterparts": lazy_gettext("Say the same"),
    "replaced": lazy_gettext("Said before, and replaced"),
    "suggestion": lazy_gettext("Suggestion"),
    "kind": lazy_gettext("Suggested as"),
    "other": lazy_gettext("Other version"),
    "copy_of": lazy_gettext("What stands for it"),
    "role": lazy_gettext("Role"),
    "before": lazy_gettext("Before"),
    "after": lazy_gettext("After"),
}

KINDS = {
    Relation.SAME_TEXT: lazy_gettext("the same words"),
    Relation.NEAR_DUPLICATE: lazy_gettext("nearly the same"),
    Relation.NEW_EDITION: lazy_gettext("another edition"),
    Relation.LANGUAGE_VERSION: lazy_gettext("version in another language"),
}

_TOLD = {"declined", "apart", "withdrawn"}
"""Details that the words for the deed say already."""


def done(deed: Deed) -> str:
    """Say what was done: of what belongs together, what was decided of it."""
    details = deed.details
    text = ACTIONS[deed.action]
    if deed.action is Action.RELATE and details.get("declined"):
        text = gettext("suggestion declined")
    elif deed.action is Action.RELATE and details.get("apart"):
        text = gettext("made a document of its own")
    elif deed.action is Action.RELATE and "suggestion" in details:
        text = gettext("joined to a document, as was suggested")
    elif deed.action is Action.ALIGN and details.get("withdrawn"):
        text = gettext("took back what says the same")
    elif deed.action is Action.REMOVE and "copy_of" in details:
        text = gettext("taken out as a copy")
    return str(text)


def details(deed: Deed) -> Iterator[tuple[str, str]]:
    """Give what else is known of a deed, each with its name; what has no name here keeps its own."""
    for name, value in deed.details.items():
        if name == "replaced":
            yield str(DETAILS[name]), "; ".join(map(_said_before, value))
        elif name not in _TOLD and isinstance(value, str | int | float):
            yield str(DETAILS.get(name, name)), _value(name, value)


def field_name(name: str) -> str:
    """Name a field of a document, a title with its language."""
    if titled := re.fullmatch("title-(.+)", name):
        return f"{FIELDS[Field.TITLE]} ({language_name(titled[1])})"
    return str(FIELDS[Field(name)]) if name in set(Field) else name


def _said_before(told: Mapping[str, str]) -> str:
    sides = [told[side] for side in ("passages", "counterparts") if side in told]
    return f"{' ↔ '.join(sides)} ({told['by']})"


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(gettext("yes") if value else gettext("no"))
    if name == "kind" and value in set(Relation):
        return str(KINDS[Relation(value)])
    if name == "language":
        return language_name(str(value))
    return str(value if isinstance(value, str) else format_decimal(value))
