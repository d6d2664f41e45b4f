"""What `__init__.py` offers, for type checkers."""

from ingest.disagreement.comparing import BETWEEN, LEAST_CONFIDENCE, Findings, is_compared, joined
from ingest.disagreement.finding import find_disagreements
from ingest.disagreement.missing import find_missing, is_worth_listing
from ingest.disagreement.model import RULES, Disagreement, DisagreementKind, Missing, Span
from ingest.disagreement.names import Names

__all__ = [
    "BETWEEN",
    "LEAST_CONFIDENCE",
    "RULES",
    "Disagreement",
    "DisagreementKind",
    "Findings",
    "Missing",
    "Names",
    "Span",
    "find_disagreements",
    "find_missing",
    "is_compared",
    "is_worth_listing",
    "joined",
]
