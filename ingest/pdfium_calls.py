"""pdfium's functions as they are called most often: a character or an object at a time, with plain integers.

Rule: handles are addresses here; `pypdfium2`'s typed pointers take three times as long. Where a function is called
for every character, its addresses are `ready` before: then ctypes has nothing to turn into anything.
"""

from __future__ import annotations

import ctypes
from typing import Any

ADDRESS, NUMBER = ctypes.c_void_p, ctypes.c_int


def quick(function: Any, *arguments: Any, gives: Any = ctypes.c_uint) -> Any:
    """Give one of pypdfium2's functions with other types of arguments; it lets no other thread in meanwhile."""
    return ctypes.PYFUNCTYPE(gives, *arguments)(address_of(function) or 0)


def quickest(function: Any, gives: Any = None) -> Any:
    """Give one of pypdfium2's functions for arguments that are `ready`, or C's `int`: in half the time.

    Nothing looks at them: an address that is not ready is cut in two.
    """
    return ctypes.PYFUNCTYPE(gives)(address_of(function) or 0)


def ready(address: int | None) -> Any:
    """Give an address as `quickest` functions take it."""
    return ADDRESS.from_param(address)


def address_of(pointer: Any) -> int | None:
    """Give the address that a pointer or function of ctypes has; nothing for null."""
    return ctypes.cast(pointer, ctypes.c_void_p).value
