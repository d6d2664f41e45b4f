"""Holds answers against the description that the application gives of itself."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Described = dict[str, Any]


class Description:
    """The description of an application, read as a program reads it."""

    def __init__(self, client: FlaskClient) -> None:
        self.said: Described = client.get("/api/v1/openapi.json").get_json(force=True)
        self._paths = [(self._pattern(path), methods) for path, methods in self.said["paths"].items()]
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def operations(self) -> Iterator[tuple[str, str, Described]]:
        """Give path, method and what is said of it."""
        for path, methods in self.said["paths"].items():
            for method, operation in methods.items():
                yield path, method, operation

    def faults(self, path: str, answer: TestResponse, method: str = "get") -> list[str]:
        """Tell what an answer has that is not described, and lacks that is; objects may have no more members."""
        operation = next(methods[method] for pattern, methods in self._paths if pattern.fullmatch(path))
        described = operation["responses"].get(str(answer.status_code))
        if described is None:
            return [f"status {answer.status_code}"]
        missing = [name for name, each in described.get("headers", {}).items() if name not in answer.headers]
        content = described.get("content")
        if content is None:
            return missing
        if answer.mimetype not in content:
            return [*missing, f"media type {answer.mimetype}"]
        schema = content[answer.mimetype].get("schema")
        is_object = schema is not None and "json" in answer.mimetype
        return [*missing, *(self.misfits(schema, answer.get_json(force=True)) if is_object else [])]

    def misfits(self, schema: Described, value: object) -> list[str]:
        """Tell what a value has that its schema does not say."""
        found = self._validator(repr(schema)).iter_errors(value)
        return [f"{'/'.join(map(str, each.instance_path))}: {each.message}" for each in found]

    def _validator(self, schema: str) -> jsonschema_rs.Draft202012Validator:
        if schema not in self._validators:
            whole = {**_closed(literal_eval(schema)), "components": _closed(self.said["components"])}
            self._validators[schema] = jsonschema_rs.Draft202012Validator(whole)
        return self._validators[schema]

    @staticmethod
    def _pattern(path: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))


def _closed(schema: Any) -> Any:
    """Forbid members that a schema does not name, where it names any."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: _closed(each) for name, each in schema.items()}
    is_record = schema.get("type") in ("object", ["object", "null"]) and isinstance(schema.get("properties"), dict)
    return {"additionalProperties": False, **inner} if is_record else inner
