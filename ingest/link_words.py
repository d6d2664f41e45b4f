"""Words around links in English and Spanish: what names a language, and what names nothing at all."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_LANGUAGE_NAMES = {
    "en": "en eng english inglés ingles anglais",
    "es": "es esp spa español espanol spanish castellano espagnol",
    "fr": "fr fra fre french français francais francés frances",
    "de": "de deu ger german deutsch alemán aleman",
    "pt": "pt por portuguese português portugues portugués",
    "it": "it ita italian italiano",
    "qu": "qu que quechua",
    "ay": "ay aym aymara",
}
"""Languages of the pages this is for. Others of the Union are told by their codes, below."""

_OTHER_CODES = "bg cs da el et fi ga hr hu lt lv mt nl pl ro sk sl sv"

_LANGUAGE_OF = {word: language for language, words in _LANGUAGE_NAMES.items() for word in words.split()} | {
    code: code for code in _OTHER_CODES.split()
}

_FILLERS = (
    "pdf document documento file fichero archivo doc adobe acrobat reader format formato "
    "download downloads descargar descarga bajar view ver open abrir read leer see consultar "
    "here aquí aqui click clic pulse haga link enlace full text texto completo complete "
    "available disponible disponibles also también tambien in en and y e or o the el la los las a "
    "this este esta version versions versión version_ versiones language languages idioma idiomas "
    "new window nueva ventana opens more más mas info to for para of "
    "published publicado publicada updated actualizado actualizada date fecha "
    "january february march april may june july august september october november december "
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre"
)
"""Words that say how a file is had, or when it was published, and not what it is: alone they make no title."""

_TRAILING = "pdf available disponible disponibles in en and y or o version versión download descargar"
"""Words that no title ends with, for they lead on to the links."""

_FILLER_WORDS, _TRAILING_WORDS = set(_FILLERS.split()), set(_TRAILING.split())

_SIZE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:bytes|[kmg]i?b|[kmg]o)\b|\b\d+\s*(?:pages?|páginas?|págs?|pp?|hojas)\b\.?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_EDGES = " \t\n\xa0.,;:|/·•–—-_→›»«>*"
_LONGEST_TITLE = 300
_OURS = ("en", "es")
_PREPOSITION = re.compile(r"\ben\s+\w{3,}", re.IGNORECASE)
"""“en español”: “en” is a word of its own there, and not English."""


def title_in(text: str) -> str:
    """Give what a text names beside sizes, formats, languages and ways to download: a title, or nothing."""
    bare = _BRACKETS.sub(lambda found: "" if not _meaning(found.group()) else found.group(), text)
    bare = _SIZE.sub(" ", " ".join(bare.split())).strip(_EDGES)
    if not _meaning(bare):
        return ""
    while True:
        words = bare.rsplit(maxsplit=1)
        last = words[-1].strip(_EDGES + "()[]").casefold()
        is_language = last in _LANGUAGE_OF and (len(last) == 2 or _follows_a_sign(bare))  # noqa: PLR2004 - a code
        if len(words) < 2 or not (last in _TRAILING_WORDS or is_language):  # noqa: PLR2004 - two parts
            return " ".join(bare.split())[:_LONGEST_TITLE]
        bare = words[0].rstrip(_EDGES)


def languages_in(text: str) -> list[str]:
    """Give the languages that a text names, where it names nothing else."""
    if _meaning(text):
        return []
    words = [word for word in _words(_SIZE.sub(" ", text)) if word != "pdf"]
    if _PREPOSITION.search(text) or not all(word in _LANGUAGE_OF for word in words):
        words = [word for word in words if len(word) > 2]  # noqa: PLR2004 - "de" and "el" are words here, not codes
    return list(dict.fromkeys(_LANGUAGE_OF[word] for word in words if word in _LANGUAGE_OF))


def language_of_code(code: str | None) -> str | None:
    """Give the language of a tag as in `hreflang`, "es-PE" for example (BCP 47)."""
    first = re.split(r"[-_]", (code or "").strip().casefold())[0]
    return _LANGUAGE_OF.get(first)


def language_in_address(url: str) -> str | None:
    """Give the language that a file's name begins or ends with, or a folder of its address is."""
    path = unquote(urlsplit(url).path)
    *folders, name = path.casefold().split("/")
    words = re.split(r"[._\-\s]+", name.rpartition(".")[0] or name)
    for word in (words[-1], words[0], *reversed(folders)):
        if len(words) + len(folders) > 1 and _LANGUAGE_OF.get(word) in _OURS:
            return _LANGUAGE_OF[word]
    return None


def names_pdf(text: str) -> bool:
    """Tell whether a text says PDF."""
    return "pdf" in _words(text)


def is_a_part(text: str) -> bool:
    """Tell whether a link is called as a part of something: "Annex 2", "Parte III"."""
    return bool(_PART.match(text.strip(_EDGES)))


_PART = re.compile(
    r"(?:part|parte|annex|anexo|appendix|apéndice|vol\.?|volume|volumen|tomo|chapter|capítulo|section|sección)"
    r"\s*[\dIVXA-F]+\b.{0,12}$",
    re.IGNORECASE,
)


def _meaning(text: str) -> bool:
    """Tell whether a text has a word that is neither filler nor language nor number of a size."""
    words = _words(_SIZE.sub(" ", text))
    return any(word not in _FILLER_WORDS and word not in _LANGUAGE_OF and not word.isdecimal() for word in words)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _follows_a_sign(text: str) -> bool:
    return bool(re.search(r"[.:;,|/·•–—(-]\s*\S+$", text))
