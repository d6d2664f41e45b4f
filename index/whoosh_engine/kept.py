"""What was worked out once and is kept while there is room, shared by threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key, so many bytes of them at most; those asked for longest ago go first.

    Two threads may work out the same at once: it is the same, and neither waits for the other.
    """

    def __init__(self, most_bytes: int, size: Callable[[Value], int]) -> None:
        self._most_bytes = most_bytes
        self._size = size
        self.held_bytes = 0
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[Key], Value]) -> Value:
        """Give what is kept under a key, or make it and keep it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make(key)
        with self._lock:
            if key not in self._values:
                self._values[key] = value
                self.held_bytes += self._size(value)
                while self.held_bytes > self._most_bytes and len(self._values) > 1:
                    self.held_bytes -= self._size(self._values.popitem(last=False)[1])
        return value
