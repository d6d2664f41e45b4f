"""User text -> query tree, and the filters that hold beside it.

Rule: parsing never fails. What is no sound query is searched as plain words, and the result says so. AND
binds tighter than OR; words side by side are joined by AND, but not strictly (`And.strict`), and
function words among them are not insisted on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.analysis.function_words import FUNCTION_WORDS
from index.lexer import Item, Scope, Sign, Unreadable, plain_words, scan
from index.tree import (
    FIELDS,
    And,
    Every,
    Fuzzy,
    Has,
    In,
    Near,
    Node,
    Not,
    Or,
    Pages,
    Phrase,
    Term,
    Wildcard,
    is_condition,
    loosened,
)

_CAPITALS = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{2,}\b")

MAX_CHARACTERS = 3_000
MAX_WORDS = 100
"""More is a paragraph pasted by mistake; its first words find it."""

MAX_PATTERNS = 10
"""Words with `*`, `?` or `~`: each may stand for thousands, and all of those are looked up."""

MAX_DEPTH = 30
"""Parentheses within parentheses: deeper ones are an accident or an attack, and would end in RecursionError."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text asks for. `tree` is None when it asks for nothing; `filters` hold beside the tree.

    `broken`: the syntax was not sound and the words were taken plainly; `shortened`: there were too many.
    """

    text: str
    tree: Node | None
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    broken: bool = False
    shortened: bool = False


class _NotSound(Unreadable):
    """The syntax does not hold together."""


def parse(text: str) -> Parsed:
    """Read a query. Never raises."""
    if len(text) > MAX_CHARACTERS:
        return _plainly(text, text[:MAX_CHARACTERS], broken="(" in text)
    try:
        items = scan(text)
        if sum(_word_count(item) for item in items) > MAX_WORDS:
            return _plainly(text, text, broken=False)
        if sum(isinstance(item, Wildcard | Fuzzy) for item in items) > MAX_PATTERNS:
            return _plainly(text, text, broken=True)
        tree = _Parser(items).tree()
    except Unreadable:
        return _plainly(text, text, broken=True)
    rest, filters = _set_apart(_condensed(tree, _acronyms(text)) if tree else None)
    return Parsed(text, rest, filters)


def _plainly(text: str, searched: str, *, broken: bool) -> Parsed:
    words = plain_words(searched)
    tree = _all_of([Term(word) for word in words[:MAX_WORDS]], strict=False) if words else None
    shortened = len(words) > MAX_WORDS or len(searched) < len(text)
    return Parsed(text, _condensed(tree, _acronyms(text)) if tree else None, broken=broken, shortened=shortened)


def _word_count(item: object) -> int:
    if isinstance(item, Phrase | Near):
        return len(item.words)
    return len(item.children) if isinstance(item, And) else int(not isinstance(item, Sign | Scope))


class _Parser:
    """Recursive descent over the scanned items: or -> and -> unary -> leaf or parenthesis."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._next = 0
        self._depth = 0

    def tree(self) -> Node | None:
        if not self._items:
            return None
        tree = self._or()
        if self._next < len(self._items):  # a parenthesis closed that was never opened
            raise _NotSound
        return tree

    def _or(self) -> Node:
        branches = [self._and()]
        while self._take(Sign.OR):
            branches.append(self._and())
        return branches[0] if len(branches) == 1 else Or(tuple(dict.fromkeys(branches)))

    def _and(self) -> Node:
        children = [self._unary()]
        strict = False
        while self._peek() not in {None, Sign.OR, Sign.CLOSE}:
            strict = self._take(Sign.AND) or strict
            children.append(self._unary())
        return _all_of(children, strict=strict)

    def _unary(self) -> Node:
        excluded = False
        while self._take(Sign.NOT):
            excluded = not excluded
        item = self._peek()
        self._next += 1
        if isinstance(item, Scope):
            node: Node = In(item.field, self._unary_in_scope())
        elif item is Sign.OPEN:
            node = self._parenthesis()
        elif item is None or isinstance(item, Sign):
            raise _NotSound
        else:
            node = item
        return Not(node) if excluded else node

    def _unary_in_scope(self) -> Node:
        if isinstance(self._peek(), Scope):  # title:section:word
            raise _NotSound
        return self._unary()

    def _parenthesis(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _NotSound
        node = self._or()
        if not self._take(Sign.CLOSE):
            raise _NotSound
        self._depth -= 1
        return node

    def _peek(self) -> Item | None:
        return self._items[self._next] if self._next < len(self._items) else None

    def _take(self, sign: Sign) -> bool:
        found = self._peek() is sign
        self._next += found
        return found


def _all_of(children: Iterable[Node], *, strict: bool) -> Node:
    flat: dict[Node, None] = {}
    for child in children:
        inner = child.children if isinstance(child, And) and not child.strict else (child,)
        flat.update(dict.fromkeys(inner))
    return And(tuple(flat), strict) if len(flat) > 1 else next(iter(flat))


def _condensed(tree: Node, acronyms: frozenset[str]) -> Node:
    """Leave out plain function words wherever words that say something stand beside them."""
    match tree:
        case And(children, strict=False):
            kept = tuple(child for child in children if not _is_function_word(child, acronyms))
            if any(not is_condition(child) for child in kept):
                return _all_of([_condensed(child, acronyms) for child in kept], strict=False)
            return tree
        case And(children) | Or(children):
            inner = tuple(_condensed(child, acronyms) for child in children)
            return Or(inner) if isinstance(tree, Or) else And(inner, strict=True)
        case _:
            return tree


def _is_function_word(node: Node, acronyms: frozenset[str]) -> bool:
    return isinstance(node, Term) and node.word in FUNCTION_WORDS and node.word not in acronyms


def _acronyms(text: str) -> frozenset[str]:
    """Give the words in capitals, lower-cased: UN and IT are no function words. A text in capitals tells none."""
    return frozenset() if text.isupper() else frozenset(word.lower() for word in _CAPITALS.findall(text))


def _set_apart(tree: Node | None) -> tuple[Node | None, dict[str, frozenset[str]]]:
    """Take the facets that hold for the whole query out of its tree: an engine filters by them."""
    children = tree.children if isinstance(tree, And) else (tree,) if tree else ()
    filters: dict[str, frozenset[str]] = {}
    rest: list[Node] = []
    for child in children:
        if isinstance(child, Has):
            filters[child.facet] = filters.get(child.facet, frozenset()) | child.values
        else:
            rest.append(child)
    if not filters:
        return tree, filters
    strict = isinstance(tree, And) and tree.strict
    return (_all_of(rest, strict=strict) if rest else Every()), filters


__all__ = [
    "FIELDS",
    "And",
    "Every",
    "Fuzzy",
    "Has",
    "In",
    "Near",
    "Node",
    "Not",
    "Or",
    "Pages",
    "Parsed",
    "Phrase",
    "Term",
    "Wildcard",
    "loosened",
    "parse",
]
