"""Real prose in both languages, cut into sentences and put together anew to paragraphs of a wanted length."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SENTENCE_BREAK = re.compile(r"(?<=[a-záéíóúñ)\]][.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡“])")
_PLAIN = re.compile(r"[ -_a-z{|}\u00a1-\u00a7\u00a9-\u00ac\u00ae-\u00b1\u00b5-\u00b7\u00bb-\u00ff–—‘’“”…]+")
"""What every font of the styles has, and nobody mends on purpose: no raised digits, no bare accents."""

_SHORTEST, _LONGEST = 5, 45
_COMPOUND_SHARE = 0.6

_COMPOUNDS = {
    "en": (
        *(
            "well-known",
            "long-term",
            "cross-border",
            "decision-making",
            "socio-economic",
            "state-owned",
            "low-income",
        ),
        *("cost-effective", "Franco-British", "non-governmental", "follow-up", "self-government", "twenty-five"),
        *("labour-intensive", "policy-maker"),
    ),
    "es": (
        *("franco-peruano", "socio-económico", "teórico-práctico", "físico-químico", "político-administrativo"),
        *("científico-técnico", "hispano-francés", "técnico-económica", "ibero-americano", "histórico-artístico"),
        *("médico-legal", "germano-chileno", "Norte-Sur"),
    ),
}
_ACTS = {
    "en": (
        *("Management", "Financing", "Evaluation", "Protection", "Planning"),
        *("Distribution", "Monitoring", "Reform", "Use", "Development"),
    ),
    "es": (
        *("Gestión", "Financiación", "Evaluación", "Protección", "Planificación"),
        *("Distribución", "Seguimiento", "Reforma", "Uso", "Desarrollo"),
    ),
}
_THINGS = {
    "en": (
        *(
            "of water resources",
            "of public health",
            "of rural schools",
            "of coastal cities",
            "of the labour market",
        ),
        *("of forest land", "of energy supply", "of small enterprises", "of regional transport"),
        *("of the civil service", "of cultural heritage", "of urban housing"),
    ),
    "es": (
        *(
            "de los recursos hídricos",
            "de la salud pública",
            "de las escuelas rurales",
            "de las ciudades costeras",
        ),
        *(
            "del mercado laboral",
            "de las tierras forestales",
            "del suministro de energía",
            "de la vivienda urbana",
        ),
        *("de las pequeñas empresas", "del transporte regional", "de la función pública"),
    ),
}
_FALLBACK = {
    "en": """The committee met in the autumn and agreed on a programme of work for the coming years. Its members
        came from every region and had long experience of public administration. Most of the money was spent on
        roads, schools and clinics in the countryside. A second report, published in the spring, described what
        had been learned. The figures show that fewer families left their villages than before.""",
    "es": """La comisión se reunió en otoño y aprobó un programa de trabajo para los años siguientes. Sus miembros
        venían de todas las regiones y tenían larga experiencia en la administración pública. La mayor parte del
        dinero se destinó a caminos, escuelas y centros de salud. Un segundo informe, publicado en primavera,
        describió lo aprendido. Las cifras muestran que menos familias abandonaron sus pueblos que antes.""",
}


@dataclass(slots=True)
class Prose:
    """Gives sentences one after the other, those of one source together, none twice until all were given."""

    language: str
    sources: list[list[str]]
    choose: random.Random
    _waiting: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        """Give the next sentence."""
        if not self._waiting:
            shuffled = self.choose.sample(self.sources, len(self.sources))
            self._waiting = [sentence for source in shuffled for sentence in source][::-1]
        return self._waiting.pop()

    def paragraph(self, fewest: int, most: int) -> str:
        """Give whole sentences of so many words together, now and then with a compound among them."""
        wanted = self.choose.randint(fewest, most)
        words: list[str] = []
        while len(words) < wanted:
            sentence = self.sentence().split()
            if words and len(words) + len(sentence) > most:
                break
            words += sentence
        if self.choose.random() < _COMPOUND_SHARE and len(words) > _SHORTEST:
            words.insert(self.choose.randrange(2, len(words) - 1), self.choose.choice(_COMPOUNDS[self.language]))
        return " ".join(words)

    def phrase(self, fewest: int, most: int) -> str:
        """Give the first words of a sentence, without a stop at their end."""
        words = self.sentence().split()[: self.choose.randint(fewest, most)]
        return " ".join(words).rstrip('.,;:!?…"”»)( ')

    def title(self, known: set[str]) -> str:
        """Give a title that is not known yet, and add it to those."""
        titles = [f"{act} {thing}" for act in _ACTS[self.language] for thing in _THINGS[self.language]]
        free = [title for title in titles if title not in known]
        title = self.choose.choice(free)
        known.add(title)
        return title


def read_prose(corpus: Path) -> dict[str, list[list[str]]]:
    """Give the sentences of the corpus's passages by language, or a few of our own where it has none."""
    found: dict[str, list[list[str]]] = {"en": [], "es": []}
    for path, language in _passage_files(corpus / "ir"):
        with path.open(newline="", encoding="utf-8") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            found[language] += [good for row in rows if (good := list(_sentences(row["text"])))]
    return {language: sources or [list(_sentences(_FALLBACK[language]))] for language, sources in found.items()}


def _passage_files(folder: Path) -> Iterator[tuple[Path, str]]:
    manifest = folder / "manifest.tsv"
    if not manifest.exists():
        return
    with manifest.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if re.search(r"/passages\.(en|es)\.tsv$", row["path"]) and row["language"] in ("en", "es"):
                yield folder / row["path"], row["language"]


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_BREAK.split(" ".join(text.split())):
        well_formed = sentence[0].isupper() and sentence[-1] == "." and _PLAIN.fullmatch(sentence)
        if well_formed and _SHORTEST <= len(sentence.split()) <= _LONGEST:
            yield sentence
