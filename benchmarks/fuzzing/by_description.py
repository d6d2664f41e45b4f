"""Requests made by schemathesis from the application's own description, and what it finds in the answers."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import schemathesis
from flask import Flask
from hypothesis.errors import HypothesisWarning
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from .holdings import names_in
from .laws import Answered, broken_laws

DESCRIPTION = "/api/v1/openapi.json"

_MORE_THAN_A_SCHEMA_SAYS = ("/locate", "/find", "/changes", ".txt", ".bib", ".ris", ".csl.json", ".jsonld")
"""What is asked of these may fit its schema and make no sense: a quote of control characters, one beyond the end
of its passage, passages of different editions, the first of two editions where there is one."""

_PATIENCE_SECONDS = 20.0
"""By the clock, on machines that do other things besides; the laws count the processor's seconds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an answer should not be."""

    operation: str
    check: str
    said: str
    asked: str


@dataclass(slots=True)
class Run:
    """What was asked, by operation, what came back, by status, and what was found."""

    requests: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def run_by_description(app: Flask, *, examples: int, seed: int = 1, without: str = "") -> Run:
    """Ask for all that is described, as it is said, at its limits and otherwise.

    `examples` at the most are drawn for each operation beside; `without` is a tag of operations that are left out.
    """
    run, config = Run(), SchemathesisConfig.from_dict(_configured(examples, seed))
    schema = schemathesis.openapi.from_dict(_with_names(app, without), config=config)
    schema.app, schema.location = _read_whole(app), DESCRIPTION
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)  # of long values, which are meant
        for event in from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                _note(run, event.recorder)
            elif isinstance(event, events.NonFatalError | events.FatalError):
                run.findings.append(Finding("", type(event).__name__, repr(getattr(event, "value", event)), ""))
    return run


def _read_whole(app: Flask) -> Callable[..., Iterable[bytes]]:
    """Give an application whose answers are read to their end and closed, as a server does.

    It is asked from the machine itself: who is nowhere shares one bucket of tokens, and is soon told to wait. And
    for answers as they are: who asks says that it takes them compressed, and does not unpack them.
    """

    def answered(environ: Any, start_response: Any) -> Iterable[bytes]:
        environ.setdefault("REMOTE_ADDR", "127.0.0.1")
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        body = app(environ, start_response)
        try:
            return [b"".join(body)]
        finally:
            getattr(body, "close", bool)()

    return answered


def _with_names(app: Flask, without: str) -> dict[str, Any]:
    """Give the description in which paths name what the archive holds, and as often anything else."""
    client = app.test_client()
    names = names_in(client)
    said: dict[str, Any] = client.get(DESCRIPTION).get_json(force=True)
    said["paths"] = {
        path: methods
        for path, methods in said["paths"].items()
        if all(without not in operation["tags"] for operation in methods.values())
    }
    for methods in said["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path" and parameter["name"] in names:
                    parameter["schema"] = {"anyOf": [{"enum": names[parameter["name"]]}, parameter["schema"]]}
    return said


def _configured(examples: int, seed: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "continue-on-failure": True,
        "phases": {"stateful": {"enabled": False}},
        "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
        "checks": {"max_response_time": _PATIENCE_SECONDS},
    }


def _note(run: Run, recorder: Any) -> None:
    for name, interaction in recorder.interactions.items():
        run.requests[recorder.label] += 1
        response = interaction.response
        if response is None:
            continue
        run.statuses[response.status_code] += 1
        asked = f"{interaction.request.method} {interaction.request.uri}"
        headers = {key.lower(): ", ".join(values) for key, values in response.headers.items()}
        answer = Answered(asked, response.status_code, headers, response.content or b"")
        for law in broken_laws(answer):
            run.findings.append(Finding(recorder.label, "law", law, asked))
        for failure in _failures(recorder.checks.get(name, ())):
            if not _is_meant(failure.name, interaction.request.uri, response.status_code):
                said = f"{failure.failure_info.failure.title}: {failure.failure_info.failure.message}"
                run.findings.append(Finding(recorder.label, failure.name, said, asked))


def _failures(checks: Any) -> Iterator[Any]:
    return (each for each in checks if each.failure_info is not None)


def _is_meant(check: str, address: str, status: int) -> bool:
    """Tell whether an answer that a schema does not foresee is as it should be: it says so in words."""
    parts = urlsplit(address)
    if check == "positive_data_acceptance":
        return status == 400 and parts.path.endswith(_MORE_THAN_A_SCHEMA_SAYS)
    values = [value for _, value in parse_qsl(parts.query, keep_blank_values=True)]
    return check == "negative_data_rejection" and "" in values  # an empty value says nothing
