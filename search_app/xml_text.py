"""Text of documents in XML."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Leave out characters that XML 1.0 forbids (2.2), however they are written."""
    return _FORBIDDEN.sub("", text)
