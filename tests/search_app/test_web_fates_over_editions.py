"""What is said of a link holds whichever editions came between, and whichever were taken out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from archive import Archive
from search_app import create_app
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import read

WORDS = "Fairs are held on Sundays, and on the feast of every town between the lake and the pass."
CHANGED = WORDS.replace("on Sundays", "every second Sunday of the month")
OTHER = "Nobody had counted them before the survey of the year two thousand and thirteen."

HERE, THERE, OTHERWISE = [[WORDS], [OTHER]], [[OTHER], [WORDS]], [[CHANGED], [OTHER]]
WITHIN = [[OTHER], [f"What was added later, by another hand. {WORDS}"]]

TAKEN_OUT = "The edition that this link was made of was taken out"

Edition = tuple[int, list[list[str]], Sequence[str]]


@pytest.mark.parametrize(
    ("stored", "is_taken_out", "sentence"),
    [
        ([(1, HERE, "12"), (2, THERE, "12")], False, "This passage moved from p. 1 to p. 2 in edition 2."),
        (
            [(1, HERE, "77"), (2, THERE, "77")],
            False,
            "This passage moved from page 1 to page 2 of the PDF in edition 2.",
        ),
        (
            [(1, HERE, "12"), (2, THERE, "12"), (3, THERE, "12")],
            False,
            "This passage moved: it stood on p. 1 in edition 1, and stands on p. 2 in edition 3.",
        ),
        (
            [(1, HERE, "77"), (3, THERE, "77")],
            False,
            "stood on page 1 of the PDF in edition 1, and stands on page 2 of the PDF in edition 3.",
        ),
        ([(1, WITHIN, "12"), (2, HERE, "12")], True, f"{TAKEN_OUT}; in edition 1 this passage stands on p. 2."),
        ([(1, HERE, "12"), (2, OTHERWISE, "12")], False, "This passage was changed in edition 2."),
        (
            [(1, HERE, "12"), (2, OTHERWISE, "12"), (3, OTHERWISE, "12")],
            False,
            "This passage was changed: edition 3 reads otherwise than edition 1.",
        ),
        ([(1, OTHERWISE, "12"), (2, HERE, "12")], True, f"{TAKEN_OUT}. Edition 1 reads:"),
    ],
)
def test_a_sentence_is_true_of_the_editions_that_it_names(
    tmp_path: Path, stored: list[Edition], is_taken_out: bool, sentence: str
) -> None:
    """Of the words in the first edition, or in the last where that is taken out."""
    made_of = 2 if is_taken_out else 1
    ids: dict[int, str] = {}
    with Archive.open(tmp_path) as archive:
        for edition, texts, labels in stored:
            version = store_version(archive, make_version("study", "en", edition), texts, labels=labels)
            of_words = (each.id for each in archive.passages.of_version(version.id) if each.text == WORDS)
            ids[edition] = ids.get(edition) or next(of_words, "")
        if is_taken_out:
            archive.remove(version.id)
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    assert sentence in read(client, f"/p/{ids[made_of]}?ui=en")
    app.extensions["pasaje"].close()


def test_a_quote_said_to_be_on_another_page_of_its_file_did_not_move(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        version = store_version(archive, make_version(), THERE)
    app = create_app(Settings(data=tmp_path))
    page = read(app.test_client(), f"/versions/{version.id}/find?page=1&ui=en&quote={WORDS[:40]}")
    assert "This passage stands on p. 2, not on p. 1." in page
    app.extensions["pasaje"].close()
