"""What passages mean: vectors beside the index, made where the extra `vectors` is installed."""

from index.meaning.asking import Asked, Meant
from index.meaning.filling import due, fill
from index.meaning.store import Meanings

__all__ = ["Asked", "Meanings", "Meant", "due", "fill"]
