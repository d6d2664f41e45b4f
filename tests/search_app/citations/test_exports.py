"""What programs are given is read by others of their kind, whatever the document holds."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from pybtex.database import BibliographyData, parse_string

from archive import Person
from search_app.citations import Citable, annotation, bibtex, csl_json, highwire, ris
from search_app.citations.citable import line
from tests.search_app.citations.makers import CITED, HOSTILE_CITABLES, LINK, PLAIN, of

KEY = "pasaje-k3j4m2n5p6q7r"


def entry(cited: Citable) -> dict[str, str]:
    library = bibtexparser.parse_string(bibtex(cited))
    assert library.failed_blocks == []
    (read,) = library.entries
    return {"type": read.entry_type, "key": read.key} | {field.key: field.value for field in read.fields}


def record(cited: Citable) -> dict[str, Any]:
    (read,) = rispy.loads(ris(cited))
    return dict(read)


def rendered(cited: Citable) -> str:
    source = CiteProcJSON(json.loads(json.dumps(csl_json(cited))))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(cited.key)]))
    return str(bibliography.bibliography()[0])


def test_bibtex_says_all_that_is_known() -> None:
    assert entry(CITED) == {
        "type": "techreport",
        "key": KEY,
        "author": "Quispe Huamán, María José and Pérez, Jean-Paul",
        "title": "{Study of regional innovation systems}",
        "institution": "European Commission",
        "address": "Lima",
        "series": "Working papers",
        "number": "12",
        "edition": "2",
        "year": "2013",
        "month": "may",
        "day": "20",
        "pages": "12--13",
        "langid": "english",
        "url": LINK,
        "urldate": "2026-11-26",
        "note": "English version, PDF pp. 16–17",
        "annotation": "regional innovation systems",
    }


def test_bibtex_knows_persons_from_bodies() -> None:
    body = of(authors=(Person("Food and Agriculture Organization, Lima"), Person("King", "Martin, Jr.")))
    first, second = parse_string(bibtex(body), "bibtex").entries[KEY].persons["author"]
    assert (str(first), str(second)) == ("{Food and Agriculture Organization, Lima}", "King, {Martin, Jr.}")
    issued = of(authors=(), issuers=("Ministerio del Ambiente",))
    assert entry(issued)["author"] == "{Ministerio del Ambiente}"


def test_what_no_body_issued_is_no_report() -> None:
    assert entry(PLAIN)["type"] == "misc"
    assert record(PLAIN)["type_of_reference"] == "GEN"
    assert csl_json(PLAIN)[0]["type"] == "document"
    assert ("dc.type", "document") in highwire(PLAIN)


def test_signs_of_latex_stay_signs() -> None:
    title = entry(of(title=r"100 % of {A} & B_c \ $5 #1 ~ ^"))["title"]
    assert title == (
        r"{100 \% of \textbraceleft{}A\textbraceright{} \& B\_c \textbackslash{} \$5 \#1 \textasciitilde{} "
        r"\textasciicircum{}}"
    )


@given(HOSTILE_CITABLES)
@settings(deadline=None)
def test_bibtex_is_whole_whatever_is_in_it(cited: Citable) -> None:
    """Both parsers find one entry, with each author, and what comes after it."""
    both = f"{bibtex(cited)}\n@misc{{next, title = {{Next}}}}\n"
    database: BibliographyData = parse_string(both, "bibtex")
    assert list(database.entries) == [KEY, "next"]
    assert len(database.entries[KEY].persons.get("author", [])) == len(cited.creators)
    library = bibtexparser.parse_string(both)
    assert [each.key for each in library.entries] == [KEY, "next"]
    assert library.failed_blocks == []
    assert both.encode()


def test_ris_says_all_that_is_known() -> None:
    assert record(CITED) == {
        "type_of_reference": "RPRT",
        "authors": ["Quispe Huamán, María José", "Pérez, Jean-Paul"],
        "title": "Study of regional innovation systems",
        "tertiary_title": "Working papers",
        "publisher": "European Commission",
        "place_published": "Lima",
        "issn": "12",
        "year": "2013",
        "date": "2013/05/20/",
        "access_date": "2026/11/26/",
        "edition": "2",
        "start_page": "12",
        "end_page": "13",
        "language": "en",
        "urls": [LINK],
        "file_attachments1": "https://archive.example/versions/abcdefghij/original.pdf",
        "notes": ["English version. PDF pp. 16–17. “regional innovation systems”"],
    }
    assert ris(CITED).startswith("TY  - RPRT\r\n")
    assert ris(CITED).endswith("\r\nER  - \r\n")


@given(HOSTILE_CITABLES)
@settings(deadline=None)
def test_ris_is_whole_whatever_is_in_it(cited: Citable) -> None:
    """Each line is a tag with its value, and a program finds one record with each author."""
    for each in ris(cited).removesuffix("\r\n").split("\r\n"):
        assert re.fullmatch(r"[A-Z][A-Z0-9]  - [^\x00-\x1f\x7f\u2028\u2029]*", each)
    first, second = rispy.loads(ris(cited) + ris(PLAIN))
    assert first.get("authors", []) == [each.inverted for each in cited.creators]
    assert first["urls"] == second["urls"] == [LINK]
    assert first.get("title", "") == line(cited.description.title)


def test_csl_is_rendered_in_a_style() -> None:
    said = rendered(CITED)
    for words in ("Quispe Huamán", "Pérez", "2013", "Study of regional innovation systems", "European Commission"):
        assert words in said


def test_csl_says_all_that_is_known() -> None:
    assert csl_json(CITED) == [
        {
            "id": KEY,
            "type": "report",
            "title": "Study of regional innovation systems",
            "author": [
                {"family": "Quispe Huamán", "given": "María José"},
                {"family": "Pérez", "given": "Jean-Paul"},
            ],
            "publisher": "European Commission",
            "publisher-place": "Lima",
            "collection-title": "Working papers",
            "number": "12",
            "edition": "2",
            "issued": {"date-parts": [[2013, 5, 20]]},
            "accessed": {"date-parts": [[2026, 11, 26]]},
            "page": "12-13",
            "language": "en",
            "URL": LINK,
            "note": "English version; PDF pp. 16–17",
            "annote": "regional innovation systems",
        }
    ]
    assert csl_json(of(authors=(Person("ONU Mujeres"),)))[0]["author"] == [{"literal": "ONU Mujeres"}]
    assert "issued" not in csl_json(of(date=""))[0]


@given(HOSTILE_CITABLES)
@settings(deadline=None, max_examples=40)
def test_csl_is_rendered_whatever_is_in_it(cited: Citable) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of variables that its own schema does not know
        assert rendered(cited)


def test_an_annotation_has_what_the_model_requires() -> None:
    """The keys that must be there (Web Annotation Data Model, 3.1, 4, 4.2.1, 4.2.4)."""
    made = annotation(CITED, f"{LINK}.jsonld", "A note.")
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["id"], made["type"]) == (f"{LINK}.jsonld", "Annotation")
    assert made["motivation"] == "bookmarking"
    assert made["body"]["value"] == "A note."
    target = made["target"]
    assert target["source"]["id"] == "https://archive.example/versions/abcdefghij/original.pdf"
    quote, page = target["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "regional innovation systems",
        "prefix": "the ",
        "suffix": " of both shores",
    }
    assert page["type"] == "FragmentSelector"
    assert page["conformsTo"] == "http://tools.ietf.org/rfc/rfc3778"
    assert re.fullmatch(r"page=\d+", page["value"])


@given(HOSTILE_CITABLES)
def test_an_annotation_quotes_to_the_letter_whatever_is_in_it(cited: Citable) -> None:
    made = json.loads(json.dumps(annotation(cited, LINK, ""), ensure_ascii=False).encode())
    exact = made["target"]["selector"][0]["exact"]
    assert exact == re.sub("[\ud800-\udfff]", "\ufffd", cited.words)


def test_the_head_of_a_page_says_what_zotero_asks_for() -> None:
    assert highwire(CITED) == [
        ("citation_title", "Study of regional innovation systems"),
        ("citation_author", "Quispe\u00a0Huamán, María José"),
        ("citation_author", "Pérez, Jean-Paul"),
        ("citation_publication_date", "2013/05/20"),
        ("citation_technical_report_institution", "European Commission"),
        ("citation_technical_report_number", "12"),
        ("citation_series_title", "Working papers"),
        ("citation_language", "en"),
        ("citation_firstpage", "12"),
        ("citation_lastpage", "13"),
        ("citation_pdf_url", "https://archive.example/versions/abcdefghij/original.pdf"),
        ("citation_public_url", LINK),
        ("dc.type", "report"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Ministerio del Ambiente", "Ministerio del Ambiente,"),
        ("European Commission, DG REGIO", "European Commission – DG REGIO,"),
        ("Quispe", "Quispe"),
    ],
)
def test_a_name_that_is_not_parted_is_not_parted_by_zotero(name: str, content: str) -> None:
    assert ("citation_author", content) in highwire(of(authors=(Person(name),)))


@given(HOSTILE_CITABLES)
def test_the_head_of_a_page_is_harmless_whatever_is_in_it(cited: Citable) -> None:
    for _, content in highwire(replace(cited, words="")):
        assert content.strip()
        assert len(content.splitlines()) == 1
