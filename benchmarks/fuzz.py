"""Does anything that is asked bring the application to a fault? Requests made by programs, in rounds, on --corpus.

  described   what its description says can be asked, at its limits and beyond, by schemathesis
  addresses   every address that can be read, with paths, parameters and headers made by hypothesis
  forms       the form on which documents are edited, with any fields; then the page that shows what it changed

The archive is made for it. Each round has its own seed; there are rounds until --minutes have passed. Every answer
is held against `fuzzing/laws.py`: no status from 500 on, all guarding headers, pages whose elements close and that
nothing was made part of, JSON that is JSON, two seconds of the processor at the most. "slowest" is the longest of
those that were drawn. Ends with 1 where anything was found.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from archive import Field
from benchmarks.fuzzing.by_description import run_by_description
from benchmarks.fuzzing.holdings import form_token, names_in
from benchmarks.fuzzing.laws import broken_laws
from benchmarks.fuzzing.requests import Asked, forms, requests
from benchmarks.serving import make_archive
from search_app import create_app
from search_app.settings import Settings

SHOWN_LENGTH = 400
"""Characters of a request that are printed with what was found: enough to send it again, in most cases."""

FIELDS = ["title-en", "title-es", *(each.value for each in Field)]


@dataclass(slots=True)
class Tally:
    """What was asked and what was found, in one part of the run."""

    statuses: Counter[int] = field(default_factory=Counter)
    findings: dict[str, str] = field(default_factory=dict)
    slowest: float = 0.0

    def ask(self, asked: Asked, app: Flask) -> None:
        """Send a request, and note what came back."""
        answer = asked.sent(app.test_client(use_cookies=False))
        self.statuses[answer.status] += 1
        self.slowest = max(self.slowest, answer.seconds)
        for law in broken_laws(answer):
            self.findings.setdefault(law, answer.asked)


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="folders with PDFs")
    parser.add_argument("--examples", type=int, default=20, help="of each described operation, in each round")
    parser.add_argument("--requests", type=int, default=500, help="to all addresses, in each round")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data=make_archive(Path(folder), arguments.corpus)))
        tallies = run(app, arguments)
        app.extensions["pasaje"].close()
    sys.exit(1 if show(tallies) else 0)


def run(app: Flask, arguments: argparse.Namespace) -> dict[str, Tally]:
    """Ask in rounds until the time has passed."""
    tallies = {"described": Tally(), "addresses": Tally(), "forms": Tally()}
    ends = time.monotonic() + 60 * arguments.minutes
    names, token = names_in(app.test_client()), form_token(app.test_client())
    for number in rounds(ends, arguments.seed):
        described(app, tallies["described"], arguments.examples, number)
        drawn(app, tallies["addresses"], requests(app, names), arguments.requests, number)
        drawn(app, tallies["forms"], forms(names, FIELDS, token), arguments.requests // 10, number)
    return tallies


def rounds(ends: float, first: int) -> Iterator[int]:
    """Give a seed for each round: one at the least, and no more once the time has passed."""
    number = first
    yield number
    while time.monotonic() < ends:
        number += 1
        yield number


def described(app: Flask, tally: Tally, examples: int, number: int) -> None:
    """Ask for what is described."""
    found = run_by_description(app, examples=examples, seed=number)
    tally.statuses.update(found.statuses)
    for each in found.findings:
        tally.findings.setdefault(f"{each.operation} {each.check}: {each.said}", each.asked)


def drawn(app: Flask, tally: Tally, made: st.SearchStrategy[Asked], count: int, number: int) -> None:
    """Ask for what is drawn; after a form, for the page that shows what it changed."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @seed(number)
    @given(made)
    def ask(asked: Asked) -> None:
        tally.ask(asked, app)
        if asked.form:
            tally.ask(Asked("GET", asked.address.removesuffix("/edit")), app)

    ask()


def show(tallies: dict[str, Tally]) -> int:
    """Print a table, then what was found; give how much."""
    print(f"{'what':12}{'requests':>9}{'slowest s':>11}{'found':>7}  statuses")
    for name, tally in tallies.items():
        statuses = "  ".join(f"{status} {count}" for status, count in sorted(tally.statuses.items()))
        print(f"{name:12}{tally.statuses.total():9}{tally.slowest:11.2f}{len(tally.findings):7}  {statuses}")
    found = [pair for tally in tallies.values() for pair in tally.findings.items()]
    for law, asked in found:
        print(f"\n{law}\n  {asked[:SHOWN_LENGTH]}")
    return len(found)


if __name__ == "__main__":
    main()
