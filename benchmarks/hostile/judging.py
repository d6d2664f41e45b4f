"""Whether an answer is true, by what qpdf and poppler say of the same file; they are limited as we are."""

from __future__ import annotations

import re
import resource
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SECONDS = 5
_MEGABYTES = 1500
_FEW_LETTERS = 10
_LOST = 0.5
"""The share of poppler's letters below which words are lost, unless the report says which."""


@dataclass(frozen=True, slots=True)
class Others:
    """What others say of a file. `qpdf`: good, warns, refuses, password, stopped; pages and letters by poppler."""

    qpdf: str
    pages: int | None
    letters: int | None
    is_locked: bool

    def __str__(self) -> str:
        pages = "-" if self.pages is None else f"{self.pages}"
        letters = "stopped" if self.letters is None else f"{self.letters}"
        return f"{self.qpdf}/{pages}p/{letters}"


def others(path: Path) -> Others:
    """Ask qpdf and poppler."""
    checked = _said(["qpdf", "--check", str(path)])
    told = _said(["pdfinfo", str(path)])
    text = _said(["pdftotext", "-q", str(path), "-"])
    pages = re.search(r"^Pages:\s+(\d+)", told[1], re.MULTILINE) if told else None
    return Others(
        _verdict(checked),
        int(pages[1]) if pages else None,
        None if text is None else sum(char.isalpha() for char in text[1]),
        is_locked=bool(told and "Incorrect password" in told[1]),
    )


def doubt(answer: Mapping[str, Any], letters: int | None, said: Others) -> str:
    """Say what speaks against an answer; nothing where it agrees. `letters`: what was taken in."""
    code = (answer.get("reason") or {}).get("code", "")
    has_text = (said.letters or 0) > _FEW_LETTERS
    if code in ("not_a_pdf", "damaged", "crashed") and said.pages and has_text:
        return f"{code}, but poppler reads {said.pages} pages"
    if code in ("no_text", "needs_ocr") and has_text:
        return f"{code}, but poppler reads {said.letters} letters"
    if code == "encrypted" and not said.is_locked and said.pages:
        return "encrypted, but poppler opens it"
    if said.is_locked and not code and not any(each["code"] == "unlocked" for each in answer["warnings"]):
        return "taken in, but poppler calls it locked"
    if letters is not None and has_text and letters < _LOST * (said.letters or 0) and not answer["warnings"]:
        return f"{letters} letters, but poppler reads {said.letters}, and no warning"
    return ""


def _verdict(checked: tuple[int, str] | None) -> str:
    if checked is None:
        return "stopped"
    code, told = checked
    if "invalid password" in told:
        return "password"
    return {0: "good", 3: "warns"}.get(code, "refuses")


def _said(command: Sequence[str]) -> tuple[int, str] | None:
    """Run a program within limits; gives its exit code and all it says, or nothing where it had to be stopped."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, preexec_fn=_limit, check=False)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode < 0:
        return None
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEGABYTES << 20, _MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
