"""A query carried over into the other language: beside each word and term what stands for it there.

Rule: quoted words, shapes of words and what is excluded stay as they were typed: a guess excludes nothing. What is
carried is told, and can be taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from index.analysis import LANGUAGES, fold
from index.analysis.function_words import FUNCTION_WORDS
from index.condensing import condensed
from index.crosslingual.asked_language import asked_languages
from index.crosslingual.lexicon import MOST_WORDS_ASKED, Entry, Lexicon, Translation, translations_of
from index.tree import And, Carried, In, Node, Or, Rendering, Some, Term, plain_terms

MOST_RENDERINGS = 6
"""Of a word or a term; more of them are wrong than right."""

_LEAST_SCORE = 0.3
_LEAST_OF_TERM = 0.5
"""Words that are no term are carried one by one."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What stands for a word or a term in another language."""

    said: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A query that was carried over, and what was put beside its words, in their order.

    `language` is the one in which it was typed; nothing where that cannot be told.
    """

    tree: Node
    expansions: tuple[Expansion, ...] = ()
    language: str = ""


def carry(tree: Node, text: str, lexicon: Lexicon, without: Collection[str] = ()) -> CarriedOver:
    """Carry a query over. `text` is what was typed, `without` the renderings that the reader does not want."""
    words = [term.word for term in plain_terms(tree)]
    carrier = _Carrier(lexicon, frozenset(map(_key, without)))
    languages = asked_languages(text, words, lexicon)
    typed = languages[0] if len(languages) == 1 else ""
    tree = condensed(tree, text, typed)
    for language in languages:
        tree = carrier.carried(tree, language)
    return CarriedOver(tree, tuple(dict.fromkeys(carrier.expansions)), typed)


def _key(text: str) -> str:
    return fold(" ".join(text.lower().split()))


@dataclass
class _Carrier:
    lexicon: Lexicon
    without: frozenset[str]
    expansions: list[Expansion] = field(default_factory=list)

    def carried(self, node: Node, language: str) -> Node:
        """Carry all words of a tree from a language."""
        match node:
            case Term(word):
                return self._beside(node, word, self.lexicon.find(word, language), language, _LEAST_SCORE)
            case Carried(own, into) if into != language:
                return replace(node, own=self.carried(own, language))
            case And(children, strict=False):
                return replace(node, children=tuple(self._terms(children, language)))
            case And(children) | Or(children) | Some(children):
                return replace(node, children=tuple(self.carried(each, language) for each in children))
            case In(_, query):
                return replace(node, query=self.carried(query, language))
            case _:
                return node

    def _terms(self, children: Sequence[Node], language: str) -> list[Node]:
        """Carry words side by side, the longest terms that are known first.

        What stands for a term stands for each of its words: so a passage may still have some of them alone.
        """
        found: list[Node] = []
        at = 0
        while at < len(children):
            term = self._term(children[at : at + MOST_WORDS_ASKED], language)
            found += term or [self.carried(children[at], language)]
            at += len(term) or 1
        return found

    def _term(self, children: Sequence[Node], language: str) -> list[Node]:
        """Give the words of the longest known term with which some begin, each with what stands for all of it."""
        words = [each.word for each in takewhile(_is_word, children) if isinstance(each, Term)]
        for count in range(len(words), 1, -1):
            said = " ".join(words[:count])
            entry = self.lexicon.find(said, language)
            if entry and len(entry.stems) == count:
                found = [self._beside(each, said, entry, language, _LEAST_OF_TERM) for each in children[:count]]
                if isinstance(found[0], Carried):
                    return found
        return []

    def _beside(self, own: Node, said: str, entry: Entry | None, language: str, least: float) -> Node:
        other = LANGUAGES[1 - LANGUAGES.index(language)]
        likely = [each for each in translations_of(entry, said) if each.score >= least] if entry else []
        telling = (each for each in likely if each.text.lower() not in FUNCTION_WORDS)
        wanted = [each for each in telling if _key(each.text) not in self.without][:MOST_RENDERINGS]
        if not wanted:
            return own
        if isinstance(own, Term):
            own = replace(own, language=language)
        self.expansions += [Expansion(said, each.text, other) for each in wanted]
        return Carried(own, other, _renderings(wanted))


def _is_word(node: Node) -> bool:
    return isinstance(node, Term)


def _renderings(translations: Sequence[Translation]) -> tuple[Rendering, ...]:
    # One that is hardly likely counts as little where it stands alone.
    total = max(1.0, sum(each.score for each in translations))
    return tuple(Rendering(each.text, each.stems, each.score / total) for each in translations)
