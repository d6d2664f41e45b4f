"""The arrays beside a segment are a cache: whatever becomes of them, answers stay what the index says."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import DropVersion, SearchEngine
from index.whoosh_engine import WhooshEngine, merging
from index.whoosh_engine.arrays import Torn, forget_arrays, layout
from tests.index.conftest import ARCHIVE_ID
from tests.index.makers import ask, found, ids, put

QUERIES = ("roads", '"the region"', "r?a*", "caminos", "raods~", "title:plan roads", "lang:es OR rails")


def answers(engine: SearchEngine) -> list[tuple[list[str], int, object]]:
    found = [ask(engine, query) for query in QUERIES]
    return [(ids(results.matches), results.total, results.facets) for results in found]


def fill(engine: WhooshEngine) -> None:
    """Make two segments, with passages of both languages, and deleted ones in the first."""
    texts = ["The roads of the region.", "Rails and roads, and rails again.", "A long way."]
    engine.apply([put("v0", *texts * 300, title="Plan"), put("v1", *texts)])
    engine.apply([put("v1", "Roads again."), put("es", "Los caminos de la región.", language="es")])


@pytest.fixture
def folder(engine: WhooshEngine, tmp_path: Path) -> Path:
    fill(engine)
    return tmp_path / "index"


def reopened(folder: Path) -> WhooshEngine:
    return WhooshEngine.open(folder, archive_id=ARCHIVE_ID)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.arrays"))


def about(file: Path) -> dict[str, object]:
    return {"segment": file.stem, "bytes": file.with_suffix(".seg").stat().st_size}


def write_over(file: Path, name: str, value: int) -> None:
    """Write one number over all of an array, in the file itself."""
    _, said, start = layout._opened(file)
    kind, length, at = said["arrays"][name]
    with file.open("r+b") as opened:
        opened.seek(start + at)
        opened.write(np.full(length, value, dtype=kind).tobytes())


class TestKept:
    def test_each_segment_has_one_file_and_what_is_gone_leaves_none(
        self, engine: WhooshEngine, folder: Path
    ) -> None:
        assert {each.stem for each in files(folder)} == {each.stem for each in folder.glob("*.seg")}
        assert len(files(folder)) > 1
        engine.clear()
        assert files(folder) == []

    def test_files_made_from_the_index_are_those_written_with_it(self, folder: Path) -> None:
        written = {each.name: each.read_bytes() for each in files(folder)}
        forget_arrays(folder)
        reopened(folder).close()
        assert {each.name: each.read_bytes() for each in files(folder)} == written

    def test_answers_are_the_same_with_files_and_without(self, engine: WhooshEngine, folder: Path) -> None:
        expected = answers(engine)
        assert answers(reopened(folder)) == expected
        forget_arrays(folder)
        assert answers(reopened(folder)) == expected

    @pytest.mark.parametrize(
        "harm",
        [
            lambda file: file.write_bytes(b""),
            lambda file: file.write_bytes(file.read_bytes()[:-64]),
            lambda file: file.write_bytes(file.read_bytes() + bytes(64)),
            lambda file: file.write_bytes(bytes(file.stat().st_size)),
            lambda file: file.write_bytes(b"another" + file.read_bytes()[7:]),
            lambda file: file.write_bytes(file.read_bytes().replace(b'"format": ', b'"format": 1', 1)),
            lambda file: file.write_bytes(file.read_bytes()[:40] + b"?" + file.read_bytes()[41:]),
            lambda file: (file.unlink(), os.mkfifo(file)),
        ],
        ids=[
            "empty",
            "cut off",
            "too long",
            "zeros",
            "another kind",
            "another release",
            "another heading",
            "a pipe",
        ],
    )
    def test_a_file_that_is_not_as_it_was_written_is_made_again_and_told(
        self, engine: WhooshEngine, folder: Path, harm: object, caplog: pytest.LogCaptureFixture
    ) -> None:
        expected = answers(engine)
        written = [each.read_bytes() for each in files(folder)]
        for each in files(folder):
            harm(each)  # type: ignore[operator]
        with caplog.at_level(logging.WARNING):
            assert answers(reopened(folder)) == expected
        assert "is made again from the index" in caplog.text
        assert [each.read_bytes() for each in files(folder)] == written

    def test_the_file_of_another_segment_is_not_taken_for_its_own(
        self, engine: WhooshEngine, folder: Path
    ) -> None:
        expected = answers(engine)
        one, other = files(folder)
        kept = one.read_bytes()
        one.write_bytes(other.read_bytes())
        other.write_bytes(kept)
        assert answers(reopened(folder)) == expected

    def test_who_writes_into_a_file_under_a_search_is_found_out(
        self, engine: WhooshEngine, folder: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """As a copy over it does; Pasaje itself never writes into a file that others may be reading."""
        expected = found(reopened(folder), "way")
        engine.count()
        for file in files(folder):
            write_over(file, "stems_en.ids", 0)  # which can be, and so by itself is nothing to be noticed
        engine._look_at = 0.0  # the time went by, once
        assert found(engine, "way") == expected
        assert caplog.text.count("somebody wrote into them") == 1
        assert found(reopened(folder), "way") == expected

    def test_where_nothing_can_be_written_searches_answer_all_the_same(
        self, engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        expected = answers(engine)
        forget_arrays(folder)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("index.whoosh_engine.arrays.keeping.write", full)
        assert answers(reopened(folder)) == expected
        assert "could not be written" in caplog.text

    def test_bytes_overwritten_anywhere_never_stop_a_search(self, engine: WhooshEngine, folder: Path) -> None:
        """Numbers may then be wrong, which `verify` finds; what cannot be is made again at once."""
        (file, *_) = files(folder)
        whole = file.read_bytes()
        for start in range(0, len(whole), max(1, len(whole) // 60)):
            file.write_bytes(whole[:start] + b"\xa7" * len(whole[start : start + 40]) + whole[start + 40 :])
            opened = reopened(folder)
            answers(opened)
            opened.verify()
            assert answers(reopened(folder)) == answers(engine)
            opened.close()

    def test_who_may_remove_nothing_searches_past_a_torn_file_too(
        self, engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        expected = answers(engine)
        for file in files(folder):
            held = layout.read(file, about(file))
            layout.write(file, about(file), {**held, "facet_document.codes": held["facet_document.codes"] + 9_999})

        def refused(path: Path, *, missing_ok: bool = False) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "unlink", refused)
        assert answers(reopened(folder)) == expected
        assert "cannot be removed" in caplog.text

    def test_where_memory_is_short_the_index_is_not_called_damaged(
        self, engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It would be made again from the archive, which takes more of it."""
        expected = answers(engine)

        def short(*_: object) -> None:
            raise MemoryError

        opened = reopened(folder)
        opened.close()
        with monkeypatch.context() as patched:
            patched.setattr("index.whoosh_engine.engine.Snapshot", short)
            with pytest.raises(MemoryError):
                opened.count()
        assert answers(opened) == expected

    def test_a_writer_holds_nothing_of_segments_that_are_gone(
        self, engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(merging, "SMALLEST", 10_000)
        for number in range(4):
            engine.apply([put(f"v{number}", "More roads.")])
        assert set(engine._whole) <= {each.stem.removeprefix("MAIN_") for each in files(folder)}

    def test_torn_arrays_are_never_merged_into_the_index(
        self, engine: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = answers(engine)
        for file in files(folder):
            whole = file.read_bytes()
            file.write_bytes(whole[:-400] + bytes(400))
        monkeypatch.setattr(merging, "SMALLEST", 10_000)  # so that all is taken in
        engine.apply([put("v9", "Nothing.")])
        assert len(files(folder)) == 1
        assert [each[:2] for each in answers(engine)] == [each[:2] for each in expected]

    @pytest.mark.parametrize("name", ["version.terms.text", "version.ids", "version.codes"])
    def test_what_is_dropped_is_dropped_whatever_became_of_its_arrays(
        self, engine: WhooshEngine, folder: Path, name: str
    ) -> None:
        """The index would keep for ever what its arrays do not know."""
        expected = engine.count()
        for file in files(folder):
            held = layout.read(file, about(file))
            changed = {each: array + (1 if each == name else 0) for each, array in held.items()}
            raw = file.read_bytes()
            start = len(raw) - sum(-(-array.nbytes // 64) * 64 for array in held.values())
            layout.write(file, about(file), changed)
            rotten = file.read_bytes()
            file.write_bytes(raw[:start] + rotten[len(rotten) - (len(raw) - start) :])  # under the old sum
        engine.close()
        engine.apply([DropVersion("es")])
        assert engine.count() == expected - 1
        forget_arrays(folder)
        assert reopened(folder).count() == expected - 1

    def test_what_is_no_file_of_arrays_does_not_stop_who_verifies(
        self, engine: WhooshEngine, folder: Path
    ) -> None:
        expected = answers(engine)
        (folder / "MAIN_0.arrays").symlink_to(folder / "nowhere")
        (folder / "MAIN_1.arrays").mkdir()
        engine.verify()
        assert answers(engine) == expected

    def test_threads_that_make_the_same_file_do_not_take_it_from_each_other(
        self, engine: WhooshEngine, folder: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        expected = answers(engine)
        forget_arrays(folder)
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(lambda _: answers(reopened(folder)), range(6))) == [expected] * 6
        assert {each.getMessage().rpartition(" is not there")[2] for each in caplog.records} == {
            ", and is made from the index."
        }
        assert len(list(folder.glob("*.arrays*"))) == len(files(folder))

    def test_a_commit_while_others_read_leaves_them_what_they_read(
        self, engine: WhooshEngine, folder: Path
    ) -> None:
        held = engine._current()
        engine.apply([put("v9", "Roads.")])
        assert len(held.postings("words", "roads").ids) < len(engine._current().postings("words", "roads").ids)


class TestLayout:
    @given(st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 2**31)), max_size=3))
    def test_what_is_written_is_read(
        self, tmp_path_factory: pytest.TempPathFactory, held: dict[str, list[int]]
    ) -> None:
        path = tmp_path_factory.mktemp("arrays") / "one.arrays"
        layout.write(path, {"segment": "s"}, {name: np.array(each, dtype=np.int64) for name, each in held.items()})
        assert {name: each.tolist() for name, each in layout.read(path, {"segment": "s"}).items()} == held
        layout.verify(path)
        with pytest.raises(Torn):
            layout.read(path, {"segment": "another"})


def test_found_passages_are_those_of_the_commit(engine: WhooshEngine, folder: Path) -> None:
    assert found(engine, "caminos") == {"es-0"}
