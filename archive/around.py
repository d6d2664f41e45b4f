"""What stands before and after words on their pages: enough of it to tell them from their repeats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.model import CONTEXT_LENGTH, Page, Slice


def around_slices(slices: Sequence[Slice], pages: Mapping[int, Page]) -> tuple[str, str]:
    """Give what stands before the first and after the last of slices; `pages` are theirs, by number."""
    first, last = slices[0], slices[-1]
    before = pages[first.page_number].text_of(first.aside)[: first.start]
    after = pages[last.page_number].text_of(last.aside)[last.end :]
    return before[-CONTEXT_LENGTH:], after[:CONTEXT_LENGTH]


def around_parts(parts: Any, page_texts: Mapping[int, str]) -> tuple[str, str]:
    """Give the same of a passage by its parts, as its row has them; `page_texts` are by number."""
    (first_page, first_start, _, _), (last_page, _, last_end, _) = parts[0], parts[-1]
    before, after = page_texts[first_page][:first_start], page_texts[last_page][last_end:]
    return before[-CONTEXT_LENGTH:], after[:CONTEXT_LENGTH]
