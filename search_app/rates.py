"""How much one address may ask for of what is costly: a bucket of tokens for each, which fills at a steady rate.

Rule: a person never meets it, a program that takes the whole archive in at once does. Whoever sits at the machine
is not counted, nor is a server on it that passes others' requests on without saying whose they are: there all
would share one bucket. Each process has buckets of its own; they are few, and hold two numbers each.
(The library `limits`, looked at as 5.8, counts in windows only, bounds its memory by time and not by number, and
starts a thread with each count that must not be begun before processes part.)
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from math import ceil

from flask import Flask, Response, request

from search_app.addresses import is_loopback, network
from search_app.errors import TooMuchAsked
from search_app.problems import answer_problem

FULL = 300.0
"""Tokens of an address that has been quiet: for 120 small pages drawn at once, and searches beside them."""

A_SECOND = 20.0
"""Tokens that come in: a search costs some 5 ms of work, so that one address can have a tenth of a process."""

MOST_BUCKETS = 10_000
"""About 2 MB. The one not used for longest goes first, and was full again within seconds."""

COSTS = {
    "search.search": 1.0,
    "api.search": 1.0,
    "concordance_pages.show": 30.0,
    "concordance_pages.as_csv": 30.0,
    "api.concordance": 30.0,
    "feeds.show": 5.0,
    "browser_search.suggest": 0.2,
    "api.lexicon": 2.0,
    "api.locate": 1.0,
    "quotes.find": 1.0,
    "changes.show": 5.0,
    "api.changes": 5.0,
    "beside.show": 5.0,
    "bitext_print.show": 20.0,
    "alignment_exports.as_tmx": 5.0,
    "alignment_exports.as_csv": 5.0,
    "alignment_exports.as_json": 5.0,
    "disagreement_pages.show": 5.0,
    "disagreement_pages.as_csv": 5.0,
    "api.disagreements": 5.0,
    "passages_like.show": 20.0,
    "api.like": 20.0,
    "upload_api.send": 1.0,
    "upload_api.progress": 1.0,
    "marked_copies.copy": 5.0,
    "marked_copies.image": 5.0,
}
"""What is costly whenever it is asked for. Images of pages cost where they are drawn (`page_images.py`).
Files that are sent from a page cost nothing: those are a curator's, one after the other, by the hundred."""

CITING_BOTH = 2.0
"""What a citation costs that is to hold what says the same in another language too."""

DRAWING = 2.0
"""What drawing a page costs, 10 to 20 ms for most."""


class Buckets:
    """Buckets of tokens by address."""

    def __init__(self, full: float = FULL, a_second: float = A_SECOND, most: int = MOST_BUCKETS) -> None:
        self._full, self._a_second, self._most = full, a_second, most
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def take(self, address: str, cost: float, now: float) -> float:
        """Take tokens out, and give 0; or leave them, and give the seconds until there are enough."""
        with self._lock:
            tokens, then = self._held.pop(address, (self._full, now))
            tokens = min(self._full, tokens + max(0.0, now - then) * self._a_second)
            wait = max(0.0, cost - tokens) / self._a_second
            self._held[address] = (tokens if wait else tokens - cost, now)
            if len(self._held) > self._most:
                self._held.popitem(last=False)
            return wait


_buckets = Buckets()


def init_rates(app: Flask) -> None:
    """Count what is costly."""
    app.before_request(_count)
    app.register_error_handler(TooMuchAsked, _answer)


def spend(cost: float) -> None:
    """Take what something costs from whoever asks. Raises: TooMuchAsked."""
    if is_loopback(request.remote_addr):
        return
    wait = _buckets.take(network(), cost, time.monotonic())
    if wait:
        raise TooMuchAsked(ceil(wait))


def _count() -> None:
    if request.endpoint in COSTS:
        spend(COSTS[request.endpoint])
    if request.endpoint == "citations.show" and request.args.get("also"):
        spend(CITING_BOTH)


def _answer(error: TooMuchAsked) -> Response:
    answer = answer_problem(error)
    answer.headers["Retry-After"] = str(error.wait_seconds)
    return answer
