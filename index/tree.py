"""The query tree: what was asked, before any engine or language has a say.

Rule: words are kept as `analysis.tokens` gives them, accents and all; each engine looks up their forms.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Every:
    """Any passage: a query of filters alone."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, found by its stem; a compound ("cross-border") also as its parts side by side."""

    word: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, as written."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Words as written, in any order, with at most `distance` other words among them."""

    words: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words of this shape, accents aside: `*` is any letters, `?` one letter; a prefix is `word*`."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that become this one, accents aside, in at most `distance` changes of a letter."""

    word: str
    distance: int


@dataclass(frozen=True, slots=True)
class In:
    """A query that the title or the section path must answer, not the text; `field` is one of FIELDS."""

    field: str
    query: Node


@dataclass(frozen=True, slots=True)
class Pages:
    """Passages that begin on these pages; `last` is the last one meant."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Has:
    """Passages with one of these values of a facet, where it cannot be a filter: under OR or NOT."""

    facet: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class And:
    """All of them; `strict` when the reader wrote AND, so that it must not be relaxed."""

    children: tuple[Node, ...]
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of what this finds in the text."""

    child: Node


Node = Every | Term | Phrase | Near | Wildcard | Fuzzy | In | Pages | Has | And | Or | Not

FIELDS = ("title", "section")
"""What can be searched beside the text."""


def is_condition(node: Node) -> bool:
    """Tell whether a node only narrows: words of the text, if there are any, must be found beside it."""
    if isinstance(node, And | Or):
        return all(is_condition(child) for child in node.children)
    return isinstance(node, Every | Not | In | Has | Pages)


def in_headings(tree: Node) -> Node | None:
    """Ask titles and sections, instead of the text, for the words; None when there are none."""
    children = tree.children if isinstance(tree, And) else (tree,)
    kept = tuple(child for child in children if is_condition(child))
    sought = tuple(
        Or(tuple(In(field, child) for field in FIELDS)) for child in children if not is_condition(child)
    )
    return And((*sought, *kept), strict=True) if sought else None


def adjacent_pairs(tree: And) -> tuple[tuple[str, ...], ...]:
    """Give the words of each two plain words typed one after the other, compounds in their parts."""
    if tree.strict:
        return ()
    pairs = zip(tree.children, tree.children[1:], strict=False)
    return tuple(
        tuple(part for each in (first, second) for part in each.word.split("-"))
        for first, second in pairs
        if isinstance(first, Term) and isinstance(second, Term)
    )


def plain_terms(tree: Node | None) -> tuple[Term, ...]:
    """Give the words sought in the text, each once; none that is excluded or asked of a field."""
    match tree:
        case Term():
            return (tree,)
        case And(children) | Or(children):
            return tuple(dict.fromkeys(term for child in children for term in plain_terms(child)))
        case _:
            return ()


def loosened(tree: Node) -> Node | None:
    """Ask for some of the words instead of all of them; None when a tree does not lend itself to it."""
    if not isinstance(tree, And) or tree.strict:
        return None
    kept = tuple(child for child in tree.children if is_condition(child))
    wanted = tuple(child for child in tree.children if not is_condition(child))
    if len(wanted) <= 1:
        return None
    return And((Or(wanted), *kept), strict=True) if kept else Or(wanted)
