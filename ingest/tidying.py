"""Memory that Python looks for seldom, in processes that make much and throw little of it away in circles.

Rule: what nobody refers to goes at once all the same; only what refers to itself waits until it is looked for.
"""

from __future__ import annotations

import gc

_MADE = 20_000
"""Things made before the youngest are looked through; Python's own number, 700, costs a twentieth of all work."""

_YOUNG, _OLDER = 20, 50
"""How often the younger are looked through before those that are older."""


def tidy_seldom() -> None:
    """Look for what refers to itself less often than Python would."""
    gc.set_threshold(_MADE, _YOUNG, _OLDER)
