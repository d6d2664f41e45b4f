"""How much each kind of evidence counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, in natural logarithms of likelihood.

    `alone` and `joined` are what steps cost that leave a text alone, or take two for one: less where a sentence
    goes on or the first is a label of the second, more where a heading meets text. `least` is the likeness at
    which it speaks neither for nor against, `doubt` the tokens at which likeness counts half. `stray` is what it
    costs to take a text along of which the other side says nothing, `strange` one of another sense.
    """

    alone: float = 2.8
    joined: float = 1.8
    going_on: float = 0.6
    labelled: float = 1.0
    headed: float = 2.0
    further: float = 0.15
    stray: float = 5.0
    strange: float = 12.0
    least_along: float = 0.25
    length: float = 0.3
    likeness: float = 6.0
    least: float = 0.45
    doubt: float = 3.0
    meaning: float = 15.0
    least_meaning: float = 0.55
    kind: float = 0.6
    mark: float = 2.0
