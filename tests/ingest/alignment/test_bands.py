"""Where the way is looked for: near what is known of it, and farther where that was too near."""

from __future__ import annotations

import itertools

import pytest

from ingest.alignment import bands as module
from ingest.alignment.bands import bands, is_within
from ingest.alignment.features import Analysed, analyse
from ingest.alignment.table import Band

MANY = 300


def texts(count: int) -> list[Analysed]:
    """Make up texts of which each has a number of its own."""
    return [analyse(f"house {1000 + number}", "en") for number in range(count)]


def plain(count: int) -> list[Analysed]:
    """Make up texts that have nothing in common with any other."""
    return [analyse("casa", "es")] * count


def cells(band: Band) -> int:
    return sum(high - low for low, high in band)


def test_all_of_a_small_table_is_looked_at() -> None:
    assert list(bands(texts(8), texts(9))) == [[(0, 10)] * 9]


def test_what_both_sides_have_once_leads_the_way_and_a_wider_band_follows() -> None:
    narrow, wide = bands(texts(MANY), texts(MANY))
    assert all(low <= row < high for row, (low, high) in enumerate(narrow))
    assert narrow[MANY // 2][1] - narrow[MANY // 2][0] < MANY // 2
    assert cells(wide) > cells(narrow)


def test_between_places_that_were_passed_all_is_looked_at() -> None:
    first = next(bands(texts(MANY), texts(MANY), [(50, 40), (200, 240)]))
    assert first[100][0] < 40
    assert first[100][1] > 240
    assert first[250][0] > 200


def test_a_band_is_looked_beyond_first_where_places_were_passed() -> None:
    passed = [(number, number) for number in range(MANY)]
    widths = [cells(band) for band in bands(texts(MANY), texts(MANY), passed)]
    assert len(widths) == 3
    assert widths == sorted(widths)


def test_a_way_that_comes_to_an_edge_is_not_within_its_band() -> None:
    band = [(max(row - 30, 0), min(row + 31, 101)) for row in range(101)]
    assert is_within([(number, number) for number in range(101)], band)
    assert not is_within([(50, 22)], band)
    assert not is_within([(50, 77)], band)
    assert is_within([(0, 0), (100, 100)], band)  # edges of the table


@pytest.mark.parametrize("most", [5_000, 20_000, 30_000, 60_000, 3_000_000])
def test_each_band_has_all_of_the_one_before_and_more(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """What was passed leads elsewhere than what both sides have once."""
    monkeypatch.setattr(module, "_MOST_CELLS", most)
    passed = [(number, number + 60) for number in range(MANY - 60)]
    for sure in ((), passed, passed[:40]):
        found = list(bands(texts(MANY), [*plain(80), *texts(MANY)], sure))
        assert found
        assert max(map(cells, found)) <= most
        for narrow, wide in itertools.pairwise(found):
            assert wide != narrow
            assert all(
                low <= left and right <= high for (left, right), (low, high) in zip(narrow, wide, strict=True)
            )


def test_no_wider_band_is_looked_at_where_it_would_be_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = texts(MANY), [*plain(100), *texts(MANY)]
    narrow, wide = bands(ours, theirs)
    monkeypatch.setattr(module, "_MOST_CELLS", cells(wide) - 1)
    assert list(bands(ours, theirs)) == [narrow]


def test_one_band_is_enough_where_nothing_tells_the_way_and_all_would_be_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST_CELLS", 20_000)
    (found,) = bands(plain(MANY), texts(MANY), [(0, 0)])
    assert all(low <= row < high for row, (low, high) in enumerate(found))


def test_what_is_known_of_the_way_leads_it_where_all_around_would_be_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ours has no text for the first quarter of theirs: the way runs far from the middle of the table."""
    monkeypatch.setattr(module, "_MOST_CELLS", 20_000)
    (found,) = bands(texts(MANY), [*plain(100), *texts(MANY)])
    assert all(found[row][0] <= row + 100 < found[row][1] for row in range(MANY))
