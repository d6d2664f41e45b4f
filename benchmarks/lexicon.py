"""What the lexicon learns: of the archive at --archive, of every PDF below --corpus, or of made-up texts.

Prints size, time, memory; and, without anybody's reading, the share of learned first translations that the
glossary has too, for the words that it knows, by the score they were given. With --list the words and
terms to be judged by reading. With --made N instead: time and memory for N pairs of made-up passages.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive import Actor, Archive, CannotRelate, Relation, Way, accept
from index.crosslingual import (
    About,
    AlignedText,
    Example,
    Kept,
    Lexicon,
    LexiconEntry,
    chosen,
    glossary,
    learn_lexicon,
    write_lexicon,
)
from index.crosslingual.lexicon import stems_of
from ingest.aligned_texts import aligned_texts
from ingest.aligning import align_missing
from ingest.lexicon import make_lexicon
from ingest.pipeline import add
from ingest.relations import suggest_all

MEGABYTE = 1024  # ru_maxrss counts kilobytes on Linux
MADE_WORDS = 200_000
MADE_LENGTH = 9
"""Content words of a made-up sentence, with as many that link; a passage has three, 54 words. Real ones: 21."""

LISTED_WORDS, LISTED_TERMS = 200, 100
OPENINGS = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, help="a data folder whose versions are aligned")
    parser.add_argument("--corpus", type=Path, nargs="+", help="folders with PDFs")
    parser.add_argument("--made", type=int, metavar="N", help="pairs of made-up passages")
    parser.add_argument("--list", action="store_true", help="print what is to be judged by reading")
    arguments = parser.parse_args()
    if arguments.made:
        scale(arguments.made)
        return
    with tempfile.TemporaryDirectory() as folder, Archive.open(arguments.archive or Path(folder)) as archive:
        if arguments.corpus:
            fill(archive, arguments.corpus)
        entries = measure(archive)
    confirmed(entries)
    if arguments.list:
        listed(entries)


def fill(archive: Archive, corpus: Sequence[Path]) -> None:
    """Read the PDFs, join what looks like language versions, and align."""
    with archive.writing("measuring"):
        add(archive, corpus, workers=2)
        suggest_all(archive)
        for each in archive.suggestions.open():
            if each.kind is Relation.LANGUAGE_VERSION:
                try:
                    accept(archive, each.number, by=Actor("os:benchmark", Way.COMMAND))
                except CannotRelate as error:
                    print(error)
        started = time.perf_counter()
        print(f"{align_missing(archive)} pairs aligned in {time.perf_counter() - started:.0f} s")


def measure(archive: Archive) -> list[LexiconEntry]:
    """Print what making and opening costs, and give what was learned without the glossary."""
    started = time.perf_counter()
    texts = list(aligned_texts(archive))
    read = time.perf_counter() - started
    started = time.perf_counter()
    learned = learn_lexicon(texts, glossary())
    seconds = time.perf_counter() - started
    with archive.writing("measuring"):
        about = make_lexicon(archive)
    print(f"{about.bitexts} documents, {about.passages} pairs of passages, {about.texts} of sentences")
    print(f"texts read in {read:.1f} s, learned in {seconds:.1f} s, peak {_peak()} MB")
    print(f"{about.entries} entries, {(archive.folder / 'lexicon').stat().st_size / 1e6:.1f} MB")
    opened(archive.folder, archive.id)
    return [each for each in chosen(learned.candidates, ()) if each.language == "en"]


def opened(folder: Path, archive_id: str) -> None:
    """Print how long it takes to open the file, and to look a word up."""
    taken = []
    for _ in range(OPENINGS):
        started = time.perf_counter()
        lexicon, _ = Kept(folder, archive_id).open()
        taken.append(time.perf_counter() - started)
    started = time.perf_counter()
    for entry in glossary()[:1000]:
        lexicon.find(entry.english, "en")
    looked = time.perf_counter() - started
    print(f"opened in {1000 * sorted(taken)[OPENINGS // 2]:.1f} ms, a word looked up in {looked:.3f} ms")


def confirmed(entries: Sequence[LexiconEntry]) -> None:
    """Print how many of the first translations the glossary has, by kind and score."""
    written = defaultdict(set)
    for entry in glossary():
        written[stems_of(entry.english, "en")] |= {stems_of(each, "es") for each in entry.spanish}
    found = defaultdict(list)
    for entry in entries:
        if entry.stems in written:
            first = entry.translations[0]
            kind = "words" if len(entry.stems) == 1 else "terms"
            for name in (f"{kind} .{min(int(10 * first.score), 9)}", kind):
                found[name].append(first.stems in written[entry.stems])
    print(f"\n{'confirmed by the glossary':30}{'number':>8}{'share':>8}")
    for name in sorted(found):
        print(f"{name:30}{len(found[name]):8}{sum(found[name]) / len(found[name]):8.3f}")


def listed(entries: Sequence[LexiconEntry]) -> None:
    """Print the most frequent words and the surest terms with their first translations."""
    words = sorted((each for each in entries if len(each.stems) == 1), key=lambda each: -each.seen)
    terms = sorted((each for each in entries if len(each.stems) > 1), key=lambda each: -each.translations[0].score)
    for each in (*words[:LISTED_WORDS], *terms[:LISTED_TERMS]):
        first = each.translations[0]
        print(f"{each.text}\t{first.text}\t{first.score:.2f}\t{first.together}\t{each.seen}")


def scale(count: int) -> None:
    """Print what so many made-up passages cost."""
    started, worked = time.perf_counter(), time.process_time()
    learned = learn_lexicon(made(count))
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    entries = list(chosen(learned.candidates, glossary()))
    about = About("made", "", "", (), 1, learned.passages, learned.texts, len(entries), "")
    with tempfile.TemporaryDirectory() as folder:
        write_lexicon(Path(folder), about, entries)
        size = (Path(folder) / "lexicon").stat().st_size / 1e6
        whole = time.perf_counter() - started
        print(f"{learned.passages} pairs of passages, {learned.texts} of sentences")
        print(f"learned in {seconds:.0f} s ({work:.0f} s of processor), kept after {whole:.0f} s")
        print(f"peak {_peak()} MB")
        print(f"{len(entries)} entries, {size:.1f} MB")
        opened(Path(folder), "made")
        lexicon, _ = Kept(Path(folder), "made").open()
        print(f"of the 5,000 most frequent words {_right(lexicon):.3f} right")


def made(count: int) -> Iterator[AlignedText]:
    """Make passages of words that stand for each other by their numbers, frequent as words are (Zipf's law)."""
    drawn = random.Random(7)
    weights = [1 / (rank + 10) for rank in range(MADE_WORDS)]
    total, cumulative = 0.0, []
    for weight in weights:
        total += weight
        cumulative.append(total)
    for number in range(count):
        place = Example(("v", f"e{number}"), ("v", f"s{number}"))
        for _ in range(3):
            numbers = drawn.choices(range(MADE_WORDS), cum_weights=cumulative, k=MADE_LENGTH)
            english = " ".join(f"the {_made(each, 'k')}" for each in numbers)
            drawn.shuffle(numbers)
            yield AlignedText(english, " ".join(f"los {_made(each, 'b')}" for each in numbers), place)


def _made(number: int, last: str) -> str:
    letters = []
    for _ in range(6):
        number, at = divmod(number, 8)
        letters.append("bdfglmpt"[at] + "aeio"[at % 4])
    return "".join(letters) + last


def _right(lexicon: Lexicon) -> float:
    found = [lexicon.find(_made(number, "k"), "en") for number in range(5_000)]
    right = [each is not None and each.translations[0].text == _made(at, "b") for at, each in enumerate(found)]
    return sum(right) / len(right)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE


if __name__ == "__main__":
    main()
