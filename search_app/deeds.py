"""What is noted of an edit: each field with what it said before and what it says now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from archive import Field, Said
from search_app.describing import Known


def edit_details(
    known: Known,
    said: Mapping[Field, Said],
    titles: Mapping[str, str],
    forgotten: Collection[Field] = (),
    forgotten_titles: Collection[str] = (),
) -> dict[str, Any]:
    """Give the fields that change, titles by language; what is taken back to the file has nothing after it."""
    shared = known.first()
    before: dict[str, Any] = {f"title-{language}": each.title for language, each in known.descriptions.items()}
    before |= {field.value: _plain(shared.value(field)) for field in Field if field is not Field.TITLE}
    after: dict[str, Any] = {f"title-{language}": None for language in forgotten_titles}
    after |= {field.value: None for field in forgotten if field is not Field.TITLE}
    after |= {f"title-{language}": title for language, title in titles.items()}
    after |= {field.value: _plain(value) for field, value in said.items()}
    return {"fields": {name: {"before": before.get(name), "after": value} for name, value in after.items()}}


def _plain(value: Said) -> str | list[str]:
    return value if isinstance(value, str) else list(value)
