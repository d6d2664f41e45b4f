"""The order in which documents are listed: as an index of names in either language has it."""

from __future__ import annotations

from collections.abc import Mapping

from index.analysis import fold

_AFTER_N = "n~"
"""The letter after n in Spanish: a tilde comes after all letters, so this after all that begins with n."""


def listed(titles: Mapping[str, str]) -> dict[str, str]:
    """Give titles of documents by id in the order of the list: accents and capitals count last."""
    return dict(sorted(titles.items(), key=_place))


def _place(named: tuple[str, str]) -> tuple[str, str, str]:
    document_id, title = named
    return fold(title.casefold()).replace("ñ", _AFTER_N), title, document_id
