"""Where the way is looked for: near what is known of it, and farther where that was too near."""

from __future__ import annotations

from ingest.alignment.bands import bands, is_within
from ingest.alignment.features import Analysed, analyse

MANY = 300


def texts(count: int) -> list[Analysed]:
    """Make up texts of which each has a number of its own."""
    return [analyse(f"house {1000 + number}", "en") for number in range(count)]


def test_all_of_a_small_table_is_looked_at() -> None:
    assert list(bands(texts(8), texts(9))) == [[(0, 10)] * 9]


def test_what_both_sides_have_once_leads_the_way_and_a_wider_band_follows() -> None:
    narrow, wide = bands(texts(MANY), texts(MANY))
    assert all(low <= row < high for row, (low, high) in enumerate(narrow))
    assert narrow[MANY // 2][1] - narrow[MANY // 2][0] < MANY // 2
    assert sum(high - low for low, high in wide) > sum(high - low for low, high in narrow)


def test_between_places_that_were_passed_all_is_looked_at() -> None:
    first = next(bands(texts(MANY), texts(MANY), [(50, 40), (200, 240)]))
    assert first[100][0] < 40
    assert first[100][1] > 240
    assert first[250][0] > 200


def test_a_band_is_looked_beyond_first_where_places_were_passed() -> None:
    passed = [(number, number) for number in range(MANY)]
    widths = [sum(high - low for low, high in band) for band in bands(texts(MANY), texts(MANY), passed)]
    assert len(widths) == 3
    assert widths == sorted(widths)


def test_a_way_that_comes_to_an_edge_is_not_within_its_band() -> None:
    band = [(max(row - 30, 0), min(row + 31, 101)) for row in range(101)]
    assert is_within([(number, number) for number in range(101)], band)
    assert not is_within([(50, 22)], band)
    assert not is_within([(50, 77)], band)
    assert is_within([(0, 0), (100, 100)], band)  # edges of the table
