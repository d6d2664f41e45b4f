"""What is printed on a page is its label; what a file says of its pages counts unless the pages belie it."""

from __future__ import annotations

from archive import LabelSource
from ingest.labels import page_labels


def labels(own: list[str], folios: list[str | None]) -> list[str]:
    return [label for label, _ in page_labels(own, folios)]


def test_a_file_that_agrees_with_its_pages_is_believed() -> None:
    own = ["i", "ii", "1", "2", "3"]
    assert labels(own, [None, "ii", "1", "2", None]) == own
    assert {source for _, source in page_labels(own, [None] * 5)} == {LabelSource.PDF}


def test_labels_that_are_other_than_what_is_printed_are_not_believed() -> None:
    """Made by the program that set the pages, section by section."""
    own = ["1", "2", "Sec1:3", "Sec1:4", "Sec1:5"]
    assert page_labels(own, [None, None, "2", "3", "4"]) == [
        ("1", LabelSource.POSITION),
        ("2", LabelSource.POSITION),
        ("2", LabelSource.PRINTED),
        ("3", LabelSource.PRINTED),
        ("4", LabelSource.PRINTED),
    ]


def test_a_number_that_stands_alone_belies_nothing() -> None:
    own = ["A-1", "A-2", "A-3", "A-4"]
    assert labels(own, [None, "2013", None, "7"]) == own


def test_most_pages_tell() -> None:
    own = ["1", "2", "3", "4", "5"]
    assert labels(own, ["1", "2", "3", "5", "6"]) == own
