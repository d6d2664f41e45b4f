"""What was worked out once and is kept while there is room, shared by threads."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


_Worth = tuple[float, int]
"""What is worth less goes first; of equal ones that with the smaller number, which was asked for longer ago."""


@dataclass(slots=True)
class _Held(Generic[Value]):
    value: Value
    size: int
    worth: _Worth = (0.0, 0)
    asked: int = 1


class Kept(Generic[Key, Value]):
    """Values by key, so many bytes of them at most, and the one that came last, whatever its size.

    Large ones go before small ones, of which more find room, those asked for seldom before others, and those asked
    for long ago (GreedyDual-Size-Frequency: L. Cherkasova, Improving WWW proxies performance, 1998). By age alone,
    who asks for a little more than there is room for, again and again, would find nothing.

    Two threads may work out the same at once: it is the same, and neither waits for the other.
    """

    def __init__(self, most_bytes: int, size: Callable[[Key, Value], int]) -> None:
        self._most_bytes = most_bytes
        self._size = size
        self.held_bytes = 0
        self._values: dict[Key, _Held[Value]] = {}
        self._queue: list[tuple[_Worth, Key]] = []  # by what each was worth when it was last looked at
        self._least = 0.0  # what the last one was worth that went
        self._numbers = count()
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[Key], Value]) -> Value:
        """Give what is kept under a key, or make it and keep it."""
        with self._lock:
            held = self._values.get(key)
            if held is not None:
                held.asked += 1
                held.worth = self._least + held.asked / held.size, next(self._numbers)
                return held.value
        value = make(key)
        with self._lock:
            if key not in self._values:
                self._put(key, _Held(value, self._size(key, value)))
        return value

    def _put(self, key: Key, held: _Held[Value]) -> None:
        self.held_bytes += held.size
        while self.held_bytes > self._most_bytes and self._queue:
            worth, other = heapq.heappop(self._queue)
            if self._values[other].worth != worth:  # it was asked for since
                heapq.heappush(self._queue, (self._values[other].worth, other))
                continue
            self._least = worth[0]
            self.held_bytes -= self._values.pop(other).size
        held.worth = self._least + 1 / held.size, next(self._numbers)
        self._values[key] = held
        heapq.heappush(self._queue, (held.worth, key))
