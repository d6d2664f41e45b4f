"""Where words of a query stand in a text that need not answer it: a title, a heading, a translation."""

from __future__ import annotations

from collections.abc import Iterator

from index.marks import Span, marks
from index.tree import And, Carried, In, Node, Not, Or, Some, Term


def mentions(tree: Node, text: str, language: str, *, field: str = "") -> tuple[Span, ...]:
    """Give where any word that a query seeks stands in a text; phrases and patterns are sought elsewhere.

    `field`: the text is a title or a section, and whatever a query asks of that is given too.
    """
    sought = mentionable(tree, field)
    return marks(sought, text, language) if sought else ()


def mentionable(tree: Node, field: str = "") -> Some | None:
    """Give any of the words that `mentions` looks for; nothing where there are none."""
    sought = tuple(dict.fromkeys(_sought(tree, field)))
    return Some(sought) if sought else None


def _sought(tree: Node, field: str) -> Iterator[Node]:
    match tree:
        case Term() | Carried():
            yield tree
        case And(children) | Or(children) | Some(children):
            for child in children:
                yield from _sought(child, field)
        case In(asked, query) if asked == field and not isinstance(query, Not):
            yield query
        case _:
            pass
