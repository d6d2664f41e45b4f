"""Citations of words in a document, in the forms that people and programs ask for.

Rule: pure functions of what is cited. Text of documents may hold anything; each form makes it harmless in its own
way, and is whole whatever it is given.
"""

from search_app.citations.annotation import annotation
from search_app.citations.apa import apa
from search_app.citations.bibtex import bibtex
from search_app.citations.chicago import chicago
from search_app.citations.citable import Citable
from search_app.citations.csl import csl_json
from search_app.citations.highwire import highwire
from search_app.citations.ris import ris
from search_app.citations.wording import quoted

__all__ = [
    "Citable",
    "annotation",
    "apa",
    "bibtex",
    "chicago",
    "csl_json",
    "highwire",
    "quoted",
    "ris",
]
