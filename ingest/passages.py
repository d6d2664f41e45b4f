"""The passages of a reading, under the ids that their words were known by before."""

from __future__ import annotations

from archive import Archive, Passage
from archive.passage_names import Named, name_passages
from ingest.readings import Reading


def passages_of(
    archive: Archive, reading: Reading, version_id: str, document_id: str, language: str
) -> list[Passage]:
    """Make the passages of a version from what was read of it.

    What a version held before, or else the edition before it, tells which ids its words go on with.
    """
    texts = [draft.text for draft in reading.drafts]
    ids = name_passages(
        texts,
        document_id=document_id,
        language=language,
        before=known_before(archive, version_id, document_id, language),
        page_numbers=[draft.parts[0].page_number for draft in reading.drafts],
        issued=archive.issues.given,
    )
    return [
        Passage(
            id=name,
            version_id=version_id,
            ordinal=ordinal,
            kind=draft.kind,
            section=draft.section,
            language=own_language,
            text=draft.text,
            parts=draft.parts,
            header=draft.header,
        )
        for ordinal, (name, draft, own_language) in enumerate(
            zip(ids, reading.drafts, reading.languages, strict=True)
        )
    ]


def known_before(archive: Archive, version_id: str, document_id: str, language: str) -> list[Named]:
    """Give the passages that a version comes after: its own, those it had when it was removed, or an edition's."""
    place = document_id, language
    removal, held = archive.removals.find(version_id), archive.catalogue.find_version(version_id)
    if removal and (removal.document.id, removal.version.language) == place:
        return [Named(*each) for each in archive.issues.last_reading(version_id)]
    if held and (held.document_id, held.language) == place:
        own = archive.passages.of_version(version_id)
        return [Named(each.id, each.text, each.parts[0].page_number) for each in own]
    known = archive.catalogue.find_current(document_id, language)
    return [Named(each.id, each.text) for each in archive.passages.of_version(known.id)] if known else []
