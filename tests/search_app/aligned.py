"""An archive of versions set side by side: aligned, refused, not compared, in both languages, stale, and long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from archive import Alignment, Archive, Bitext, Correction, Verdict, Version
from index import create_engine
from ingest.aligning import MADE
from search_app import create_app
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.search_app.holdings import HOSTILE

ENGLISH = (
    ("Roads were mended. Nobody was paid.", "Fairs are held on both shores."),
    ("Schools teach the same songs.", "Boats are few."),
    ("Letters came late.", f"Loans were {HOSTILE}."),
)
SPANISH = (
    ("Se arreglaron los caminos. A nadie se le pagó.", "Boats are few."),
    ("Las escuelas enseñan los mismos cantos.", "Las cartas llegaron tarde.", "Los préstamos fueron."),
    ("Hay ferias en ambas orillas.", "Fin."),
)


def fill_aligned(archive: Archive) -> None:
    """Put all of it in."""
    english = store_version(
        archive, make_version(), ENGLISH, date="2015-03", title="The study", labels=["i", "1", "2"]
    )
    spanish = store_version(archive, make_version(language="es"), SPANISH)
    told = archive.passages.of_version(spanish.id)
    told[1] = replace(told[1], language="en")
    archive.passages.replace_version(spanish, archive.passages.pages(spanish.id), told)
    archive.catalogue.put_document(replace(archive.catalogue.get_document("study"), title="The study"))
    roads, fairs, schools, boats, letters, loans = ids(archive, english)
    caminos, boats_too, escuelas, cartas, prestamos, ferias, fin = ids(archive, spanish)
    found = [
        Alignment((roads,), (caminos,), 0.95),
        Alignment((fairs,), (ferias,), 0.9, is_moved=True),
        Alignment((schools,), (escuelas,), 0.3),
        Alignment((boats,), (boats_too,), 0.8),
        Alignment((letters,), (cartas,), 0.9),
        Alignment((loans,), (), 0.7),
        Alignment((), (prestamos,), 0.7),
        Alignment((), (fin,), 0.7),
    ]
    put(archive, english, spanish, found)
    archive.alignment_corrections.correct(Correction("study", "en", "es", (letters,), (cartas,), "ana"))
    put(archive, *_pair(archive, "refused"), [], Verdict.REFUSED, 0.12)
    _pair(archive, "waiting")
    store_version(archive, make_version("empty"), ENGLISH)
    store_version(archive, make_version("empty", "es"), [[]])
    store_version(archive, make_version("alone"), ENGLISH)
    both = store_version(
        archive, make_version("report", "mul"), [["Summary.", "Roads."], ["Resumen.", "Caminos."]]
    )
    one, two, uno, dos = ids(archive, both)
    put(archive, both, both, [Alignment((one,), (uno,), 0.9), Alignment((two,), (dos,), 0.9)])
    half = store_version(archive, make_version("guide", "mul"), [["First.", "Segundo."]])
    whole = store_version(archive, make_version("guide"), [["First.", "Second."]])
    put(
        archive,
        whole,
        half,
        [Alignment((a,), (b,), 0.9) for a, b in zip(ids(archive, whole), ids(archive, half), strict=True)],
    )
    _fill_long(archive)
    first = store_version(archive, make_version("book"), [["One."]])
    store_version(archive, make_version("book", "en", 2), [["Two."]])
    spanish = store_version(archive, make_version("book", "es"), [["Uno."]])
    put(archive, first, spanish, [Alignment((ids(archive, first)[0],), (ids(archive, spanish)[0],), 0.9)])
    english, spanish = _pair(archive, "stale")
    put(archive, english, spanish, [Alignment((ids(archive, english)[0],), (ids(archive, spanish)[0],), 0.9)])
    kept = archive.passages.of_version(spanish.id)[1:]
    archive.passages.replace_version(spanish, archive.passages.pages(spanish.id), kept)


def _fill_long(archive: Archive) -> None:
    """Put in a manual in two languages, of 300 pages."""
    texts = [[f"Passage {page} {number} says so. And more." for number in range(4)] for page in range(300)]
    versions = [store_version(archive, make_version("long", language), texts) for language in ("en", "es")]
    sides = zip(*(ids(archive, version) for version in versions), strict=True)
    put(archive, versions[0], versions[1], [Alignment((one,), (other,), 0.9) for one, other in sides])


def _pair(archive: Archive, document: str) -> tuple[Version, Version]:
    english = store_version(archive, make_version(document), ENGLISH)
    return english, store_version(archive, make_version(document, "es"), SPANISH)


def ids(archive: Archive, version: Version) -> list[str]:
    """Give the ids of the passages of a version, in reading order."""
    return [each.id for each in archive.passages.of_version(version.id)]


def put(
    archive: Archive,
    one: Version,
    other: Version,
    found: Sequence[Alignment],
    verdict: Verdict = Verdict.ALIGNED,
    score: float = 0.9,
) -> None:
    """Keep what stands side by side in two versions."""
    archive.bitexts.put(Bitext(one.id, other.id, "en", "es", verdict, score, MADE), found)


def reading_aligned(folder: Path) -> Iterator[tuple[FlaskClient, Archive]]:
    """Give a reader in English of an archive that is filled so, and the archive."""
    compile_all()
    with Archive.open(folder) as archive:
        fill_aligned(archive)
        create_engine("whoosh", folder / "index", archive_id=archive.id)
    app = create_app(Settings(data=folder))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client, app.extensions["pasaje"].archive
    app.extensions["pasaje"].close()
