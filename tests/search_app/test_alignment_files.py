"""What stands side by side can be taken along: as a translation memory, a table, an object."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from archive import Archive
from search_app.spreadsheets import cell
from tests.pairs import BOATS, FORMULA, HARBOUR, PUERTO, SOLO, Pair, refuse
from tests.search_app.test_web_search import links_of, read

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

HEADER_NEEDS = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
"""What a header must say (TMX 1.4b, <header>)."""


def structure_faults(tmx: ET.Element) -> Iterator[str]:
    """Tell what a file has that the DTD of TMX 1.4b does not allow, and lacks that it needs."""
    if tmx.tag != "tmx" or tmx.get("version") != "1.4" or [each.tag for each in tmx] != ["header", "body"]:
        yield "tmx"
        return
    header, body = tmx
    yield from (f"header lacks {name}" for name in HEADER_NEEDS - set(header.attrib))
    if header.get("segtype") not in ("block", "paragraph", "sentence", "phrase"):
        yield "segtype"
    yield from ("in header" for each in header if each.tag not in ("note", "prop", "ude"))
    for unit in body:
        tags = [each.tag for each in unit]
        if unit.tag != "tu" or tags != sorted(tags, key=["note", "prop", "tuv"].index) or "tuv" not in tags:
            yield f"unit {tags}"
        for variant in unit.iter("tuv"):
            inner = [each.tag for each in variant]
            if not variant.get(XML_LANG) or inner[-1:] != ["seg"] or set(inner[:-1]) - {"note", "prop"}:
                yield f"variant {inner}"
    yield from ("prop without type" for each in tmx.iter("prop") if not each.get("type"))


def test_a_translation_memory_is_as_its_standard_says(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    """A unit for each pair, with its confidence and links; characters that XML forbids are left out."""
    client, _, pair = harbour
    answer = client.get("/documents/guide/alignment.tmx")
    assert answer.content_type == "application/x-tmx+xml; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=guide.en-es.tmx"
    tmx = ET.fromstring(answer.text)
    assert list(structure_faults(tmx)) == []
    header = tmx.find("header")
    assert header is not None
    assert [header.get(name) for name in ("creationtool", "srclang", "segtype")] == ["Pasaje", "en", "paragraph"]
    units = list(tmx.iter("tu"))
    assert len(units) == 3
    assert [each.text for each in units[0].iter("seg")] == [HARBOUR, PUERTO]
    assert [each.get(XML_LANG) for each in units[0].iter("tuv")] == ["en", "es"]
    props = [(each.get("type"), each.text) for each in units[1].iter("prop")]
    assert props == [
        ("x-confidence", "0.6200"),
        ("x-permalink", f"http://localhost/p/{pair.ours[1]}"),
        ("x-permalink", f"http://localhost/p/{pair.theirs[1]}?with={pair.theirs[2]}"),
    ]
    assert [each.text for each in units[2].iter("seg")] == [
        FORMULA.replace("\x07", ""),
        "-2+3 <i>&  no es nada",
    ]


def test_a_translation_memory_tells_no_time_of_its_making(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    """Under one tag there are the same bytes, whenever they were asked for; the standard has the date optional."""
    client, _, _ = harbour
    header = ET.fromstring(client.get("/documents/guide/alignment.tmx").text).find("header")
    assert header is not None
    assert set(header.attrib) == HEADER_NEEDS


def test_a_table_has_all_and_computes_nothing(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    """What stands alone too; UTF-8 with its mark, as spreadsheets need it."""
    client, _, pair = harbour
    answer = client.get("/documents/guide/alignment.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 5
    assert (rows[1]["en_text"], rows[1]["es_pages"], rows[1]["confidence"]) == (BOATS, "i, 1", "0.6200")
    assert rows[1]["es_passages"] == f"{pair.theirs[1]} {pair.theirs[2]}"
    assert rows[2]["en_text"].startswith("'=HYPERLINK(1) <b>&")
    assert rows[2]["es_text"].startswith("'-2+3")
    assert (rows[2]["moved"], rows[2]["corrected"]) == ("1", "0")
    assert (rows[4]["en_text"], rows[4]["en_link"], rows[4]["es_text"]) == ("", "", SOLO)


UNSEEN = [f"{unseen}=" for unseen in "\u00a0\u2003\u3000\u200b\u2060\ufeff\u202e\u2028\u00ad"] + ["\ufeff \u200b@"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "  =", "＝", *UNSEEN])
def test_no_cell_begins_like_a_formula(sign: str) -> None:
    assert cell(f"{sign}1+1").startswith("'")


def test_other_cells_are_as_they_were() -> None:
    assert cell("a = b, ñandú\n“c”") == "a = b, ñandú\n“c”"
    assert cell("\u200bcopper = iron") == "\u200bcopper = iron"
    assert cell("") == ""


def test_an_object_has_all_alignments(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    answer = client.get("/documents/guide/alignment.json")
    said = answer.json
    assert said is not None
    assert said["from"] == {"version": pair.english.id, "language": "en"}
    assert said["score"] == 0.83
    assert [len(each["to"]["passages"]) for each in said["alignments"]] == [1, 2, 1, 0, 1]
    assert "\u202e" not in answer.text
    assert said["alignments"][2]["from"]["text"] == FORMULA


@pytest.mark.parametrize("ending", ["tmx", "csv", "json"])
def test_files_are_sent_as_they_are_written(harbour: tuple[FlaskClient, Archive, Pair], ending: str) -> None:
    client, _, _ = harbour
    answer = client.get(f"/documents/guide/alignment.{ending}")
    assert answer.is_streamed
    assert answer.content_length is None


def test_where_there_is_nothing_no_file_comes(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, archive, pair = harbour
    none = client.get("/documents/letter/alignment.tmx")
    assert (none.status_code, none.mimetype) == (404, "text/html")
    assert "have been aligned, passage by passage" in none.text
    refuse(archive, pair)
    refused = client.get("/documents/guide/alignment.csv")
    assert refused.status_code == 404
    assert "do not say the same (likeness 12%)" in refused.text
    told = client.get("/documents/guide/alignment.json")
    assert (told.status_code, told.mimetype) == (404, "application/problem+json")
    assert client.get("/documents/none/alignment.json").status_code == 404
    assert client.get("/documents/guide/alignment.json?from=../x").status_code == 400


def test_a_document_leads_to_its_files(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, archive, pair = harbour
    ways = links_of(read(client, "/documents/guide"))
    assert ways["Translation memory (TMX)"] == "/documents/guide/alignment.tmx"
    assert ways["Table (CSV)"] == "/documents/guide/alignment.csv"
    assert "Side by side" not in read(client, "/documents/letter")
    refuse(archive, pair)
    page = read(client, "/documents/guide")
    assert "do not say the same (likeness 12%)" in page
    assert "alignment.tmx" not in page
