"""Spanish verbs -> themselves without the pronouns written on behind them: hacerlo, haciéndolo, dámelo, véase.

Rule: only where few nouns end so, and these are named here. Behind an infinitive or a gerund accents may be left
out; an imperative is told by its accent ("instálelo"), for without it too many words look like one ("escuela",
"modelo").
"""

from __future__ import annotations

import re

from index.analysis.folding import fold

_ENDINGS = ("la", "lo", "le", "las", "los", "les", "se", "me", "te", "nos")
_PRONOUN = r"(?:l[aeo]s?|se|me)"
_PRONOUNS = rf"(?:(?:se|me|te|nos){_PRONOUN}|{_PRONOUN})"

_GERUND = re.compile(rf"^(.+(?:[aá]|[iy][eé])ndo)(?:{_PRONOUNS}|te|nos)$")
_INFINITIVE = re.compile(rf"^(.*[aeiáéí]r)(?:(?!te){_PRONOUNS}|nos|(?<=ir)te)$")  # not "carteles", "descártelos"
_NO_INFINITIVE = re.compile(
    r"^(?:[^aeiou]*[aei]r(?:l[aeo]s?|se|me|nos|te)"  # perla, charla, carlos, firme
    r"|.*(?:[iu]er|(?:moder|cuader|inter|exter|eter|mater|pater|frater|alter)(?=n))(?:nos|me|te)"  # gobiernos
    r"|.*(?:disperse|firme|desarme|rearme|gendarme)|reverse|.*(?:[dntg]i|ad|tra|con|in|per)verse)$"
)
_SHORT_VERBS = re.compile(r"^(?:d[aá]|v[eé]|s[eé]|[ií])r(?:l[aeo]s?|se|nos|me|(?:se|me|te|nos)l[aeo]s?)$")

_IMPERATIVE = re.compile(rf"^(.*[áéíóú][^aeiouáéíóú]*[iuü]?[ae])n?(?:(?<=a)te|(?<!e)les|(?!les){_PRONOUNS})$")
_SHORT_IMPERATIVE = re.compile(
    r"^(?:(d[aáií]|p[oó]n|h[aá]z|t[eé]n|tr[aá]e)(?:me|te|se|nos)l[aeo]s?|(d[ai])(?:me|les?)|(haz|pon|ten)l[aeo]s?)$"
)
_NO_IMPERATIVE = re.compile(r"^(?:escándal|vándal|sándal|óval|zócal|búfal|(?:.+)?céfal|cábal|crótal|ángel)[ao]s?$")

_INFINITIVES = {
    "da": "dar", "di": "decir", "pon": "poner", "haz": "hacer", "ten": "tener", "trae": "traer", "vea": "ver",
    "sea": "ser", "vaya": "ir",
}  # fmt: skip
_IRREGULAR = (
    ("ponga", "poner"), ("tenga", "tener"), ("haga", "hacer"), ("diga", "decir"), ("venga", "venir"),
    ("traiga", "traer"), ("duzca", "ducir"), ("zca", "cer"), ("que", "car"), ("ce", "zar"),
)  # fmt: skip
"""Imperatives of which the stemmer does not make the stem of their verb: supónga-se, tradúzca-se, aplíque-se."""

_WITHOUT_ACCENT = re.compile(r"^(vea|haga|diga|[a-zñ]{4,}[ae])n?se$")


def without_pronouns(word: str) -> str:
    """Give the verb without its pronouns, an irregular imperative as its infinitive; others as they are."""
    if not word.endswith(_ENDINGS):
        return word
    if _SHORT_VERBS.match(word):
        return fold(word[: word.index("r") + 1])
    if (found := _INFINITIVE.match(word)) and not _NO_INFINITIVE.match(word):
        return fold(found[1])
    if found := _GERUND.match(word):
        return fold(found[1])
    if found := _SHORT_IMPERATIVE.match(word):
        return _INFINITIVES[fold(found[1] or found[2] or found[3])]
    if (found := _IMPERATIVE.match(word)) and not _NO_IMPERATIVE.match(word):
        return _infinitive(fold(found[1]))
    return word


def typed_without_accent(word: str) -> str | None:
    """Give the verb if a word may be an imperative with -se of which the accent was left out: "asegurese"."""
    found = _WITHOUT_ACCENT.match(word)
    return _infinitive(found[1]) if found else None


def _infinitive(imperative: str) -> str:
    if imperative in _INFINITIVES:
        return _INFINITIVES[imperative]
    for ending, infinitive in _IRREGULAR:
        if imperative.endswith(ending):
            return imperative.removesuffix(ending) + infinitive
    return imperative
