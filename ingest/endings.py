"""How a child came to its end, in words: what it read, or which limit it broke and at what."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as WallTimeout

from pebble import ProcessExpired

from archive import NO_ROOM
from ingest.errors import OcrFailed, OriginalUnreadable
from ingest.limits import KILLED_BY_LIMIT, OCR_LIMITS, OUT_OF_MEMORY, Limits
from ingest.readings import Reading, Wanting


def result_of(
    future: Future[Reading | Wanting], limits: Limits, pages_done: int, page_count: int
) -> Reading | Wanting | OriginalUnreadable:
    """Say what came of a file that was read as far as `pages_done`. Raises: OSError where the disk is full."""
    is_page = pages_done < page_count
    step = "Opening it" if not page_count else f"Reading page {pages_done + 1}" if is_page else "Reading it"
    try:
        return future.result()
    except OriginalUnreadable as unreadable:
        return unreadable
    except WallTimeout:
        return OriginalUnreadable("timed_out", f"{step} took more than {limits.wall_seconds:,} seconds.")
    except MemoryError:
        return _out_of_memory(step, limits)
    except ProcessExpired as expired:
        if expired.exitcode in KILLED_BY_LIMIT:
            seconds = limits.work(pages_done, page_count)
            return OriginalUnreadable("timed_out", f"{step} took more than {seconds:,} seconds of work.")
        if expired.exitcode in OUT_OF_MEMORY:
            return _out_of_memory(step, limits)
        return OriginalUnreadable("crashed", f"{step} broke the reader: the file is damaged or hostile.")
    except Exception as fault:
        if _lacks_room(fault):
            raise
        return OriginalUnreadable("crashed", f"Reading it failed ({type(fault).__name__}: {fault})"[:300])


def page_failure(future: Future[None]) -> str | None:
    """Say in a few words why OCR of a page failed, if it did. Raises: OSError where the disk is full."""
    try:
        future.result()
    except OcrFailed as failed:
        return str(failed)
    except WallTimeout:
        return f"it took more than {OCR_LIMITS.wall_seconds} seconds"
    except MemoryError:
        return "it took too much memory"
    except ProcessExpired as expired:
        return "it took too long" if expired.exitcode in KILLED_BY_LIMIT else "it broke the reader"
    except Exception as fault:
        if _lacks_room(fault):
            raise
        return f"{type(fault).__name__}: {fault}"[:200]
    return None


def _lacks_room(fault: Exception) -> bool:
    """Tell a full disk from faults of a file: all of it is gone on with when there is room."""
    return isinstance(fault, OSError) and fault.errno in NO_ROOM


def _out_of_memory(step: str, limits: Limits) -> OriginalUnreadable:
    megabytes = limits.memory_bytes // 1_000_000
    return OriginalUnreadable("out_of_memory", f"{step} took more than {megabytes:,} MB of memory.")
