"""What a file is called that a server sends: by its header, else by its address, made harmless.

Rule: the name is only ever shown and stored; nothing is written under it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import unquote, urlsplit

_LONGEST = 150
"""Characters of a name; file systems take 255 bytes."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff<>:\"|?*\\/]")
"""What steers a terminal or a path, turns the direction of writing, or cannot be seen."""

_PARAMETER = re.compile(r";\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;]*)", re.ASCII)
_EXTENDED = re.compile(r"(?i)(utf-8|iso-8859-1)'[^']*'(.*)")


def file_name_of(disposition: str | None, url: str) -> str:
    """Name a download by its header Content-Disposition (RFC 6266) or its address; the name ends in `.pdf`."""
    named = _harmless(_disposed(disposition or "")) or _harmless(_last_part(url)) or "document"
    return named if named.lower().endswith(".pdf") else f"{named}.pdf"


def _disposed(header: str) -> str:
    """Give the name in a header; that in letters of any language (RFC 8187) goes before the plain one."""
    parameters = {name.lower(): value.strip() for name, value in _PARAMETER.findall(header)}
    if extended := _EXTENDED.fullmatch(parameters.get("filename*", "")):
        return unquote(extended[2], encoding=extended[1], errors="replace")
    plain = parameters.get("filename", "")
    if plain.startswith('"'):
        plain = re.sub(r"\\(.)", r"\1", plain[1:-1])
    with suppress(UnicodeError):  # headers are read as Latin-1, which some are; most servers send UTF-8
        plain = plain.encode("latin-1").decode("utf-8")
    return unquote(plain)  # browsers take escapes here too (RFC 6266, appendix D)


def _last_part(url: str) -> str:
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])


def _harmless(name: str) -> str:
    """Keep what follows the last slash of either kind, without what does not belong in a name."""
    last = re.split(r"[/\\]", name)[-1]
    clean = " ".join(_UNFIT.sub(" ", last).split()).strip(". ")
    if len(clean) <= _LONGEST:
        return clean
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[: _LONGEST - len(ending) - 1]}{dot}{ending}" if len(ending) < 10 else clean[:_LONGEST]  # noqa: PLR2004 - a type
