"""What is asked of a search, and of which texts: collections as they lie in files, and the systems asked."""

from __future__ import annotations

import random

import pytest

from benchmarks.sought.abstracts import read_cisi, read_cranfield
from benchmarks.sought.collection import Collection, Question, Text, split_of
from benchmarks.sought.filling import filled
from benchmarks.sought.known_items import keywords
from benchmarks.sought.measures import evaluate
from benchmarks.sought.pasaje import pasaje
from benchmarks.sought.plain import fts5, tantivy
from benchmarks.sought.wikipedia import read_xquad

TEXTS = (
    Text("p1", "en", "Lakes", "Lake Titicaca lies between Peru and Bolivia."),
    Text("p2", "en", "Lakes", "Regional cooperation protects the lake."),
    Text("p3", "es", "Lagos", "La cooperación regional protege el lago."),
    Text("p4", "es", "Lagos", "El lago Titicaca está entre el Perú y Bolivia."),
)
QUESTIONS = (
    Question("1 en->en", "dev", "en", "en", "Who protects lakes?", {"p2": 1.0}),
    Question("1 es->es", "dev", "es", "es", "cooperacion", {"p3": 1.0}),
    Question("2 en->es", "test", "en", "es", "Titicaca", {"p4": 1.0}),
)
SMALL = Collection("small", TEXTS, QUESTIONS)


def write(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_a_question_is_in_the_same_half_whatever_its_language_and_direction(tmp_path):
    """What is tuned on in English is not kept back in Spanish."""
    numbers = [f"q{number}" for number in range(40)]
    for language in ("en", "es"):
        rows = "".join(f"{each}-{language}\tWhat?\t-\n" for each in numbers)
        write(tmp_path / "ir" / "xquad", {
            f"queries.{language}.tsv": f"qid\tquestion\tanswer\n{rows}",
            f"passages.{language}.tsv": f"pid\ttitle\ttext\np-{language}\tSuper_Bowl\tText.\n",
        })  # fmt: skip
    judged = "".join(
        f"{each}-{own}\t0\tp-{target}\t1\n" for each in numbers for own in ("en", "es") for target in ("en", "es")
    )
    write(tmp_path / "ir" / "xquad", {"qrels.tsv": f"qid\t0\tpid\trel\n{judged}"})
    found = read_xquad(tmp_path)
    assert len(found.questions) == 160
    assert all(each.split == split_of(each.id.split()[0]) for each in found.questions)
    assert {each.split for each in found.questions} == {"dev", "test"}
    assert all(list(each.gains) == [f"p-{each.target}"] for each in found.questions)
    assert found.directions == ("en->en", "es->es", "en->es", "es->en")
    assert found.texts[0].title == "Super Bowl"


def test_cranfield_judges_every_third_question_by_its_place(tmp_path):
    """Judgements name questions by their place among all; grade 0 is no answer, and an empty text is left out."""
    documents = "".join(
        f"<doc>\n<docno>{number}</docno>\n<title>t{number}</title>\n<author>a</author>\n<text>{text}</text>\n</doc>\n"
        for number, text in ((1, "wings\nlift"), (2, ""), (3, "flow"))
    )
    write(tmp_path / "ir" / "cranfield", {
        "cran.all.1400.xml": documents,
        "queries.xml": "<top>\n<num> 4</num>\n<title>\nwhat lifts\n</title>\n</top>\n"
        "<top>\n<num> 9</num>\n<title>what flows</title>\n</top>\n",
        "qrels.txt": "3 0 1 1\n3 0 3 0\n3 0 2 1\n6 0 3 1\n",
    })  # fmt: skip
    found = read_cranfield(tmp_path)
    assert [(each.id, each.text) for each in found.texts] == [("1", "wings lift"), ("3", "flow")]
    assert [(each.id, each.text, dict(each.gains)) for each in found.questions] == [
        ("3", "what lifts", {"1": 1.0}),
        ("6", "what flows", {"3": 1.0}),
    ]


def test_cisi_reads_records_with_fields_that_are_missing_or_come_twice(tmp_path):
    write(tmp_path / "ir" / "cisi", {
        "CISI.ALL": ".I 1\n.T\nDewey\n.A\nOne\n.A\nTwo\n.W\nA history\nof it.\n.X\n1\t5\t1\n"
        ".I 2\n.T \nUse\n.W\nActs.\n",
        "CISI.QRY": ".I 3\n.W\nWhat is it?\n.I 6\n.T\nTitle\n.W\nAbstract\n.B\n(1970)\n.I 9\n.W\nNo answer\n",
        "CISI.REL": "     3      1\t0\t0.000000\n     3      2\t0\t0.000000\n     6      2\t0\t0.000000\n",
    })  # fmt: skip
    found = read_cisi(tmp_path)
    assert [(each.title, each.text) for each in found.texts] == [
        ("Dewey", "Dewey\nA history of it."),
        ("Use", "Use\nActs."),
    ]
    assert [(each.text, sorted(each.gains)) for each in found.questions] == [
        ("What is it?", ["1", "2"]),
        ("Title Abstract", ["2"]),
    ]


def test_a_limit_chooses_the_same_questions_each_time():
    assert [each.id for each in SMALL.only(split="dev", direction="en->en").questions] == ["1 en->en"]
    some = SMALL.only(limit=2)
    assert len(some.questions) == 2
    assert some.questions == Collection("small", (), QUESTIONS[::-1]).only(limit=2).questions


def test_keywords_are_the_telling_words_of_a_text_in_their_order():
    """Words that are everywhere and words that link are not typed; a seed draws the same ones again."""
    telling = ("desarrollo", "frontera", "aduana", "puente", "camino", "comercio", "acuerdo", "tratado")
    rarity = dict.fromkeys(telling, 5.0)
    text = "El desarrollo de la frontera: aduana, puente y camino para el comercio; acuerdo, tratado y ministerio."
    typed = keywords(text, rarity, random.Random(1)).split()
    assert len(typed) == 4
    assert set(typed) <= rarity.keys()
    assert typed == sorted(typed, key=text.index)
    assert typed == keywords(text, rarity, random.Random(1)).split()


@pytest.mark.parametrize("system", [fts5, tantivy])
def test_plain_ranking_finds_stems_and_words_without_accents(system):
    rank = system(SMALL)
    assert rank("Who protects lakes?", "en")[0] == "p2"
    assert rank("cooperacion", "es") == ["p3"]
    assert rank('" OR ?', "en") == []


def test_pasaje_is_asked_over_an_archive_that_is_filled_once(tmp_path):
    """A second opening finds everything there, and the same answers in the language that is wanted."""
    for _ in range(2):
        with filled(SMALL, tmp_path) as opened:
            assert opened.archive.catalogue.current_versions() == opened.archive.catalogue.versions()
            assert sorted(opened.names.values()) == ["p1", "p2", "p3", "p4"]
            rank = pasaje(opened, None, None)
            assert rank("Titicaca", "es") == ["p4"]
            assert rank("Titicaca", "en") == ["p1"]
            assert evaluate(SMALL, rank).quality.reciprocal_rank == 1.0
