"""A passage of an earlier reading of a file, in what is read of the file now.

Rule: the file is the same, so what stood on a page stands on it still; other pages are not even looked at. Letters
may be read otherwise, words cut and joined otherwise, columns read in another order.
"""

from __future__ import annotations

from archive.anchors import Anchor, Located
from archive.anchors.locating import Search
from archive.model import Issued, Page
from archive.passages import PassageStore


def in_its_file(passages: PassageStore, issued: Issued) -> tuple[Located, list[Page]]:
    """Find what was issued in its version as that is read now; gives the pages that were searched too.

    A quote that was never a passage may be looked for in all of the version: its page is what somebody says.
    """
    version_id = issued.version.id
    number = issued.places[0].page_number if issued.places else None
    anchor = Anchor(issued.text, issued.prefix, issued.suffix, number)
    if not issued.passage_id:
        near_by = [] if number is None else [number, number + 1]
        pages = passages.plain_pages(version_id, with_words=near_by)
        return Search(pages, passages.in_parts(version_id)).answer(anchor), pages
    numbers = sorted({place.page_number for place in issued.places})
    pages = passages.pages(version_id, numbers)
    inside = [
        each
        for each in passages.stands_on(version_id, numbers)
        if len(each.parts) > 1 and all(part.page_number in numbers for part in each.parts)
    ]
    return Search(pages, inside).likeliest(anchor), pages
