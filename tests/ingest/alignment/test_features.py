"""What a text is compared by, and what is kept of it."""

from __future__ import annotations

import tracemalloc

from ingest.alignment.features import analyse


def chain(number: int, word_count: int) -> str:
    """Make words without a space between them, of which none stands in another chain."""
    return "-".join(f"x{number}y{word}" for word in range(word_count))


def test_of_a_long_text_its_first_words_are_looked_at() -> None:
    words = [f"{word}." for word in range(1_000, 1_300)]
    text = f"{' '.join(words)} {chain(1, 500)} {' '.join(words)}"
    assert analyse(text, "en") == analyse(f"{' '.join(words)} {chain(1, 100)}", "en")
    assert analyse(text, "en").token_count == 400


def test_nothing_is_kept_of_chains_of_words() -> None:
    tracemalloc.start()
    for number in range(5):
        analyse(chain(number, 2_000), "en")
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held < 1_000_000
