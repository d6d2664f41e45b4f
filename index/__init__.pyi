"""The search: a neutral query tree, analysis and marks; engines only match and rank, `find` brings it together."""

from index.arranging import Arranged, by_arrival, by_document
from index.asked_query import Across
from index.engine import (
    FEW,
    Change,
    DropVersion,
    Entry,
    FacetCount,
    KnownWord,
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
from index.finding import Found, count_whole, find, find_ids, trees_of
from index.hits import Hit, MatchKind
from index.indexer import drain, rebuild, remake
from index.issuers import FILTERS, Issuers, issuer_key, issuer_names
from index.marks import Reading, Span
from index.query import Parsed, loosened, parse
from index.remarks import About, Remark
from index.rewording import as_phrase, unquoted, without_words, words_of
from index.spelling import MOST_WORDS_COUNTED, Spelling, as_spelt, spellings

__all__ = [
    "ENGINES",
    "FEW",
    "FILTERS",
    "MOST_WORDS_COUNTED",
    "About",
    "Across",
    "Arranged",
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
    "Issuers",
    "KnownWord",
    "LexiconMissing",
    "Match",
    "MatchKind",
    "Parsed",
    "PutVersion",
    "Reading",
    "Remark",
    "Results",
    "Search",
    "SearchEngine",
    "Sort",
    "Span",
    "Spelling",
    "as_phrase",
    "as_spelt",
    "by_arrival",
    "by_document",
    "count_whole",
    "create_engine",
    "drain",
    "find",
    "find_ids",
    "issuer_key",
    "issuer_names",
    "loosened",
    "open_engine",
    "parse",
    "rebuild",
    "remake",
    "spellings",
    "trees_of",
    "unquoted",
    "verify_engine",
    "without_words",
    "words_of",
]
