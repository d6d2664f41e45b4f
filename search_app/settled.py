"""Whether all that follows reading was done and nothing has changed since: then nothing of it is looked at again.

Rule: it is a note beside the catalogue, and can be deleted at any time. It is asked for and written by the holder
of the writer lock, and holds only for these very files and this very program. Others write into the catalogue
without that lock, and who was killed may have left anything: so it is noted of a state in which all was looked for
that could be left to be done, and that was still the same afterwards.
"""

from __future__ import annotations

import json
from contextlib import suppress

from archive import Archive
from archive.placing import CATALOGUE_NAME
from archive.stamps import stamp
from index.extras import are_vectors_installed
from search_app import learned
from search_app.program import program_state
from search_app.settings import Settings

FILE_NAME = "settled.json"
"""In the data folder."""

_MADE_OF = (CATALOGUE_NAME, "index", "index/stamp.json", "lexicon", "meanings")
"""What is brought up to date after reading, and that of which it is made."""

_State = list[object]


def is_settled(settings: Settings) -> bool:
    """Tell whether nothing has changed since that was noted; for the holder of the writer lock."""
    state = _state(settings)
    try:
        return state is not None and bool(json.loads((settings.data / FILE_NAME).read_bytes()) == state)
    except (OSError, ValueError):
        return False


def note_settled(settings: Settings, archive: Archive) -> None:
    """Note that all is done, if it is; for the holder of the writer lock, who has just brought all up to date.

    Nothing while others read the catalogue, for its log must be empty.
    """
    if not archive.empty_log():
        return
    state = _state(settings)
    if archive.changes.pending() or learned.is_due(archive) or state is None or state != _state(settings):
        return
    with suppress(OSError):  # it is done again next time
        (settings.data / FILE_NAME).write_text(json.dumps(state))


def _state(settings: Settings) -> _State | None:
    """Tell this state from others; nothing while the catalogue's log holds what is not in its file."""
    log = stamp(settings.data / f"{CATALOGUE_NAME}-wal")
    if log is not None and log[-1]:
        return None
    files = [list(stamp(settings.data / name) or ()) for name in _MADE_OF]
    return [settings.engine, are_vectors_installed(), program_state(), files]
