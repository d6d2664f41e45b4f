"""`pasaje log`: what was changed, when and by whom."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import click

from archive import Event
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import Paper, json_line
from search_app.settings import Settings

_SHOWN = 50
"""Events that are shown where nobody says how many: a screenful or two."""


class Since(click.ParamType[str]):
    """A day or a time (ISO 8601), in the local time where it does not say which."""

    name = "time"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> str:
        """Give it in UTC, as the log has it."""
        try:
            return datetime.fromisoformat(value).astimezone(UTC).isoformat(timespec="seconds")
        except (ValueError, OverflowError):
            self.fail(f"“{value}” is no time: write {date.today().isoformat()}, or with T12:30.", param, context)


@click.command(
    "log",
    epilog="""\b
Examples:
  pasaje log
  pasaje log --about study --since 2026-11-01
  pasaje log --json --limit 1000
""",
)
@click.option("--about", metavar="ID", help="Only what was done to a document, version or account, or by one.")
@click.option("--since", type=Since(), metavar="D", help="Only from a day or time on.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help=f"So many, the latest. [default: {_SHOWN}]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an event.")
@pass_settings
def log(settings: Settings, *, about: str | None, since: str | None, limit: int | None, as_json: bool) -> None:
    """Say what was changed, when and by whom, the latest last.

    Also who signed in, and whom that was refused. Times are UTC. Of what was purged the words are gone from here,
    too.
    """
    with opened(settings) as archive:
        events = archive.audit.events(about=about, since=since, limit=limit or _SHOWN)
    paper = Paper()
    for event in reversed(events):
        if as_json:
            json_line(event_object(event))
        else:
            paper.write(_line(event))


def event_object(event: Event) -> dict[str, Any]:
    """Give an event for programs."""
    deed = event.deed
    return {
        "id": event.id,
        "at": event.at,
        "who": deed.actor.who,
        "way": deed.actor.way.value,
        "address": deed.actor.address,
        "action": deed.action.value,
        "about": deed.about,
        "document": deed.document_id,
        "details": dict(deed.details),
    }


def _line(event: Event) -> str:
    deed = event.deed
    where = f" from {deed.actor.address}" if deed.actor.address else ""
    about = " ".join(each for each in (deed.about, f"({deed.document_id})" if deed.document_id else "") if each)
    details = json.dumps(dict(deed.details), ensure_ascii=False) if deed.details else ""
    told = (event.at.removesuffix("+00:00"), f"{deed.actor.who} by {deed.actor.way}{where}:", deed.action.value)
    return " ".join(each for each in (*told, about, details) if each)
