"""What is noted in the log of an edit, and of a file that was read: the same, whoever did it by whichever way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from archive import Action, Actor, Correction, Deed, Field, Said, SourceStatus
from ingest.outcome import Outcome

if TYPE_CHECKING:
    from search_app.describing import Known

_ACTIONS = {
    SourceStatus.ADDED: Action.ADD,
    SourceStatus.NEW_EDITION: Action.NEW_EDITION,
    SourceStatus.WAITING: Action.ADD,
    SourceStatus.READ_AGAIN: Action.REREAD,
}


def reading_deed(actor: Actor, outcome: Outcome) -> Deed | None:
    """Give what is noted of a file that was read; nothing where nothing has changed."""
    action = _ACTIONS.get(outcome.status)
    if action is None or outcome.version_id is None:
        return None
    told = {"language": outcome.language, "pages": outcome.pages, "passages": outcome.passages}
    source = {} if action is Action.REREAD else {"source": outcome.source}
    return Deed(actor, action, outcome.version_id, outcome.document_id, {**source, **told})


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


def alignment_details(
    said: Correction, replaced: Iterable[Correction] = (), *, is_withdrawn: bool = False
) -> dict[str, Any]:
    """Give which passages are said to say the same, or are no longer; of one with nothing beside it that alone.

    And what was said of them before, by whom, that holds no more.
    """
    passages, counterparts = (said.from_ids, said.to_ids) if said.from_ids else (said.to_ids, ())
    told: dict[str, Any] = {"passages": ", ".join(passages)}
    if counterparts:
        told["counterparts"] = ", ".join(counterparts)
    if before := [{**alignment_details(each), "by": each.said_by} for each in replaced]:
        told["replaced"] = before
    return {**told, "withdrawn": True} if is_withdrawn else told


def _plain(value: Said) -> str | list[str]:
    return value if isinstance(value, str) else list(value)
