"""The bones of a PDF, written by hand: objects, streams, and a page around what is hostile."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

Maker = Callable[[], bytes]

MEGABYTE = b" " * 1_000_000
GOOD = b"BT /F1 11 Tf 72 700 Td (The council meets twice a year in Lima.) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

CATALOG, PAGES, PAGE, CONTENT, TEXT_FONT, FREE = range(1, 7)
"""The numbers of the objects of `one_page`; what is added counts from `FREE` on."""


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"", root: int = 1) -> bytes:
    """Put head, table and trailer around objects, which count from 1."""
    made, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    made += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        trailer,
        start,
    )
    return bytes(made)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Give a stream as it is."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes, entries: bytes = b"", *, times: int = 1) -> bytes:
    """Give a stream packed by Flate, several times over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter[%s]%s" % (b"/FlateDecode" * times, entries))


def bomb(megabytes: int, entries: bytes = b"", *, head: bytes = b"", times: int = 1) -> bytes:
    """Give a stream that unfolds to so many megabytes of blanks behind its head."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(head), *(packer.compress(MEGABYTE) for _ in range(megabytes)), packer.flush()]
    content = b"".join(parts)
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter[%s]%s" % (b"/FlateDecode" * times, entries))


def one_page(
    content: bytes | None = None,
    *more: bytes,
    resources: bytes = b"",
    page: bytes = b"",
    catalog: bytes = b"",
    box: bytes = b"0 0 595 842",
    trailer: bytes = b"",
) -> bytes:
    """Give a file of one page. `content` is an object; without one the page says a sentence."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>"
            % (box, resources, page),
            content or stream(GOOD),
            FONT,
            *more,
        ],
        trailer=trailer,
    )


def three_pages(second: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """Give three pages, of which the first and the last are as they should be; `more` counts from 10."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 9 0 R>>%s>>>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>",
            *(page % (number, resources) for number in (6, 7, 8)),
            stream(GOOD),
            second,
            stream(GOOD),
            FONT,
            *more,
        ]
    )


def many_pages(
    count: int, content: bytes | None = None, *, catalog: bytes = b"", more: Sequence[bytes] = ()
) -> bytes:
    """Give so many pages that share a content; `more` counts from 5 + count."""
    kids = b" ".join(b"%d 0 R" % (5 + at) for at in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            content or stream(GOOD),
            FONT,
            *[page] * count,
            *more,
        ]
    )
