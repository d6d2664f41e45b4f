"""A search that is asked again and again: the passages that answer it, those that came in last first.

Rule: only passages with all the words, for nobody wants to be called for less.
"""

from __future__ import annotations

from dataclasses import replace

from index import Arranged, Hit, Sort, by_arrival
from search_app.asked import Asked, answer
from search_app.parts import Parts

MOST_ENTRIES = 50
"""More than come in between two looks, but for the day on which an archive is filled."""


def newest(asked: Asked, its_parts: Parts) -> tuple[Hit, ...]:
    """Give what answers a search, whatever its own order and stretch, of the newest versions.

    Versions that came together, and their passages, come in reading order.
    """
    by_place = replace(asked, sort=Sort.PLACE, offset=0, limit=MOST_ENTRIES)
    newest_first = Arranged(its_parts.engine, by_arrival(its_parts.archive.catalogue.arrivals()))
    found = answer(by_place, its_parts, newest_first)
    return found.hits if found.whole else ()
