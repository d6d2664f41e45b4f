"""The best passages that have all the words -> what those are worth that say the same in the other language."""

from __future__ import annotations

import numpy as np

from index.engine import TRANSLATED_WEIGHT, Aligned
from index.whoosh_engine.schema import VERSION
from index.whoosh_engine.snapshot import Snapshot
from index.whoosh_engine.sparse import Counts, Ids, Values


def translated(best: Ids, scores: Values, aligned: Aligned, snapshot: Snapshot) -> Counts:
    """Give what documents are worth as translations of some others, of which these are the scores."""
    found = snapshot.named(best.tolist())
    named = {
        (version, passage): score for (passage, version, _), score in zip(found, scores.tolist(), strict=True)
    }
    worth: dict[int, float] = {}
    for own, places in aligned.ordinals(list(named)).items():
        for version, ordinal in places:
            documents = snapshot.postings(VERSION, version).ids
            for document in documents[snapshot.ordinal[documents] == ordinal].tolist():
                worth[document] = max(worth.get(document, 0.0), TRANSLATED_WEIGHT * named[own])
    ids = np.array(sorted(worth), dtype=np.int64)
    return Counts(ids, np.array([worth[document] for document in ids.tolist()]))
