"""The tables of the catalogue, as they stand after the last migration.

Rule: a change here comes with a migration beside it; `tests/archive/test_migrations.py` compares the two.
"""

from archive.tables.holdings import (
    changes,
    departures,
    descriptions,
    document_names,
    documents,
    intakes,
    pages,
    passages,
    queue,
    removals,
    settings,
    tombstones,
    versions,
)
from archive.tables.metadata import metadata
from archive.tables.people import (
    accounts,
    events,
    sessions,
    sign_ins,
    tokens,
)
from archive.tables.relatives import (
    aligned_passages,
    alignment_corrections,
    alignments,
    bitexts,
    comparisons,
    disagreements,
    signature_bands,
    signatures,
    suggestions,
)

__all__ = [
    "accounts",
    "aligned_passages",
    "alignment_corrections",
    "alignments",
    "bitexts",
    "changes",
    "comparisons",
    "departures",
    "descriptions",
    "disagreements",
    "document_names",
    "documents",
    "events",
    "intakes",
    "metadata",
    "pages",
    "passages",
    "queue",
    "removals",
    "sessions",
    "settings",
    "sign_ins",
    "signature_bands",
    "signatures",
    "suggestions",
    "tokens",
    "tombstones",
    "versions",
]
