"""What to do when a search finds nothing: which word is to blame, and which searches would find something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index import parse
from index.tree import And, Node, Or, Term
from search_app.parameters import Asked

_WORDS_TRIED = 6
"""Each costs a search; more words than these are seldom all wrong."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Words that no document has, words that some have, and how many passages there are without filters."""

    absent: tuple[str, ...]
    present: str
    without_filters: int


def advise(asked: Asked, count: Callable[[str], int]) -> Advice:
    """Look for the words one by one. `count` says how many passages a search finds without filters."""
    words = _words(parse(asked.q).tree)[:_WORDS_TRIED]
    found = [(word, count(word)) for word in words]
    absent = tuple(word for word, total in found if not total)
    present = " ".join(word for word, total in found if total)
    without_filters = count(asked.q) if asked.is_filtered else 0
    # All the words are there, or none: another search with the same words says nothing new.
    return Advice(absent, present if absent else "", without_filters)


def _words(node: Node | None) -> list[str]:
    if isinstance(node, Term):
        return [node.word]
    if isinstance(node, And | Or):
        return list(dict.fromkeys(word for child in node.children for word in _words(child)))
    return []
