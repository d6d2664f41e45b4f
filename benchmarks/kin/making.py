"""Files made of others: saved again, cut, added to, changed in some of their words."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter

from archive import Archive, Page, Part, Passage, Relation, Version, Words

TEXT_KINDS = frozenset({Relation.NEAR_DUPLICATE, Relation.NEW_EDITION})

_WORD = re.compile(r"[^\W\d_]{3,}")
_SHARES = (0.01, 0.05, 0.2)
"""Of words that are others in a changed text."""

_FEWEST_PAGES = 4
"""A file is cut only where something is left of it."""


class Made(NamedTuple):
    """A file made of another: how, where it is, and as what it may rightly be suggested."""

    how: str
    path: Path
    allowed: frozenset[Relation]


def files_of(path: Path, other: Path, folder: Path) -> Iterator[Made]:
    """Make files of one; `other` gives a page that is added."""
    count = len(PdfReader(path).pages)
    same = frozenset({Relation.SAME_TEXT})
    saved = folder / "a.pdf"
    PdfWriter(clone_from=path).write(saved)
    yield Made("saved again by pypdf", saved, same)
    linear = folder / "b.pdf"
    subprocess.run(["qpdf", "--linearize", "--object-streams=generate", path, linear], check=False)
    if linear.is_file():
        yield Made("saved again by qpdf", linear, same)
    if count < _FEWEST_PAGES:
        return
    cut = max(1, count // 20)
    yield _pages("pages dropped (1 in 20)", path, folder / "c.pdf", lambda page: page < count - cut)
    yield _pages("first half", path, folder / "d.pdf", lambda page: page < count // 2)
    yield _pages("second half", path, folder / "e.pdf", lambda page: page >= count // 2)
    longer = PdfWriter(clone_from=path)
    longer.append(other, pages=(0, 1))
    longer.write(folder / "f.pdf")
    yield Made("a page of another appended", folder / "f.pdf", TEXT_KINDS)


def changed_versions(
    archive: Archive, version: Version
) -> Iterator[tuple[str, Version, list[Page], list[Passage]]]:
    """Give a version with some words of its text others, with another day of making where that is an edition."""
    passages = archive.passages.of_version(version.id)
    vocabulary = sorted({word for each in passages for word in _WORD.findall(each.text)})
    for share in _SHARES:
        chance = random.Random(f"{version.id} {share}")
        made = replace(
            version,
            id=f"{version.id}-{share}",
            document_id=f"{version.document_id}-{share}",
            original_sha256=f"{version.original_sha256}-{share}",
            added_at="2030-01-01T00:00:00+00:00",
        )
        texts = [_changed(each.text, share, vocabulary, chance) for each in passages]
        page = Page(1, "1", _label_source(archive, version), 595.0, 842.0, "\n".join(texts), Words())
        yield f"{share:.0%} of words changed", made, [page], list(_set(made, passages, texts))


def _set(version: Version, passages: list[Passage], texts: list[str]) -> Iterator[Passage]:
    start = 0
    for passage, text in zip(passages, texts, strict=True):
        parts = (Part(1, start, start + len(text), 0),)
        yield replace(passage, id=f"{passage.id}-{version.id}", version_id=version.id, text=text, parts=parts)
        start += len(text) + 1


def _changed(text: str, share: float, vocabulary: list[str], chance: random.Random) -> str:
    return _WORD.sub(lambda word: chance.choice(vocabulary) if chance.random() < share else word.group(), text)


def _label_source(archive: Archive, version: Version) -> object:
    return archive.passages.page(version.id, 1).label_source


def _pages(how: str, path: Path, made: Path, keeps: Callable[[int], bool]) -> Made:
    writer = PdfWriter(clone_from=path)
    for number in reversed(range(len(writer.pages))):
        if not keeps(number):
            del writer.pages[number]
    writer.write(made)
    return Made(how, made, TEXT_KINDS)
