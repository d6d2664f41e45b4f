"""The pieces that descriptions of objects are put together from (JSON Schema 2020-12, as OpenAPI 3.1 has it).

Rule: what an object has it always has, empty or null where there is nothing to say; the few exceptions are named.
Nobody is promised that no member will be added.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    """Point to an object of the description by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(about: str, members: dict[str, Schema], *, perhaps: Iterable[str] = ()) -> Schema:
    """Describe an object with these members; those in `perhaps` may be absent."""
    absent = set(perhaps)
    needed = [name for name in members if name not in absent]
    return {"type": "object", "description": about, "properties": members, "required": needed}


def listing(of: Schema, about: str = "", **limits: int) -> Schema:
    """Describe a list, whatever its length unless `limits` say it (`minItems`, `maxItems`)."""
    return {"type": "array", "items": of, **_said(about), **limits}


def text(about: str = "", **more: Any) -> Schema:
    """Describe a string; `more` are keywords such as `pattern`."""
    return {"type": "string", **_said(about), **more}


def link(about: str = "") -> Schema:
    """Describe an address."""
    return text(about, format="uri-reference")


def choice(values: Iterable[str], about: str = "") -> Schema:
    """Describe a string that is one of several."""
    return text(about, enum=list(values))


def whole(about: str = "", *, least: int | None = None, most: int | None = None) -> Schema:
    """Describe a whole number within bounds."""
    return {"type": "integer", **_said(about), **_bounds(least, most)}


def number(about: str = "", *, least: float | None = None, most: float | None = None) -> Schema:
    """Describe a number within bounds."""
    return {"type": "number", **_said(about), **_bounds(least, most)}


def flag(about: str = "") -> Schema:
    """Describe what is true or false."""
    return {"type": "boolean", **_said(about)}


def or_null(schema: Schema) -> Schema:
    """Let a value be null too."""
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _said(about: str) -> Schema:
    return {"description": about} if about else {}


def _bounds(least: float | None, most: float | None) -> Schema:
    bounds = {"minimum": least, "maximum": most}
    return {name: bound for name, bound in bounds.items() if bound is not None}
