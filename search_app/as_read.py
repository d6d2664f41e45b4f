"""Of a search that is too long to be read whole, what was read: links carry this on, and not all that was typed.

A page of hits has some three hundred links, and each says the search: with all of a pasted chapter it had 900 KB.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from index import About, Parsed, parse

_WORD = re.compile(r"\S+")


def as_read(text: str, parsed: Parsed) -> str:
    """Give the beginning of a text that is read as all of it is; all of it where none is, or where it is short."""
    if not any(remark.about is About.SHORTENED for remark in parsed.remarks):
        return text
    ends = [word.end() for word in _WORD.finditer(text)]
    at = bisect_left(ends, 1, key=lambda end: int(_is_read_so(text[:end], parsed)))
    # Where a parenthesis or a quotation mark closes far behind the words that count, the search may end elsewhere.
    return text[: ends[at]] if at < len(ends) and _is_read_so(text[: ends[at]], parsed) else text


def _is_read_so(text: str, parsed: Parsed) -> bool:
    read = parse(text)
    return (read.tree, read.filters, read.said) == (parsed.tree, parsed.filters, parsed.said)
