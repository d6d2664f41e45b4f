"""The outline beside a page, and on the page of a document."""

from __future__ import annotations

from archive import OutlineEntry
from search_app.outline import NearOutline, near, outermost

FLAT = [OutlineEntry(title, page, 1) for title, page in (("1 A", 1), ("1.1 B", 1), ("1.2 C", 1), ("2 D", 2))]
DEEP = [
    OutlineEntry("1", 1, 1),
    OutlineEntry("1.1", 2, 2),
    OutlineEntry("1.1.1", 2, 3),
    OutlineEntry("1.1.2", 3, 3),
    OutlineEntry("1.2", 4, 2),
    OutlineEntry("1.2.1", 5, 3),
    OutlineEntry("2", 6, 1),
    OutlineEntry("2.1", 7, 2),
]


def test_the_entry_of_the_section_is_where_one_is() -> None:
    """Not merely one that begins on its page."""
    assert near(FLAT, 1, ("1 A", "1.1  b")).here == FLAT[1]
    assert near(FLAT, 1, ("2 D", "unlisted")).here == FLAT[3]


def test_without_a_section_it_is_the_last_entry_up_to_the_page() -> None:
    assert near(FLAT, 1, ("unlisted",)).here == FLAT[2]
    assert near(FLAT, 9).here == FLAT[3]
    assert near(FLAT[3:], 1).here is None


def test_what_is_shown_is_the_outermost_and_what_lies_on_the_way() -> None:
    """As in a file manager: siblings of each step, and what lies just below the entry one is at."""
    shown = near(DEEP, 4)
    assert [entry.title for entry in shown.entries] == ["1", "1.1", "1.2", "1.2.1", "2"]
    assert (shown.here, shown.is_whole) == (DEEP[4], False)


def test_a_short_outline_is_whole() -> None:
    assert near(FLAT, 1).entries == tuple(FLAT)
    assert near(FLAT, 1).is_whole
    assert near([], 1).entries == ()


def test_of_a_long_outline_what_is_near_is_shown() -> None:
    """Hundreds of entries of one level, as some manuals have."""
    long = [OutlineEntry(f"Section {number}", number, 1) for number in range(1, 501)]
    shown = near(long, 250)
    assert len(shown.entries) == 60
    assert shown.here in shown.entries
    assert near(long, 1).entries[0] == long[0]
    assert near(long, 500).entries[-1] == long[-1]


def test_of_a_long_outline_the_outermost_levels_are_shown_and_not_more_than_few() -> None:
    """A manual has hundreds of entries, which would weigh more than all the rest of its page."""
    assert outermost(DEEP) == NearOutline(tuple(DEEP))
    many = [OutlineEntry(str(number), number, 1 + bool(number % 4) + (number % 8 == 1)) for number in range(200)]
    shown = outermost(many)
    assert {entry.level for entry in shown.entries} == {1}
    assert (len(shown.entries), shown.is_whole) == (50, False)
    flat = outermost([OutlineEntry(str(number), number, 2) for number in range(200)])
    assert (len(flat.entries), flat.entries[0].title, flat.is_whole) == (60, "0", False)
    assert outermost([]).is_whole
