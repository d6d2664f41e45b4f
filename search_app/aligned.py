"""Two language versions of a document side by side, with their passages: for the terminal, programs and files.

Rule: what is told stands now. Passages that a version no longer holds are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive import Alignment, Archive, Bitext, Document, Passage, Verdict, Version, newest_of
from ingest.untranslated import is_untranslated
from search_app.errors import AlignmentRefused, NothingAligned

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """An alignment with its passages; one of the sides may be empty."""

    alignment: Alignment
    from_passages: tuple[Passage, ...]
    to_passages: tuple[Passage, ...]

    @property
    def is_pair(self) -> bool:
        """Whether there is something on both sides."""
        return bool(self.from_passages and self.to_passages)

    @property
    def is_untranslated(self) -> bool:
        """Whether both sides are in one language."""
        return is_untranslated(self.from_passages, self.to_passages)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two versions, which may be one that holds both languages, and what stands side by side in their order.

    `labels` are what is printed on their pages, by version id and page number; `others` are the further pairs of
    versions that stand side by side. `held` are all passages of either version, `alignments` all that was found,
    also of passages that are gone. `edition` is that of the English version where it is not the newest;
    `is_usual`: these two are given where none are named.
    """

    document: Document
    bitext: Bitext
    from_version: Version
    to_version: Version
    rows: tuple[Row, ...]
    labels: Mapping[tuple[str, int], str]
    others: tuple[Bitext, ...] = ()
    held: tuple[Sequence[Passage], Sequence[Passage]] = ((), ())
    alignments: tuple[Alignment, ...] = ()
    edition: int | None = None
    is_usual: bool = True

    def places(self, passages: Sequence[Passage]) -> list[tuple[int, str]]:
        """Give the number and the label of each page that passages of one side stand on."""
        numbers = sorted({(each.version_id, number) for each in passages for number in each.page_numbers})
        return [(number, self.labels.get((version_id, number), str(number))) for version_id, number in numbers]


def find_bitexts(archive: Archive, document_id: str, from_: str = "", to: str = "") -> list[Bitext]:
    """Give the pairs of versions of a document that were held side by side, refused ones last.

    Of the newest editions alone, unless the id of a version says otherwise. Raises: DocumentNotFound.
    """
    _, versions = archive.catalogue.with_versions(document_id)
    return _chosen(archive.bitexts.of_document(document_id), versions, from_, to)


def current_bitexts(found: Iterable[Bitext], versions: Iterable[Version]) -> list[Bitext]:
    """Give those pairs that are of the newest editions of a document, refused ones last.

    A half-translated file says little in both of its languages: where it stands beside another, it is not told
    that it does not stand beside itself.
    """
    newest = {each.id for each in newest_of(versions)}
    current = [each for each in found if _ids(each) <= newest]
    aligned = {id_ for each in current if not _is_refused(each) for id_ in _ids(each)}
    told = (each for each in current if not (_is_refused(each) and _is_one_file(each) and _ids(each) <= aligned))
    return sorted(told, key=_is_refused)


def find_aligned(archive: Archive, document_id: str, from_: str = "", to: str = "") -> Aligned:
    """Find which versions stand side by side, without what they say: no rows, passages, alignments and labels.

    `from_` and `to` are ids of versions where there are several pairs. Raises: DocumentNotFound, NothingAligned,
    AlignmentRefused.
    """
    document, versions = archive.catalogue.with_versions(document_id)
    own = {each.id: each for each in versions}
    # Versions and pairs are read one after the other: a version may come or go in between.
    known = [each for each in archive.bitexts.of_document(document_id) if _ids(each) <= own.keys()]
    found = _chosen(known, versions, from_, to)
    if not found:
        raise NothingAligned(document_id)
    bitext, *others = found
    if bitext.verdict is not Verdict.ALIGNED:
        earlier, later = sorted(
            (bitext.from_version, bitext.to_version), key=lambda version_id: own[version_id].added_at
        )
        raise AlignmentRefused(document_id, (earlier, later), bitext.score, bitext.verdict)
    from_version = own[bitext.from_version]
    return Aligned(
        document=document,
        bitext=bitext,
        from_version=from_version,
        to_version=own[bitext.to_version],
        rows=(),
        labels={},
        others=tuple(each for each in others if each.verdict is Verdict.ALIGNED),
        is_usual=bitext in _chosen(known, versions, "", "")[:1],
        edition=None if from_version in newest_of(versions) else from_version.edition,
    )


def read_aligned(archive: Archive, document_id: str, from_: str = "", to: str = "") -> Aligned:
    """Read what stands side by side; `from_` and `to` are ids of versions where there are several pairs.

    Raises: DocumentNotFound, NothingAligned, AlignmentRefused.
    """
    return with_rows(archive, find_aligned(archive, document_id, from_, to))


def with_rows(archive: Archive, head: Aligned) -> Aligned:
    """Read all that two versions say, of which it is known that they stand side by side."""
    bitext = head.bitext
    passages = archive.passages.of_versions([bitext.from_version, bitext.to_version])
    held = {(id_, each.id): each for id_, those in passages.items() for each in those}
    alignments = archive.bitexts.alignments(bitext)
    rows = (_row(each, bitext, held) for each in alignments)
    return replace(
        head,
        rows=tuple(each for each in rows if each.from_passages or each.to_passages),
        labels=archive.passages.page_labels(passages),
        held=(passages[bitext.from_version], passages[bitext.to_version]),
        alignments=alignments,
    )


def _chosen(found: Iterable[Bitext], versions: Iterable[Version], from_: str, to: str) -> list[Bitext]:
    if from_ or to:
        named = (each for each in found if from_ in ("", each.from_version) and to in ("", each.to_version))
        return sorted(named, key=_is_refused)
    return current_bitexts(found, versions)


def _ids(bitext: Bitext) -> set[str]:
    return {bitext.from_version, bitext.to_version}


def _is_one_file(bitext: Bitext) -> bool:
    return bitext.from_version == bitext.to_version


def _is_refused(bitext: Bitext) -> bool:
    return bitext.verdict is not Verdict.ALIGNED


def _row(alignment: Alignment, bitext: Bitext, held: Mapping[Key, Passage]) -> Row:
    ours = (held.get((bitext.from_version, id_)) for id_ in alignment.from_ids)
    theirs = (held.get((bitext.to_version, id_)) for id_ in alignment.to_ids)
    return Row(alignment, tuple(each for each in ours if each), tuple(each for each in theirs if each))
