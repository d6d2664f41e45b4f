"""Spanish words that the stemmer throws together with others, and that are kept apart from them.

Found by reading what is thrown together with the frequent words of policy papers and manuals
(`benchmarks/accents.py`): artículo and articulación, público and publicar, partido and parte, sede and sed.
"""

from __future__ import annotations

from index.analysis.folding import fold

_GROUPS = """
accionista
actividad
aliado aliada
alias
apropiado apropiada
área
artículo
así
atrás
aún
autor autora
autoridad
cámara
cargo
casa
cifra
círculo
comando
cómo
compás compases
común comúnmente
comunidad
constitución
cooperativa cooperativo
corte cortes
costa
creer creemos creía creían
cuantía
deb
década
derecha
ejecutivo ejecutiva
estándar
estatista
estudiante estudiantes
éxito
fórmula
foro
genérico genérica
género
guía
hábito
identidad
importancia
importante importantes
índice índices
informe informes
iniciativa
íntegramente
integridad
interés
librería
libro
mano
marco
más
mayoría
mayorista
media
mesa
meta
monto
negocio
numeroso numerosa
objetivo objetiva
optimista
ordenador
organismo
órgano
parís
paro
parte partes
partida
partido
período periodo
plan planes
plaza
plazo
presente presentes
proporción
publicidad
público pública públicamente
puerta
quién
restaurante restaurantes
sala
salida
sede sedes
serie series
sólido sólida
sólo sola solamente
suelo
término
titular titulares
título
tratado
unidad
universidad
válido válida
"""
"""In a line what is one word; without their accents they are the same."""

_SIGN = "_"
"""Stands behind their stems; no other stem ends with it."""


def own_stem(word: str) -> str | None:
    """Give the stem of a word that is kept apart, spelled with its accents or with none; None of others."""
    return _STEMS.get(word)


_STEMS = {
    spelling: f"{fold(words[0])}{_SIGN}"
    for words in map(str.split, _GROUPS.strip().splitlines())
    for word in words
    for spelling in (word, fold(word))
}
