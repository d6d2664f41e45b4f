"""What may come back, described: answers that give something, lead elsewhere, or say what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from search_app.openapi.shapes import Schema, ref

Answer = dict[str, Any]

OBJECT = "application/json"
PROBLEM = "application/problem+json"

_MEANINGS = {
    400: "A parameter makes no sense; the detail says which, and what it may be.",
    401: "Nobody is known by this token, or none was sent where one is needed.",
    403: "Whoever asks may not do this, or the archive does not answer by this name.",
    404: "There is no such thing; the detail says what is not there.",
    410: "The words were removed for good; the problem tells where they stood.",
    413: "More was sent than is taken.",
    415: "What was sent is of no kind that is taken.",
    416: "No such range of bytes.",
    422: "What was sent cannot be done; the detail says why.",
    429: "Too much at once; Retry-After says when to try again.",
    503: "Not just now: the index is being made, others send files, or the server is being stopped or started.",
    507: "The disk is full.",
}

_HEADERS = {
    401: {"WWW-Authenticate": "The scheme to authenticate by."},
    429: {"Retry-After": "Seconds to wait."},
}

_GONE = 410

_NONE: Mapping[str, str] = MappingProxyType({})


def gives(name: str, about: str, media_type: str = OBJECT, headers: Mapping[str, str] = _NONE) -> Answer:
    """Describe an answer that is an object of the description."""
    return sends(about, media_type, ref(name), headers)


def sends(about: str, media_type: str, schema: Schema | None = None, headers: Mapping[str, str] = _NONE) -> Answer:
    """Describe an answer of some media type; of bytes, without a schema. `headers` are those that always come."""
    content = {media_type: {} if schema is None else {"schema": schema}}
    return {"description": about, "content": content, **_headers(headers)}


def tagged(answer: Answer, about: str) -> Answer:
    """Add to an answer that it always has a tag."""
    return {**answer, "headers": {**answer.get("headers", {}), **_headers({"ETag": about})["headers"]}}


def leads(about: str) -> Answer:
    """Describe an answer that leads to another address."""
    return {"description": about, **_headers({"Location": "The other address."})}


def unchanged() -> Answer:
    """Describe the answer to whoever has it already."""
    return {"description": "Nothing has changed since the answer with this tag.", **_headers({"ETag": "The tag."})}


def refused(*statuses: int) -> dict[int, Answer]:
    """Describe what says that it cannot be answered, and why."""
    return {status: _refusal(status) for status in statuses}


def _refusal(status: int) -> Answer:
    schema = ref("PurgedPassage" if status == _GONE else "Problem")
    return {
        "description": _MEANINGS[status],
        "content": {PROBLEM: {"schema": schema}},
        **_headers(_HEADERS.get(status, {})),
    }


def _headers(meanings: Mapping[str, str]) -> dict[str, Any]:
    described = {
        name: {"description": meaning, "schema": {"type": "string"}, "required": True}
        for name, meaning in meanings.items()
    }
    return {"headers": described} if described else {}
