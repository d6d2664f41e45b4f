"""What happens to documents in `benchmarks/worlds`, and whether the truth that is told of it is true."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from archive import Archive, Kind, Part, Slice, State
from benchmarks.worlds.additions import insert
from benchmarks.worlds.asking import World
from benchmarks.worlds.edits import edited
from benchmarks.worlds.filling import CHANGED, GONE, MOVED, SAME, archive_of
from benchmarks.worlds.judging import Answer, Group, Verdict, group_of, judge, states_of
from benchmarks.worlds.leaves import bind, leaves_of, without
from benchmarks.worlds.noise import with_noise
from benchmarks.worlds.recut import cut_anew
from benchmarks.worlds.scenarios import SCENARIOS, Changed
from benchmarks.worlds.traced import MADE, Traced, joined
from benchmarks.worlds.truth import TruePlace, Truth, truth_of
from ingest.drafts import Draft
from ingest.readings import Reading
from tests import factories

LINES = (
    ("The first plan of the region.", "It names four measures for the coast.", "Source: own."),
    ("The second page goes on here with energy.", "Source: own.", "Table 3: costs"),
    ("A third page, on water and its price.", "Table 4: costs", "It ends with the year 2030."),
    ("The annex lists all funds.", "Source: own.", "Nothing more is said of them."),
)


def reading_of(lines: Sequence[Sequence[str]] = LINES) -> Reading:
    """Set a document of short passages; the last of its first page runs over to its second."""
    pages, drafts = [], []
    for number, texts in enumerate(lines, 1):
        pages.append(factories.page(number, "\n".join(texts)))
        at = 0
        for text in texts:
            drafts.append(Draft(Kind.PARAGRAPH, (), text, (Part(number, at, at + len(text), 0),)))
            at += len(text) + 1
    return Reading("A plan", None, "en", tuple(pages), tuple(drafts), ("en",) * len(drafts), (), {}, ())


def over_a_page_break() -> Reading:
    pages = (factories.page(1, "He said that"), factories.page(2, "it would rain, and it did rain."))
    parts = (Part(1, 0, 12, 0), Part(2, 0, 31, 13))
    draft = Draft(Kind.PARAGRAPH, (), "He said that it would rain, and it did rain.", parts)
    return Reading("Rain", None, "en", pages, (draft,), ("en",), (), {}, ())


def place_of(truth: Truth, draft: Draft, ordinal: int) -> TruePlace:
    return truth.place(draft.parts, ordinal, is_whole=True)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path) as opened:
        yield opened


def changed(name: str, scenario: str, seed: int = 1) -> Changed:
    made, way = SCENARIOS[scenario][name]
    other = reading_of() if way else reading_of((("Another file.",),))
    return made(reading_of(), other, random.Random(seed))


EVERY = [(name, scenario) for scenario, made in SCENARIOS.items() for name in made]


def test_leaves_put_together_again_are_the_reading() -> None:
    for reading in (reading_of(), over_a_page_break()):
        assert bind(reading, leaves_of(reading)).reading == reading


def test_in_an_unchanged_world_every_passage_stands_where_it_stood() -> None:
    reading = reading_of()
    truth = truth_of(reading.pages, bind(reading, leaves_of(reading)))
    for ordinal, draft in enumerate(reading.drafts):
        true = place_of(truth, draft, ordinal)
        assert (true.text, true.share, true.page_number) == (draft.text, 1.0, draft.parts[0].page_number)


def test_in_an_unchanged_world_all_answers_are_right(archive: Archive) -> None:
    reading = reading_of()
    same = Changed(
        reading, reading, truth_of(reading.pages, bind(reading, leaves_of(reading))), is_new_edition=True
    )
    world = World(archive, "plan", same)
    asked = [world.ask(each) for each in world.questions(random.Random(1))]
    assert len(asked) > len(reading.drafts)
    assert {(each.verdict, each.state, each.is_state_right) for each in asked} == {(Verdict.RIGHT, "exact", True)}


@pytest.mark.parametrize(("name", "scenario"), EVERY)
def test_passages_are_slices_of_their_pages_whatever_is_done(name: str, scenario: str) -> None:
    after = changed(name, scenario).after
    texts = {page.number: page.text for page in after.pages}
    assert [page.number for page in after.pages] == list(range(1, len(after.pages) + 1))
    for draft in after.drafts:
        for number, start, end, at in draft.parts:
            assert draft.text[at : at + end - start] == texts[number][start:end] != ""
    for page in after.pages:
        assert all(0 <= word.start < word.end <= len(page.text) for word in page.words)


@pytest.mark.parametrize(("name", "scenario"), EVERY)
def test_what_is_done_is_the_same_for_the_same_lot(name: str, scenario: str) -> None:
    assert changed(name, scenario).after == changed(name, scenario).after


@pytest.mark.parametrize("seed", range(5))
def test_origins_lead_back_to_the_characters_that_were_left(seed: int) -> None:
    text = "The first plan of 2015 names four measures. It ends here. Nothing more is said of water."
    for is_heavy in (True, False):
        made = edited(Traced.standing(text), ["water", "coast"], random.Random(seed), is_heavy=is_heavy)
        left = [(char, text[at]) for char, at in zip(made.text, made.origins.tolist(), strict=True) if at != MADE]
        assert left
        assert all(char == before for char, before in left)
        assert made.text == made.text.strip()


def test_noise_is_as_much_as_asked_for_and_keeps_rows_and_cells() -> None:
    text = "The modern reader of climate plans, in all regions.\tOne cell\nA row " * 100
    made = with_noise(Traced.standing(text), 0.03, random.Random(1))
    origins = [at for at in made.origins.tolist() if at != MADE]
    assert origins == sorted(origins)
    assert 0.025 < Levenshtein.distance(text, made.text) / len(text) < 0.035
    assert (made.text.count("\n"), made.text.count("\t")) == (text.count("\n"), text.count("\t"))


def test_a_deleted_passage_stands_nowhere_though_others_have_its_words() -> None:
    reading = reading_of()
    source = next(at for at, draft in enumerate(reading.drafts) if draft.text == "Source: own.")
    bound = bind(reading, [without(leaf, {source}) for leaf in leaves_of(reading)])
    truth = truth_of(reading.pages, bound)
    groups = [group_of(place_of(truth, draft, at)) for at, draft in enumerate(reading.drafts)]
    assert [at for at, group in enumerate(groups) if group is Group.DELETED] == [source]
    assert [draft.text for draft in bound.reading.drafts].count("Source: own.") == 2
    assert bound.reading.pages[0].text == "\n".join(LINES[0][:2])[: len(bound.reading.pages[0].text)]


def test_passages_cut_anew_are_others_and_their_words_stand_where_they_stood() -> None:
    reading = reading_of(LINES * 6)
    bound = bind(
        reading, [cut_anew(leaf, random.Random(number)) for number, leaf in enumerate(leaves_of(reading))]
    )
    truth = truth_of(reading.pages, bound)
    for ordinal, draft in enumerate(reading.drafts):
        true = place_of(truth, draft, ordinal)
        assert (true.text, true.share, true.page_number) == (draft.text, 1.0, draft.parts[0].page_number)
    cut = [draft.text for draft in bound.reading.drafts]
    whole = [draft.text for draft in reading.drafts]
    assert any(text in one and text != one for text in cut for one in whole)
    assert any(one in text and text != one for text in cut for one in whole)
    assert [page.text for page in bound.reading.pages] == [page.text for page in reading.pages]


def test_a_passage_over_a_removed_page_keeps_what_is_left() -> None:
    reading = over_a_page_break()
    bound = bind(reading, leaves_of(reading)[1:])
    true = place_of(truth_of(reading.pages, bound), reading.drafts[0], 0)
    assert (true.text, true.page_number) == ("it would rain, and it did rain.", 1)
    assert true.share == 7 / 10
    assert bound.reading.drafts[0].parts == (Part(1, 0, 31, 0),)


def test_words_count_as_left_in_the_order_in_which_they_stood() -> None:
    text = "one two three four five six"
    words = Traced.standing(text).words()
    for order, share in (((0, 1, 2, 3, 4, 5), 1), ((3, 4, 5, 0, 1, 2), 0.5), ((0, 2, 1, 3), 0.5)):
        reading = reading_of(((text,),))
        leaf = leaves_of(reading)[0]
        moved = joined([*(joined([words[at].stripped(), Traced.made(" ")]) for at in order)]).stripped()
        piece = leaf.pieces[0].__class__(moved, leaf.pieces[0].owner, 0)
        bound = bind(reading, [leaf.__class__(leaf.page, 1, (piece,))])
        assert place_of(truth_of(reading.pages, bound), reading.drafts[0], 0).share == share


@pytest.mark.parametrize(
    ("state", "slices", "verdict"),
    [
        (State.EXACT, [(1, 0, 29)], Verdict.RIGHT),
        (State.EXACT, [(1, 0, 26)], Verdict.RIGHT),
        (State.CHANGED, [(1, 0, 18)], Verdict.INEXACT),
        (State.CHANGED, [(1, 0, 10)], Verdict.WRONG),
        (State.EXACT, [(1, 0, 50)], Verdict.INEXACT),
        (State.EXACT, [(1, 30, 60)], Verdict.WRONG),
        (State.MOVED, [(2, 0, 29)], Verdict.WRONG),
        (State.UNCERTAIN, [], Verdict.DECLINED),
        (State.GONE, [], Verdict.DECLINED),
    ],
)
def test_an_answer_is_right_where_it_has_the_true_place_and_little_else(
    state: State, slices: list[tuple[int, int, int]], verdict: Verdict
) -> None:
    reading = reading_of()
    truth = truth_of(reading.pages, bind(reading, leaves_of(reading)))
    answer = Answer(state, tuple(Slice(*each) for each in slices))
    assert judge(answer, place_of(truth, reading.drafts[0], 0), truth.texts) is verdict


@pytest.mark.parametrize(
    ("state", "verdict"),
    [(State.GONE, Verdict.RIGHT), (State.UNCERTAIN, Verdict.DECLINED), (State.EXACT, Verdict.WRONG)],
)
def test_of_what_was_deleted_gone_alone_is_right(state: State, verdict: Verdict) -> None:
    reading = reading_of()
    truth = truth_of(reading.pages, bind(reading, [without(leaf, {0}) for leaf in leaves_of(reading)]))
    slices = (Slice(1, 0, 5),) if state is State.EXACT else ()
    assert judge(Answer(state, slices), place_of(truth, reading.drafts[0], 0), truth.texts) is verdict


def test_the_true_state_is_told_by_page_and_words() -> None:
    reading = reading_of()
    truth = truth_of(reading.pages, bind(reading, leaves_of(reading)))
    true = place_of(truth, reading.drafts[0], 0)
    assert states_of("The first plan of the region.", 1, true, is_mixed=False) == {State.EXACT}
    assert states_of("The  FIRST plan of the region.", 2, true, is_mixed=False) == {State.MOVED}
    assert states_of("The first plán of the region", 1, true, is_mixed=False) == {State.EXACT, State.CHANGED}
    assert states_of("The last plan of the region.", 1, true, is_mixed=False) == {State.CHANGED}


def test_passages_that_nobody_can_tell_apart_are_twins(archive: Archive) -> None:
    row = "No answer was given to this question by any of the members asked."
    reading = reading_of((("A head.", *[row] * 6, "The end."),))
    truth = truth_of(reading.pages, bind(reading, leaves_of(reading)))
    world = World(archive, "plan", Changed(reading, reading, truth, is_new_edition=True))
    questions = [each for each in world.questions(random.Random(1)) if each.span is None]
    assert [each.passage.ordinal for each in questions if each.is_twin] == [2, 3, 4, 5]


def test_a_large_archive_is_filled_once_and_knows_what_became_of_its_passages(tmp_path: Path) -> None:
    asked: list[str] = []

    def read(name: str) -> Reading:
        asked.append(name)
        return reading_of(LINES * 3)

    wanted = archive_of(tmp_path / "large", 150, ["a", "b"], read)
    assert archive_of(tmp_path / "large", 150, ["a", "b"], pytest.fail) == wanted
    assert {"a", "b"} == set(asked)
    assert {each.kind for each in wanted} >= {SAME, MOVED, CHANGED, GONE}
    with Archive.open(tmp_path / "large") as archive:
        held = sum(version.passage_count for version in archive.catalogue.versions())
        same = [archive.permalinks.resolve(each.passage_id) for each in wanted if each.kind == SAME]
    assert 150 <= held < 250
    assert {each.state for each in same} == {State.EXACT}


def test_boilerplate_is_told_from_what_stands_once() -> None:
    made = changed("boilerplate", "g")
    repeated = [at for at, tag in made.tags.items() if tag == "repeated"]
    texts = [draft.text for draft in made.before.drafts]
    assert all(texts.count(texts[at]) > 1 for at in repeated)
    assert len(made.tags) == len(texts)
    groups = [group_of(place_of(made.truth, made.before.drafts[at], at)) for at in repeated]
    assert 0 < groups.count(Group.DELETED) < len(groups) / 2


def test_no_boilerplate_is_put_into_a_run_that_has_the_same_line() -> None:
    lines = ("Source: own.", "See annex.")
    leaves = leaves_of(reading_of((("Source: own.", "See annex.", "A text."), ("Another text.", "See annex."))))
    for seed in range(10):
        insert(leaves, lines[seed % 2], random.Random(seed), apart_from=lines)
    texts = [piece.traced.text for leaf in leaves for piece in leaf.pieces if piece.owner]
    runs = [list(run) for is_line, run in groupby(texts, key=lines.__contains__) if is_line]
    assert len(texts) > 5
    assert all(len(run) == len(set(run)) for run in runs)


def test_what_was_put_in_beside_a_stretch_may_be_marked_with_it_over_a_line_end() -> None:
    """A word at the end of a line was replaced; the link was to it and the word before it."""
    reading = reading_of((("The first plan\nof the region.",),))
    (leaf,) = leaves_of(reading)
    (piece,) = leaf.pieces
    made = joined([piece.traced.part(0, 10), Traced.made("part\n"), piece.traced.part(15, 29)])
    bound = bind(reading, [replace(leaf, pieces=(replace(piece, traced=made),))])
    true = truth_of(reading.pages, bound).place([Part(1, 4, 14, 0)], 0, is_whole=False)
    assert true.text == "first"
    assert (
        judge(Answer(State.CHANGED, (Slice(1, 4, 14),)), true, truth_of(reading.pages, bound).texts)
        is Verdict.RIGHT
    )
