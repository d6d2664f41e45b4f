"""Which passages were left as they were in the other language version."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from archive.model import Passage

LANGUAGES = frozenset({"en", "es"})

_MOST_IN_COMMON = 0.6
"""Of the words of passages that were left as they were; bullets, names and a word here and there differ."""


def is_untranslated(ours: Iterable[Passage], theirs: Iterable[Passage]) -> bool:
    """Tell whether passages that stand side by side are in one language, and have most of their words in common.

    The language of a short passage is often mistaken; words that differ were translated all the same.
    """
    one, other = list(ours), list(theirs)
    spoken = {each.language for each in one}
    if len(spoken) != 1 or not spoken <= LANGUAGES or spoken != {each.language for each in other}:
        return False
    words, others = Counter(words_of(one)), Counter(words_of(other))
    return (words & others).total() >= _MOST_IN_COMMON * max(words.total(), others.total())


def words_of(passages: Iterable[Passage]) -> list[str]:
    """Give the words and numbers of passages, in their order."""
    return [word for each in passages for word in re.findall(r"\w+", each.text)]
