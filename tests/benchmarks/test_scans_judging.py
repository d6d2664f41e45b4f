"""How the reading of scans is judged: words found at all, and those read with their accents."""

from __future__ import annotations

from benchmarks.scans.judging import judge


def test_each_word_answers_for_its_own_accent() -> None:
    """What stands with an accent in one place and without it in another makes up for nothing."""
    judged = judge(["el", "más", "y", "mas", "está", "aquí"], ["el", "mas", "y", "más", "está", "aquí"])
    assert (judged.accented, judged.with_letters, judged.with_accents) == (3, 3, 2)
    assert judged.misread_accents == ((("más", "mas"), 1),)
    assert judged.recall == 1


def test_words_that_were_not_read_count_for_recall_alone() -> None:
    judged = judge(["según", "la", "región", "y", "el", "año"], ["según", "la", "reglon", "y"])
    assert (judged.accented, judged.with_letters, judged.with_accents) == (3, 1, 1)
    assert judged.recall == 3 / 6
    assert judged.accents == 1


def test_an_accent_too_many_is_a_wrong_word_and_no_wrong_accent() -> None:
    """It is the truth that says which words bear one."""
    judged = judge(["esta", "region"], ["está", "region"])
    assert (judged.found, judged.with_letters) == (1, 0)
