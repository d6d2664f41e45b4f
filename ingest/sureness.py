"""How sure each word of a page is that OCR read: the least sure of the words that its letters come from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive import Words
from ingest.recognised import RecognisedWord
from ingest.runs import Sources


def sureness_of(words: Words, sources: Sources, recognised: Sequence[RecognisedWord]) -> bytes:
    """Give from 0 to 100, one byte a word, how sure the words of a page's text are.

    `sources` tell of each character of the text which of the recognised letters it came from.
    """
    sure = np.array([word.sure for word in recognised for _ in word.text] or [0.0])
    found = []
    for start, end, _ in words:
        places = sources[start:end, 0].clip(0, len(sure) - 1)
        found.append(int(sure[places].min().clip(0, 100)))
    return bytes(found)
