"""What an index on disk can suffer, and that it is noticed."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index import EngineUnknown, verify_engine
from index.errors import IndexMissing, IndexOutdated
from index.whoosh_engine import WhooshEngine, merging, stamp
from index.whoosh_engine.arrays import forget_arrays
from index.whoosh_engine.stamp import STAMP_NAME
from tests.index.conftest import ARCHIVE_ID
from tests.index.makers import ask, found, put


class TestOpening:
    """An index that is missing, older, torn or another archive's is recognised before it is trusted."""

    def test_what_was_committed_is_there_when_opened_again(self, engine: WhooshEngine, tmp_path: Path) -> None:
        engine.apply([put("v1", "Roads.")])
        again = WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)
        assert found(again, "roads") == {"v1-0"}
        again.close()

    @pytest.mark.parametrize("make", [lambda folder: None, lambda folder: folder.mkdir()])
    def test_no_index_is_a_missing_one(self, tmp_path: Path, make: Callable[[Path], None]) -> None:
        make(tmp_path / "none")
        with pytest.raises(IndexMissing, match=r"is missing\. Rebuild it"):
            WhooshEngine.open(tmp_path / "none", archive_id=ARCHIVE_ID)

    def test_the_index_of_another_archive_is_not_opened(self, engine: WhooshEngine, tmp_path: Path) -> None:
        with pytest.raises(IndexOutdated, match="another archive"):
            WhooshEngine.open(tmp_path / "index", archive_id="another")

    def test_an_index_of_an_older_schema_is_not_opened(self, engine: WhooshEngine, tmp_path: Path) -> None:
        stamp = tmp_path / "index" / STAMP_NAME
        stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"schema": 0}))
        with pytest.raises(IndexOutdated, match="another release"):
            WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)

    @pytest.mark.parametrize("said", ["", "{}", "[1]", '{"schema": 1'])
    def test_a_stamp_that_makes_no_sense_is_not_trusted(
        self, engine: WhooshEngine, tmp_path: Path, said: str
    ) -> None:
        (tmp_path / "index" / STAMP_NAME).write_text(said)
        with pytest.raises(IndexOutdated):
            WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)

    @pytest.mark.parametrize("suffix", [".seg", ".toc"])
    def test_a_torn_or_lost_file_is_noticed(self, engine: WhooshEngine, tmp_path: Path, suffix: str) -> None:
        engine.apply([put("v1", "Roads.")])
        file = next((tmp_path / "index").glob(f"*{suffix}"))
        file.write_bytes(file.read_bytes()[:-20])
        with pytest.raises(IndexOutdated, match="damaged"):
            WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)
        file.unlink()
        with pytest.raises(IndexOutdated, match="damaged"):
            WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)

    def test_rubbish_of_the_right_size_is_noticed(self, engine: WhooshEngine, tmp_path: Path) -> None:
        engine.apply([put("v1", "Roads.")])
        forget_arrays(tmp_path / "index")
        file = next((tmp_path / "index").glob("*.seg"))
        whole = file.read_bytes()
        file.write_bytes(whole[:12] + bytes(len(whole) // 2) + whole[12 + len(whole) // 2 :])
        with pytest.raises(IndexOutdated, match="damaged"):
            WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)

    def test_an_index_deleted_under_a_server_is_missing(self, engine: WhooshEngine, tmp_path: Path) -> None:
        (tmp_path / "index" / STAMP_NAME).unlink()
        with pytest.raises(IndexMissing):
            ask(engine, "roads")

    def test_a_commit_whose_stamp_was_not_written_counts(self, engine: WhooshEngine, tmp_path: Path) -> None:
        stamp = (tmp_path / "index" / STAMP_NAME).read_text()
        engine.apply([put("v1", "Roads.")])
        (tmp_path / "index" / STAMP_NAME).write_text(stamp)
        again = WhooshEngine.open(tmp_path / "index", archive_id=ARCHIVE_ID)
        assert found(again, "roads") == {"v1-0"}
        again.close()

    def test_creating_replaces_whatever_is_there(self, engine: WhooshEngine, tmp_path: Path) -> None:
        engine.apply([put("v1", "Roads.")])
        fresh = WhooshEngine.create(tmp_path / "index", archive_id=ARCHIVE_ID)
        assert fresh.count() == 0
        fresh.close()


class TestDamage:
    """A file that was overwritten in place, its size unchanged, is told apart from a fault of the program."""

    @pytest.fixture
    def segment(self, engine: WhooshEngine, tmp_path: Path) -> Path:
        """Give the one segment file of an index."""
        engine.apply([put(f"v{number}", *["Roads of the region.", "Rails."] * 20) for number in range(3)])
        return next((tmp_path / "index").glob("*.seg"))

    @pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # Whoosh leaves open what it fails over
    def test_bytes_overwritten_anywhere_give_an_answer_or_are_told(self, segment: Path) -> None:
        whole = segment.read_bytes()
        told = 0
        for start in range(0, len(whole), max(1, len(whole) // 60)):
            segment.write_bytes(whole[:start] + b"\xa7" * len(whole[start : start + 40]) + whole[start + 40 :])
            forget_arrays(segment.parent)
            try:
                opened = WhooshEngine.open(segment.parent, archive_id=ARCHIVE_ID)
                for query in ("roads", '"the region"', "ro*", "lang:en"):
                    ask(opened, query)
                opened.apply([put("v9", "Roads.")])
                segment = next(segment.parent.glob("*.seg"))
                whole = segment.read_bytes()
            except IndexOutdated:
                told += 1
        gc.collect()
        assert told

    def test_verifying_reads_what_opening_only_measures(self, segment: Path) -> None:
        whole = segment.read_bytes()
        verify_engine("whoosh", segment.parent, archive_id=ARCHIVE_ID)
        middle = len(whole) // 2
        for place in (middle, len(whole) // 3):
            changed = bytes([whole[place] ^ 1])
            segment.write_bytes(whole[:place] + changed + whole[place + 1 :])
            with pytest.raises(IndexOutdated, match="damaged"):
                verify_engine("whoosh", segment.parent, archive_id=ARCHIVE_ID)

    def test_damage_is_not_forgotten_with_the_next_commit(
        self, engine: WhooshEngine, segment: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(merging, "SMALLEST", 1)
        kept = stamp.check_owner(segment.parent, ARCHIVE_ID).sums[segment.name]
        whole = segment.read_bytes()
        segment.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
        engine.apply([put("v9", "Roads.")])
        assert stamp.check_owner(segment.parent, ARCHIVE_ID).sums[segment.name] == kept

    def test_a_fault_of_the_program_is_not_called_damage(
        self, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        engine.apply([put("v1", "Roads.")])
        with pytest.raises(KeyError):
            ask(engine, "roads", filters={"colour": ["red"]})

    def test_damage_met_while_merging_is_told_and_the_writer_can_go_on(
        self, engine: WhooshEngine, segment: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def torn(*_: object) -> object:
            raise EOFError

        with monkeypatch.context() as patched:
            patched.setattr("index.whoosh_engine.engine.open_arrays", torn)
            with pytest.raises(IndexOutdated, match="damaged"):
                engine.apply([put("v9", "Roads.")])
        engine.apply([put("v9", "Roads.")])
        assert ask(engine, "roads").total == 61

    def test_a_commit_in_the_midst_of_verifying_is_no_damage(
        self, engine: WhooshEngine, segment: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real, left = stamp._sum, [1]

        def interrupted(path: Path) -> str:
            if left:
                left.pop()
                engine.apply([put("v9", "Roads.")])
            return real(path) if path.exists() else ""

        monkeypatch.setattr(stamp, "_sum", interrupted)
        engine.verify()

    def test_verifying_a_missing_index_or_an_unknown_engine_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(IndexMissing):
            verify_engine("whoosh", tmp_path / "none", archive_id=ARCHIVE_ID)
        with pytest.raises(EngineUnknown):
            verify_engine("lucene", tmp_path, archive_id=ARCHIVE_ID)
