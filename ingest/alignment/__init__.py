"""What two language versions say side by side: pure functions over their texts."""

from ingest.alignment.aligning import Aligned, align
from ingest.alignment.beads import Bead
from ingest.alignment.sentences import SentencePair, align_sentences
from ingest.alignment.sides import Text

__all__ = ["Aligned", "Bead", "SentencePair", "Text", "align", "align_sentences"]
