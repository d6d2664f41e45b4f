"""How well relatives are told: every PDF of --corpus under a neutral name, and files made of them.

Prints precision and recall a kind, for two halves of the works; then every wrong suggestion and every relative
that was missed; then, with --many, what a version costs in an archive of so many.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from archive import Archive, Document, LabelSource, Page, Part, Passage, Queued, Relation, Version, Words
from archive.identity import version_id
from archive.model import Kind, VersionStatus
from benchmarks.kin.filling import fill
from benchmarks.kin.making import TEXT_KINDS, changed_versions, files_of
from benchmarks.kin.truth import Source, sources_below, texts_below
from ingest.keeping import keep
from ingest.likeness import bands
from ingest.likeness_facts import facts_of, signed
from ingest.reading import read_original
from ingest.relations import suggest

HALVES = ("one half", "the other half")
LONGEST_MADE = 30
"""Pages of a file of which others are made: reading them is what takes the time."""


class Tally:
    """Suggestions that were right, wrong and missed, by what was asked, and words on the last two."""

    def __init__(self) -> None:
        self.right, self.wrong, self.missed = Counter[str](), Counter[str](), Counter[str]()
        self.notes: list[str] = []

    def note(self, kind: str, *, right: int = 0, wrong: Sequence[str] = (), missed: Sequence[str] = ()) -> None:
        """Count."""
        self.right[kind] += right
        self.wrong[kind] += len(wrong)
        self.missed[kind] += len(missed)
        self.notes += [f"wrong: {kind}: {each}" for each in wrong]
        self.notes += [f"missed: {kind}: {each}" for each in missed]

    def show(self, title: str) -> None:
        """Print a table."""
        print(f"\n{title}")
        print(f"{'':44}{'found':>8}{'wrong':>8}{'missed':>8}{'precision':>11}{'recall':>8}")
        for kind in sorted({*self.right, *self.wrong, *self.missed}):
            right, wrong, missed = self.right[kind], self.wrong[kind], self.missed[kind]
            precision, recall = _share(right, right + wrong), _share(right, right + missed)
            print(f"{kind:44}{right:8}{wrong:8}{missed:8}{precision:>11}{recall:>8}")
        for note in self.notes:
            print(f"    {note}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with policy/ and parallel/")
    parser.add_argument("--texts", type=Path, help="folder with texts of works in two languages")
    parser.add_argument("--many", type=int, default=0, help="versions of an archive in which costs are measured")
    arguments = parser.parse_args()
    sources = sources_below(arguments.corpus, ("policy", "parallel"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Archive.open(folder / "data") as archive:
            held = _add_all(archive, sources, folder / "neutral")
            tallies = {half: Tally() for half in (0, 1)}
            _languages(archive, held, tallies)
            _made(archive, held, tallies, folder)
            for half, tally in tallies.items():
                tally.show(f"Works: {HALVES[half]}")
        if arguments.texts:
            _texts(arguments.texts, folder / "texts")
        if arguments.many:
            _costs(arguments.many, folder / "many")


def _add_all(archive: Archive, sources: Sequence[Source], folder: Path) -> dict[str, Source]:
    """Add every file under a name that says nothing; gives the files by the ids of their versions."""
    folder.mkdir()
    held = {}
    for number, source in enumerate(sources):
        path = Path(shutil.copy(source.path, folder / f"f{number:03}.pdf"))
        held[_add(archive, path)] = source
    return held


def _add(archive: Archive, path: Path) -> str:
    """Read a file in this process, which is quicker than a child for each; gives the version."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    reading = read_original(path, path.name, lambda *_: None)
    return str(keep(archive, Queued(0, str(path), path.name, sha256), reading).version_id)


def _languages(archive: Archive, held: dict[str, Source], tallies: dict[int, Tally]) -> None:
    """See which language versions are suggested among the files as they are."""
    works = defaultdict[str, list[str]](list)
    for version_id_, source in held.items():
        works[source.work].append(version_id_)
    pairs = {frozenset(ids): work for work, ids in works.items() if len(ids) > 1}
    languages = {each.id: each.language for each in archive.catalogue.versions()}
    found = {frozenset((each.version_id, each.other_id)): each for each in archive.suggestions.open()}
    for pair, suggestion in found.items():
        half = held[suggestion.version_id].half
        kind = f"as they are: {suggestion.kind.value}"
        # One manual is Spanish by its name alone: its text is the English one.
        is_told = pair in pairs and (
            len({languages[each] for each in pair}) > 1 or suggestion.kind is not Relation.LANGUAGE_VERSION
        )
        wrong = [] if is_told else [" and ".join(held[each].path.name for each in pair)]
        tallies[half].note(kind, right=int(is_told), wrong=wrong)
    for pair, work in pairs.items():
        if pair not in found:
            half = held[next(iter(pair))].half
            tallies[half].note("as they are: language_version", missed=[work])


def _made(archive: Archive, held: dict[str, Source], tallies: dict[int, Tally], folder: Path) -> None:
    """Make files of every file, add each by itself, and see what is suggested about it."""
    others = list(held.values())
    for number, (own_id, source) in enumerate(held.items()):
        version = archive.catalogue.get_version(own_id)
        tally = tallies[source.half]
        for how, made, pages, passages in changed_versions(archive, version):
            archive.catalogue.put_document(Document(made.document_id, made.title))
            archive.passages.replace_version(made, pages, passages)
            _judge(archive, made.id, own_id, held, how, TEXT_KINDS, tally)
        if version.page_count > LONGEST_MADE:
            continue
        made_in = folder / f"made-{number}"
        made_in.mkdir()
        for made_file in files_of(source.path, others[number - 1].path, made_in):
            made_id = _add(archive, made_file.path)
            _judge(archive, made_id, own_id, held, made_file.how, made_file.allowed, tally)
        shutil.rmtree(made_in)


def _judge(
    archive: Archive,
    made_id: str,
    own_id: str,
    held: dict[str, Source],
    how: str,
    allowed: Iterable[Relation],
    tally: Tally,
) -> None:
    """Count what is suggested about a file that was made, and take it out again."""
    right, wrong = 0, []
    for each in suggest(archive, archive.catalogue.get_version(made_id)):
        other_id = each.other_id if each.version_id == made_id else each.version_id
        if other_id == own_id and each.kind in allowed:
            right += 1
        elif held[other_id].work != held[own_id].work:
            wrong.append(f"{held[own_id].path.name} as {each.kind.value} of {held[other_id].path.name}")
        elif other_id == own_id:
            wrong.append(f"{held[own_id].path.name} as {each.kind.value}")
    tally.note(how, right=right, wrong=wrong, missed=[] if right else [held[own_id].path.name])
    archive.remove(made_id)
    archive.remove(made_id, is_purged=True)


def _texts(texts: Path, folder: Path) -> None:
    """See which language versions are suggested among long texts."""
    tally = Tally()
    with Archive.open(folder) as archive:
        works: dict[str, str] = {}
        for work, files in texts_below(texts).items():
            for language, path in files.items():
                version = _text_version(archive, f"t{len(works):03}", language, path.read_text(encoding="utf-8"))
                works[version.id] = work
                suggest(archive, version)
        right = set()
        for each in archive.suggestions.open():
            one, other = works[each.version_id], works[each.other_id]
            if each.kind is Relation.LANGUAGE_VERSION and one == other:
                right.add(one)
            else:
                tally.note(each.kind.value, wrong=[f"{one} and {other} ({each.score}) {dict(each.evidence)}"])
        missed = sorted(set(works.values()) - right)
        tally.note(Relation.LANGUAGE_VERSION.value, right=len(right), missed=missed)
    tally.show("Texts")


def _text_version(archive: Archive, name: str, language: str, text: str) -> Version:
    paragraphs = [each.strip() for each in text.split("\n") if each.strip()]
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    version = Version(
        id=version_id(sha256),
        document_id=name,
        title=name,
        language=language,
        edition=1,
        original_sha256=sha256,
        file_name=f"{name}.pdf",
        source=name,
        status=VersionStatus.READY,
        page_count=1,
        passage_count=len(paragraphs),
        added_at="2026-01-01T00:00:00+00:00",
    )
    passages, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        parts = (Part(1, start, start + len(paragraph), 0),)
        own_id = f"{name}-{number}"
        passages.append(Passage(own_id, version.id, number, Kind.PARAGRAPH, (), language, paragraph, parts))
        start += len(paragraph) + 1
    archive.catalogue.put_document(Document(name, name))
    page = Page(1, "1", LabelSource.POSITION, 595.0, 842.0, "\n".join(paragraphs), Words())
    archive.passages.replace_version(version, [page], passages)
    return version


def _costs(many: int, folder: Path) -> None:
    """Time what a version of five thousand words costs beside so many that have a hundredth in common with it."""
    chance = random.Random(1)
    vocabulary = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{number}" for number in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]  # as words of a language (Zipf)
    with Archive.open(folder) as archive:
        fill(folder / "catalogue.sqlite", many)
        seconds, sharing = [], []
        for number in range(50):
            words = chance.choices(vocabulary, weights, k=5_000)
            paragraphs = "\n".join(" ".join(words[at : at + 100]) for at in range(0, 5_000, 100))
            version = _text_version(archive, f"v{number}", "en", paragraphs)
            started = time.process_time()
            suggest(archive, version)
            seconds.append(time.process_time() - started)
            sharing.append(len(archive.signatures.like(*signed(facts_of(archive, version)))))
        seconds.sort()
        looked = _looked_up(archive)
        size = (folder / "catalogue.sqlite").stat().st_size / 1e6
        print(
            f"\n{many} versions: {seconds[25] * 1000:.1f} ms of work a version (95 %: {seconds[47] * 1000:.1f}), "
            f"{sum(sharing) / len(sharing):.0f} share a band; catalogue {size:.0f} MB; {looked}"
        )


def _looked_up(archive: Archive) -> str:
    """Time the look-up of those that share a band, for versions that have a little in common with all others."""
    seconds, found = [], []
    for number in range(1, 51):
        (own,) = archive.signatures.of([f"w{number}"])
        places = np.frombuffer(own.words, np.uint32)
        started = time.process_time()
        found.append(len(archive.signatures.like(own, [*bands(places, "words"), *bands(places, "signs")])))
        seconds.append(time.process_time() - started)
    took = sorted(seconds)[25] * 1000
    return f"of such as have 0.015 in common {sum(found) / 50:.0f} share a band, found in {took:.1f} ms"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
