"""`pasaje lexicon` tells what stands for a word in the other language."""

from __future__ import annotations

import pytest

from archive import Alignment, Archive, Bitext, Verdict
from tests.conftest import Runner
from tests.factories import make_version, store_version

ENGLISH = ["The blimp lands.", "A blimp is slow.", "One blimp rests."]
SPANISH = ["El dirigible aterriza.", "Un dirigible va lento.", "Reposa un dirigible."]


@pytest.fixture(autouse=True)
def aligned(archive: Archive) -> None:
    english = store_version(archive, make_version(), [ENGLISH])
    spanish = store_version(archive, make_version(language="es"), [SPANISH])
    ids = [[each.id for each in archive.passages.of_version(version.id)] for version in (english, spanish)]
    found = [Alignment((one,), (other,), 0.9) for one, other in zip(*ids, strict=True)]
    archive.bitexts.put(Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.9, 1), found)


def link(archive: Archive, text: str) -> str:
    passages = [
        each for version in archive.catalogue.versions() for each in archive.passages.of_version(version.id)
    ]
    return f"http://127.0.0.1:8000/p/{next(each.id for each in passages if each.text == text)}"


def test_a_word_is_shown_with_what_stands_for_it_and_where(archive: Archive, runner: Runner) -> None:
    told = runner("lexicon", "blimps")
    assert told.code == 0
    head, translation, *examples = told.out.splitlines()
    assert head == "blimp (en, seen 3 times)"
    assert translation.startswith("   dirigible · ")
    assert translation.endswith("% · seen together 3 times")
    assert examples == [
        f"      Study: {link(archive, ENGLISH[0])} = {link(archive, SPANISH[0])}",
        f"      Study: {link(archive, ENGLISH[2])} = {link(archive, SPANISH[2])}",
    ]


def test_a_word_of_both_languages_is_shown_in_both(runner: Runner) -> None:
    told = runner("lexicon", "red")
    assert "red (en)\n   rojo · 90% · in the glossary\n" in told.out
    assert "red (es)\n   grid · 90% · in the glossary\n" in told.out
    assert "rojo" not in runner("lexicon", "red", "--language", "es").out


def test_a_term_is_named_by_its_words(runner: Runner) -> None:
    """Without accents, and with one argument or several."""
    several, one = (runner("lexicon", *words) for words in (("cambio", "climatico"), ("cambio climático",)))
    assert several.out == one.out
    assert "climate change · " in one.out


def test_programs_get_an_object_a_translation(archive: Archive, runner: Runner) -> None:
    told = runner("lexicon", "dirigible", "--json")
    first, *_ = told.objects
    assert first["from"] == {"text": "dirigible", "language": "es", "seen": 3}
    assert first["to"] == {"text": "blimp", "language": "en"}
    assert (first["together"], first["written_down"]) == (3, False)
    assert 0.3 < first["score"] < 1
    sides = first["examples"][0]
    assert (sides["from"]["text"], sides["to"]["text"]) == (SPANISH[0], ENGLISH[0])
    assert sides["to"]["url"] == link(archive, ENGLISH[0])
    assert sides["to"]["document"] == {"id": "study", "title": "Study"}


def test_the_limit_holds_for_each_direction(runner: Runner) -> None:
    assert len(runner("lexicon", "red", "--limit", "1", "--json").objects) == 2


def test_an_unknown_word_has_near_ones(runner: Runner) -> None:
    told = runner("lexicon", "blimpp")
    assert (told.code, told.out) == (0, "")
    assert told.err.endswith("Nothing stands for “blimpp”. Spelled nearly so: “blimp”.\n")
    assert (
        runner("lexicon", "\x1b[31mqqqq").err == "Nothing stands for “\\x1b[31mqqqq”.\n" or "\x1b" not in told.err
    )


def test_without_a_word_it_tells_what_it_was_made_of(runner: Runner) -> None:
    told = runner("lexicon")
    assert told.out == ""
    assert "learned from 3 pairs of passages in 1 document and taken from the glossary" in told.err
    (said,) = runner("lexicon", "--json").objects
    assert (said["passages"], said["sentences"], said["documents"]) == (3, 3, 1)
    assert said["entries"] > 3_000


def test_it_is_learned_when_it_is_first_asked_for_and_when_told_to(archive: Archive, runner: Runner) -> None:
    learning = "Learning which words of the two languages stand for each other ...\n"
    assert runner("lexicon", "blimp").err == learning
    assert runner("lexicon", "blimp").err == ""
    before = (archive.folder / "lexicon").stat().st_ino
    assert runner("lexicon", "blimp", "--rebuild").code == 0
    assert (archive.folder / "lexicon").stat().st_ino != before


def test_passages_that_are_gone_are_no_examples(archive: Archive, runner: Runner) -> None:
    runner("lexicon")
    (version,) = [each for each in archive.catalogue.versions() if each.language == "es"]
    kept = archive.passages.of_version(version.id)[1:]
    archive.passages.replace_version(version, archive.passages.pages(version.id), kept)
    first, *_ = runner("lexicon", "blimp", "--json").objects
    assert all(each["to"]["text"] in SPANISH[1:] for each in first["examples"])


def test_a_word_that_is_too_long_is_wrong_use(runner: Runner) -> None:
    assert runner("lexicon", "a" * 4_000).code == 2
