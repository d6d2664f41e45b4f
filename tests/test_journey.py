"""The product in one page: PDFs in, a marked passage out, a link to it that holds."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typst
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from search_app import create_app
from search_app.cli import pasaje
from search_app.settings import Settings

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journey")


@pytest.fixture(scope="module")
def reader(data: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(data=data))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield client
    app.extensions["pasaje"].close()


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(pasaje, ["--data", str(data), *words], catch_exceptions=False)


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def marked_in(html: str) -> list[str]:
    return [text_of(mark).lower() for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", html, flags=re.DOTALL)]


def test_she_adds_the_letter_the_study_and_the_report(data: Path) -> None:
    """Five PDFs go in; the two languages of the letter and of the study are one document each."""
    added = [json.loads(line) for line in run(data, "add", "--json", str(SAMPLES)).stdout.splitlines()]
    assert [line["status"] for line in added] == ["added"] * 5
    assert all(line["passages"] > 0 for line in added)
    versions = [json.loads(line) for line in run(data, "list", "--json").stdout.splitlines()]
    languages: dict[str, set[str]] = {}
    for version in versions:
        languages.setdefault(version["document"]["id"], set()).add(version["language"])
    assert languages == {
        "letter-of-intent": {"en", "es"},
        "regional-innovation-study": {"en", "es"},
        "final-report-two-languages": {"mul"},
    }


def test_the_same_files_again_change_nothing(data: Path) -> None:
    again = [json.loads(line) for line in run(data, "add", "--json", str(SAMPLES)).stdout.splitlines()]
    assert {line["status"] for line in again} == {"unchanged"}


@pytest.mark.parametrize(
    ("question", "language", "marked"),
    [
        ("regional innovation", "en", {"regional", "innovation"}),
        ("cooperacion transfronteriza", "es", {"cooperación", "transfronteriza"}),
        ('"guarantee fund"', "en", {"guarantee fund"}),
    ],
)
def test_she_searches_and_sees_passages_with_her_words_marked(
    reader: FlaskClient, question: str, language: str, marked: set[str]
) -> None:
    """With or without accents, a phrase as a phrase; the first hit is in the language she asked in."""
    page = reader.get("/", query_string={"q": question}).text
    assert marked <= set(marked_in(page))
    first = reader.get("/api/v1/search", query_string={"q": question}).get_json()["hits"][0]
    assert first["language"] == language
    assert first["section"], "she sees where in the document it stands"
    shown = [first["text"][start:end].lower() for start, end in first["spans"]]
    assert marked <= set(shown)


def test_she_narrows_to_one_language_and_one_document(reader: FlaskClient) -> None:
    spanish = {"q": "innovación", "language": "es"}
    everything = reader.get("/api/v1/search", query_string=spanish).get_json()
    counts = {each["value"]: each["count"] for each in everything["facets"]["document"]}
    question = {**spanish, "document": "letter-of-intent"}
    narrowed = reader.get("/api/v1/search", query_string=question).get_json()
    assert narrowed["total"] == counts["letter-of-intent"] > 0
    assert {hit["document"]["id"] for hit in narrowed["hits"]} == {"letter-of-intent"}


def test_she_opens_the_link_and_stands_at_the_passage(reader: FlaskClient) -> None:
    """The link shows the page's text with the passage set off, her words marked, and the printed page number."""
    question = {"q": "cross-border committee", "document": "regional-innovation-study"}
    hit = reader.get("/api/v1/search", query_string=question).get_json()["hits"][0]
    link = urlsplit(hit["url"])
    assert link.path == f"/p/{hit['passage']}"
    page = reader.get(link.path, query_string={"q": question["q"]})
    assert page.status_code == 200
    assert text_of(hit["text"])[:60] in text_of(page.text)
    assert {"cross-border", "committee"} & set(marked_in(page.text))
    assert f"#page={hit['pages'][0]['number']}" in page.text, "and the original is one click away, at that page"


def test_the_boxes_lie_on_the_words_of_the_real_page(reader: FlaskClient) -> None:
    """Each rectangle reaches from its first word to its last, and has no other word in it."""
    hit = reader.get("/api/v1/search", query_string={"q": '"smart specialisation"'}).get_json()["hits"][0]
    page = reader.get(f"/api/v1/versions/{hit['version']}/pages/{hit['boxes'][0]['page']}").get_json()
    marked: list[str] = []
    for x0, y0, x1, y1 in hit["boxes"][0]["rects"]:
        inside = [
            word
            for word in page["words"]
            if x0 < (word["box"][0] + word["box"][2]) / 2 < x1 and y0 < (word["box"][1] + word["box"][3]) / 2 < y1
        ]
        left, top, right, bottom = zip(*(word["box"] for word in inside), strict=True)
        assert [min(left), min(top), max(right), max(bottom)] == pytest.approx([x0, y0, x1, y1], abs=0.5)
        marked += [page["text"][word["start"] : word["end"]].lower() for word in inside]
    assert marked == ["smart", "specialisation"] * (len(marked) // 2)
    assert marked


def test_the_link_still_opens_after_the_index_was_made_anew(data: Path, reader: FlaskClient) -> None:
    hit = reader.get("/api/v1/search", query_string={"q": "regional innovation"}).get_json()["hits"][0]
    assert run(data, "reindex").exit_code == 0
    assert reader.get(f"/p/{hit['passage']}").status_code == 200
    again = reader.get("/api/v1/search", query_string={"q": "regional innovation"}).get_json()["hits"][0]
    assert again["passage"] == hit["passage"]


def test_the_original_is_what_she_put_in(reader: FlaskClient) -> None:
    hit = reader.get("/api/v1/search", query_string={"q": "letter of intent"}).get_json()["hits"][0]
    with reader.get(f"/versions/{hit['version']}/original.pdf") as answer:
        got = answer.data
    assert got in [path.read_bytes() for path in SAMPLES.glob("*.pdf")]


def test_the_archive_is_whole(data: Path) -> None:
    assert run(data, "check").exit_code == 0


DRAFT = {"exchange experience and good practice": "exchange letters, experience and good practice"}
FINAL = {"exchange experience and good practice": "exchange visits, experience and good practice"}


def test_her_footnote_opens_after_a_corrected_edition_came(
    data: Path, reader: FlaskClient, tmp_path: Path
) -> None:
    """She cites two words of a draft. A corrected letter comes; the link tells, and marks them still."""
    letter = letter_at(tmp_path, DRAFT)
    run(data, "add", "--document", "corrected-letter", "--language", "en", str(letter))
    question = {"q": '"exchange letters"', "document": "corrected-letter"}
    hit = reader.get("/api/v1/search", query_string=question).get_json()["hits"][0]
    start = hit["text"].index("regional policy")
    link = f"/p/{hit['passage']}?quote={start}-{start + len('regional policy')}"
    cited = reader.get(link.replace("?", ".txt?") + "&quoted=1").text
    assert cited.startswith("“regional policy”")
    assert link in cited

    letter_at(tmp_path, FINAL)
    assert json.loads(run(data, "add", "--json", str(letter)).stdout)["status"] == "new_edition"
    whole = reader.get(f"/p/{hit['passage']}.json").get_json()
    assert (whole["state"], whole["edition"], whole["was"]["edition"]) == ("changed", 2, 1)
    words = reader.get(link.replace("?", ".json?")).get_json()
    assert (words["state"], words["anchor"]["exact"]) == ("exact", "regional policy")
    assert words["boxes"], "and the words are marked on their page"
    page = reader.get(f"/p/{hit['passage']}").text
    assert "This passage was changed in edition 2." in page
    assert [text_of(each) for each in re.findall(r"<(?:del|ins)[^>]*>(.*?)</", page)] == ["letters", "visits"]
    assert "1 passage changed" in text_of(reader.get("/documents/corrected-letter/en/changes").text)


def test_her_link_answers_even_when_the_letter_was_taken_out(data: Path, reader: FlaskClient) -> None:
    question = {"q": '"exchange visits"', "document": "corrected-letter"}
    hit = reader.get("/api/v1/search", query_string=question).get_json()["hits"][0]
    for version in reader.get("/api/v1/documents/corrected-letter").get_json()["versions"]:
        assert run(data, "remove", version["version"]).exit_code == 0
    page = reader.get(f"/p/{hit['passage']}")
    assert page.status_code == 200
    assert "exchange visits" in text_of(page.text)
    assert reader.get("/api/v1/search", query_string=question).get_json()["total"] == 0


def letter_at(folder: Path, changes: dict[str, str]) -> Path:
    """Set the sample letter, some of its words changed, where she keeps it."""
    sources = folder / "sources"
    shutil.copytree(SAMPLES / "sources", sources, dirs_exist_ok=True)
    source = sources / "letter-of-intent.en.typ"
    text = source.read_text()
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after, 1)
    source.write_text(text)
    letter = folder / "corrected-letter.pdf"
    letter.write_bytes(typst.compile(source, root=sources, ignore_system_fonts=True, format="pdf"))
    return letter
