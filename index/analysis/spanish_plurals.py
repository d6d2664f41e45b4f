"""Spanish plurals -> what is stemmed as their singulars are; it need not be a word.

Rule: the stemmer makes one stem of most plurals and their singulars, but it takes -nos for a pronoun ("gobiernos")
and -imos for a verb ("últimos"), and -en and -ar off the singular alone ("imagen", "lugar"). Of verbs, -rán
becomes -rá.
"""

from __future__ import annotations

import re

from index.analysis.folding import fold

_SHORTEST = 4
"""Shorter words are left as they are: los, más, mes, dan."""

_INVARIABLE = frozenset({"dios", "estas", "éstas", "menos"})
"""The singular of "estas" is "está" to those who leave its accent out."""

_AFTER_CONSONANT = re.compile(r"(?<=[aeiouáéíóú][lrd])es$|(?<![tv]ie)(?<=n)es$")
"""lugar-es, red-es, razon-es, imágen-es, and not tien-es. Off others the stemmer takes -es itself."""

_AFTER_SHORT = re.compile(r"^(?:[aeiouáéíóú][^aeiouáéíóú]{1,2}|pym|byt)es$")
"""eje-s, arte-s: too short for the stemmer."""

_ACCENTED_AGAIN = (("eses", "és"), ("anes", "án"))
"""intereses, capitanes: without the accent the stemmer would take more off them."""

_OF_VERB = re.compile(r"(?:ábamos|[áé]ramos|[áé]semos|íamos)$")
_OF_NOUN = re.compile(
    r"(?:anim|anonim|centim|decim|extrem|intim|gram|legitim|maritim|maxim|minim|optim|pesim|prestam|proxim"
    r"|reclam|sinonim|suprem|ultim)os$"
)
"""Nouns and adjectives in -mos, which most verbs end in too; others have an accent that verbs have not."""

_OF_FUTURE = re.compile(r"(?<=rá)n$|(?<=^est[aáeé])n$")
_IN_LONG_VOWEL = frozenset({"cachés", "cafés", "comités", "menus", "menús", "sofás", "tabús", "tabus"})


def singular(word: str) -> str:
    """Give a word without the ending of its plural, or as it is."""
    if len(word) < _SHORTEST or word in _INVARIABLE:
        return word
    if word[-1] == "n":
        return word[:-1] if _OF_FUTURE.search(word) else word
    if word[-1] != "s":
        return word
    if word.endswith("mos"):
        return word[:-1] if _is_noun(word) else word
    if word[-2] in "ao" or word in _IN_LONG_VOWEL or _AFTER_SHORT.match(word):
        return word[:-1]
    if word[-2] != "e":
        return word
    for plural, ending in _ACCENTED_AGAIN:
        if word.endswith(plural):
            return word[: -len(plural)] + ending
    return _AFTER_CONSONANT.sub("", word)


def _is_noun(word: str) -> bool:
    plain = fold(word)
    if plain[-4] not in "aei" or _OF_NOUN.search(plain):
        return True
    return plain != word and not _OF_VERB.search(word)
