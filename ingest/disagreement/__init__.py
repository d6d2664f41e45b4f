"""Where two passages that say the same in English and Spanish disagree: numbers, dates, amounts, names, lists.

`finding.py` is the way through. Numbers and dates of each side (`quantities`: `figures`, `number_words`, `units`,
`dates`, and what is `left_out`) are held together (`matching`) and written in one way (`values`); so are names
(`names`, `name_table`, `name_matching`) and lists (`lists`). `missing.py` tells which passages nothing says
on the other side. Pure functions: nothing is looked up and nothing is kept.
"""

from ingest.disagreement.finding import find_disagreements
from ingest.disagreement.missing import find_missing, is_worth_listing
from ingest.disagreement.model import Disagreement, DisagreementKind, Missing, Span
from ingest.disagreement.names import Names

__all__ = [
    "Disagreement",
    "DisagreementKind",
    "Missing",
    "Names",
    "Span",
    "find_disagreements",
    "find_missing",
    "is_worth_listing",
]
