"""Names that are none, and the ids that may be meant by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive, PassageNotFound
from archive.slips import bare, slips
from tests.factories import make_version, page, store_version

ID = "k3j4m2n5p6q7r"
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


@pytest.fixture
def issued(archive: Archive) -> str:
    version = store_version(archive, make_version(), [["Regional innovation.", "Something else."]])
    return archive.passages.of_version(version.id)[0].id


def mistyped(right: str) -> dict[str, str]:
    """Give a name for each way to go wrong."""
    return {
        "one letter wrong": right[:6] + ("a" if right[6] != "a" else "b") + right[7:],
        "a digit that no id has": f"{right[:6]}9{right[7:]}",
        "an accent": f"{right[:6]}é{right[7:]}",
        "two exchanged": right[:5] + right[6] + right[5] + right[7:],
        "the first missing": right[1:],
        "one missing": right[:6] + right[7:],
        "the last missing": right[:-1],
        "one too many": right[:6] + "q" + right[6:],
        "cut short": right[:6],
        "cut short, and said so": right[:9] + "…",
        "in capitals": right.upper(),
        "at the end of a sentence": f"“{right}).”",
        "broken over a line": f"{right[:6]}-\n{right[6:]}",
        "other words ran into it": f"{right}.Retrieved on Sunday",
    }


@pytest.mark.parametrize("how", mistyped(ID))
def test_an_id_that_somebody_got_wrong_is_found(archive: Archive, issued: str, how: str) -> None:
    assert archive.issues.like(mistyped(issued)[how]) == [issued]


def test_an_id_that_is_no_longer_held_is_found_too(archive: Archive, issued: str) -> None:
    (version,) = archive.catalogue.versions()
    archive.passages.replace_version(version, [page(1)], [])
    assert archive.issues.like(issued[:8]) == [issued]
    archive.remove(version.id, is_purged=True)
    assert archive.issues.like(issued[:8]) == [issued]


@pytest.mark.parametrize("digits", ["0", "1", "8", "018"])
def test_digits_that_no_id_has_are_read_as_the_letters_that_look_like_them(digits: str) -> None:
    for letters in ("olb", "oib"):
        right = f"{letters}o{letters}pqrs2l"[:13].ljust(13, "2").replace("l", letters[1])
        typed = right
        for letter, digit in zip(letters, "018", strict=True):
            typed = typed.replace(letter, digit) if digit in digits else typed
        assert right in slips(typed)


@pytest.mark.parametrize(
    "name",
    ["", ".", "%", "_____________", "k3j4m", "zzzzzzzzzzzzz", "\x00", "\udcff" * 13, "é" * 13, "%" * 10_000,
     "k3j4m2_%n5p6q" * 1_000, "' OR 1=1 --", "ﷺ" * 10_000],
)  # fmt: skip
def test_what_is_like_no_id_finds_none(archive: Archive, issued: str, name: str) -> None:
    assert issued not in archive.issues.like(name)
    assert archive.issues.find_meant(name) is None


def test_only_capitals_and_signs_around_leave_no_doubt(archive: Archive, issued: str) -> None:
    for name in (f"{issued}.", f"({issued})", issued.upper(), f" {issued.title()}»,"):
        assert archive.issues.find_meant(name) == issued
    for name in (issued, issued[:12], f"{issued}x", f"{issued}é", issued.replace(issued[0], "é", 1)):
        assert archive.issues.find_meant(name) is None


def test_of_many_that_begin_alike_some_are_given(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.factories._ids", lambda *_: [f"abcdef{n:07}".replace("0", "a") for n in range(30)])
    store_version(archive, make_version(), [[f"Passage {number}." for number in range(30)]])
    assert len(archive.issues.like("abcdef")) == 10


def test_the_error_names_what_may_be_meant() -> None:
    assert str(PassageNotFound("k3j4")) == "There is no passage “k3j4” in this archive."
    told = str(PassageNotFound("k" * 200, [ID, "b"]))
    assert told == f"There is no passage “{'k' * 100}…” in this archive. Perhaps it is {ID} or b."


@given(
    st.text(alphabet=LETTERS, min_size=13, max_size=13), st.integers(0, 12), st.sampled_from(LETTERS + "0189éñ.-A")
)
def test_every_single_slip_leads_back(right: str, at: int, letter: str) -> None:
    replaced, dropped, added = (
        right[:at] + letter + right[at + 1 :],
        right[:at] + right[at + 1 :],
        right[:at] + letter,
    )
    for typed in (replaced, dropped, added + right[at:]):
        assert right in slips(bare(typed))
