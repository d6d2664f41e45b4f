"""BM25 as arithmetic on arrays (Robertson and Zaragoza, The Probabilistic Relevance Framework, 3.4)."""

from __future__ import annotations

import math

import numpy as np

from index.whoosh_engine.sparse import Numbers, Values

K1 = 1.2
B = 0.75
"""The usual constants."""

SHORTEST = 0.6
"""A passage shorter than this share of the mean counts as that long: three words that are all asked for are no
better an answer than a paragraph about them."""


def divisors(lengths: Numbers, mean: float) -> Values:
    """Give for texts of so many words what it is divided by how often a word stands in them."""
    return 1 - B + B * np.maximum(lengths / mean, SHORTEST)


def saturated(weights: Values) -> Values:
    """Give what a word counts by how often it stands in texts, each for its length: the second time less."""
    counted = K1 + weights
    np.divide(weights, counted, out=counted)
    counted *= K1 + 1
    return counted


def rarity(with_it: float, texts: int) -> float:
    """Give what a word is worth that so many of all texts have."""
    return math.log(1 + (texts - with_it + 0.5) / (with_it + 0.5))
