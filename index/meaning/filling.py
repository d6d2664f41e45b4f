"""Archive -> vectors: a version's passages are embedded where theirs are not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from archive import Archive, Passage, Version
from index.crosslingual.meanings import Embed
from index.meaning.store import Meanings


def due(archive: Archive) -> list[Version]:
    """Give the current versions whose passages have no vectors, or torn ones."""
    return list(
        map(archive.catalogue.get_version, _due(archive.catalogue.current_sizes(), Meanings(archive.folder)))
    )


def fill(archive: Archive, embed: Embed, *, most: int | None = None) -> int:
    """Embed what is due, at most so many versions, and forget what is of no current version; gives how many.

    For the holder of the writer lock. Raises: OSError when the disk is full.
    """
    meanings, current = Meanings(archive.folder), archive.catalogue.current_sizes()
    meanings.drop(meanings.held() - current.keys())
    meanings.drop_outdated()
    chosen = _due(current, meanings)[:most]
    for version in map(archive.catalogue.get_version, chosen):
        passages = archive.passages.of_version(version.id)
        meanings.put(version.id, embed([text_of(version, each) for each in passages]))
    return len(chosen)


def _due(current: Mapping[str, int], meanings: Meanings) -> list[str]:
    """Give the ids of versions that are due, of all there are with how many passages each has."""
    sizes = meanings.sizes_bytes()
    shapes = {each: divmod(sizes[each], count) for each, count in current.items() if count and each in sizes}
    usual = Counter(shape for shape in shapes.values() if _is_even(shape)).most_common(1)
    # Only what is of an unusual size is read: another model may have made it, and then it is not torn.
    sound = {
        version_id
        for version_id, shape in shapes.items()
        if _is_even(shape) and (shape == usual[0][0] or meanings.rows(version_id) is not None)
    }
    return [version_id for version_id, count in current.items() if count and version_id not in sound]


def text_of(version: Version, passage: Passage) -> str:
    """Give what is embedded of a passage: itself, under its title and headings, which say what it is about."""
    return "\n".join((version.title, " ".join(passage.section), passage.text))


def _is_even(shape: tuple[int, int]) -> bool:
    """Tell whether so many whole places a passage, and so many bytes beyond, can be vectors."""
    places, beyond = shape
    return places > 0 and not beyond
