"""Passwords that may open a file, and the bytes that a file may mean by them.

Rule: a password is never stored, printed or logged; it is sent to the child that opens the file, and dies with it.
"""

from __future__ import annotations

import stringprep
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MAXIMUM_PASSWORDS = 1000
"""Each is tried in several encodings, and the longest hash takes a hundredth of a second."""

_MAXIMUM_BYTES = 127
"""ISO 32000-2, 7.6.4.3.3: what is longer is cut."""

_PDF_DOC_ENCODING = {
    **{code: chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x100))},
    **dict(enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0x80)),
    **dict(enumerate("˘ˇˆ˙˝˛˚˜", 0x18)),
    0xA0: "€",
}
_PDF_DOC_CODES = {character: code for code, character in _PDF_DOC_ENCODING.items()}
"""ISO 32000-1, annex D.2: passwords of files before AES-256 are written so."""

_PROHIBITED = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)
"""RFC 4013, 2.3"""


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords to try, in order; what is printed of them is how many there are."""

    words: tuple[str, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def encoded(self) -> Iterator[bytes]:
        """Give the bytes to try, those that are likely first, none twice."""
        seen = set()
        for word in self.words:
            for candidate in _spellings(word):
                if candidate not in seen:
                    seen.add(candidate)
                    yield candidate


NO_PASSWORDS = Passwords()


def passwords_in(lines: Sequence[str]) -> Passwords:
    """Take a password a line, with its blanks; empty lines are none. Raises: ValueError for too many."""
    words = tuple(dict.fromkeys(word for line in lines if (word := line.rstrip("\r\n"))))
    if len(words) > MAXIMUM_PASSWORDS:
        raise ValueError(f"It has {len(words):,} lines, and up to {MAXIMUM_PASSWORDS:,} passwords are tried.")
    return Passwords(words)


def _spellings(word: str) -> Iterator[bytes]:
    """Give what writers of files make of a password: by the standards, and by habit."""
    prepared = _prepared(word)
    for text in dict.fromkeys((prepared, word, unicodedata.normalize("NFC", word))):
        if text is None:
            continue
        yield text.encode("utf-8", "surrogateescape")[:_MAXIMUM_BYTES]
        if all(character in _PDF_DOC_CODES for character in text):
            yield bytes(_PDF_DOC_CODES[character] for character in text)
        for encoding in ("latin-1", "cp1252"):
            yield from _encoded(text, encoding)


def _encoded(text: str, encoding: str) -> Iterator[bytes]:
    try:
        yield text.encode(encoding)
    except UnicodeEncodeError:
        return


def _prepared(word: str) -> str | None:
    """Prepare a password as AES-256 wants it: SASLprep (RFC 4013); nothing where it forbids the password."""
    mapped = "".join(
        " " if stringprep.in_table_c12(each) else each for each in word if not stringprep.in_table_b1(each)
    )
    text = unicodedata.normalize("NFKC", mapped)
    if any(is_prohibited(each) for each in text for is_prohibited in _PROHIBITED):
        return None
    return text if _may_mix_directions(text) else None


def _may_mix_directions(text: str) -> bool:
    """RFC 3454, 6: text that runs to the left begins and ends so, and has nothing that runs to the right."""
    to_left = [stringprep.in_table_d1(each) for each in text]
    if not any(to_left):
        return True
    return to_left[0] and to_left[-1] and not any(stringprep.in_table_d2(each) for each in text)
