"""`pasaje correct` says what people know of what stands side by side; it holds from then on."""

from __future__ import annotations

from archive import Action, Archive
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.pairs import store_pair


def test_passages_are_put_side_by_side(archive: Archive, runner: Runner) -> None:
    """In whichever order they are named; the log has it."""
    pair = store_pair(archive)
    told = runner("correct", "guide", "--pair", pair.theirs[4], f"{pair.ours[3]},{pair.ours[2]}")
    assert told.out.startswith(f"1 {pair.ours[2]}, {pair.ours[3]} ↔ {pair.theirs[4]} · os:")
    corrected = [each for each in runner("align", "guide", "--json").objects if each["corrected"]]
    assert [each["to"]["passages"] for each in corrected] == [[pair.theirs[4]]]
    assert corrected[0]["confidence"] == 1
    event = archive.audit.events(about="guide")[0]
    assert event.deed.action is Action.ALIGN
    assert event.deed.details == {
        "passages": f"{pair.ours[2]}, {pair.ours[3]}",
        "counterparts": pair.theirs[4],
    }


def test_what_was_said_before_of_the_same_passages_is_told_when_it_is_replaced(
    archive: Archive, runner: Runner
) -> None:
    """In words, in JSON and in the log; what speaks of others stays."""
    pair = store_pair(archive)
    runner("correct", "guide", "--pair", pair.ours[0], pair.theirs[0])
    runner("correct", "guide", "--pair", pair.ours[2], pair.theirs[3])
    runner("correct", "guide", "--alone", pair.ours[1])
    told = runner("correct", "guide", "--pair", f"{pair.ours[0]},{pair.ours[1]}", pair.theirs[1])
    assert f"This replaces 1 {pair.ours[0]} ↔ {pair.theirs[0]} · os:" in told.err
    assert f"This replaces 3 {pair.ours[1]} alone · os:" in told.err
    assert [line[:2] for line in told.out.splitlines()] == ["2 ", "4 "]
    *_, event = reversed(archive.audit.events(about="guide"))
    assert [each["passages"] for each in event.deed.details["replaced"]] == [pair.ours[0], pair.ours[1]]
    older, newest = runner("correct", "guide", "--alone", pair.theirs[1], "--json").objects
    assert (older["number"], older["replaced"]) == (2, [])
    (replaced,) = newest["replaced"]
    assert (newest["number"], replaced["number"]) == (5, 4)
    assert replaced["to"]["passages"] == [pair.theirs[1]]
    assert runner("correct", "guide", "--json").objects[-1]["replaced"] == []


def test_a_passage_is_said_to_stand_alone(archive: Archive, runner: Runner) -> None:
    pair = store_pair(archive)
    (said,) = runner("correct", "guide", "--alone", pair.theirs[0], "--json").objects
    assert (said["from"]["passages"], said["to"]["passages"]) == ([], [pair.theirs[0]])
    (alone,) = archive.bitexts.counterparts([pair.theirs[0]])[pair.theirs[0]]
    assert (alone.passage_ids, alone.is_corrected) == ((), True)


def test_what_was_said_is_taken_back_by_its_number(archive: Archive, runner: Runner) -> None:
    pair = store_pair(archive)
    runner("correct", "guide", "--alone", pair.ours[0])
    told = runner("correct", "guide", "--withdraw", "1")
    assert "Nobody has corrected anything." in told.err
    bitext, *_ = archive.bitexts.of_document("guide")
    assert not bitext.is_stale  # aligned again
    assert not any(each.is_corrected for each in archive.bitexts.alignments(bitext))
    assert archive.audit.events(about="guide")[0].deed.details["withdrawn"] is True
    missing = runner("correct", "guide", "--withdraw", "1")
    assert (missing.code, "under 1" in missing.err) == (2, True)


def test_nobody_corrects_what_does_not_stand_side_by_side(archive: Archive, runner: Runner) -> None:
    """Two of one side, one of another document, one of none."""
    pair = store_pair(archive)
    letter = store_version(archive, make_version("letter"), [["One letter."]])
    (other,) = archive.passages.of_version(letter.id)
    for one, two in ((pair.ours[0], pair.ours[1]), (pair.ours[0], other.id), ("none", pair.theirs[0])):
        refused = runner("correct", "guide", "--pair", one, two)
        assert refused.code == 2
        assert "These are no passages of two versions of “guide”" in refused.err
    assert runner("correct", "guide", "--pair", pair.ours[0], ",").code == 2
    assert runner("correct", "guide", "--alone", "none").code == 2
    assert runner("correct", "none").code == 2
    assert runner("correct", "guide", "--alone", pair.ours[0], "--withdraw", "1").code == 2
    assert archive.alignment_corrections.of_document("guide") == ()
