"""What two language versions say side by side: pure functions over their texts."""

from ingest.alignment.aligning import LEAST_SCORE, Aligned, align, resemblance
from ingest.alignment.beads import Bead
from ingest.alignment.sentences import SentencePair, align_sentences
from ingest.alignment.sides import Text

__all__ = [
    "LEAST_SCORE",
    "Aligned",
    "Bead",
    "SentencePair",
    "Text",
    "align",
    "align_sentences",
    "resemblance",
]
