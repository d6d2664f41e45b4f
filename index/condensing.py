"""Words of a query that only hold it together are not insisted on where others that say something stand there.

Rule: those of both languages are left out; those of one alone, which mean something in the other, count where they
stand. What is written as a name is no such word: UN and IT, and Will in the midst of a sentence.
Nothing is taken out of quotation marks, nor where AND was written.
"""

from __future__ import annotations

import re
from typing import TypeGuard

from index.analysis.function_words import FUNCTION_WORDS, further_words, language_by_function_words
from index.tree import And, Maybe, Node, Or, Term, all_of, is_condition

_ACRONYM = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{2,}\b")
_NAME = re.compile(r"(?<=[\w,] )[A-ZÁÉÍÓÚÑ]\w+|\b(?:may(?= \d)|[iI](?=\+)|will(?= of\b))")
"""Theresa May; and the month, I+D, the will of the people. In a title each word may be written as a name is, those
that only link too.
"""


def condensed(tree: Node, text: str, language: str = "") -> Node:
    """Give a tree without them. `text` is what was typed, `language` the one it is in.

    Where that is not known, function words alone may tell it.
    """
    if text.isupper():  # what is written as a name cannot be told
        text = text.lower()
    acronyms = _written_as(_ACRONYM, text)
    further = further_words(language or language_by_function_words(text)) - _written_as(_NAME, text)
    return _condensed(tree, FUNCTION_WORDS - acronyms, further - acronyms)


def _condensed(tree: Node, idle: frozenset[str], further: frozenset[str]) -> Node:
    match tree:
        case And(children, strict=False):
            kept = [child for child in children if not _is_one_of(child, idle | further)]
            if any(not is_condition(child) for child in kept):
                helping = [
                    Maybe(child) for child in children if isinstance(child, Term) and child.word in further - idle
                ]
                return all_of([*(_condensed(child, idle, further) for child in kept), *helping], strict=False)
            return tree
        case And(children) | Or(children):
            inner = tuple(_condensed(child, idle, further) for child in children)
            return Or(inner) if isinstance(tree, Or) else And(inner, strict=True)
        case _:
            return tree


def _is_one_of(node: Node, words: frozenset[str]) -> TypeGuard[Term]:
    return isinstance(node, Term) and node.word in words


def _written_as(shape: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(each.lower() for each in shape.findall(text))
