"""Words that hold a sentence together and say nothing of what it is about.

They are indexed like all others and count in phrases; among plain words of a query they are not insisted on, so
that a question typed as a sentence finds what its other words say, and nothing is marked but those.
"""

from __future__ import annotations

import re

from index.analysis.folding import fold

_ENGLISH = """
a also although an and are as at be because been but by did do does for from had has have he her him his how
however if in into is it its itself me moreover my of on or our ours ourselves she than that the their theirs
them themselves then therefore these they this those though thus to was we were what when where whereas which
while who whom whose why with would you your yours yourself
"""
_SPANISH = """
a además ademas al ante aquel aquella aquellas aquello aquellos asimismo aunque como cómo con cual cuales cuál
cuáles cuando cuándo cuanta cuánta cuantas cuántas cuanto cuánto cuántos cuya cuyas cuyo cuyos de del donde
dónde e el ella ellas ello ellos en entonces es esa ese eso esos esta estas este esto estos ha han hay hemos la
las le les lo los me mi mientras nos nosotras nosotros nuestra nuestras nuestro nuestros o para pero por porque
pues que qué quien quién se si su sus suya suyas suyo suyos también tambien tu tú u un una unas unos usted
ustedes y yo
"""
FUNCTION_WORDS_OF = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}

FUNCTION_WORDS = FUNCTION_WORDS_OF["en"] | FUNCTION_WORDS_OF["es"]
"""Lower-case, of both languages. Left out: what is a word with a meaning in the other ("sin", "son", "no"), what
is a name too ("may", "will", "can"), an acronym ("us", "te", "mis") or a number ("i", which is of I+D, too), and
what turns a sentence round ("not", "ni").
"""

_FURTHER_ENGLISH = """
am can cannot i may must no shall there will
"""
_FURTHER_SPANISH = """
debe debemos deben debo desde era eran estaba estaban estamos están estar estoy fue fueron había habían haber
hasta he no podemos puede pueden puedo quiénes sea sean según ser será serán sin somos son soy tengo tenemos
tiene tienen
"""
_FURTHER = {
    "en": frozenset(_FURTHER_ENGLISH.split()),
    "es": frozenset(spelled for word in _FURTHER_SPANISH.split() for spelled in (word, fold(word))),
}

_SPANISH_LETTERS = frozenset("ñáéíóú¿¡")
_WORD = re.compile(r"[^\W\d_]+")


def further_words(language: str) -> frozenset[str]:
    """Give what else holds a sentence of a language together and is a word with a meaning elsewhere.

    So it may be let be only where that language was typed; nothing where `language` is none of ours. Conditionals
    are not among it: an answer, too, says what could be (`benchmarks/retrieval.py`).
    """
    return _FURTHER.get(language, frozenset())


def function_word_counts(text: str) -> dict[str, int]:
    """Count in a text what speaks for each language: its function words, and letters that Spanish alone has."""
    words = _WORD.findall(text.lower())
    counts = {language: sum(word in those for word in words) for language, those in FUNCTION_WORDS_OF.items()}
    counts["es"] += sum(letter in _SPANISH_LETTERS for letter in text.lower())
    return counts


def language_by_function_words(text: str) -> str:
    """Give the language that alone has something that speaks for it; nothing where both have, or neither."""
    spoken_for = [language for language, count in function_word_counts(text).items() if count]
    return spoken_for[0] if len(spoken_for) == 1 else ""


_LIKE_VERBS = frozenset({"esta", "estas", "este"})
"""What está, estás and esté are typed as without their accents."""


def own_form(word: str, language: str) -> str:
    """Give what a function word is indexed under, that no other word is: “para” is not of parar; else nothing."""
    return f"{fold(word)}_" if word in FUNCTION_WORDS_OF[language] - _LIKE_VERBS else ""
