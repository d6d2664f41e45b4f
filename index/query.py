"""User text -> query tree, and the filters that hold beside it.

Rule: parsing never fails. What makes no sense is left out or read as words, and a remark says so. AND binds
tighter than OR; words side by side are joined by AND, but not strictly (`And.strict`), and function words among
them are not insisted on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.condensing import condensed
from index.lexer import Item, Scope, Sign, scan
from index.remarks import About, Remark
from index.shortening import MAX_WORDS, first_characters, first_words
from index.signs import readable
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
    all_of,
    loosened,
)

MAX_DEPTH = 30
"""Parentheses within parentheses: deeper ones are an accident or an attack, and would end in RecursionError."""

MAX_REMARKS = 8
"""More tell a reader no more: what was typed is no query at all."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, or what Python makes of a byte that is no UTF-8: it can be neither written nor embedded."""

_OPEN_AT_A_CUT = {About.QUOTATION_ALONE, About.PARENTHESIS_ALONE, About.OPERATOR_ALONE, About.FIELD_ALONE}
"""What may seem wrong only because the rest is left out."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text asks for. `tree` is None when it asks for nothing; `filters` hold beside the tree.

    `text`: what was typed; of what is too long the beginning that was read, which is read so again.
    `said`: the words in the order in which they were typed, those that only link too; nothing where signs stand
    among them. `remarks` say how it was read, each once, where that is not as it was typed.
    """

    text: str
    tree: Node | None
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    said: tuple[Term | Wildcard, ...] = ()
    remarks: tuple[Remark, ...] = ()


def parse(text: str) -> Parsed:
    """Read a query. Never raises."""
    text = _LONE_SURROGATE.sub("\ufffd", text)
    beginning = first_characters(text)
    signs, of_signs = readable(beginning)
    searched, is_cut = first_words(signs)
    scanned, of_items = scan(searched)
    paired, of_parentheses = _paired(scanned)
    parser = _Parser(paired)
    tree = parser.tree()
    remarks = [*of_signs, *of_items, *of_parentheses, *parser.remarks]
    if is_cut := is_cut or beginning != text:
        remarks = [each for each in remarks if each.about not in _OPEN_AT_A_CUT]
        remarks.insert(0, Remark(About.SHORTENED, taken=MAX_WORDS))
    rest, filters = _set_apart(condensed(tree, searched) if tree else None)
    read = searched if is_cut else text
    return Parsed(read, rest, filters, _said(paired), tuple(dict.fromkeys(remarks))[:MAX_REMARKS])


def _said(items: Sequence[Item]) -> tuple[Term | Wildcard, ...]:
    said: list[Term | Wildcard] = []
    for item in items:
        leaves = item.children if isinstance(item, And) else (item,)
        words = [leaf for leaf in leaves if isinstance(leaf, Term | Wildcard)]
        if len(words) < len(leaves) and not isinstance(item, Has):
            return ()
        said += words
    return tuple(said)


def _paired(items: Sequence[Item]) -> tuple[list[Item], list[Remark]]:
    """Close parentheses that are open at the end; leave out those that were never opened, or lie too deep."""
    paired: list[Item] = []
    remarks = []
    depth = 0
    for item in items:
        is_parenthesis = item is Sign.OPEN or item is Sign.CLOSE
        depth += item is Sign.OPEN
        if item is Sign.CLOSE and not depth:
            remarks.append(Remark(About.PARENTHESIS_ALONE))
        elif is_parenthesis and depth > MAX_DEPTH:
            remarks.append(Remark(About.TOO_DEEP, taken=MAX_DEPTH))
        else:
            paired.append(item)
        depth -= item is Sign.CLOSE and depth > 0
    if depth:
        remarks.append(Remark(About.PARENTHESIS_ALONE))
    return paired, remarks


class _Parser:
    """Recursive descent over the scanned items: or -> and -> unary -> leaf or parenthesis.

    No parenthesis closes that was not opened; one that is open at the end closes there.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.remarks: list[Remark] = []
        self._items = items
        self._next = 0

    def tree(self) -> Node | None:
        """Give what all the items ask for; None when that is nothing."""
        branches = [self._and()]
        while self._take(Sign.OR):
            branches.append(self._and())
        sound = tuple(dict.fromkeys(branch for branch in branches if branch))
        if None in branches and len(branches) > 1:
            self._is_alone(Sign.OR)
        return Or(sound) if len(sound) > 1 else next(iter(sound), None)

    def _and(self) -> Node | None:
        children: list[Node] = []
        strict = is_joined = False
        while self._peek() not in {None, Sign.OR, Sign.CLOSE}:
            if self._take(Sign.AND):
                if is_joined or not children:
                    self._is_alone(Sign.AND)
                is_joined = bool(children)
            elif child := self._unary():
                children.append(child)
                strict, is_joined = strict or is_joined, False
        if is_joined:
            self._is_alone(Sign.AND)
        return all_of(children, strict=strict) if children else None

    def _unary(self) -> Node | None:
        """Read what NOT and a field may stand before; None when nothing stands behind them."""
        before = self._count(Sign.NOT)
        scope = self._scope()
        inside = self._count(Sign.NOT) if scope else 0
        node = self._operand()
        if node is None:
            if before or inside:
                self._is_alone(Sign.NOT)
            if scope:
                self.remarks.append(Remark(About.FIELD_ALONE, scope.typed))
            return None
        node = Not(node) if inside % 2 else node
        node = In(scope.field, node) if scope else node
        return Not(node) if before % 2 else node

    def _scope(self) -> Scope | None:
        """Read the field that is asked; of several the last, for none can be asked of another."""
        scope = None
        while isinstance(item := self._peek(), Scope):
            if scope:
                self.remarks.append(Remark(About.FIELD_ALONE, scope.typed))
            scope = item
            self._next += 1
        return scope

    def _operand(self) -> Node | None:
        if self._take(Sign.OPEN):
            node = self.tree()
            self._take(Sign.CLOSE)
            return node
        item = self._peek()
        if item is None or isinstance(item, Sign | Scope):
            return None
        self._next += 1
        return item

    def _is_alone(self, sign: Sign) -> None:
        self.remarks.append(Remark(About.OPERATOR_ALONE, sign.value))

    def _peek(self) -> Item | None:
        return self._items[self._next] if self._next < len(self._items) else None

    def _take(self, sign: Sign) -> bool:
        found = self._peek() is sign
        self._next += found
        return found

    def _count(self, sign: Sign) -> int:
        count = 0
        while self._take(sign):
            count += 1
        return count


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
    return (all_of(rest, strict=strict) if rest else Every()), filters


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
