"""Whether Pasaje survives any file: those of odd/ and scans/ in --corpus, and hostile ones made here.

Each is added by `pasaje add` as a process of its own; what was taken in is then asked for through `pasaje serve`.
Prints a line a file (answer, reason, seconds, memory of the parent and of its workers, what qpdf and poppler say),
and at the end what must not be: hangs, crashes of the parent, more than 60 s, workers over 1 GiB, answers that
speak against those of qpdf and poppler. Linux; the files that are made take 2 GB of disk for a while.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import Archive
from benchmarks.hostile import bombs, floods, liars, loops, words
from benchmarks.hostile.asking import Visit, visit
from benchmarks.hostile.judging import Others, doubt, others
from benchmarks.hostile.places import broken_copies, odd_names, odd_places
from benchmarks.hostile.running import Run, add

SECONDS = 60
MEBIBYTES = 1024
BATCH = 25
"""Broken copies are added so many at a time, as a person adds a folder."""

_KINDS = {"bombs": bombs, "floods": floods, "loops": loops, "liars": liars, "words": words}


@dataclass(frozen=True, slots=True)
class Row:
    """A file and what became of it; `doubts` is what speaks against the answer."""

    name: str
    answer: Mapping[str, Any]
    run: Run
    said: Others | None
    doubts: str

    @property
    def told(self) -> str:
        """The status, and the reason or the codes of the warnings."""
        reason = self.answer.get("reason")
        codes = sorted({each["code"] for each in self.answer.get("warnings", ())})
        return f"{self.answer.get('status', 'none')} {reason['code'] if reason else ','.join(codes)}".strip()

    def __str__(self) -> str:
        return (
            f"{_plain(self.name)[:52]:52} {self.told[:34]:34} {self.run.seconds:6.1f} {self.run.work_seconds:6.1f}"
            f" {self.run.parent_megabytes:6.0f} {self.run.worker_megabytes:6.0f}"
            f"  {self.said or '-'!s:24} {self.doubts}"
        )


def main() -> None:
    """Run all of it and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with odd/ and scans/")
    parser.add_argument("--data", type=Path, help="data folder of the archive; a new one is thrown away")
    parser.add_argument("--seed", type=int, default=1, help="of the broken copies")
    parser.add_argument("--broken", type=int, default=300, help="broken copies to make")
    parser.add_argument("--only", default="", help="a regular expression that names of files must match")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder, "data")
        sources = _sources(arguments.corpus, Path(folder), arguments.broken, arguments.seed)
        print(f"{'file':52} {'answer':34} {'s':>6} {'work':>6} {'MB':>6} {'worker':>6}  {'qpdf/pages/letters':24}")
        passwords, rows = _passwords(arguments.corpus, Path(folder, "passwords")), []
        for row in _rows(data, sources, re.compile(arguments.only), passwords):
            rows.append(row)
            print(row, flush=True)
        _conclude(rows, visit(data))


def _passwords(corpus: Path, place: Path) -> Path:
    """Write down the passwords that the manifest tells of locked files."""
    told = (corpus / "odd" / "manifest.tsv").read_text()
    place.touch(mode=0o600)
    place.write_text("".join(f"{word}\n" for word in re.findall(r"opens with: (\S+)", told)))
    return place


def _sources(corpus: Path, folder: Path, broken: int, seed: int) -> Iterator[list[Path]]:
    """Give the files, one by one or in batches; what was made is deleted once it was added."""
    real = [*sorted((corpus / "odd").glob("*.pdf")), *sorted((corpus / "scans").rglob("*.pdf"))]
    yield from ([path] for path in real)
    for kind in _KINDS.values():
        for name, make in kind.FILES.items():
            path = folder / f"{name}.pdf"
            path.write_bytes(make())
            yield [path]
            path.unlink()
    yield from ([path] for path in odd_places(folder / "places"))
    yield from ([path] for path in odd_names(folder / "names"))
    small = [path for path in (corpus / "odd").glob("*.pdf") if path.stat().st_size < 400_000]
    copies = list(broken_copies(folder / "broken", small, broken, seed))
    yield from (copies[at : at + BATCH] for at in range(0, len(copies), BATCH))
    shutil.rmtree(folder / "broken", ignore_errors=True)


def _rows(data: Path, sources: Iterable[list[Path]], wanted: re.Pattern[str], passwords: Path) -> Iterator[Row]:
    for paths in sources:
        named = [path for path in paths if wanted.search(path.name)]
        if named:
            run = add(data, named, "--password-file", str(passwords))
            for answer in run.answers or [{}]:
                yield _row(data, named[0], answer, run)


def _row(data: Path, first: Path, answer: Mapping[str, Any], run: Run) -> Row:
    source = Path(answer.get("source", first))
    path = source if source.is_file() else first
    if not answer or not path.is_file() or not path.stat().st_size or path.stat().st_size > MEBIBYTES << 20:
        return Row(source.name, answer, run, None, "" if answer else f"exit code {run.code}: {run.said[-200:]!r}")
    said = others(path)
    return Row(source.name, answer, run, said, doubt(answer, _letters(data, answer.get("version")), said))


def _letters(data: Path, version_id: str | None) -> int | None:
    if not version_id:
        return None
    with Archive.open(data) as archive:
        pages = archive.passages.pages(version_id)
    aside = sum(char.isalpha() for page in pages for each in page.furniture for char in each.text)
    return aside + sum(char.isalpha() for page in pages for char in page.text)


def _conclude(rows: list[Row], seen: Visit) -> None:
    alone = [row for row in rows if len(row.run.answers) <= 1]
    bad = {
        "hung": [row for row in rows if row.run.has_hung],
        "crashed the parent": [row for row in rows if row.run.has_crashed],
        f"took over {SECONDS} s": [row for row in alone if row.run.seconds > SECONDS],
        "had a worker over 1 GiB": [row for row in rows if row.run.worker_megabytes > MEBIBYTES],
        "to be looked at": [row for row in rows if row.doubts],
    }
    print(f"\n{len(rows)} files")
    for told, found in bad.items():
        print(f"{len(found)} {told}" + "".join(f"\n    {_plain(row.name)}: {row.doubts}" for row in found))
    worst = max(alone, key=lambda row: row.run.seconds)
    print(f"longest: {worst.run.seconds:.1f} s, {_plain(worst.name)}")
    for whose in ("worker_megabytes", "parent_megabytes"):
        most = max(rows, key=lambda row: getattr(row.run, whose))
        print(f"most memory, {whose.partition('_')[0]}: {getattr(most.run, whose):.0f} MB, {_plain(most.name)}")
    failed = [each for each in seen.asked if each.is_bad]
    print(f"\n{len(seen.asked)} addresses asked, {len(failed)} failed, {seen.died} servers died; the slowest:")
    for each in [*failed, *sorted(seen.asked, key=lambda each: -each.seconds)[:5]]:
        print(f"    {each.status} {each.path} ({each.seconds:.1f} s)")
    print(f"most memory: {seen.server_megabytes:.0f} MB a server, {seen.drawer_megabytes:.0f} MB who draws")


def _plain(name: str) -> str:
    shown = os.fsencode(name).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "?" for character in shown)


if __name__ == "__main__":
    main()
