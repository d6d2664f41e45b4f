"""A study in two editions, a letter that was taken out, one that stays: a passage for each of the five answers."""

from __future__ import annotations

from pathlib import Path

from archive import Archive
from index import create_engine, rebuild
from tests.factories import make_version, store_version

STAYS = "The parties declare their intent to cooperate on regional policy in the years to come."
MOVES = "Fairs are held on Sundays, and on the feast of every town between the lake and the pass."
CHANGES = "The region of Cusco brings together firms, universities and communities in its innovation system."
CHANGED = CHANGES.replace("communities", "two hundred <b>communities</b>")
TWICE = "Alpaca wool is sold by weight, and its price is set in another country."
GOES = "Nobody had counted them before the survey of the year two thousand and thirteen."
OTHERS = [
    "A first preface that was written later, by somebody who had not been there.",
    "What was added in the midst of it all, by another hand, in the year of the floods.",
    "What was added at its end, so that nobody should ask again.",
]
REMOVED = "This letter was taken out of the archive."
KEPT = "This letter nobody took out, and nobody changed."

FIRST = [[STAYS, MOVES, CHANGES, TWICE, GOES]]
SECOND = [[STAYS, CHANGED, OTHERS[0], TWICE, OTHERS[1], TWICE, OTHERS[2]], [MOVES]]


def fill_fates(folder: Path) -> dict[str, str]:
    """Put them in, with an index; give the ids that passages had in the first edition, by their words."""
    with Archive.open(folder) as archive:
        ids: dict[str, str] = {}
        letter = store_version(archive, make_version("letter", "en"), [[REMOVED]], title="A letter", labels=["iv"])
        kept = store_version(archive, make_version("kept-letter", "en"), [[KEPT]], title="Another letter")
        for texts, edition in ((FIRST, 1), (SECOND, 2)):
            version = store_version(archive, make_version("study", "en", edition), texts, title="The study")
            for each in (version, letter, kept):
                for passage in archive.passages.of_version(each.id):
                    ids.setdefault(passage.text, passage.id)
        archive.remove(letter.id)
        rebuild(archive, create_engine("whoosh", folder / "index", archive_id=archive.id))
    return ids
