"""Files sent with the form: received, refused, named and told of, before anybody reads them."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Archive, Document, Stage
from archive.originals import Originals
from archive.queue import Queue
from search_app import taking_in, upload_limits, uploads
from search_app.upload_names import LONGEST, shown_name
from tests.search_app.sending import OTHER, PDF, by_script, hold, kept_bytes, queued, send
from tests.search_app.signing import OWN


def test_what_somebody_purges_before_it_is_noted_is_kept_all_the_same(
    curator: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_upload = Queue.put_upload

    def purged_before(queue: Queue, batch: str, name: str, sha256: str, **named: object) -> None:
        Originals(folder / "originals").drop(sha256)
        put_upload(queue, batch, name, sha256, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Queue, "put_upload", purged_before)
    send(curator, [(PDF, "one.pdf")])
    with Archive.open(folder) as archive:
        (row,) = archive.queue.waiting()
        archive.originals.verify(row.sha256)


def test_the_form_is_for_curators_and_is_found_from_every_page(curator: FlaskClient) -> None:
    assert '<a href="/add">Add PDFs</a>' in curator.get("/").text
    page = curator.get("/add")
    assert page.status_code == 200
    assert page.cache_control.no_store
    afar = {"REMOTE_ADDR": "192.0.2.7"}
    assert curator.get("/add", environ_base=afar).status_code == 403
    assert "/add" not in curator.get("/", environ_base=afar).text


def test_what_is_sent_is_kept_and_waits_before_it_is_told(curator: FlaskClient, folder: Path) -> None:
    answer = send(curator, [(PDF, "one.pdf"), (OTHER, "two.pdf")])
    assert answer.status_code == 303
    assert queued(folder) == [("one.pdf", "one.pdf", Stage.WAITING), ("two.pdf", "two.pdf", Stage.WAITING)]
    with Archive.open(folder) as archive:
        kept = [archive.originals.path(row.sha256).read_bytes() for row in archive.queue.waiting()]
    assert kept == [PDF, OTHER]
    page = curator.get(answer.location).text
    assert "0 of 2 files are added. 2 are on their way." in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page


def test_who_closed_the_page_finds_it_again_below_the_form(curator: FlaskClient) -> None:
    assert "Sent lately" not in curator.get("/add").text
    first, last = (send(curator, [(PDF, "one.pdf")]).location for _ in range(2))
    page = curator.get("/add").text
    assert page.index(f'href="{last}"') < page.index(f'href="{first}"')
    assert "1 is on its way." in page


def test_another_site_cannot_send_files(curator: FlaskClient, folder: Path) -> None:
    strange = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    for path in ("/add", "/api/v1/documents"):
        for headers in ({**by_script(curator), **strange}, OWN):
            data = {"file": (io.BytesIO(PDF), "one.pdf")}
            assert curator.post(path, data=data, headers=headers).status_code == 403
    with Archive.open(folder) as archive:
        assert archive.queue.count_waiting() == 0


@pytest.mark.parametrize("said", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_what_another_site_sends_is_refused_before_it_is_received(
    curator: FlaskClient, said: dict[str, str]
) -> None:
    """The server asks so, with the headers of what is sent."""
    assert curator.get("/add/may", headers=OWN).status_code == 204
    assert curator.get("/add/may", headers=said).status_code == 403


def test_more_is_sent_to_a_batch_and_names_alike_stand_apart(curator: FlaskClient, folder: Path) -> None:
    batch = send(curator, [(PDF, "report.pdf")]).location
    assert send(curator, [(OTHER, "report.pdf")], batch).location == batch
    assert [name for name, *_ in queued(folder)] == ["report.pdf", "2/report.pdf"]


def test_what_is_no_pdf_is_told_so_and_the_others_are_in(curator: FlaskClient, folder: Path) -> None:
    answer = send(curator, [(b"<html>%P", "page.pdf"), (b"", "empty.pdf"), (PDF, "one.pdf")])
    page = curator.get(answer.location).text
    assert page.count("This is no PDF, or it is empty.") == 2
    assert "2 were not added. 1 is on its way." in page
    assert "formaction" not in page
    assert kept_bytes(folder) == {PDF}


def test_a_file_that_is_too_large_is_named_and_not_kept(
    curator: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "MAX_FILE_BYTES", len(PDF))
    page = curator.get(send(curator, [(PDF + b" ", "large.pdf"), (PDF, "one.pdf")]).location).text
    assert page.count("The file is larger than 500 MB. Split it, and send the parts.</p>") == 1
    assert kept_bytes(folder) == {PDF}


def test_bytes_that_are_held_lead_to_where_they_are(curator: FlaskClient, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "held.pdf").write_bytes(PDF)
    with Archive.open(folder) as archive:
        sha256 = archive.originals.put(tmp_path / "held.pdf").sha256
        hold(archive, sha256)
    page = curator.get(send(curator, [(PDF, "again.pdf")]).location).text
    assert "Here already" in page
    assert 'href="/documents/held"' in page
    assert "1 was here already." in page


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/x.pdf", "x.pdf"),
        ("C:\\papers\\x.pdf", "x.pdf"),
        ("a\x00b\r\nc\x1b.pdf", "ab c.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("  \u200b ", "document.pdf"),
        ("..", "document.pdf"),
    ],
)
def test_a_name_is_words_and_no_path(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_a_long_name_keeps_its_end() -> None:
    name = shown_name("x" * 5000 + ".es.pdf")
    assert len(name) == LONGEST
    assert name.endswith("x.es.pdf")


def test_a_name_is_escaped_and_never_written_to(curator: FlaskClient, folder: Path) -> None:
    batch = send(curator, [(PDF, "<script>alert(1)</script>.pdf"), (OTHER, "../../../evil.pdf")]).location
    page = curator.get(batch).text
    assert "<h2>script&gt;.pdf</h2>" in page
    assert "<script>a" not in page
    assert not [path for path in folder.parent.rglob("*") if "evil" in path.name]


def test_what_is_known_of_a_file_is_kept_with_it(curator: FlaskClient, folder: Path) -> None:
    send(curator, [(PDF, "one.pdf")], document="study", language="es", title=" Estudio  regional", date="2013-05")
    with Archive.open(folder) as archive:
        (row,) = archive.queue.waiting()
    assert row.options == {
        "document_id": "study",
        "language": "es",
        "title": "Estudio regional",
        "date": "2013-05",
    }
    assert (row.who, row.way, row.address) == ("local:browser", "web", "127.0.0.1")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("document", "none", "There is no such document."),
        ("language", "fr", "Choose English or Spanish."),
        ("title", "x" * 501, "A title has up to 500 characters."),
        ("date", "31.12.2013", "Write a date as"),
    ],
)
def test_what_makes_no_sense_is_told_beside_its_field(
    curator: FlaskClient, folder: Path, field: str, value: str, told: str
) -> None:
    answer = send(curator, [(PDF, "one.pdf")], **{field: value})
    assert answer.status_code == 422
    assert told in answer.text
    assert f'aria-describedby="about-{field}"' in answer.text
    with Archive.open(folder) as archive:
        assert archive.queue.count_waiting() == 0


@pytest.mark.parametrize("date", ["mayo 2020", "2020-13"])
def test_a_date_that_is_none_is_named_with_its_form_and_kept(curator: FlaskClient, date: str) -> None:
    page = send(curator, [(PDF, "one.pdf")], title="Study", date=date).text
    assert '<a href="#date">Date</a>: Write a date as 2013, 2013-05 or 2013-05-20.' in page
    assert 'aria-describedby="about-date" aria-invalid="true" value="' + date in page
    assert '<p class="aside" id="about-date"><strong>Write a date as' in page
    assert 'value="Study"' in page
    assert "Choose the file again: browsers do not keep it." in page


def test_the_form_says_which_details_are_of_one_file(curator: FlaskClient) -> None:
    page = curator.get("/add").text
    assert "Title and date are for one file, sent by itself; document and language hold for all" in page
    assert '<p class="aside" id="about-date">As exact as it is known: 2013, 2013-05 or 2013-05-20.</p>' in page


def test_documents_are_offered_in_the_order_in_which_they_are_listed(curator: FlaskClient, folder: Path) -> None:
    with Archive.open(folder) as archive:
        for title in ("Zonas", "Índice", "Historia"):
            archive.catalogue.put_document(Document(title.lower(), title))
    page = curator.get("/add").text
    assert page.index("Historia") < page.index("Índice") < page.index("Zonas")


def test_a_title_is_of_one_file(curator: FlaskClient) -> None:
    answer = send(curator, [(PDF, "one.pdf"), (OTHER, "two.pdf")], title="Study")
    assert answer.status_code == 422
    assert "send that file by itself" in answer.text


def test_a_form_without_a_file_is_shown_again(curator: FlaskClient) -> None:
    answer = send(curator, [(b"", "")])
    assert answer.status_code == 422
    assert "No file was chosen" in answer.text


def test_a_batch_nobody_sent_is_not_there(curator: FlaskClient) -> None:
    assert curator.get("/add/abcdefghijklmnopqrstuv").status_code == 404
    assert send(curator, [(PDF, "one.pdf")], "/add/../x").status_code == 404
    assert curator.get("/api/v1/batches/none").json["status"] == 404  # type: ignore[index]


def test_a_batch_has_an_end(curator: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came before is in."""
    monkeypatch.setattr(taking_in, "MAX_BATCH_FILES", 2)
    batch = send(curator, [(PDF, "1.pdf"), (OTHER, "2.pdf")]).location
    answer = send(curator, [(PDF + b"\n", "3.pdf")], batch)
    assert answer.status_code == 413
    assert f'href="{batch}"' in answer.text
    with Archive.open(folder) as archive:
        assert archive.queue.count_waiting() == 2


def test_more_than_is_received_at_once_is_told_in_words(
    curator: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_SENT_BYTES", 1000)
    answer = send(curator, [(PDF, "one.pdf")])
    assert answer.status_code == 413
    assert "more than is received here at once" in answer.text


def test_a_full_disk_is_told_and_nothing_is_said_to_be_in(
    curator: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("archive.originals.Originals.put", full)
    answer = send(curator, [(PDF, "one.pdf")])
    assert answer.status_code == 507
    assert "The disk of the archive is full" in answer.text
    told = send(curator, [(PDF, "one.pdf")], "/api/v1/documents")
    assert (told.status_code, told.mimetype) == (507, "application/problem+json")


def test_a_body_that_the_server_gave_up_is_answered_in_words(curator: FlaskClient) -> None:
    for why, status in ((upload_limits.FULL, 507), (upload_limits.BUSY, 503)):
        answer = curator.post("/add", headers=OWN, environ_overrides={upload_limits.UNRECEIVED: why})
        assert answer.status_code == status


def test_elsewhere_large_bodies_are_refused(curator: FlaskClient) -> None:
    answer = curator.post("/documents/study/edit", data={"title.en": "x" * 500_000}, headers=OWN)
    assert answer.status_code == 413
