"""What is decided about versions as they are added: what was asked for, and what is left to be said.

Rule: whoever adds nothing new comes by here too, so nothing is imported that only tells of suggestions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import click

from archive import Action, Actor, Archive, Done, Relation, Version, accept_found
from search_app.commands.acting import deed
from search_app.commands.output import counted, say


class Kinds(click.ParamType[frozenset[Relation]]):
    """Kinds of suggestions, with commas between them."""

    name = "kinds"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> frozenset[Relation]:
        """Read them; all there are for “all”."""
        names = [kind.value for kind in Relation] if value == "all" else value.split(",")
        try:
            return frozenset(Relation(name.strip()) for name in names)
        except ValueError:
            self.fail(
                f"“{value}”: name kinds of {', '.join(Relation)} with commas between, or all.", param, context
            )


def decide_on_added(archive: Archive, ids: Iterable[str | None], kinds: Collection[Relation]) -> None:
    """Do what is suggested about versions just added where that was asked for; say what is left to be decided."""
    added = [each for each in dict.fromkeys(ids) if each is not None]
    for version_id in added if kinds else ():
        for done in accept_found(archive, version_id, kinds, by=whoever_decides()):
            say(accepted_words(done))
    left = [each for each in archive.suggestions.open() if not {each.version_id, each.other_id}.isdisjoint(added)]
    if left:
        say(f"To decide: {counted(len(left), 'suggestion')} of what belongs together: “pasaje suggestions”.")


def accepted_words(done: Done) -> str:
    """Say what a yes has done."""
    if done.is_taken_out:
        return f"“{done.goes.file_name}” is taken out; links to it lead to “{done.now.file_name}”."
    return moved_words(done.goes, done.now)


def moved_words(before: Version, now: Version) -> str:
    """Say where a version went."""
    return (
        f"“{before.file_name}” is now edition {now.edition} ({now.language}) of “{now.document_id}”. "
        f"Links to its {counted(now.passage_count, 'passage')} go on answering."
    )


def whoever_decides() -> Actor:
    """Say who the user of this computer is."""
    return deed(Action.RELATE, None).actor
