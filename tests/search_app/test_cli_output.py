"""What commands print of two texts: what went and what came, with and without colour."""

from __future__ import annotations

import pytest

from search_app.commands.output import compared
from tests.search_app.holdings import HOSTILE


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Roads were\nmended.", "Roads will be mended.", "Roads [-were-] {+will be+} mended."),
        ("Roads were mended.", "Roads were not mended.", "Roads were {+not+} mended."),
        ("Roads were not mended.", "Roads were mended.", "Roads were [-not-] mended."),
        ("Puno, Cusco", "Puno; Cusco", "Puno[-,-] {+;+} Cusco"),
        ("Puno", "Puno.", "Puno{+.+}"),
        ("Cusco\t412", "Cusco\t415", "Cusco [-412-] {+415+}"),
        ("", "Roads", "{+Roads+}"),
    ],
)
def test_without_colour_signs_tell_what_went_and_what_came(before: str, after: str, told: str) -> None:
    assert compared(before, after, in_colour=False).plain == told


def test_in_colour_what_went_is_struck_and_what_came_underlined() -> None:
    line = compared("Roads were mended.", "Roads will be mended.", in_colour=True)
    assert line.plain == "Roads were will be mended."
    styles = {line.plain[span.start : span.end]: str(span.style) for span in line.spans}
    assert styles == {"were": "red strike", "will be": "green underline"}


def test_nothing_of_two_texts_steers_the_terminal() -> None:
    line = compared(HOSTILE, "\x1b[31m other", in_colour=False).plain
    assert not set(line) & {"\x07", "\x1b", "\u202e", "\n"}
