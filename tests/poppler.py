"""Poppler's word boxes, to look at copies with other eyes than ours: tests that need them skip without."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.words import Box

_WORD = re.compile(r'<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*?)</word>')


class Seen(NamedTuple):
    """A word, and its box on the page as seen."""

    text: str
    box: Box

    def is_in(self, box: Box) -> bool:
        """Tell whether the middle of the word lies in a box."""
        x0, y0, x1, y1 = self.box
        across, down = (x0 + x1) / 2, (y0 + y1) / 2
        return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def words(path: Path, number: int = 1) -> list[Seen]:
    """Give the words of a page (1-based), or skip the test; a file that poppler complains of fails it."""
    if shutil.which("pdftotext") is None:
        assert not os.environ.get("CI"), "This test needs pdftotext: on Debian, the package poppler-utils."
        pytest.skip("needs pdftotext: on Debian, the package poppler-utils")
    command = ["pdftotext", "-bbox", "-f", str(number), "-l", str(number), str(path), "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stderr == ""
    found = []
    for match in _WORD.finditer(told.stdout):
        x0, y0, x1, y1 = map(float, match.groups()[:4])
        found.append(Seen(html.unescape(match[5]), (x0, y0, x1, y1)))
    return found
