"""Blocks -> the text of a page and its words with boxes: lines joined, line-end hyphens resolved.

A hyphen at a line end goes only where the document's own vocabulary says that it cut a word: "coopera-tion" is
joined, "well-known" and "franco-peruano" keep theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive import ROW, Box, Word
from ingest.blocks import Block
from ingest.lines import Line, around
from ingest.runs import HYPHEN

_HYPHENS = ("-", "\u2010", HYPHEN)
_HYPHEN_CLASS = "[-\u2010" + HYPHEN + "]"
_VOCABLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PIECE = re.compile(r"\w+|[^\w\s]+")
_HEAD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)" + _HYPHEN_CLASS + "$")
_TAIL = re.compile(r"[^\W\d_]+")
_WHOLE_WORD_LETTERS = 4
"""Two halves at least this long, each a word of the document, are taken for a compound."""

Vocabulary = Counter[str]


@dataclass(slots=True)
class PageText:
    """A page's text as it grows, with its words."""

    text: str = ""
    words: list[Word] = field(default_factory=list)

    def add(self, block: Block, vocabulary: Vocabulary, follower: Block | None) -> tuple[int, int]:
        """Append a block and give where it stands. `follower` is the block it runs on into, if it does."""
        if self.text:
            self.text += "\n"
        start = len(self.text)
        for line, below in zip(block.lines, (*block.lines[1:], None), strict=True):
            following = below.text if below else follower.lines[0].text if follower else ""
            joint = ROW if block.is_table and below else joint_of(line.text, following, vocabulary)
            self._append(line, drop_hyphen=joint == "" and line.text.endswith(_HYPHENS) and bool(following))
            if below:
                self.text += joint if joint != "-" else ""
        return start, len(self.text)

    def _append(self, line: Line, *, drop_hyphen: bool) -> None:
        text = (line.text[:-1] if drop_hyphen else line.text).replace(HYPHEN, "-")
        offset = len(self.text)
        boxes = line.boxes.tolist()
        for match in _PIECE.finditer(text):
            first, last = match.span()
            # The cut word's hyphen belongs to its box: the mark covers what a reader sees.
            reach = last + 1 if drop_hyphen and last == len(text) else last
            self.words.append(Word(offset + first, offset + last, _box(boxes[first:reach])))
        self.text += text


def vocabulary_of(lines: Iterable[Line]) -> Vocabulary:
    """Count the words of a document, leaving out what its line ends cut."""
    counted: Vocabulary = Counter()
    for line in lines:
        text = line.text.lower()
        counted.update(_VOCABLE.findall(text[: text.rfind(" ") + 1] if text.endswith(_HYPHENS) else text))
    return counted


def joint_of(above: str, below: str, vocabulary: Vocabulary) -> str:
    """Tell what stands between two lines of one paragraph.

    Gives a space; "" where the hyphen that ends `above` is dropped; "-" where it stays and nothing follows it.
    """
    head, tail = _HEAD.search(above), _TAIL.match(below)
    if not head or not tail:
        return "-" if above.endswith(_HYPHENS) and below[:1].isalnum() and above[-2:-1].isalnum() else " "
    first, second = head.group(1).lower().rsplit("-", 1)[-1], tail.group().lower()
    if tail.group()[0].isupper() and not head.group(1).isupper():
        return "-"
    joined, compound = vocabulary[first + second], vocabulary[f"{first}-{second}"]
    if joined or compound:
        return "" if joined >= compound else "-"
    both_words = min(vocabulary[first], vocabulary[second]) > 0
    long_enough = min(len(first), len(second)) >= _WHOLE_WORD_LETTERS
    return "-" if both_words and long_enough else ""


def _box(boxes: Sequence[Sequence[float]]) -> Box:
    return around([(x0, y0, x1, y1) for x0, y0, x1, y1 in boxes])
