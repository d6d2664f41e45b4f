"""How fast and how well PDFs are taken in: every PDF below --corpus into a new archive and index.

Prints pages a second, peak memory, what was refused and why, and, where a manifest.tsv names languages, the files
whose language was told otherwise.
"""

from __future__ import annotations

import argparse
import csv
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from archive import Archive, SourceStatus
from index import create_engine, rebuild
from ingest import Outcome
from ingest.pipeline import add

MEGABYTE = 1024  # ru_maxrss counts kilobytes on Linux


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="folders with PDFs")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        started = time.perf_counter()
        outcomes = add(archive, arguments.corpus, workers=arguments.workers)
        read_seconds = time.perf_counter() - started
        engine = create_engine("whoosh", archive.folder / "index", archive_id=archive.id)
        rebuild(archive, engine)
        seconds = time.perf_counter() - started
        report(outcomes, read_seconds, seconds)
        languages(archive, outcomes, arguments.corpus)


def report(outcomes: list[Outcome], read_seconds: float, seconds: float) -> None:
    """Print counts, speed, memory, and every refusal."""
    pages = sum(outcome.pages or 0 for outcome in outcomes)
    passages = sum(outcome.passages or 0 for outcome in outcomes)
    statuses = Counter(outcome.status.value for outcome in outcomes)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{len(outcomes)} files: " + ", ".join(f"{count} {status}" for status, count in statuses.most_common()))
    print(f"{pages} pages, {passages} passages")
    print(
        f"{read_seconds:.1f} s read, {seconds - read_seconds:.1f} s indexed: {pages / seconds:.1f} pages a second"
    )
    print(f"{children.ru_utime + children.ru_stime:.1f} s of work in children")
    print(
        f"peak memory: {children.ru_maxrss / MEGABYTE:.0f} MB a child, "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE:.0f} MB the parent"
    )
    for outcome in outcomes:
        if outcome.status in (SourceStatus.FAILED, SourceStatus.WAITING) and outcome.reason:
            name, reason = Path(outcome.source).name, outcome.reason
            print(f"  {outcome.status.value}: {name}: {reason.code}: {reason.message}")


def languages(archive: Archive, outcomes: list[Outcome], corpus: list[Path]) -> None:
    """Compare with the manifests: documents one by one, and passages of 60 letters or more with their document."""
    named = {path.resolve(): language for folder in corpus for path, language in manifest(folder)}
    told = [(outcome, named[Path(outcome.source)]) for outcome in outcomes if Path(outcome.source) in named]
    if not told:
        return
    right = sum(outcome.language == language for outcome, language in told)
    print(f"language as the manifest says: {right} of {len(told)} documents")
    same = total = 0
    for outcome, language in told:
        if outcome.language != language:
            print(f"  {Path(outcome.source).name}: manifest {language}, told {outcome.language}")
        for passage in archive.passages.of_version(outcome.version_id or ""):
            if sum(map(str.isalpha, passage.text)) >= 60:
                total += 1
                same += passage.language == language
    print(
        f"passages of 60 letters or more in the language of the manifest: {same} of {total} ({same / total:.1%})"
    )


def manifest(folder: Path) -> list[tuple[Path, str]]:
    """Give the paths and languages of the manifests below a folder."""
    found: list[tuple[Path, str]] = []
    for path in folder.rglob("manifest.tsv"):
        with path.open(newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        found += [(path.parent / row["path"], row["language"]) for row in rows if row["language"] in ("en", "es")]
    return found


if __name__ == "__main__":
    sys.exit(main())
