"""Requests for every address that an application has, made by hypothesis: paths, parameters, headers, forms."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st
from werkzeug.routing import Rule

from .laws import Answered
from .values import NUMBERS, STRETCHES, escaped, header_values, queries, texts, written

CHOICES = {
    "language": ("en", "es", "mul", "und", "EN", "xx", ""),
    "kind": ("paragraph", "heading", "added", "kept", "changed", "percentage", "missing", "poem", ""),
    "sort": ("relevance", "date", "place", "after", "before", "length", ""),
    "document": ("study", "letter", "hostile", "scan", ""),
    "issuer": ("Government of Peru", "gobierno del perú", "x" * 201, ""),
    "year": ("2015", "0000", "20155", ""),
    "style": ("chicago", "apa", "mla", ""),
    "zoom": ("page", "100", "150", "0", "9" * 50, "-1", ""),
    "density": ("1", "2", "3", ""),
    "ui": ("en", "es", "xx", ""),
    "crop": ("0", "1", "2", ""),
    "view": ("text", "pages", "film", ""),
    "first": ("en", "es", "mul", ""),
    "quoted": ("0", "1", "2", ""),
    "also": ("en", "es", "fr", ""),
    "corrected": ("0", "1", "2", "back", ""),
    "across": ("0", "1", "2", ""),
    "group": ("document", "page", ""),
}
COUNTED = (
    "decided",
    "limit",
    "offset",
    "page",
    "from",
    "to",
    "edition",
    "at",
    "near",
    "start",
    "times",
    "v",
    "before",
)
TYPED = ("q", "passage", "word", "words", "quote", "prefix", "suffix", "with", "without", "about", "next")

PARAMETERS = (*CHOICES, *COUNTED, *TYPED)
"""Every parameter that any address reads, and one that is not read yet."""

_FIELDS = ("answer", "file", "document", "language", "title", "date", "passage", "own", "other")
"""Of forms other than that on which a document is edited."""

_OWN_FORM = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}

_HEADERS = {
    "Accept": ("text/html", "application/json", "*/*", "text/html;q=0.1,application/json", "image/webp", ""),
    "Accept-Language": ("es", "en;q=0.1, es;q=x", "*", "de", "es" * 3000, ",,,;q"),
    "Accept-Encoding": ("gzip", "gzip;q=x, br", "*;q=0, identity;q=0", "gzip" * 3000, ",;="),
    "Range": ("bytes=0-", "bytes=-1", "bytes=5-2", "bytes=0-0,0-0", "lines=1", "bytes=" + "0-," * 2000, "bytes=x"),
    "If-None-Match": ("*", '"x"', 'W/"x"', '"' * 99, '"x", ' * 2000),
    "If-Modified-Since": ("Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "9" * 400),
    "If-Range": ('"x"', "yesterday"),
    "Cookie": ("ui=es", "ui=xx", "ui=<b id=zqx>", "session=x; ui=en; ui=es", ";;;=", "ui=" + "x" * 4000),
    "Host": ("localhost", "hostile.example", "hostile.example:x", "[::1]", "[", "a b", "<b id=zqx>", ""),
    "X-Forwarded-Host": ("hostile.example", '"><b id=zqx>'),
    "X-Forwarded-Proto": ("javascript", "https"),
    "Sec-Fetch-Site": ("same-origin", "cross-site", "none"),
    "Origin": ("http://localhost", "null", "http://hostile.example"),
    "Content-Type": ("application/json", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 500),
    "Content-Length": ("0",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: method, address as it is written, headers, and the fields of a form."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    def sent(self, client: FlaskClient) -> Answered:
        """Send it, and give what came back."""
        path, _, query = self.address.partition("?")
        started = time.thread_time()  # what other programs do meanwhile does not count
        answer = client.open(
            path,
            method=self.method,
            query_string=query,
            headers=list(self.headers.items()),
            data=dict(self.form) or None,
            buffered=True,
        )
        seconds = time.thread_time() - started
        headers = {name.lower(): value for name, value in answer.headers.items()}
        packed = headers.get("content-encoding") == "gzip" and answer.data
        body = gzip.decompress(answer.data) if packed else answer.data
        return Answered(repr(self), answer.status_code, headers, body, seconds)


def requests(app: Flask, names: Mapping[str, list[str]]) -> st.SearchStrategy[Asked]:
    """Make requests for all addresses that can be read. `names` are those of the archive, by part of path."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    methods = st.sampled_from(["GET"] * 9 + ["HEAD", "OPTIONS", "POST", "DELETE", "BREW"])
    addresses = st.sampled_from(rules).flatmap(lambda rule: _address(rule, names))
    return st.builds(Asked, methods, addresses, _headers())


def forms(names: Mapping[str, list[str]], fields: list[str], token: str) -> st.SearchStrategy[Asked]:
    """Make forms for pages on which something is changed, with fields that they have and others.

    `token` is what our own forms carry: without it nobody looks at what they say.
    """
    known = st.sampled_from([*_FIELDS, *fields, *(f"{each}.{wish}" for each in fields for wish in ("was", "as"))])
    typed = st.dictionaries(known | texts().filter(bool), texts(), max_size=12)
    edited = _part("document", names).map("/documents/{}/edit".format)
    corrected = _part("document", names).map("/documents/{}/alignment/correct".format)
    decided = _part("number", names).map("/suggestions/{}".format)
    sent = _part("batch", names).flatmap(lambda name: st.sampled_from((f"/add/{name}", f"/add/{name}/again")))
    address = st.one_of(edited, edited, edited, edited, corrected, decided, sent, st.just("/add"))
    headers = st.just({**_OWN_FORM, "X-CSRF-Token": token})
    return st.builds(Asked, st.just("POST"), address, headers, typed.map(_sendable))


def _address(rule: Rule, names: Mapping[str, list[str]]) -> st.SearchStrategy[str]:
    pieces = re.split(r"<(?:[^:<>]+:)?([^<>]+)>", rule.rule)
    parts = [_part(piece, names) if number % 2 else st.just(piece) for number, piece in enumerate(pieces)]
    return st.builds(lambda path, query: f"{path}?{query}", st.tuples(*parts).map("".join), _query(names))


def _part(name: str, names: Mapping[str, list[str]]) -> st.SearchStrategy[str]:
    known = {
        **names,
        "language": ["en", "es"],
        "other": ["en", "es"],
        "number": ["1", "2", "3", "4"],
        "filename": ["pasaje.css"],
    }
    other = st.sampled_from(NUMBERS).map(escaped) if name == "number" else written()
    real = st.sampled_from(known[name])
    return st.one_of(real, real, real, other)


def _query(names: Mapping[str, list[str]]) -> st.SearchStrategy[str]:
    pair = st.one_of(st.sampled_from(PARAMETERS).flatmap(lambda name: _said(name, names)), _unknown())
    return st.lists(pair, max_size=6).map("&".join)


def _said(name: str, names: Mapping[str, list[str]]) -> st.SearchStrategy[str]:
    return st.one_of(_likely(name, names).map(escaped), written()).map(lambda value: f"{name}={value}")


def _likely(name: str, names: Mapping[str, list[str]]) -> st.SearchStrategy[str]:
    if name == "q":
        return queries()
    if name in CHOICES:
        return st.sampled_from(CHOICES[name])
    if name in COUNTED:
        return st.sampled_from(NUMBERS)
    passages, stretches = st.sampled_from(names["passage"]), st.sampled_from(STRETCHES)
    return {
        "passage": passages,
        "quote": st.one_of(stretches, texts()),
        "with": st.one_of(passages, st.builds("{}.{}".format, passages, stretches)),
    }.get(name, texts())


def _unknown() -> st.SearchStrategy[str]:
    return st.builds("{}={}".format, written(), written())


def _headers() -> st.SearchStrategy[Mapping[str, str]]:
    one = st.sampled_from(sorted(_HEADERS)).flatmap(
        lambda name: st.tuples(st.just(name), st.one_of(st.sampled_from(_HEADERS[name]), header_values()))
    )
    return st.lists(one, max_size=3).map(dict)


def _sendable(form: Mapping[str, str]) -> Mapping[str, str]:
    """Leave out lone surrogates, which no browser can send."""
    return {
        name.encode(errors="ignore").decode(): value.encode(errors="ignore").decode()
        for name, value in form.items()
    }
