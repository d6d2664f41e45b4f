"""The table of a segment's terms is Whoosh's own: its reader finds all that is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count, islice, pairwise
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import OrderedHashReader, md5_hash

from index.whoosh_engine.term_file import TermFile


@contextmanager
def written(folder: Path, *portions: list[bytes]) -> Iterator[OrderedHashReader]:
    """Write terms, portion by portion, each with itself backwards; give what Whoosh opens of it."""
    storage = FileStorage(str(folder))
    table = TermFile(storage.create_file("terms"))
    table.extras["told"] = "beside them"
    for terms in portions:
        table.add_portion(terms, [term[::-1] for term in terms])
    length = table.close()
    with closing(storage.open_file("terms")) as file:
        yield OrderedHashReader(file, length)


@pytest.mark.parametrize("term_count", [0, 1, 300, 20_000])
def test_whoosh_finds_every_term_and_no_other(tmp_path: Path, term_count: int) -> None:
    """Twenty thousand fill eighty tables of their own, of which some slots are wished for several times."""
    terms = [b"t%06d" % number for number in range(term_count)]
    with written(tmp_path, terms[: term_count // 3], terms[term_count // 3 :]) as read:
        assert [read[term] for term in terms] == [term[::-1] for term in terms]
        assert read.get(b"other") is None
        assert read.extras["told"] == "beside them"


def test_terms_that_all_wish_for_the_last_slot_go_on_from_the_first(tmp_path: Path) -> None:
    """Twenty of one hash table, which has forty slots."""
    hashed = ((b"t%d" % number, md5_hash(b"t%d" % number)) for number in count())
    wishing = (term for term, own in hashed if own & 255 == 7 and (own >> 8) % 40 == 39)
    terms = sorted(islice(wishing, 20))
    with written(tmp_path, terms) as read:
        assert [read[term] for term in terms] == [term[::-1] for term in terms]


def test_whoosh_goes_through_the_terms_in_order(tmp_path: Path) -> None:
    """Those far into the file too, whose place takes more than two bytes."""
    terms = [b"t%06d" % number + b"x" * 100 for number in range(2_000)]
    with written(tmp_path, terms) as read:
        assert list(read.keys()) == terms
        assert all(read.closest_key(one + b"y") == following for one, following in pairwise(terms))


def test_nobody_can_choose_words_of_one_hash(tmp_path: Path) -> None:
    """As of CRC-32, by arithmetic: Whoosh's own MD5 is kept, of which they would have to be searched for."""
    with written(tmp_path, [b"a", b"b"]) as read:
        assert read.hashfn is md5_hash


@pytest.mark.parametrize(
    ("before", "wrong"), [([], [b"b", b"a"]), ([b"a", b"b"], [b"b"]), ([b"a"], [b"b", b"d", b"c", b"e"])]
)
def test_terms_out_of_order_are_refused(tmp_path: Path, before: list[bytes], wrong: list[bytes]) -> None:
    with closing(TermFile(FileStorage(str(tmp_path)).create_file("terms"))) as table:
        table.add_portion(before, before)
        with pytest.raises(ValueError, match="not in order"):
            table.add_portion(wrong, wrong)


def test_terms_may_come_one_by_one(tmp_path: Path) -> None:
    table = TermFile(FileStorage(str(tmp_path)).create_file("terms"))
    table.add(b"a", b"1")
    table.add_portion([b"b", b"c"], [b"2", b"3"])
    table.add(b"d", b"4")
    length = table.close()
    with closing(FileStorage(str(tmp_path)).open_file("terms")) as file:
        assert list(OrderedHashReader(file, length).items()) == [
            (b"a", b"1"),
            (b"b", b"2"),
            (b"c", b"3"),
            (b"d", b"4"),
        ]
