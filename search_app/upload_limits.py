"""How much may be sent over HTTP at once, where, and why not more."""

from __future__ import annotations

import re

MAX_BODY_BYTES = 1 << 20
"""What is sent anywhere but to uploads: the largest form, a description with fifty authors, is 400,000."""

MAX_FILE_BYTES = 500_000_000
"""A book of five hundred scanned pages at 300 dpi is 200 to 400 MB; more is several files in one."""

MAX_SENT_BYTES = 2_000_000_000
"""One form, with all its files. Beside what is kept, the disk holds it twice until it is taken in."""

MAX_SENT_FILES = 500
"""In one form: each holds a descriptor until all of it is taken in. Scripts send files one by one."""

MAX_BATCH_FILES = 2_000
"""In one batch: what one person looks through afterwards, in twenty pages of a hundred."""

MAX_FIELD_BYTES = 200_000
"""A field of a form beside its files. A title has 500 characters; but pieces of 64 KB of files, of which Werkzeug
holds two, count here too."""

MAX_AT_ONCE = 4
"""Forms with files that one process receives at once: more would fill the disk before any is done."""

HELD_BYTES = 64_000
"""Of a file that is being received, so much is held in memory at the most; letters of a page are smaller."""

_UPLOADS = re.compile(r"/add(/[^/]*)?/?|/api/v1/documents/?")

UNRECEIVED = "HTTP_X_PASAJE_UNRECEIVED"
"""Where the server says to the application that it gave a body up, and why; whoever asks cannot say it."""

FULL, BUSY = "full", "busy"


def takes_files(method: str, path: str) -> bool:
    """Tell whether large bodies are expected at an address."""
    return method == "POST" and _UPLOADS.fullmatch(path) is not None
