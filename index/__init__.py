"""The search: a neutral query tree, analysis and marks; engines only match and rank, `find` brings it together."""

from index.engine import (
    FACETS,
    Change,
    DropVersion,
    Entry,
    FacetCount,
    Match,
    PutVersion,
    Results,
    Search,
    SearchEngine,
    Sort,
)
from index.engines import ENGINES, create_engine, open_engine, verify_engine
from index.errors import (
    EngineUnknown,
    IndexBusy,
    IndexFault,
    IndexMissing,
    IndexOutdated,
    IndexUnready,
    LexiconMissing,
)
from index.finding import Found, Hit, find, find_ids
from index.indexer import drain, rebuild, remake
from index.marks import Span, marks
from index.query import Parsed, loosened, parse

__all__ = [
    "ENGINES",
    "FACETS",
    "Change",
    "DropVersion",
    "EngineUnknown",
    "Entry",
    "FacetCount",
    "Found",
    "Hit",
    "IndexBusy",
    "IndexFault",
    "IndexMissing",
    "IndexOutdated",
    "IndexUnready",
    "LexiconMissing",
    "Match",
    "Parsed",
    "PutVersion",
    "Results",
    "Search",
    "SearchEngine",
    "Sort",
    "Span",
    "create_engine",
    "drain",
    "find",
    "find_ids",
    "loosened",
    "marks",
    "open_engine",
    "parse",
    "rebuild",
    "remake",
    "verify_engine",
]
