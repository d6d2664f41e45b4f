"""The search: a neutral query tree, analysis and marks; engines only match and rank, `find` brings it together.

Each module is imported when something of it is first asked for, as those of the archive.
"""

from archive.exports import exported

__all__, __getattr__ = exported(
    __name__,
    {
        "arranging": "Arranged by_arrival by_document",
        "asked_query": "Across",
        "engine": """FEW Change DropVersion Entry FacetCount KnownWord Match PutVersion
            Results Search SearchEngine Sort""",
        "engines": "ENGINES create_engine open_engine verify_engine",
        "errors": "EngineUnknown IndexBusy IndexFault IndexMissing IndexOutdated IndexUnready LexiconMissing",
        "finding": "Found count_whole find find_ids trees_of",
        "hits": "Hit MatchKind",
        "indexer": "drain rebuild remake",
        "issuers": "FILTERS Issuers issuer_key issuer_names",
        "marks": "Reading Span",
        "query": "Parsed loosened parse",
        "remarks": "About Remark",
        "rewording": "as_phrase unquoted without_words words_of",
        "spelling": "MOST_WORDS_COUNTED Spelling as_spelt spellings",
    },
)
