"""A search in other words: the same text with words replaced, left out, or without its quotation marks.

Rule: what else stands in it, as filters and signs, stays. A text that would no longer be sound becomes its words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from index.analysis import tokens
from index.query import parse
from index.tree import And, Carried, Near, Node, Or, Phrase, Some, Term, is_plain

_STRAY = re.compile(r"^[,;.?!]+\s+|\s+(?=[,;.?!]+(?:\s|$)|[\"”»)](?:\s|$))")
"""Signs that have lost the word they stood at, or the space that a word left before them."""

_QUOTES = re.compile(r"[\"“”«»](?:~\d+)?")


def words_of(node: Node | None) -> tuple[str, ...]:
    """Give the words that are wanted in the text, each once; those of phrases too, and none that is excluded."""
    match node:
        case Term(word):
            return (word,)
        case Phrase(words) | Near(words, _):
            return tuple(dict.fromkeys(words))
        case Carried(own):
            return words_of(own)
        case And(children) | Or(children) | Some(children):
            return tuple(dict.fromkeys(word for child in children for word in words_of(child)))
        case _:
            return ()


def replaced(text: str, others: Mapping[str, str]) -> str:
    """Put other words in place of some; the empty word leaves one out."""
    made, end = "", 0
    for token in tokens(text):
        other = others.get(token.word)
        # What is excluded, or asked of a title, is none of the words that are wanted.
        is_wanted = text[token.start - 1 : token.start] not in {"-", ":"}
        if other is not None and token.start >= end and (other or is_wanted):
            made += text[end : token.start] + other
            end = token.end if other else len(text) - len(text[token.end :].lstrip())
    return " ".join((made + text[end:]).split())


def without_words(text: str, words: Collection[str]) -> str:
    """Leave words out."""
    parsed, left = parse(text), _STRAY.sub("", replaced(text, dict.fromkeys(words, "")))
    if len(parse(left).remarks) > len(parsed.remarks):
        return " ".join(word for word in words_of(parsed.tree) if word not in words)
    return left


def unquoted(text: str) -> str:
    """Take quotation marks away, so that the words may stand apart and in other forms."""
    return " ".join(_QUOTES.sub(" ", text).split())


def as_phrase(text: str) -> str:
    """Ask for the words of a plain search side by side; empty for one of a single word, or with signs in it."""
    tree = parse(text).tree
    is_words = isinstance(tree, And) and is_plain(tree)
    return f'"{text}"' if is_words and not re.search(r"[^\w\s'’.,-]", text) else ""
