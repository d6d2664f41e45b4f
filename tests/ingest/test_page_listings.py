"""Web pages that list PDFs: which documents they name, in which languages, however the page is built."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from ingest.addresses import Allowed
from ingest.errands import Errands, Patience
from ingest.errors import OriginalUnreadable
from ingest.fetching import Rules, WebPage
from ingest.link_words import language_in_address, languages_in, title_in
from ingest.listings import MOST_LINKS, Listing, fetch_listing, read_listing
from tests.local_server import serving

URL = "http://example.org/policy/peru/index_en.html"

PERU = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Peru</title>
<style>a { content: "x.pdf" }</style></head><body>
<nav><a href="/">Home</a> <a href="/sitemap.pdf.html">Map</a></nav>
<h1>Cooperation with Peru</h1>
<p>The European Union and Peru signed a letter of intent in 2013. <a href="about.html">More</a></p>
<h2>Documents</h2>
<ul>
 <li>Letter of intent: PDF <a href="pdf/letter_en.pdf">en</a> <a href="pdf/letter_es.pdf">es</a></li>
 <li>Study: PDF <a href="/docs/get?file=study.pdf"><abbr title="Español">es</abbr></a></li>
 <li>EU-Peru cooperation on regional innovation systems in the framework of regional policy (Cusco and Puno):
   <a href="pdf/systems.pdf" type="application/pdf">PDF</a> <a href="pdf/systems.pdf">en</a></li>
</ul></body></html>"""


def read(body: str | bytes, *, charset: str | None = None, url: str = URL) -> Listing:
    return read_listing(WebPage(body if isinstance(body, bytes) else body.encode(), charset, url))


def listed(body: str) -> list[tuple[str, str]]:
    """Give each document's title, and its links as `language:end of the address`."""
    return [
        (each.title, " ".join(f"{link.language}:{link.url.rpartition('/')[2]}" for link in each.links))
        for each in read(body).documents
    ]


def test_the_page_on_peru_lists_three_documents() -> None:
    listing = read(PERU)
    assert listing.language == "en"
    letter, study, systems = listing.documents
    assert letter.title == "Letter of intent"
    assert [(link.language, link.url) for link in letter.links] == [
        ("en", "http://example.org/policy/peru/pdf/letter_en.pdf"),
        ("es", "http://example.org/policy/peru/pdf/letter_es.pdf"),
    ]
    assert study.title == "Study"
    assert [(link.language, link.url) for link in study.links] == [
        ("es", "http://example.org/docs/get?file=study.pdf")
    ]
    assert systems.title == (
        "EU-Peru cooperation on regional innovation systems in the framework of regional policy (Cusco and Puno)"
    )
    assert [(link.language, link.url) for link in systems.links] == [
        ("en", "http://example.org/policy/peru/pdf/systems.pdf")
    ]


LETTER = [("Letter of intent", "en:a.pdf es:b.pdf")]

WAYS_TO_SAY_IT = {
    "lines of a paragraph": "<p>Letter of intent: PDF <a href=a.pdf>en</a> <a href=b.pdf>es</a><br></p>",
    "sizes": (
        "<p>Letter of intent (PDF, 2 MB): <a href=a.pdf>English (2 MB)"
        "</a> | <a href=b.pdf>Español (1,5 MB)</a></p>"
    ),
    "names": "<p>Letter of intent – available in <a href=a.pdf>English</a> and <a href=b.pdf>Spanish</a>.</p>",
    "Spanish": "<p>Letter of intent, disponible en <a href=a.pdf>inglés</a> y en <a href=b.pdf>español</a></p>",
    "hreflang": (
        "<p>Letter of intent <a href=a.pdf hreflang=en-GB>PDF</a> <a href=b.pdf hreflang=es-PE>PDF</a></p>"
    ),
    "lang": "<p>Letter of intent <a href=a.pdf lang=en>PDF</a> <span lang=es><a href=b.pdf>PDF</a></span></p>",
    "words before": "<p>Letter of intent. English: <a href=a.pdf>PDF</a> Español: <a href=b.pdf>PDF</a></p>",
    "pictures": (
        "<p>Letter of intent <a href=a.pdf><img src=x alt=English></a> <a href=b.pdf><img alt=Español></a></p>"
    ),
    "labels": (
        "<p>Letter of intent <a href=a.pdf aria-label='English'>↓</a> <a href=b.pdf title='Español'>↓</a></p>"
    ),
    "media type": (
        "<p>Letter of intent <a href=x/a.pdf hreflang=en>↓</a> <a href=b.pdf type=application/pdf>es</a></p>"
    ),
    "title first": (
        "<h3>Letter of intent</h3><ul><li><a href=a.pdf>English</a></li><li><a href=b.pdf>Español</a></ul>"
    ),
    "nested lists": "<ul><li>Letter of intent<ul><li><a href=a.pdf>en</a><li><a href=b.pdf>es</a></ul></ul>",
    "definitions": (
        "<dl><dt>Letter of intent</dt><dd><a href=a.pdf>English</a></dd><dd><a href=b.pdf>es</a></dd></dl>"
    ),
    "line and links": "<p>Letter of intent:</p><p><a href=a.pdf>PDF (en)</a></p><p><a href=b.pdf>PDF (es)</a></p>",
    "text between": (
        "<h3>Letter of intent</h3><p>It was signed in Lima.</p><p><a href=a.pdf>en</a> <a href=b.pdf>es</a></p>"
    ),
    "columns": (
        "<table><tr><th>Title<th>English<th>Español</tr>"
        "<tr><td>Letter of intent<td><a href=a.pdf>PDF</a><td><a href=b.pdf>PDF</a></tr></table>"
    ),
    "columns named in brackets": (
        "<table><tr><td>Documento<td>Descargar (EN)<td>Descargar (ES)</tr>"
        "<tr><td>Letter of intent<td><a href=a.pdf>↓</a><td><a href=b.pdf>↓</a></tr></table>"
    ),
    "rows": (
        "<table><tr><th>Date<th>Title<th>Place<th>Files</tr>"
        "<tr><td>May 2013<td><p>Letter of intent</p><td>Lima, Peru"
        "<td><ul><li><a href=a.pdf>en</a></li><li><a href=b.pdf>es</a></li></ul></tr></table>"
    ),
    "a language a row": (
        "<table><caption>Letter of intent</caption><tr><td>English<td><a href=a.pdf>PDF</a></tr>"
        "<tr><td>Español<td><a href=b.pdf>PDF</a></tr></table>"
    ),
    "titles that are links": (
        "<p><a hreflang=en href=a.pdf>Letter of intent</a> / <a hreflang=es href=b.pdf>Carta</a></p>"
    ),
    "a title that is a link": "<p><a hreflang=en href=a.pdf>Letter of intent</a> (<a href=b.pdf>es</a>)</p>",
    "cards": (
        "<div class=file><div><div>Letter of intent</div><div>3 May 2013</div><div>English</div>"
        "<div>(1.2 MB - PDF)</div><a href=a.pdf>Download</a></div><details>"
        "<summary>Available languages (1)</summary>"
        "<div>español</div><div>(1 MB - PDF)</div><a href=b.pdf>Download</a></details></div>"
    ),
    "text below a title": (
        "<h2>Papers</h2><p>Letter of intent</p><p>It was signed in Lima.</p>"
        "<p><a href=a.pdf>en</a> <a href=b.pdf>es</a></p>"
    ),
    "icons": "<p>Letter of intent: <a href=a.pdf><img alt=PDF> en</a> <a href=b.pdf><img alt=PDF> es</a></p>",
    "links first": "<p><a href=a.pdf>en</a> <a href=b.pdf>es</a> Letter of intent</p>",
    "only languages around": "<h2>Letter of intent</h2><h3>English</h3><p><a href=a.pdf>PDF</a></p>"
    "<h3>Español</h3><p><a href=b.pdf>PDF</a></p>",
}


@pytest.mark.parametrize("body", WAYS_TO_SAY_IT.values(), ids=WAYS_TO_SAY_IT)
def test_versions_of_a_document_are_joined_however_the_page_is_built(body: str) -> None:
    assert listed(body) == LETTER


def test_headings_that_name_a_language_say_it_of_all_below() -> None:
    body = (
        "<h3>English</h3><ul><li><a href=a.pdf>Letter of intent</a><li><a href=b.pdf>Study</a></ul>"
        "<h3>Español</h3><ul><li><a href=c.pdf>Carta de intención</a></ul>"
        "<h3>Other papers</h3><ul><li><a href=d.pdf>Report</a></ul>"
    )
    assert listed(body) == [
        ("Letter of intent", "en:a.pdf"),
        ("Study", "en:b.pdf"),
        ("Carta de intención", "es:c.pdf"),
        ("Report", "None:d.pdf"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>Letter: <a href=a.pdf>en</a>; Study: <a href=b.pdf>en</a></p>",
            [("Letter", "en:a.pdf"), ("Study", "en:b.pdf")],
        ),
        (
            "<p>Letter: <a href=a.pdf>en</a> <a href=b.pdf>es</a><br>Study: <a href=c.pdf>es</a></p>",
            [("Letter", "en:a.pdf es:b.pdf"), ("Study", "es:c.pdf")],
        ),
        (
            "<p><a href=a.pdf>The letter</a>, <a href=b.pdf>The study</a></p>",
            [("The letter", "None:a.pdf"), ("The study", "None:b.pdf")],
        ),
        (
            "<p><a href=a.pdf>Study of systems (PDF, 2.3 MB, 45 pages)</a></p>",
            [("Study of systems", "None:a.pdf")],
        ),
        ("<p>Read the <a href=a.pdf>study of regions</a> here.</p>", [("study of regions", "None:a.pdf")]),
        (
            "<p>The plan: <a href=a.pdf>Part 1</a> <a href=b.pdf>Annex II</a></p>",
            [("The plan: Part 1", "None:a.pdf"), ("The plan: Annex II", "None:b.pdf")],
        ),
        (
            "<ul><li><a href=a.pdf>The study of Peru</a> (EN)</li><li><a href=b.pdf>El estudio</a> (ES)</li></ul>",
            [("The study of Peru", "en:a.pdf"), ("El estudio", "es:b.pdf")],
        ),
        ("<p><a href=peru_study-es.pdf>PDF</a></p>", [("Peru study", "es:peru_study-es.pdf")]),
        (
            "<h2>Reports</h2><p><a href=a.pdf>PDF</a></p><p><a href=b.pdf>PDF</a></p>",
            [("Reports", "None:a.pdf"), ("Reports", "None:b.pdf")],
        ),
        (
            "<p>Study: <a href=a.pdf>en</a> <a href=b.pdf>en</a></p>",
            [("Study", "en:a.pdf"), ("Study", "en:b.pdf")],
        ),
        (
            "<p>Study: <a href=a.pdf>en</a> <a href=a.pdf#page=2>en</a></p><p>Again: <a href=./a.pdf>en</a></p>",
            [("Study", "en:a.pdf")],
        ),
        (
            "<p>Study: <a href=a.docx>Word</a> <a href=a.pdf>PDF</a> <a href=a.zip>PDF, packed</a></p>",
            [("Study", "None:a.pdf")],
        ),
        ("<p>Study: PDF <a href=/download/7>en</a> <a href=/download/8>es</a></p>", [("Study", "en:7 es:8")]),
        ("<p>Study: PDF <a href=/download/7>fr</a></p>", [("Study", "fr:7")]),
        ("<p><a href=/view/7>A study (PDF)</a> <a href=/view/8>A page</a></p>", [("A study", "None:7")]),
        (
            "<a href='JavaScript:x.pdf'>a</a><a href='mailto:x@y.pdf'>b</a><a href='file:///x.pdf'>c</a>",
            [],
        ),
        ("<p>Business English: <a href=a.pdf>PDF</a></p>", [("Business English", "None:a.pdf")]),
        ("<p>Estudio &amp; plan – <a href=a.pdf>Descargar</a></p>", [("Estudio & plan", "None:a.pdf")]),
        (
            "<base href='/x/'><base href='/y/'><p>Study <a href='en/a.PDF?v=1'>PDF</a></p>",
            [("Study", "en:a.PDF?v=1")],
        ),
        ("", []),
        ("<!-- <p>Study <a href=a.pdf>en</a> -->", []),
        ("<script>document.write('<a href=a.pdf>en</a>')</script><noscript>x</noscript>", []),
    ],
)
def test_what_a_line_names_is_a_document(body: str, expected: list[tuple[str, str]]) -> None:
    assert listed(body) == expected


def test_a_layout_made_of_tables_is_read_as_the_lines_within() -> None:
    body = (
        "<table><tr><td><a href=/>Home</a></td><td><table><tr><td><h2>Documents</h2>"
        "<ul><li>Letter: <a href=a.pdf>en</a> <a href=b.pdf>es</a></li><li>Study: <a href=c.pdf>es</a></li></ul>"
        "</td></tr></table></td></tr></table>"
    )
    assert listed(body) == [("Letter", "en:a.pdf es:b.pdf"), ("Study", "es:c.pdf")]


def test_a_base_leads_to_where_it_says() -> None:
    body = "<head><base href='https://docs.example.org/peru/'></head><p>Study <a href='a.pdf'>en</a></p>"
    assert read(body).documents[0].links[0].url == "https://docs.example.org/peru/a.pdf"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<p>Intención: <a href=a.pdf>es</a>".encode(), None),
        ("<p>Intención: <a href=a.pdf>es</a>".encode("latin-1"), None),
        ("<p>Intención: <a href=a.pdf>es</a>".encode("latin-1"), "ISO-8859-1"),
        ("<p>Intención: <a href=a.pdf>es</a>".encode("utf-16"), "utf-16"),
        ('<meta charset="windows-1252"><p>Intención: <a href=a.pdf>es</a>'.encode("cp1252"), None),
        (
            '<meta http-equiv=x content="text/html; charset=cp850"><p>Intención: <a href=a.pdf>es</a>'.encode(
                "cp850"
            ),
            None,
        ),
        ("\ufeff<p>Intención: <a href=a.pdf>es</a>".encode(), "latin-1"),
        ("<p>Intención: <a href=a.pdf>es</a>".encode(), "no-such-charset"),
        ("<p>Intenci\x00ón: <a href=a.pdf>es</a>".encode(), "utf-8"),
    ],
)
def test_a_page_is_read_in_its_encoding(body: bytes, charset: str | None) -> None:
    assert [each.title for each in read(body, charset=charset).documents] == ["Intención"]


_HOSTILE_BYTES = 1_000_000
"""A fifth of what is taken, for the sake of the run."""

HOSTILE: dict[str, Callable[[], str]] = {
    "deep": lambda: "<div>" * 300_000 + "<p>Study <a href=a.pdf>en</a>",
    "deep rows": lambda: "<table><tr><td>" * 100_000,
    "open links": lambda: "<a href=a.pdf>" * 300_000,
    "long line": lambda: "<p>" + "word " * 900_000 + "<a href=a.pdf>en</a>",
    "long word": lambda: "<p>" + "(" * 4_000_000 + "<a href=a.pdf>en</a>",
    "long attribute": lambda: f"<a href='{'a' * 4_000_000}.pdf'>en</a>",
    "signs": lambda: "<p>" + "- : , " * 700_000 + "x<a href=a.pdf>en</a>",
    "open meta": lambda: "<meta " * 700_000,
    "entities": lambda: "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;" + "&b;" * 1_000_000,
    "many links on a line": lambda: "<p>" + "<a href=x>en</a> " * 200_000 + "<a href=a.pdf>es</a>",
    "nested rows": lambda: "<table>" + "<tr><td>x" * 200_000,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_page_made_to_harm_is_read_or_refused_soon(make: Callable[[], str]) -> None:
    started = time.monotonic()
    with serving() as server, Errands(Patience(total_seconds=60, quiet_seconds=60)) as errands:
        url = server.put("/", make().encode()[:_HOSTILE_BYTES], Content_Type="text/html")
        with suppress(OriginalUnreadable):
            errands.run(fetch_listing, url, Rules(Allowed.read([server.host])))
    assert time.monotonic() - started < 30


def test_a_page_of_too_many_links_is_refused() -> None:
    body = "".join(f"<p>Study {n}: <a href={n}.pdf>en</a>" for n in range(MOST_LINKS + 1))
    with pytest.raises(OriginalUnreadable, match="more than 1,000 PDFs"):
        read(body)
    assert len(read(body.partition(f"<p>Study {MOST_LINKS}:")[0]).documents) == MOST_LINKS


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Letter of intent: PDF", "Letter of intent"),
        ("Letter of intent (PDF, 2 MB) -", "Letter of intent"),
        ("Study (in English):", "Study"),
        ("Study – English:", "Study"),
        ("Plan 2013", "Plan 2013"),
        ("Plan de desarrollo 2013-2020, disponible en", "Plan de desarrollo 2013-2020"),
        ("Download the PDF here (2.3 MB)", ""),
        ("PDF en es", ""),
        ("• 45 páginas |", ""),
        ("Versión en español", ""),
        ("", ""),
    ],
)
def test_a_title_is_what_is_left_without_formats_and_sizes(text: str, title: str) -> None:
    assert title_in(text) == title


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("en", ["en"]),
        ("English (2 MB)", ["en"]),
        ("PDF en español", ["es"]),
        ("en inglés", ["en"]),
        ("Castellano", ["es"]),
        ("en es fr", ["en", "es", "fr"]),
        ("English and Spanish", ["en", "es"]),
        ("Study in English", []),
        ("PDF", []),
    ],
)
def test_a_language_is_told_where_nothing_else_is_said(text: str, languages: list[str]) -> None:
    assert languages_in(text) == languages


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("http://x.org/study_es.pdf", "es"),
        ("http://x.org/study.EN.pdf", "en"),
        ("http://x.org/fvr-6-25-14-esp.pdf", "es"),
        ("http://x.org/CRI_INDC_Spanish.pdf", "es"),
        ("http://x.org/en_study.pdf", "en"),
        ("http://x.org/es/docs/estudio.pdf", "es"),
        ("http://x.org/que_es_esto.pdf", None),
        ("http://x.org/study.pdf?lang=es", None),
        ("http://x.org/green.pdf", None),
    ],
)
def test_a_language_is_told_by_the_name_of_a_file(address: str, language: str | None) -> None:
    assert language_in_address(address) == language
