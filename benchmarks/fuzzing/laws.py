"""What holds of every answer, whatever was asked: no fault of ours, the guarding headers, nothing that acts.

`MARKERS` are words that would act if they came out as they went in. They are put into requests and documents, and
an answer in HTML is read as browsers read it: no element and no attribute may be made of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

MARKERS = (
    "<b id=zqx>",
    "\"onzqx='1' x=\"",
    "'onzqx=1 x='",
    "</title><b id=zqx>",
    "--><b id=zqx><!--",
    "</script><b id=zqx>",
    "]]><b id=zqx>",
    "javascript:zqx()",
    "zq{{7*7}}x",
    "zq${7*7}x",
    "&lt;b id=zqx&gt;",
    "\r\nX-Zqx: 1\r\n\r\n<b id=zqx>",
    "\x1b]0;zqx\x07",
    "\u202ezqx\u2066",
)

EVALUATED = f"zq{7 * 7}x"
"""What a template would make of the markers that are sums. A sum here too, or Hypothesis, which takes words from
the program that it tests, would ask with it."""

MOST_SECONDS = 2.0
"""Of the processor, for one answer: four times what a reader may wait."""

_GUARDS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_MAY_BE_LEFT_OPEN = ("html is not closed", "p is not closed")
_ACTING = ("javascript:", "data:", "vbscript:")
_NEVER = ("base", "embed", "frame", "iframe", "object", "style")
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "poster")


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer, however it was asked for; header names in small letters."""

    asked: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0

    @property
    def media_type(self) -> str:
        """What it says it is, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def broken_laws(answer: Answered) -> list[str]:
    """Tell which laws an answer breaks; none, if all is well."""
    return [*_fault(answer), *_unguarded(answer), *_headers(answer), *_body(answer)]


def _fault(answer: Answered) -> Iterator[str]:
    if answer.status >= 500:
        yield f"status {answer.status}"
    if answer.seconds > MOST_SECONDS:
        yield f"{answer.seconds:.1f} seconds"


def _unguarded(answer: Answered) -> Iterator[str]:
    for name in _GUARDS:
        if name.lower() not in answer.headers:
            yield f"no {name}"
    if answer.headers.get("x-content-type-options", "nosniff") != "nosniff":
        yield "types are guessed"


def _headers(answer: Answered) -> Iterator[str]:
    for name, value in answer.headers.items():
        if "zqx" in name or "\n" in value or "\r" in value:
            yield f"header {name}: {value!r}"
    if answer.headers.get("location", "/").startswith(("//", "\\", *_ACTING)):
        yield f"leads to {answer.headers['location']}"


def _body(answer: Answered) -> Iterator[str]:
    if answer.status in (204, 304) or not answer.body:
        return
    if answer.media_type == "text/html":
        found = html_faults(answer.body)
        is_redirection = (
            300 <= answer.status < 400
        )  # its body is the library's, which leaves out what may be left out
        yield from (each for each in found if not (is_redirection and each in _MAY_BE_LEFT_OPEN))
    elif answer.media_type.endswith("json"):
        try:
            json.loads(answer.body)
        except ValueError as error:
            yield f"JSON that is none: {error}"


def html_faults(body: bytes) -> list[str]:
    """Tell what in a page is not well-formed, and what was made of markers."""
    try:
        page = body.decode()
    except UnicodeDecodeError as error:
        return [str(error)]
    reader = _Reader()
    reader.feed(page)
    reader.close()
    evaluated = [f"evaluated: {EVALUATED}"] if EVALUATED in page else []
    hidden = [
        f"hidden character {each!r}" for each in ("\x1b", "\x07", "\x00", "\u202e", "\u2066") if each in page
    ]
    return [*reader.faults, *(f"{name} is not closed" for name in reader.open), *evaluated, *hidden]


class _Reader(HTMLParser):
    """Reads a page and notes elements that do not close where they should, and whatever came of markers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(tag, attrs)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> within {'/'.join(self.open[-4:])}")
        else:
            self.open.pop()

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data[:60]}")

    def _look(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (name == "id" and value == "zqx"):
                self.faults.append(f"<{tag} {name}={value!r}>")
            if name in _ADDRESSES and (value or "").strip().lower().startswith(_ACTING):
                self.faults.append(f"<{tag} {name}={value!r}>")
        if tag in _NEVER or (tag == "script" and not dict(attrs).get("src")):
            self.faults.append(f"<{tag}> that is not ours")
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> says an attribute twice: {names}")
