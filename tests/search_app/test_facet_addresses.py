"""Addresses of a search with one more value of a facet: hundreds on a page, written once but for the value."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index import FILTERS, Sort
from search_app.address_pieces import with_each
from search_app.asked import Asked
from search_app.links import Links

values = st.sampled_from(["a", "b&c=d", "ñ ", "\0", "document=\0", "x\0", "%00"])
filters = st.dictionaries(st.sampled_from(FILTERS), st.lists(values, max_size=2, unique=True).map(tuple))
searches = st.builds(
    Asked,
    q=st.sampled_from(["word", "a&document=%00", "\0"]),
    filters=filters,
    sort=st.sampled_from(Sort),
    offset=st.sampled_from([0, 40]),
    is_across=st.booleans(),
    without=st.sampled_from([(), ("z",)]),
    is_grouped=st.booleans(),
)
addresses = st.builds(Links, st.sampled_from(["", "/base"]), st.sampled_from([None, "es"]))


@given(searches, addresses, st.sampled_from(FILTERS), values)
def test_each_is_as_if_it_were_written_alone(asked: Asked, links: Links, facet: str, value: str) -> None:
    """Whatever else is said in it, even what stands for the value meanwhile."""
    if value not in asked.filters.get(facet, ()):
        before, after = asked.around(facet)
        address = with_each(links.search, before, facet, after)
        assert address(value) == links.search(asked.toggled(facet, value).pairs())
