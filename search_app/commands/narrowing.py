"""What narrows a search at the terminal: languages, documents and issuing bodies, the same for each command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

import click

from archive import Archive
from index import issuer_key, issuer_names
from search_app.commands.output import one_line

_NAMED_AT_MOST = 10
"""Issuing bodies that are named where another was asked for."""

_OPTIONS = (
    click.option("--language", type=click.Choice(["en", "es"]), multiple=True, help="Of the passages."),
    click.option("--document", metavar="ID", multiple=True, help="Only in this document."),
    click.option("--issuer", metavar="NAME", multiple=True, help="Only in documents that this body issued."),
)


def narrowing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that narrow a search; `checked` makes filters of them."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def checked(archive: Archive, narrowed: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """Give the values allowed by facet. Raises: DocumentNotFound; UsageError where nothing is of a body."""
    for document in narrowed["document"]:
        archive.catalogue.get_document(document)
    if narrowed["issuer"]:
        _check_issuers(archive, narrowed["issuer"])
    return {facet: frozenset(values) for facet, values in narrowed.items()}


def _check_issuers(archive: Archive, asked: Sequence[str]) -> None:
    known = issuer_names(archive.descriptions.issuers())
    for name in asked:
        if issuer_key(name) not in known:
            raise click.UsageError(f"No document is known to be issued by “{one_line(name)}”. {_told(known)}")


def _told(known: Mapping[str, str]) -> str:
    if not known:
        return "Say who issued a document with “pasaje edit DOCUMENT --issuer NAME”."
    names = [one_line(known[key]) for key in sorted(known)]
    more = f", and {len(names) - _NAMED_AT_MOST:,} more" if len(names) > _NAMED_AT_MOST else ""
    return f"Known are: {'; '.join(names[:_NAMED_AT_MOST])}{more}."
