"""An engine that filters and counts by issuing body, too: what the catalogue knows of documents, laid over theirs.

Rule: nothing of it is indexed, so that what people say of a document counts at once. Names that differ in accents
and capitals alone are one body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from index.analysis import fold
from index.engine import FACETS, Change, FacetCount, KnownWord, Results, Search, SearchEngine

ISSUER = "issuer"

FILTERS = (*FACETS, ISSUER)
"""What a search can be narrowed to values of: the facets of the index, and issuing bodies."""


def issuer_key(name: str) -> str:
    """Give what names of one body have in common."""
    return " ".join(fold(name.lower()).split())


def issuer_names(issuers: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Name each body as most documents do, by what its names have in common. `issuers`: names by document id."""
    spelt = Counter(name for names in issuers.values() for name in names)
    rarest_first = sorted(spelt, key=lambda name: (spelt[name], name))
    return {issuer_key(name): name for name in rarest_first}


@dataclass(frozen=True)
class Issuers:
    """Fulfils `SearchEngine` over another. `read` gives the issuing bodies of documents by their id."""

    engine: SearchEngine
    read: Callable[[], Mapping[str, tuple[str, ...]]]

    def search(self, search: Search) -> Results:
        """Find, rank, count; documents are narrowed to those of the bodies that are allowed."""
        issuers = search.filters.get(ISSUER)
        if not issuers:
            return self._counted(self.engine.search(search), search, None)
        theirs = self._documents_of(issuers)
        own = search.filters.get("document")
        # None in common: a value that no document has, for an empty set would allow every one.
        allowed = (own & theirs if own else theirs) or frozenset({""})
        others = {facet: values for facet, values in search.filters.items() if facet != ISSUER}
        found = self.engine.search(replace(search, filters={**others, "document": allowed}))
        return self._counted(found, search, theirs)

    def apply(self, changes: Iterable[Change]) -> None:
        """Make the changes."""
        self.engine.apply(changes)

    def clear(self) -> None:
        """Forget everything."""
        self.engine.clear()

    def count(self) -> int:
        """Give the number of passages held."""
        return self.engine.count()

    def words_like(self, word: str, changes: int) -> tuple[KnownWord, ...]:
        """Give the words of the texts that become this one in so many changes of a letter."""
        return self.engine.words_like(word, changes)

    @cached_property
    def _issuers(self) -> Mapping[str, tuple[str, ...]]:
        return self.read()

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return issuer_names(self._issuers)

    def _documents_of(self, issuers: Iterable[str]) -> frozenset[str]:
        wanted = set(map(issuer_key, issuers))
        return frozenset(
            document for document, names in self._issuers.items() if not wanted.isdisjoint(map(issuer_key, names))
        )

    def _counted(self, results: Results, search: Search, theirs: frozenset[str] | None) -> Results:
        """Count the bodies; the counts of documents are narrowed to `theirs`, and to no filter of their own."""
        if not search.is_counted:
            return results
        documents = results.facets["document"]
        own = search.filters.get("document")
        counts = self._counts(each for each in documents if not own or each.value in own)
        shown = tuple(each for each in documents if theirs is None or each.value in theirs)
        return replace(results, facets={**results.facets, "document": shown, ISSUER: counts})

    def _counts(self, documents: Iterable[FacetCount]) -> tuple[FacetCount, ...]:
        counts = Counter[str]()
        for document in documents:
            for key in set(map(issuer_key, self._issuers.get(document.value, ()))):
                counts[self._names[key]] += document.count
        return tuple(FacetCount(*each) for each in sorted(counts.items(), key=lambda each: (-each[1], each[0])))
