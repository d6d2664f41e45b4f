"""A report in both languages that disagrees with itself: in a percentage, a number, a list, a paragraph."""

from __future__ import annotations

from archive import Alignment, Archive, Bitext, Verdict
from ingest.aligning import MADE
from tests.factories import make_version, store_version
from tests.pairs import Pair
from tests.search_app.holdings import HOSTILE

FELL = "Emissions fell by 54.4 % in all districts of the country since then."
BAJARON = "Las emisiones bajaron un 52,4 % en todos los distritos del país desde entonces."
DECREE = "Decree 495 of the ministry forbids boats on the lake in winter."
DECRETO = "El decreto del ministerio prohíbe las lanchas en el lago durante el invierno."
GRANT = "The grant is 1,234.5 euros a year for each of the schools by the lake."
AYUDA = "La ayuda es de 1.234,5 euros al año para cada una de las escuelas del lago."
FERRIES = (
    f"Only English readers are told that ferries leave at dawn from the old harbour, and call twice: {HOSTILE}."
)
LIST = "• apples\n• pears\n• plums\n• figs\n• nuts"
LISTA = "• manzanas\n• peras\n• ciruelas\n• higos"
SCHOOLS = "There are 17 schools on the two shores of the lake today."
ESCUELAS = "Hay 71 escuelas en las dos orillas del lago hoy en día."

ENGLISH = [[FELL, DECREE], [GRANT, FERRIES], [LIST, SCHOOLS]]
SPANISH = [[BAJARON, DECRETO], [AYUDA], [LISTA, ESCUELAS]]


def store_disputed(archive: Archive, document_id: str = "report") -> Pair:
    """Put both in, and align them; that the schools are the same is not likely."""
    english = store_version(
        archive, make_version(document_id), ENGLISH, title="The report", labels=["i", "1", "2"]
    )
    spanish = store_version(archive, make_version(document_id, "es", title="El informe"), SPANISH)
    ours, theirs = (
        tuple(each.id for each in archive.passages.of_version(version.id)) for version in (english, spanish)
    )
    bitext = Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.9, MADE)
    fell, decree, grant, ferries, fruit, schools = ours
    archive.bitexts.put(
        bitext,
        [
            *(
                Alignment((one,), (other,), 0.9)
                for one, other in zip((fell, decree, grant), theirs[:3], strict=True)
            ),
            Alignment((ferries,), (), 0.8),
            Alignment((fruit,), theirs[3:4], 0.9),
            Alignment((schools,), theirs[4:], 0.3),
        ],
    )
    return Pair(english, spanish, ours, theirs, bitext)
