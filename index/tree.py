"""The query tree: what was asked, before any engine or language has a say.

Rule: words are kept as `analysis.tokens` gives them, accents and all; each engine looks up their forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Every:
    """Any passage: a query of filters alone."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, found by its stem; a compound ("cross-border") also as its parts side by side.

    `language` is the one in which it was typed, where that is known: in the other it is found as it is written
    alone, for “parties” is no form of “parte”.
    """

    word: str
    language: str = ""


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
class Some:
    """At least one of these words; the more of them, and the nearer each other, the better."""

    children: tuple[Node, ...]


class Rendering(NamedTuple):
    """What stands for a word or a term in another language: the stems of its content words, and a share of all.

    `text` is how it is mostly written; the shares of all renderings of a word add up to 1.
    """

    text: str
    stems: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Carried:
    """Words as typed, or what stands for them in passages of another language.

    The stems of a rendering stand near each other there, in any order: at most STRETCH other words are among them.
    """

    own: Node
    language: str
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """A word that need not stand there, and is not marked; where it does, the better."""

    child: Term


@dataclass(frozen=True, slots=True)
class Not:
    """None of what this finds in the text."""

    child: Node


Node = Every | Term | Phrase | Near | Wildcard | Fuzzy | In | Pages | Has | And | Or | Some | Carried | Maybe | Not

STRETCH = 3
"""Other words that may stand among those of a term in another language: “innovación a nivel regional”."""

FIELDS = ("title", "section")
"""What can be searched beside the text."""


def is_condition(node: Node) -> bool:
    """Tell whether a node only narrows: words of the text, if there are any, must be found beside it."""
    if isinstance(node, And | Or | Some):
        return all(is_condition(child) for child in node.children)
    return isinstance(node, Every | Maybe | Not | In | Has | Pages)


def all_of(children: Iterable[Node], *, strict: bool) -> Node:
    """Join queries, each once, with those of inner conjunctions; one alone is itself. There is at least one."""
    flat: dict[Node, None] = {}
    for child in children:
        inner = child.children if isinstance(child, And) and not child.strict else (child,)
        flat.update(dict.fromkeys(inner))
    return And(tuple(flat), strict) if len(flat) > 1 else next(iter(flat))


def patterns(tree: Node) -> Iterator[Wildcard | Fuzzy]:
    """Give all that stands for several words, wherever they are sought."""
    match tree:
        case Wildcard() | Fuzzy():
            yield tree
        case And(children) | Or(children) | Some(children):
            for each in children:
                yield from patterns(each)
        case Not(child) | In(_, child):
            yield from patterns(child)


def in_headings(tree: Node) -> Node | None:
    """Ask titles and sections, instead of the text, for the words; None when there are none."""
    children = tree.children if isinstance(tree, And) else (tree,)
    kept = tuple(child for child in children if is_condition(child))
    sought = tuple(
        Or(tuple(In(field, child) for field in FIELDS)) for child in children if not is_condition(child)
    )
    return And((*sought, *kept), strict=True) if sought else None


def adjacent(children: Sequence[Node]) -> Iterator[tuple[int, tuple[Node, Node]]]:
    """Give each two words that were typed one after the other, with the place of the first."""
    for at, pair in enumerate(pairwise(children)):
        if all(isinstance(each, Term | Carried) for each in pair):
            yield at, pair


def plain_terms(tree: Node | None) -> tuple[Term, ...]:
    """Give the words sought in the text, each once; none that is excluded or asked of a field."""
    match tree:
        case Term():
            return (tree,)
        case Carried(own):
            return plain_terms(own)
        case And(children) | Or(children) | Some(children):
            return tuple(dict.fromkeys(term for child in children for term in plain_terms(child)))
        case _:
            return ()


def is_plain(tree: Node) -> bool:
    """Tell whether a query is words alone, as a question is: no sign in it asks for anything else."""
    match tree:
        case And(children, strict=False):
            return all(map(is_plain, children))
        case _:
            return isinstance(tree, Term | Maybe)


def as_typed(node: Node) -> Node:
    """Give a query without what stands for its words in another language."""
    match node:
        case Carried(own):
            return as_typed(own)
        case And(children) | Or(children) | Some(children):
            return replace(node, children=tuple(map(as_typed, children)))
        case _:
            return node


def sought_words(tree: Node | None) -> tuple[Term | Carried, ...]:
    """Give the same as they are sought, each with what stands for it in the other language; terms whole."""
    match tree:
        case Term() | Carried():
            return (tree,)
        case And(children) | Or(children) | Some(children):
            return tuple(dict.fromkeys(word for child in children for word in sought_words(child)))
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
    return And((Some(wanted), *kept), strict=True) if kept else Some(wanted)
