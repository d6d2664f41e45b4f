"""How many searches that went wrong are rescued in one click.

Draws passages by a seed and some of their most telling words, which find them among the first ten hits; damages
the words as people do, and asks the search page. A search is rescued where the passage is still among the first
ten, or becomes one of them by one of the links that are offered above the hits: another spelling, a word less, one
language alone, and so on; not by filters or further pages.

  typo      a letter left out, doubled, swapped with the next or replaced by its neighbour on the keyboard
  accent    accents and tildes left out, or put on another vowel
  number    each word in the other number, after the rule that most words of the language follow
  language  typed in the one language, sought in the other (`benchmarks/aligned/`)
  too many  a telling word of another passage is added
  two of them   a typo and a word too many; told beside, not counted in the hundred

  python -m benchmarks.rescues --corpus corpus --data kept
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from flask.testing import FlaskClient

from archive import Passage
from archive.identity import normalise
from benchmarks.damaged.damages import DAMAGES, remembered
from benchmarks.sought.collection import LANGUAGES
from benchmarks.sought.field import Field, open_field
from benchmarks.sought.known_items import beads, says_something, word_rarity
from benchmarks.sought.options import field_options
from search_app import create_app
from search_app.settings import Settings
from search_app.wiring import update_index

SEED = 8
EACH = 20
WORDS = 2
FIRST = 10
"""Hits that count as found."""

_HIT = re.compile(r'<article class="hit">\s*<header>\s*<h2><a href="/p/([0-9a-z]+)')
_ADDRESS = re.compile(r'<a [^>]*href="(/\?[^"]*)"')
_TOOLS = re.compile(r'<p class="tools">.*?</p>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Damaged:
    """A search as it was typed, how it was damaged, and the ids of the passages that would be right."""

    kind: str
    typed: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """By which link it was found (empty: at once; None: by none), and the processor's time for the first page."""

    asked: Damaged
    link: str | None
    seconds: float


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    with open_field(arguments.corpus, arguments.data) as field:
        settings = Settings(data=field.archive.folder)
        with field.archive.writing("measuring"):
            update_index(settings, field.archive, tell=print)
        app = create_app(settings)
        client = app.test_client()
        chance = random.Random(arguments.seed)
        asked = [
            *_damaged(client, field, chance, arguments.each, arguments.words),
            *_in_other_language(field, arguments.corpus, chance, arguments.each, arguments.words),
        ]
        outcomes = [_ask(client, each) for each in asked]
        app.extensions["pasaje"].close()
    _table(outcomes, show=arguments.show)


def _damaged(client: FlaskClient, field: Field, chance: random.Random, each: int, count: int) -> Iterator[Damaged]:
    rarity, same = _rarities(field), _same(field)
    held = {language: _held(field, language) for language in LANGUAGES}
    for kind, damage in DAMAGES.items():
        made = 0
        while made < each:
            language = LANGUAGES[made % 2]
            passage, other = chance.sample(held[language], 2)
            words = remembered(passage.text, rarity[language], count, chance)
            extra = chance.choice(remembered(other.text, rarity[language], count, chance))
            typed = damage(words, extra, language, chance)
            right = same[language, normalise(passage.text)]
            if typed != words and _is_right(_page(client, words), right):
                made += 1
                yield Damaged(kind, " ".join(typed), right)


def _in_other_language(
    field: Field, corpus: Path, chance: random.Random, each: int, count: int
) -> Iterator[Damaged]:
    rarity, same = _rarities(field), _same(field)
    pairs = [sides for _, sides in beads(field, corpus)]
    for number, sides in enumerate(chance.sample(pairs, each)):
        language, target = LANGUAGES[number % 2], LANGUAGES[1 - number % 2]
        words = remembered(sides[language].text, rarity[language], count, chance)
        yield Damaged("language", " ".join(words), same[target, normalise(sides[target].text)])


def _rarities(field: Field) -> dict[str, dict[str, float]]:
    return {language: word_rarity(field, language) for language in LANGUAGES}


def _held(field: Field, language: str) -> list[Passage]:
    passages = (each for _, passages in field.versions for each in passages)
    return [each for each in passages if each.language == language and says_something(each)]


def _same(field: Field) -> dict[tuple[str, str], frozenset[str]]:
    """Give the ids of passages by their language and normalised words."""
    found: dict[tuple[str, str], set[str]] = {}
    for _, passages in field.versions:
        for each in passages:
            found.setdefault((each.language, normalise(each.text)), set()).add(each.id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _page(client: FlaskClient, words: Sequence[str]) -> str:
    return client.get("/", query_string={"q": " ".join(words)}).text


def _ask(client: FlaskClient, asked: Damaged) -> Outcome:
    started = time.thread_time()
    page = _page(client, [asked.typed])
    seconds = time.thread_time() - started
    if _is_right(page, asked.right):
        return Outcome(asked, "", seconds)
    above = _TOOLS.sub("", page.split('<div class="listed">')[-1].split('<p class="work">')[0])
    offered = [unescape(each) for each in _ADDRESS.findall(above)]
    link = next((each for each in offered if _is_right(client.get(each).text, asked.right)), None)
    return Outcome(asked, link, seconds)


def _is_right(page: str, right: frozenset[str]) -> bool:
    return bool(right & set(_HIT.findall(page)[:FIRST]))


def _table(outcomes: list[Outcome], *, show: bool) -> None:
    print(f"{'':12}{'n':>6}{'at once':>10}{'one link':>10}{'rescued':>10}{'cpu p50':>10}{'p95':>8}")
    kinds = list(dict.fromkeys(each.asked.kind for each in outcomes))
    hundred = [each for each in outcomes if each.asked.kind != "two of them"]
    for name, rows in [(kind, [each for each in outcomes if each.asked.kind == kind]) for kind in kinds]:
        print(_row(name, rows))
    print(_row("the hundred", hundred))
    if show:
        for each in outcomes:
            if each.link != "":
                print(f"{each.asked.kind:12}  {each.asked.typed:60}  {each.link or 'lost'}")


def _row(name: str, rows: list[Outcome]) -> str:
    at_once, linked = sum(each.link == "" for each in rows), sum(bool(each.link) for each in rows)
    times = sorted(1000 * each.seconds for each in rows)
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    return f"{name:12}{len(rows):6}{at_once:10}{linked:10}{at_once + linked:10}{p50:10.0f}{p95:8.0f}"


def _arguments() -> argparse.Namespace:
    parser = field_options(__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--each", type=int, default=EACH, help="searches of each kind")
    parser.add_argument("--words", type=int, default=WORDS, help="remembered of a passage")
    parser.add_argument("--show", action="store_true", help="list what was not found at once")
    return parser.parse_args()


if __name__ == "__main__":
    main()
