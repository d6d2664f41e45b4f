"""What stands around two passages that say the same, where a thing may stand that one of them lacks.

Rule: a passage may be cut otherwise in the other version. What stands next to it there is no loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ingest.disagreement.matching import agree
from ingest.disagreement.model import Mention
from ingest.disagreement.quantities import mentions

MOST_MENTIONS = 200
"""Of a passage with more, each is likely to stand somewhere on the other side."""


@dataclass(frozen=True)
class Nearby:
    """The text before and after one of two passages, on its own side, and its language.

    `beside` is what stands beside that text on the other side, `spoken_beside` its language. `is_sure`: that the
    two say the same is hardly in doubt.
    """

    before: str = ""
    after: str = ""
    language: str = "en"
    beside: str = ""
    spoken_beside: str = "es"
    is_sure: bool = True

    def says(self, mention: Mention) -> bool:
        """Tell whether a number or a date stands there that does not stand beside it as well."""
        return _count(mention, self._mentions) > _count(mention, self._mentions_beside)

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        return (*_first(self.before, self.language), *_first(self.after, self.language))

    @cached_property
    def _mentions_beside(self) -> tuple[Mention, ...]:
        return _first(self.beside, self.spoken_beside)


NOWHERE = Nearby()
"""Around what stands alone there is nothing."""


def _first(text: str, language: str) -> tuple[Mention, ...]:
    return mentions(text, language)[:MOST_MENTIONS]


def _count(mention: Mention, others: tuple[Mention, ...]) -> int:
    return sum(agree(mention, each) for each in others)
