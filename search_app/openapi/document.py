"""The description of the interface for programs (OpenAPI 3.1), made of an application's own routes.

Rule: paths, methods and summaries are those of the views; what their signatures cannot tell stands in
`operations.py`, and the limits in it come from the code that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from werkzeug.routing import Rule

from search_app.form_tokens import HEADER
from search_app.openapi.asked import named_in_path
from search_app.openapi.further_objects import (
    alignment_objects,
    change_objects,
    citation_objects,
    disagreement_objects,
    other_objects,
)
from search_app.openapi.lexicon_objects import lexicon_objects
from search_app.openapi.objects import holding_objects, passage_objects, search_objects, shared_objects
from search_app.openapi.operations import Operation, guarded, operations
from search_app.openapi.receiving import batch_objects, receiving_operations
from search_app.openapi.search_objects import further_search_objects
from search_app.openapi.shapes import Schema

OPENAPI = "3.1.1"

ABOUT = (
    "Search an archive of documents in English and Spanish, and read its passages with their places on the pages. "
    "Offsets are half-open and count Unicode code points; pages are counted from 1, labels are what is printed "
    "on them; boxes are points of the page as seen, from its top left corner. An empty value of a parameter says "
    "nothing, and unknown parameters are let be. Members may be added to objects; none is renamed or taken away."
)

_METHODS = ("GET", "POST", "PUT", "DELETE")
_POINTER = re.compile("#/components/schemas/([A-Za-z]+)")
_PATH_PART = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")

View = Callable[..., Any]


def describe(rules: Iterable[Rule], views: Mapping[str, View], server: str, version: str) -> dict[str, Any]:
    """Describe those routes that are for programs. `server` is the address that paths stand below."""
    paths: dict[str, dict[str, Any]] = {}
    known = _known()
    for rule in sorted(rules, key=lambda each: (not each.rule.startswith("/api/"), each.rule)):
        operation = known.get(rule.endpoint)
        if operation is not None:
            described = _operation(rule, operation, views[rule.endpoint])
            methods = [each.lower() for each in _METHODS if each in (rule.methods or ())]
            paths.setdefault(path_of(rule), {}).update(dict.fromkeys(methods, described))
    return {
        "openapi": OPENAPI,
        "info": {"title": "Pasaje", "version": version, "description": ABOUT},
        "servers": [{"url": server}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {"schemas": _needed(paths), "securitySchemes": _SCHEMES},
    }


def path_of(rule: Rule) -> str:
    """Give the path of a route as OpenAPI writes it."""
    return _PATH_PART.sub(r"{\1}", rule.rule)


def object_of(endpoint: str) -> str | None:
    """Name the object that a view gives, if it gives one of the description."""
    operation = _known().get(endpoint)
    if operation is None:
        return None
    given = operation.answers[min(operation.answers)]["content"]
    pointers = (each.get("schema", {}).get("$ref", "") for each in given.values())
    return next((name for name in (pointer.rpartition("/")[2] for pointer in pointers) if name), None)


def _known() -> dict[str, Operation]:
    known = {**operations(), **receiving_operations()}
    return {name: guarded(name, each) for name, each in known.items()}


def _needed(paths: Mapping[str, Any]) -> dict[str, Schema]:
    """Describe the objects that are spoken of, and those that they are made of."""
    known, needed = _objects(), set[str]()
    found = set(_POINTER.findall(repr(paths)))
    while found - needed:
        needed |= found
        found = {name for each in needed for name in _POINTER.findall(repr(known[each]))}
    return {name: schema for name, schema in known.items() if name in needed}


def _objects() -> dict[str, Schema]:
    return {
        **search_objects(),
        **further_search_objects(),
        **holding_objects(),
        **change_objects(),
        **alignment_objects(),
        **disagreement_objects(),
        **passage_objects(),
        **citation_objects(),
        **other_objects(),
        **batch_objects(),
        **lexicon_objects(),
        **shared_objects(),
    }


def _operation(rule: Rule, operation: Operation, view: View) -> dict[str, Any]:
    summary = (view.__doc__ or "").partition("\n")[0]
    in_path = [named_in_path(name) for name in _PATH_PART.findall(rule.rule)]
    described = {
        "operationId": rule.endpoint.replace(".", "_"),
        "tags": [operation.tag],
        "summary": summary.rstrip("."),
        "parameters": [*in_path, *operation.parameters],
        "responses": {str(status): answer for status, answer in sorted(operation.answers.items())},
    }
    if operation.body:
        described["requestBody"] = operation.body
    if operation.security:
        described["security"] = list(operation.security)
    return described


_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of an account."},
    "page": {
        "type": "apiKey",
        "in": "header",
        "name": HEADER,
        "description": "The token in the forms of our own pages, for their scripts.",
    },
}
"""Who may read without one, the archive's settings say."""
