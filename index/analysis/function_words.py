"""Words that hold a sentence together and say nothing of what it is about.

They are indexed like all others and count in phrases; among plain words of a query they are not insisted on, so
that a question typed as a sentence finds what its other words say, and nothing is marked but those.
"""

from __future__ import annotations

_ENGLISH = """
a an and are as at be been by for from had has have how in into is it its of on or that the their them these they
this those to was were what when where which who whose why with
"""
_SPANISH = """
a al ante cómo con cual cuál cuáles cuando cuándo de del donde dónde e el ella ellas ellos en es esa ese eso esos
esta estas este esto estos ha han hay la las le les lo los o para por porque que qué quien quién se su sus u un una
unas unos y
"""
FUNCTION_WORDS = frozenset((_ENGLISH + _SPANISH).split())
"""Lower-case, of both languages. Left out: what is a word with a meaning in the other ("sin", "son", "no"), and
"may", "will", "can", which are names too."""
