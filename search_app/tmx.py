"""A translation memory (TMX 1.4b, LISA, 2005): what translators' programs read passages in two languages from.

Rule: only what has something on both sides, in two languages, is a unit; characters that XML 1.0 forbids (2.2) are
left out. No time of making is told: what has not changed is the same bytes, for its tag says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from xml.sax.saxutils import escape, quoteattr

from archive import Passage
from search_app.aligned import Aligned, Row
from search_app.counterparts import passages_address
from search_app.links import Links
from search_app.xml_text import legal

_START = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Pasaje" creationtoolversion={program} segtype="paragraph" o-tmf="Pasaje" adminlang="en" \
srclang={source} datatype="plaintext">
<prop type="x-document">{document}</prop>
</header>
<body>
"""
_END = "</body>\n</tmx>\n"


def tmx_lines(aligned: Aligned, links: Links) -> Iterator[str]:
    """Give the file piece by piece: its header, a unit for each pair, its end."""
    yield _START.format(
        program=quoteattr(version("pasaje")),
        source=quoteattr(aligned.bitext.from_language),
        document=_text(aligned.document.id),
    )
    units = (each for each in aligned.rows if each.is_pair and not each.is_untranslated)
    for number, row in enumerate(units, start=1):
        yield _unit(number, row, aligned, links)
    yield _END


def _unit(number: int, row: Row, aligned: Aligned, links: Links) -> str:
    bitext = aligned.bitext
    pieces = [
        f'<tu tuid="{number}">\n<prop type="x-confidence">{row.alignment.confidence:.4f}</prop>\n',
        '<prop type="x-corrected">yes</prop>\n' * row.alignment.is_corrected,
        _variant(bitext.from_language, row.from_passages, links),
        _variant(bitext.to_language, row.to_passages, links),
        "</tu>\n",
    ]
    return "".join(pieces)


def _variant(language: str, passages: Sequence[Passage], links: Links) -> str:
    link, words = passages_address(passages, links), "\n".join(each.text for each in passages)
    return (
        f'<tuv xml:lang={quoteattr(language)}>\n<prop type="x-permalink">{_text(link)}</prop>\n'
        f"<seg>{_text(words)}</seg>\n</tuv>\n"
    )


def _text(words: str) -> str:
    return escape(legal(words))
