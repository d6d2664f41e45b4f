"""Real files: government documents in both languages, read once for all that is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from archive import Archive, SourceStatus
from benchmarks.questions.questions import answering, questions
from ingest.outcome import Outcome
from ingest.pipeline import add
from tests.corpus import rows

pytestmark = [pytest.mark.corpus, pytest.mark.untraced]

Read = tuple[Archive, dict[str, Outcome]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """Give an archive of the papers of governments, and what came of each file, by its name."""
    with Archive.open(tmp_path_factory.mktemp("corpus") / "data") as archive:
        outcomes = add(archive, [row.path for row in rows("policy")], workers=2)
        files = {str(row.path.resolve()): row.path.name for row in rows("policy")}
        yield archive, {files[outcome.source]: outcome for outcome in outcomes}


def test_government_documents_are_in_whole_and_in_their_language(read: Read) -> None:
    for row in rows("policy"):
        outcome = read[1][row.path.name]
        assert outcome.status is SourceStatus.ADDED, row.path.name
        assert (outcome.pages, outcome.language) == (row.pages, row.language), row.path.name


def test_passages_of_real_documents_are_slices_of_their_pages(read: Read) -> None:
    archive, outcomes = read
    for name, outcome in outcomes.items():
        assert outcome.version_id, name
        pages = {page.number: page for page in archive.passages.pages(outcome.version_id)}
        for passage in archive.passages.of_version(outcome.version_id):
            for part in passage.parts:
                length = part.page_end - part.page_start
                on_page = pages[part.page_number].text[part.page_start : part.page_end]
                assert on_page == passage.text[part.start : part.start + length], name
        for page in pages.values():
            for word in page.words:
                x0, y0, x1, y1 = word.box
                assert 0 <= x0 < x1 <= page.width_points, name
                assert -1 <= y0 < y1 <= page.height_points + 1, name
                assert page.text[word.start : word.end].strip(), name


def test_every_quote_of_a_question_of_the_field_is_of_one_passage_that_answers_one(read: Read) -> None:
    table = questions()
    found = answering(read[0], table)
    assert {each.id: len(found[each.id]) for each in table} == {each.id: len(each.answers) for each in table}
    passages = Counter((each.version_id, each.id) for some in found.values() for each in some)
    assert set(passages.values()) == {1}
