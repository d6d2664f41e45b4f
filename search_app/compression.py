"""Answers in fewer bytes (gzip, RFC 1952) for whoever takes them so.

Rule: what is compressed by itself is sent as it is: images, PDFs, typefaces; so is part of a file. An answer in
fewer bytes is another representation: where its tag is strong, it has one of its own (RFC 9110, 8.8.3), that of
the view with an ending, which is put on and taken off here. A weak tag stays: it tells what is said, not in which
bytes. What a page says in secret is another word each time (`form_tokens.py`), so that its length betrays nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from http import HTTPStatus

from flask import Flask, Response, g, request

_LEVEL = 1
"""Of nine: a page of hits becomes a sixth or seventh; level 6 takes three times as long for a sixth less."""

_ALL_OF_IT = 9
"""The level for what is compressed once and sent often."""

_GZIP = 16 + zlib.MAX_WBITS
"""Has zlib write the head and the tail of a gzip file."""

_FEWEST_BYTES = 1_000
"""Less than these fit into one packet of the network either way."""

_KINDS = ("json", "xml", "javascript")
_ENDING = '-gzip"'


def init_compression(app: Flask) -> None:
    """Compress what this application answers; to be called first, for it has the first and the last word."""
    app.before_request(_read_tags)
    app.after_request(_compress)


def is_taken() -> bool:
    """Tell whether whoever asks takes answers in fewer bytes."""
    return request.accept_encodings["gzip"] > 0


def compressed(body: bytes, level: int = _ALL_OF_IT) -> bytes:
    """Give a body in fewer bytes."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


def _read_tags() -> None:
    """Have views see their own tags, whichever of their representations the reader has kept."""
    said = request.environ.get("HTTP_IF_NONE_MATCH", "")
    if _ENDING in said:
        g.tags_kept = said
        request.environ["HTTP_IF_NONE_MATCH"] = said.replace(_ENDING, '"')


def _compress(response: Response) -> Response:
    if not _is_text(response):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        if f'"{response.get_etag()[0]}{_ENDING}' in g.get("tags_kept", ""):
            _tell_apart(response)
        return response
    if is_taken() and _may_shrink(response):
        if response.is_streamed:
            response.response = _pieces(response.response)
        else:
            response.set_data(compressed(response.get_data(), _LEVEL))
        response.content_encoding = "gzip"
    if response.content_encoding:
        _tell_apart(response)
    return response


def _is_text(response: Response) -> bool:
    kind = response.mimetype or ""
    return kind.startswith("text/") or kind.endswith(_KINDS)


def _may_shrink(response: Response) -> bool:
    if response.content_encoding or response.direct_passthrough or "Content-Range" in response.headers:
        return False
    return response.is_streamed or len(response.get_data()) >= _FEWEST_BYTES


def _tell_apart(response: Response) -> None:
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.headers["ETag"] = f'"{tag}{_ENDING}'


def _pieces(body: Iterable[str | bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for each in body:
        if some := packer.compress(each.encode() if isinstance(each, str) else each):
            yield some
    yield packer.flush()
