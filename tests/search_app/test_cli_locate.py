"""`pasaje locate` tells where a quote stands in a version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Document, Furniture, Version
from tests.conftest import Runner
from tests.factories import make_version, page, store_version, words

TEXTS = [
    ["The regional innovation system of Cusco.", "Its actors are few."],
    ["Cross-border cooperation begins with two people.", "Its actors are few."],
]


@pytest.fixture(autouse=True)
def version(archive: Archive) -> Version:
    return store_version(archive, make_version(), TEXTS, labels=["i", "1"])


def test_a_quote_is_shown_with_its_place_context_and_link(
    archive: Archive, runner: Runner, version: Version
) -> None:
    told = runner("locate", version.id, "INNOVATION  system")
    passage = archive.passages.of_version(version.id)[0]
    assert (told.code, told.err) == (0, "It stands here.\n")
    assert told.out.splitlines() == [
        "Study · p. i (PDF 1)",
        "   The regional innovation system of Cusco.  Its actors are few.",
        f"   http://127.0.0.1:8000/p/{passage.id}?quote=13-30",
    ]


def test_a_quote_at_several_places_shows_all_and_says_what_helps(runner: Runner, version: Version) -> None:
    told = runner("locate", version.id, "Its actors are few.")
    assert told.err == "It may stand at 2 places: name its page, or the words around it.\n"
    assert told.out.count("Its actors are few.") == 2


@pytest.mark.parametrize(
    ("hints", "state"),
    [
        (("--page", "2"), "exact"),
        (("--suffix", "Cross-border"), "exact"),
        (("--prefix", "two people."), "exact"),
        ((), "uncertain"),
    ],
)
def test_hints_single_a_place_out(runner: Runner, version: Version, hints: tuple[str, ...], state: str) -> None:
    (told,) = runner("locate", version.id, "Its actors are few.", *hints, "--json").objects
    assert told["state"] == state


@pytest.mark.parametrize(
    ("quote", "hints", "sentence"),
    [
        ("innovation system", ("--page", "2"), "It stands here, and not on page 2."),
        ("regional innovation systems of Cuzco", (), "It does not stand here word for word"),
        ("Nothing of the kind was written", (), "Nothing like it stands in this version."),
    ],
)
def test_what_became_of_it_is_said_in_a_sentence(
    runner: Runner, version: Version, quote: str, hints: tuple[str, ...], sentence: str
) -> None:
    told = runner("locate", version.id, quote, *hints)
    assert told.code == 0
    assert told.err.startswith(sentence)


def test_json_is_the_object_of_the_contract(archive: Archive, runner: Runner, version: Version) -> None:
    asked = ("locate", version.id, "border cooperation", "--json")
    (told,) = runner(*asked, PASAJE_URL="https://x.org/").objects
    passage = archive.passages.of_version(version.id)[2]
    assert told == {
        "state": "exact",
        "passage": passage.id,
        "url": f"https://x.org/p/{passage.id}?quote=6-24",
        "pages": [{"number": 2, "label": "1"}],
        "text": "border cooperation",
        "boxes": [{"page": 2, "rects": [[108.0, 72.0, 216.0, 82.0]]}],
        "score": 1.0,
        "candidates": [],
    }


def test_a_running_head_is_found_with_the_boxes_of_its_words(archive: Archive, runner: Runner) -> None:
    version = make_version("headed")
    head = Furniture("Study of regions", (72.0, 72.0, 168.0, 82.0), words("Study of regions"))
    archive.catalogue.put_document(Document("headed", "Headed"))
    archive.passages.replace_version(
        replace(version, page_count=1), [replace(page(1, "Text."), furniture=(head,))], []
    )
    (told,) = runner("locate", version.id, "of regions", "--json").objects
    assert told["boxes"] == [{"page": 1, "rects": [[108.0, 72.0, 168.0, 82.0]]}]
    assert told["url"] == "http://127.0.0.1:8000/documents/headed/en/pages/1?edition=1"
    assert "   Study of regions\n" in runner("locate", version.id, "of regions").out


@pytest.mark.parametrize("quote", ["", " ", "\u200b\x07", "a" * 3001])
def test_what_is_no_quote_is_wrong_use(runner: Runner, version: Version, quote: str) -> None:
    refused = runner("locate", version.id, quote)
    assert refused.code == 2
    assert "it must be words as they stand in the document, at most 3000 characters of them" in refused.err


@pytest.mark.parametrize("quote", ["...", "🙂", "שלום", "\x1b[31mred", "\u202etxet", "-"])
def test_strange_quotes_are_answered(runner: Runner, version: Version, quote: str) -> None:
    assert runner("locate", version.id, quote, "--page", "1").code == 0


def test_an_unknown_version_or_page_is_said_by_name(runner: Runner, version: Version) -> None:
    assert runner("locate", "nothing", "words") == (2, "", "There is no version “nothing” in this archive.\n")
    refused = runner("locate", version.id, "words", "--page", "3")
    assert (refused.code, refused.err) == (2, "There is no page 3: this version has pages 1 to 2.\n")
