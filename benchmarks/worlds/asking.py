"""A document and what became of it put into an archive; every id that was issued is then asked for."""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from archive import Archive, Document, Passage, State, Version, VersionStatus
from archive.identity import normalise, version_id
from archive.permalinks import Resolution
from ingest.passages import passages_of
from ingest.readings import Reading

from .beside import Others
from .judging import Answer, Group, Verdict, group_of, has_true, judge, overlap, states_of
from .scenarios import Changed
from .truth import TruePlace, clipped

STRETCHES = 0.25
"""A link to some words of it is asked for as well, of so many passages."""

_SHORTEST_STRETCH, _LONGEST_STRETCH = 3, 40
"""words of a stretch"""

_TWIN_CHARACTERS = 64
"""An archive keeps so much of what stands around a passage."""

_SHOWN_CHARACTERS = 300
"""of a text: a run has hundreds of thousands of answers"""

_WORD = re.compile(r"\S+")
WHOLE = "passage"
STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class Question:
    """A passage, or a stretch of it, and what became of it in truth."""

    passage: Passage
    span: tuple[int, int] | None
    true: TruePlace
    tag: str
    is_twin: bool = False

    @property
    def text(self) -> str:
        """Give the words that are asked for."""
        return self.passage.text[slice(*self.span)] if self.span else self.passage.text


class Beside(NamedTuple):
    """What another way answered to the same question."""

    way: str
    verdict: Verdict
    took_ms: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, and what came of it: all that tables and explanations need."""

    kind: str
    tag: str
    group: Group
    verdict: Verdict
    state: str
    states: tuple[str, ...]
    took_ms: float
    text: str
    pages: tuple[int, ...]
    share: float
    true_text: str
    true_pages: tuple[int, ...]
    given_text: str
    given_pages: tuple[int, ...]
    covered: float
    others: float
    is_candidate: bool
    passage_id: str
    is_twin: bool
    beside: tuple[Beside, ...] = ()

    @property
    def is_state_right(self) -> bool:
        """Whether the state that was told is the true one."""
        return self.state in self.states


class World:
    """A document in an archive, changed after its ids were issued."""

    def __init__(self, archive: Archive, name: str, changed: Changed) -> None:
        self._archive, self._changed = archive, changed
        self.language = changed.before.language
        self.document = Document(name, changed.before.title)
        archive.catalogue.put_document(self.document)
        self.first = _store(archive, self.document, changed.before, self.language, name, edition=1)
        edition = 2 if changed.is_new_edition else 1
        seed = f"{name} 2" if changed.is_new_edition else name
        self.second = _store(archive, self.document, changed.after, self.language, seed, edition=edition)

    @cached_property
    def _others(self) -> Others:
        return Others(self._changed.before.pages, self.first, self._changed.after.pages, self.second)

    def questions(self, chance: random.Random, share: float = 1.0) -> Iterator[Question]:
        """Give a question for every id that was issued, or a share of them, and for stretches of some."""
        truth, tags = self._changed.truth, self._changed.tags
        twins = _twins(self.first, {page.number: page.text for page in self._changed.before.pages})
        for passage in self.first:
            if share < 1 and chance.random() >= share:
                continue
            tag, is_twin = tags.get(passage.ordinal, ""), passage.ordinal in twins
            true = truth.place(passage.parts, passage.ordinal, is_whole=True)
            yield Question(passage, None, true, tag, is_twin)
            span = _stretch(passage.text, chance)
            if span and chance.random() < STRETCHES:
                true = truth.place(clipped(passage.parts, span), passage.ordinal, is_whole=False)
                yield Question(passage, span, true, tag, is_twin)

    def ask(self, question: Question, ways: Sequence[str] = ()) -> Asked:
        """Ask the archive, and judge its answer; beside it that of other ways."""
        began = time.perf_counter()
        resolution = self._archive.permalinks.resolve(question.passage.id, question.span)
        took_ms = 1000 * (time.perf_counter() - began)
        beside = tuple(self._beside(question, way) for way in ways)
        return replace(self._asked(question, resolution, took_ms), beside=beside)

    def _beside(self, question: Question, way: str) -> Beside:
        others = self._others  # made before the clock starts
        began = time.perf_counter()
        answer = others.answer(way, question.passage, question.span)
        took_ms = 1000 * (time.perf_counter() - began)
        return Beside(way, judge(answer, question.true, self._changed.truth.texts), took_ms)

    def _asked(self, question: Question, resolution: Resolution, took_ms: float) -> Asked:
        true, texts = question.true, self._changed.truth.texts
        match = resolution.match
        answer = Answer(resolution.state, match.slices if match else ())
        parts = clipped(question.passage.parts, question.span or (0, len(question.passage.text)))
        states: Mapping[Group, frozenset[State]] = {
            Group.STANDS: states_of(question.text, parts[0].page_number, true, is_mixed=self._changed.is_mixed),
            Group.FAINT: frozenset((State.CHANGED, State.UNCERTAIN, State.GONE)),
            Group.DELETED: frozenset((State.GONE,)),
        }
        group = group_of(true)
        covered, others = overlap(answer, true, texts) if answer.slices else (0.0, 0.0)
        return Asked(
            kind=STRETCH if question.span else WHOLE,
            tag=question.tag,
            group=group,
            verdict=judge(answer, true, texts),
            state=str(answer.state),
            states=tuple(sorted(states[group])),
            took_ms=took_ms,
            text=question.text[:_SHOWN_CHARACTERS],
            pages=tuple(dict.fromkeys(part.page_number for part in parts)),
            share=true.share,
            true_text=true.text[:_SHOWN_CHARACTERS],
            true_pages=(true.page_number,) if true.page_number else (),
            given_text=match.text[:_SHOWN_CHARACTERS] if match else "",
            given_pages=tuple(dict.fromkeys(each.page_number for each in answer.slices)),
            covered=covered,
            others=others,
            is_candidate=has_true(tuple(each.slices for each in resolution.candidates), true),
            passage_id=question.passage.id,
            is_twin=question.is_twin,
        )


def put_alone(archive: Archive, name: str, reading: Reading) -> int:
    """Put a document with one edition into an archive; gives how many passages it has."""
    document = Document(name, reading.title)
    archive.catalogue.put_document(document)
    return len(_store(archive, document, reading, reading.language, name, edition=1))


def _store(
    archive: Archive, document: Document, reading: Reading, language: str, seed: str, *, edition: int
) -> list[Passage]:
    """Write a reading as the pipeline does, under the name that bytes of this seed would have."""
    sha256 = hashlib.sha256(seed.encode()).hexdigest()
    own_id = version_id(sha256)
    passages = passages_of(archive, reading, own_id, document.id, language)
    version = Version(
        id=own_id,
        document_id=document.id,
        title=reading.title,
        language=language,
        edition=edition,
        original_sha256=sha256,
        file_name=f"{document.id}.pdf",
        source=f"/{document.id}.pdf",
        status=VersionStatus.READY,
        page_count=len(reading.pages),
        passage_count=len(passages),
        added_at=f"2026-11-0{edition}T12:00:00+00:00",
        outline=reading.outline,
        metadata=reading.metadata,
        warnings=reading.warnings,
    )
    archive.passages.replace_version(version, reading.pages, passages)
    return passages


def _twins(passages: Sequence[Passage], texts: Mapping[int, str]) -> set[int]:
    """Give those that nobody can tell apart: the same words between the same words, by their ordinals."""
    looks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for passage in passages:
        first, last = passage.parts[0], passage.parts[-1]
        before = normalise(texts[first.page_number][: first.page_start])[-_TWIN_CHARACTERS:]
        behind = normalise(texts[last.page_number][last.page_end :])[:_TWIN_CHARACTERS]
        looks[normalise(passage.text), before, behind].append(passage.ordinal)
    return {ordinal for alike in looks.values() if len(alike) > 1 for ordinal in alike}


def _stretch(text: str, chance: random.Random) -> tuple[int, int] | None:
    """Draw some words of a text: more than two, and not all."""
    words = list(_WORD.finditer(text))
    if len(words) <= _SHORTEST_STRETCH:
        return None
    length = chance.randint(_SHORTEST_STRETCH, min(_LONGEST_STRETCH, len(words) - 1))
    first = chance.randint(0, len(words) - length)
    return words[first].start(), words[first + length - 1].end()
