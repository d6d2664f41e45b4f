"""Names that are made from content, so that the same content always has the same name."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

PASSAGE_ID_LENGTH = 13
"""65 bits: in an archive of ten million passages all differ with a probability of 0.999998."""

VERSION_ID_LENGTH = 10
"""50 bits: enough for a hundred thousand files."""

_SLUG_LENGTH = 60


def normalise(text: str) -> str:
    """Give the text by which two passages are the same: NFKC, lower case, single spaces, plain quotes."""
    is_plain = text.isascii()
    folded = text.lower() if is_plain else _with_plain_signs(unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def passage_id(text: str, *, document_id: str, language: str, repeat: int) -> str:
    """Name a passage by its words, its document and language, and how often they stood before (0-based).

    The edition is left out on purpose: a passage that a new edition keeps word for word keeps its link. The
    language of the version is in, for a sentence left untranslated stands in both language versions.
    """
    return id_of_words(normalise(text), document_id=document_id, language=language, repeat=repeat)


def id_of_words(words: str, *, document_id: str, language: str, repeat: int) -> str:
    """Give the same of a text that is normalised."""
    seed = "\x1f".join((words, document_id, language, str(repeat)))
    return _short(hashlib.sha256(seed.encode()).digest(), PASSAGE_ID_LENGTH)


def version_id(sha256: str) -> str:
    """Name a version by the bytes of its original."""
    return _short(bytes.fromhex(sha256), VERSION_ID_LENGTH)


def slug(name: str) -> str:
    """Make a name fit for an address: lower-case ASCII letters, digits and hyphens; never empty."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    cut = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:_SLUG_LENGTH].strip("-")
    return cut or "document"


def _short(digest: bytes, length: int) -> str:
    return base64.b32encode(digest[:_TELLING_BYTES]).decode().lower()[:length]


_TELLING_BYTES = 10
"""Of a digest: they make 16 letters, more than any name has."""


def _with_plain_signs(text: str) -> str:
    # Most are not there, which is told faster than `str.translate` goes over every letter.
    for sign, plain in _PLAIN.items():
        if sign in text:
            text = text.replace(sign, plain)
    return text


_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2013": "-",
    "\u2014": "-",
    "\u00ad": "",
}
