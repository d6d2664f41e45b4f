"""What is known of one language in the words of the other."""

from index.crosslingual.carrying import Expansion, carry
from index.crosslingual.choosing import chosen, written_down
from index.crosslingual.glossary import Entry, glossary, known_words
from index.crosslingual.learning import AlignedText, Learned, learn_lexicon
from index.crosslingual.lexicon import Entry as LexiconEntry
from index.crosslingual.lexicon import Example, Lexicon, Translation
from index.crosslingual.lexicon_file import About, Kept, write_lexicon
from index.crosslingual.meanings import Embed, find_embedder
from index.crosslingual.translations import Translations, learn

__all__ = [
    "About",
    "AlignedText",
    "Embed",
    "Entry",
    "Example",
    "Expansion",
    "Kept",
    "Learned",
    "Lexicon",
    "LexiconEntry",
    "Translation",
    "Translations",
    "carry",
    "chosen",
    "find_embedder",
    "glossary",
    "known_words",
    "learn",
    "learn_lexicon",
    "write_lexicon",
    "written_down",
]
