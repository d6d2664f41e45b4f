"""What bytes are, by their beginning, whatever they are called."""

from __future__ import annotations

HEAD_BYTES = 1024
"""Readers accept a PDF whose mark stands within the first 1,024 bytes (PDF Reference 1.7, appendix H, note 13)."""

PDF_MARK = b"%PDF-"


def said_instead(head: bytes, content_type: str) -> str:
    """Say what came instead of a PDF, and what to do."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    named = content_type.partition(";")[0].strip().lower()
    for mark, noun in _MARKS:
        if start.startswith(mark):
            return f"{noun} came instead of a PDF. {_WAYS.get(noun, _ANY_WAY)}"
    if not head:
        return "Nothing came (0 bytes). Try again later."
    if "html" in named:
        return f"A web page came instead of a PDF. {_WAYS['A web page']}"
    told = f" (the server calls it “{named[:60]}”)" if named else ""
    return f"No PDF came{told}. {_ANY_WAY}"


_ANY_WAY = "Save or export it as PDF and add that."

_WAYS = {
    "A web page": "Open the address in a browser: it may ask for something first. If it lists PDFs, use --page."
}

_MARKS = (
    (b"<!doctype html", "A web page"),
    (b"<html", "A web page"),
    (b"<head", "A web page"),
    (b"<body", "A web page"),
    (b"<script", "A web page"),
    (b"<!--", "A web page"),
    (b"<?xml", "An XML file"),
    (b"pk\x03\x04", "A packed file (ZIP, Word or the like)"),
    (b"\xd0\xcf\x11\xe0", "An older Office file"),
    (b"{\\rtf", "A text with formats (RTF)"),
    (b"{", "Data (JSON)"),
    (b"\x89png", "A picture"),
    (b"\xff\xd8\xff", "A picture"),
    (b"gif8", "A picture"),
    (b"\x1f\x8b", "A packed file (gzip)"),
    (b"%!ps", "A PostScript file"),
)
