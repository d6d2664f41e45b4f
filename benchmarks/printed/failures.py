"""What went wrong, piece by piece, for those who mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from .measures import Measured
from .real import Folder
from .scores import Judged
from .tables import clip

_WIDTH = 400


def told(measured: Sequence[Measured], real: Sequence[Folder], most: int) -> Iterator[str]:
    """Tell of the first pieces that are not exact, then of line ends, margins and real files, so many of each."""
    missed = [(document, each) for document in measured for each in document.judged if each.verdict != "exact"]
    for document, each in missed[:most]:
        yield from _piece(document, each)
    for document in measured:
        name = document.printed.made.style.name
        wrong = [("false join", pair) for pair in document.joins.false]
        wrong += [("missed join", pair) for pair in document.joins.missed]
        yield from (f"{name}: {what}: {true!r} read as {read!r}" for what, (true, read) in wrong[:most])
        yield from (f"{name}: left in the text: {line!r}" for line in document.furniture[:most])
        yield from (f"{name}: text set aside: {line!r}" for line in document.aside[:most])
    for folder in real:
        for what, examples in (("ends in", folder.ended), ("begins in", folder.begun), ("stands", folder.heads)):
            step = max(1, len(examples) // most)
            yield from (f"{folder.name}: {what}: {example}" for example in examples[::step][:most])


def _piece(document: Measured, each: Judged) -> Iterator[str]:
    piece = each.piece
    page = document.printed.page_of.get(piece.text, "?")
    yield f"{document.printed.path.name} p. {page}: {piece.kind} ({piece.feature}): {each.verdict}"
    yield f"    expected  {clip(piece.text, _WIDTH)}"
    for unit in each.found:
        text = clip(" ¦ ".join(unit.text.splitlines()), _WIDTH)
        yield f"    found     p. {unit.page_number} {unit.kind or 'text'}: {text!r}"
    if each.verdict == "spelled" and not piece.cells:
        yield f"    differs   {'; '.join(differences(piece.text, each.found[0].text))}"
    yield ""


def differences(true: str, read: str) -> Iterator[str]:
    """Give the words in which two texts differ."""
    one, other = true.split(), read.split()
    for what, start, end, first, last in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what != "equal":
            yield f"{' '.join(one[start:end])!r} read as {' '.join(other[first:last])!r}"
