"""What is noted beside a row of two versions: in what they disagree, and which words of either side that are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext

from archive import Passage
from ingest.disagreement import DisagreementKind
from search_app.differing import Found
from search_app.disagreement_words import DIFFERS, sentence
from search_app.disagreements import Told, listed_of
from search_app.rendering import Noted


@dataclass(frozen=True, slots=True)
class Notes:
    """Sentences, and the words that they are of by version and id of their passage, in the order of its text."""

    said: tuple[str, ...] = ()
    words: Mapping[tuple[str, str], Sequence[Noted]] = field(default_factory=dict)

    def of(self, passage: Passage) -> Sequence[Noted]:
        """Give the words of a passage that something is noted of."""
        return self.words.get((passage.version_id, passage.id), ())


def notes_of(
    findings: Found, left: Sequence[Passage], right: Sequence[Passage], confidence: float, *, is_turned: bool
) -> Notes:
    """Note in what two sides disagree; `is_turned`: what is on the right comes first in what was found."""
    ours, theirs = (right, left) if is_turned else (left, right)
    said: list[str] = []
    words: dict[tuple[str, str], list[Noted]] = {}
    for each in listed_of(findings, tuple(ours), tuple(theirs), confidence):
        said.append(sentence(each, gettext))
        if each.kind != DisagreementKind.LIST_LENGTH:  # all of a list underlined would say nothing
            for told in (each.from_, each.to):
                _note(told, said[-1], words)
    return Notes(tuple(said), {key: sorted(noted) for key, noted in words.items()})


def _note(told: Told, said: str, words: dict[tuple[str, str], list[Noted]]) -> None:
    if told.passage and told.span:
        noted = Noted(told.span, said, gettext(DIFFERS))
        words.setdefault((told.passage.version_id, told.passage.id), []).append(noted)
