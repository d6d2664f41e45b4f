"""What is kept of one state of the catalogue is of that state, whoever writes meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import copy_context

import pytest

from archive import Archive, Document
from tests.factories import make_version, store_version
from tests.search_app.test_web_search import counting


class Reader:
    """Another who reads meanwhile, as another thread does."""

    def __init__(self, archive: Archive) -> None:
        self._context, self._stack, self._archive = copy_context(), ExitStack(), archive
        self._context.run(self._stack.enter_context, archive.reading())

    def title(self) -> str:
        """Give the title of the document, as what is made of one state."""
        return self._context.run(lambda: title_kept(self._archive))

    def close(self) -> None:
        """End what is read."""
        self._context.run(self._stack.close)


@contextmanager
def reader(archive: Archive) -> Iterator[Reader]:
    """Give another who reads from now on, of the state that is there when she first reads."""
    other = Reader(archive)
    yield other
    other.close()


def title_of(archive: Archive) -> str:
    return archive.catalogue.get_document("study").title


def title_kept(archive: Archive) -> str:
    return archive.of_one_state.get("title", lambda: title_of(archive))


def rename(archive: Archive, title: str) -> None:
    with Archive.open(archive.folder) as another:
        another.catalogue.put_document(Document("study", title))


@pytest.fixture
def study(archive: Archive) -> Archive:
    """Give an archive with one document."""
    store_version(archive, make_version(), [["One."]])
    rename(archive, "Before")
    return archive


def test_what_is_made_of_a_state_is_made_once_for_all_who_read_it(study: Archive) -> None:
    with study.reading(), reader(study) as other:
        assert other.title() == title_kept(study) == "Before"
        with counting(study) as statements:
            assert other.title() == title_kept(study) == "Before"
    assert statements == []


def test_who_noted_a_state_and_read_the_next_keeps_nothing_of_it(study: Archive) -> None:
    with reader(study) as late, study.reading():
        assert title_of(study) == "Before"
        rename(study, "After")
        assert late.title() == "After"
        assert title_kept(study) == "Before"


def test_what_was_kept_is_not_for_who_noted_that_state_and_reads_the_next(study: Archive) -> None:
    with study.reading():
        assert title_kept(study) == "Before"
    with study.reading():
        rename(study, "After")
        assert title_of(study) == title_kept(study) == "After"


def test_outside_of_reading_nothing_is_kept(study: Archive) -> None:
    made = [study.of_one_state.get("title", lambda each=each: each) for each in ("one", "two")]
    with study.reading():
        made.append(study.of_one_state.get("title", lambda: "three"))
    assert made == ["one", "two", "three"]


def test_who_reads_on_while_others_write_keeps_what_she_has(study: Archive) -> None:
    """What is read does not change for her; else a page would be worked out anew each time it asks."""
    with study.reading():
        assert title_kept(study) == "Before"
        rename(study, "After")
        with counting(study) as statements:
            assert title_kept(study) == "Before"
    assert statements == []
    with study.reading():
        assert title_kept(study) == "After"
