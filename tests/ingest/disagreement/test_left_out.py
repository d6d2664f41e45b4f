"""Numbers that say nothing are looked for only where a text has a sign of them, and all are found there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.disagreement.left_out import _PLACES, left_out

PIECES = (
    *" \n\t.,;:!?()[]@/_-|…⁴²”»",
    *("1", "27", "2,5", "a", "Is", "Él", "words", "page", "págs", "p", "www", "https://", "ftp://x", "CO2"),
    *("CH4", "СН4", "N2O", "SF6", "NF3", "H2O", "PM 10", "section", "iv", "2nd", "14km", "x86", ". . . ", "...."),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_is_found_in_a_text_that_has_no_sign_of_it(text: str) -> None:
    for place in _PLACES:
        assert place.sign.search(text) or not place.whole.search(text)


def test_what_may_be_left_out_is_found_in_one_text() -> None:
    text = "See [3], https://example.org/7, CO2, p. 12, note.⁴ x86 and my_name_2 in 2013."
    told = {text[span.start : span.end] for span in left_out(text)}
    assert {"[3", "CO2", "p. 12", "⁴", "x86", "my_name_2"} <= told
    assert not any("2013" in each for each in told)
