"""The pairs of the corpus, read and aligned, and where they disagree."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive import Alignment, Archive, Queued, Version
from archive.identity import version_id
from benchmarks.altered.pair import Compared, Pair
from benchmarks.kin.truth import sources_below
from index.crosslingual import find_embedder, known_words
from ingest.alignment import Text, align
from ingest.disagreement import LEAST_CONFIDENCE, Findings
from ingest.keeping import keep
from ingest.reading import read_original


def pairs_below(corpus: Path, data: Path, works: Sequence[str]) -> Iterator[Pair]:
    """Read the pairs of a corpus into an archive that may have them; all where no works are named."""
    sources = defaultdict[str, list[Path]](list)
    for source in sources_below(corpus, ("policy", "parallel")):
        sources[source.work].append(source.path)
    with Archive.open(data) as archive:
        for work, paths in sources.items():
            if len(paths) == 2 and (not works or work in works):
                versions = {version.language: version for version in (_version(archive, path) for path in paths)}
                if {"en", "es"} <= set(versions):
                    english, spanish = (archive.passages.of_version(versions[each].id) for each in ("en", "es"))
                    yield Pair(work, tuple(english), tuple(spanish))


def compare(pair: Pair) -> Compared:
    """Align a pair and see where it disagrees."""
    sides = ([Text(each.text, each.language, each.kind) for each in side] for side in (pair.english, pair.spanish))
    beads = align(*sides, known=known_words(), embed=find_embedder()).beads
    alignments = [
        Alignment(
            tuple(pair.english[n].id for n in bead.one), tuple(pair.spanish[n].id for n in bead.other), bead.likely
        )
        for bead in beads
    ]
    findings = Findings(alignments, pair.english, pair.spanish, ("en", "es"))
    sure = [bead for bead in beads if bead.one and bead.other and bead.likely >= LEAST_CONFIDENCE]
    beside = tuple(
        (tuple(pair.english[n] for n in bead.one), tuple(pair.spanish[n] for n in bead.other)) for bead in sure
    )
    found = tuple(
        findings.between(one, other, bead.likely) for bead, (one, other) in zip(sure, beside, strict=True)
    )
    return Compared(beside, found, findings.missing)


def _version(archive: Archive, path: Path) -> Version:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    held = {each.original_sha256: each for each in archive.catalogue.versions()}
    if sha256 not in held:
        reading = read_original(path, path.name, lambda *_: None)
        keep(archive, Queued(0, str(path), path.name, sha256), reading)
    return held.get(sha256) or archive.catalogue.get_version(version_id(sha256))
