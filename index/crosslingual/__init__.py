"""What is known of one language in the words of the other."""

from index.crosslingual.glossary import Entry, glossary, known_words
from index.crosslingual.meanings import Embed, find_embedder
from index.crosslingual.translations import Translations, learn

__all__ = ["Embed", "Entry", "Translations", "find_embedder", "glossary", "known_words", "learn"]
