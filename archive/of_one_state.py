"""What was made of one state of the catalogue, for who reads the same state.

Rule: nothing is kept that may be of two states: neither outside of `Archive.reading`, where each statement reads
what is there by then, nor where somebody has written between the state was noted and the snapshot was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class OfOneState:
    """Keeps what was made last, by name."""

    def __init__(self, state: Callable[[], object]) -> None:
        """Take what tells exactly which state is read; None where nobody can tell."""
        self._state = state
        self._kept: tuple[object, dict[Hashable, Any]] = None, {}

    def get(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Give what `make` gives of the state that is read, made once as long as that is the one read."""
        state = self._state()
        if state is None:
            return make()
        of, known = self._kept
        if of != state:
            known = {}
            self._kept = state, known
        if name not in known:
            known[name] = make()
        made: Made = known[name]
        return made
