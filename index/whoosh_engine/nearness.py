"""What a query means -> what each passage's score gains by it, and which passages are nearest."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from index.engine import (
    LEAST_MEANT,
    LEAST_MEANT_ALONE,
    MEANING_WEIGHT,
    MEANT_POWER,
    MEANT_WORDS,
    MOST_MEANT,
    Meant,
)
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import Ids, Values


class Nearness(NamedTuple):
    """Over all documents: their cosines, and what these are worth."""

    cosines: Values
    scores: Values

    def nearest(self, among: Ids, *, is_alone: bool) -> Ids:
        """Give the few that are nearest by what that is worth, of those that are near at all.

        `is_alone`: no document has any word of the query, so that there is nothing else to go by.
        """
        near = among[self.cosines[among] >= (LEAST_MEANT_ALONE if is_alone else LEAST_MEANT)]
        return np.sort(near[np.argsort(-self.scores[near], kind="stable")[:MOST_MEANT]])


def meaning(meant: Meant, snapshot: Snapshot) -> Nearness:
    """Give how near all documents are."""
    versions = snapshot.versions
    cosines = meant.likeness(versions.values, versions.codes, snapshot.ordinal)
    share = np.minimum(snapshot.length / MEANT_WORDS, 1.0) ** MEANT_POWER
    return Nearness(cosines, MEANING_WEIGHT * math.log1p(snapshot.count) * share * cosines)
