"""`pasaje add` with addresses, and with a web page that lists PDFs: from the server to what is held."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from archive import Archive
from ingest.errands import Errands
from ingest.reading import read_original
from ingest.tasks import Task
from search_app.commands.from_the_web import numbers_in
from tests.conftest import Runner
from tests.ingest.test_page_listings import PERU
from tests.ingest.test_reading import ENGLISH, SPANISH
from tests.local_server import LocalServer, serving
from tests.pdf_factory import Sheet, pdf_bytes, wrap

LETTER, STUDY = "/policy/peru/pdf/letter_en.pdf", "/docs/get?file=study.pdf"


SYSTEMS = "EU-Peru cooperation on regional innovation systems in the framework of regional policy (Cusco and Puno)"


def paper(text: str, title: str = "A heading") -> bytes:
    sheet = Sheet().put(title, y=80, size=20)
    sheet.set(wrap(text), y=140)
    return pdf_bytes([sheet])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """Give a server with the page on Peru and what it lists, allowed by its name."""
    with serving() as started:
        started.put("/policy/peru/index_en.html", PERU.encode(), Content_Type="text/html")
        started.put(LETTER, paper(ENGLISH, "The letter"))
        started.put("/policy/peru/pdf/letter_es.pdf", paper(SPANISH, "La carta"))
        started.put(STUDY, paper(SPANISH + " Segundo.", "Estudio de los sistemas"))
        started.put("/policy/peru/pdf/systems.pdf", paper(ENGLISH + " Second.", "Systems"))
        monkeypatch.setenv("PASAJE_ALLOWED_HOSTS", f"10.0.0.1, {started.host}")
        yield started


def page_of(server: LocalServer) -> str:
    return server.url("/policy/peru/index_en.html")


@pytest.fixture(autouse=True)
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without children, each of which takes a second to begin; some tests have them all the same."""
    if request.node.get_closest_marker("real_children"):
        return

    def run(_errands: Errands, work: Callable[..., Any], *arguments: Any, said: Any = None) -> Any:
        return work(*arguments, said=lambda *_: None)

    def read_all(tasks: Sequence[Task], **_options: Any) -> Iterator[tuple[int, Any]]:
        for number, task in enumerate(tasks):
            yield number, read_original(task.path, task.file_name, lambda *_: None)

    monkeypatch.setattr(Errands, "run", run)
    monkeypatch.setattr("ingest.working_through.read_all", read_all)


def held(archive: Archive) -> dict[str, list[tuple[str, int, str]]]:
    """Give each document's title with its versions: language, edition, file name."""
    return {
        document.title: [
            (version.language, version.edition, version.file_name)
            for version in archive.catalogue.versions(document.id)
        ]
        for document in archive.catalogue.documents()
    }


@pytest.mark.real_children
def test_a_page_becomes_three_documents_in_the_right_languages(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    added = runner("add", "--page", page_of(server), "--yes")
    assert added.code == 0
    assert held(archive)["Letter of intent"] == [("en", 1, "letter_en.pdf"), ("es", 1, "letter_es.pdf")]
    assert {title: [each[0] for each in versions] for title, versions in held(archive).items()} == {
        "Letter of intent": ["en", "es"],
        "Study": ["es"],
        SYSTEMS: ["en"],
    }
    letter, carta = archive.catalogue.versions("letter-of-intent")
    assert (letter.title, carta.title) == ("Letter of intent", "La carta")
    assert letter.source == server.url(LETTER)
    assert letter.metadata["page"] == page_of(server)
    assert runner("list", "--json").objects[0]["page"] == page_of(server)


def test_the_page_read_a_second_time_changes_nothing(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    runner("add", "--page", page_of(server), "--yes")
    before = archive.catalogue.versions()
    again = runner("add", "--page", page_of(server), "--yes", "--json")
    assert [each["status"] for each in again.objects if "status" in each] == ["unchanged"] * 4
    assert archive.catalogue.versions() == before


def test_other_bytes_at_a_link_are_a_new_edition_and_keep_a_title_put_right(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    runner("add", "--page", page_of(server), "--yes")
    runner("edit", "letter-of-intent", "--language", "en", "--title", "Letter of intent, signed")
    server.put(LETTER, paper(ENGLISH + " Amended.", "The letter"))
    runner("add", "--page", page_of(server), "--yes")
    assert [each.edition for each in archive.catalogue.versions("letter-of-intent")] == [2, 1, 1]
    assert archive.catalogue.versions("letter-of-intent")[0].title == "Letter of intent, signed"


def test_a_language_that_is_listed_later_joins_its_document(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    spanish = PERU.replace('<a href="pdf/letter_en.pdf">en</a>', "")
    server.put("/policy/peru/index_en.html", spanish.encode())
    runner("add", "--page", page_of(server), "--yes")
    server.put("/policy/peru/index_en.html", PERU.encode())
    runner("add", "--page", page_of(server), "--yes")
    assert [each.language for each in archive.catalogue.versions("letter-of-intent")] == ["en", "es"]


def test_a_file_in_another_language_than_listed_is_said_and_hides_no_other(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    server.put("/policy/peru/pdf/letter_es.pdf", paper(ENGLISH + " Not Spanish at all.", "Another letter"))
    added = runner("add", "--page", page_of(server), "--only", "1-2", "--json")
    warnings = [each["code"] for outcome in added.objects[4:] for each in outcome["warnings"]]
    assert "language_unlike_page" in warnings
    assert [len(versions) for versions in held(archive).values()] == [1, 1]


def test_without_a_terminal_it_is_shown_and_nothing_is_added(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    shown = runner("add", "--page", page_of(server))
    assert shown.code == 2
    assert "Nothing was added: add all 4 with --yes" in shown.err
    assert shown.out.splitlines()[:3] == [
        "Letter of intent",
        f"   1. en: {server.url(LETTER)}",
        f"   2. es: {server.url('/policy/peru/pdf/letter_es.pdf')}",
    ]
    assert archive.catalogue.versions() == []
    assert [path for _, path in server.asked] == ["/policy/peru/index_en.html"]


def test_json_prints_what_was_found(server: LocalServer, runner: Runner) -> None:
    shown = runner("add", "--page", page_of(server), "--json")
    assert shown.code == 2
    assert shown.objects[2] == {
        "about": "listed",
        "number": 3,
        "title": "Study",
        "language": "es",
        "url": server.url(STUDY),
        "page": page_of(server),
    }


def test_some_are_chosen_by_number(server: LocalServer, runner: Runner, archive: Archive) -> None:
    assert runner("add", "--page", page_of(server), "--only", "2,4").code == 0
    assert sorted(each.file_name for each in archive.catalogue.versions()) == ["letter_es.pdf", "systems.pdf"]
    refused = runner("add", "--page", page_of(server), "--only", "5")
    assert (refused.code, "none of the numbers 1 to 4" in refused.err) == (2, True)


@pytest.mark.parametrize(("answer", "count"), [("sí", 4), ("", 0), ("x\n9\n1-2", 2)])
def test_at_a_terminal_it_is_asked(server: LocalServer, archive: Archive, answer: str, count: int) -> None:
    """A question that is not understood is put again."""
    own, its = pty.openpty()
    program = "from search_app.cli import main\nif __name__ == '__main__': main()"
    command = [sys.executable, "-c", program, "--data", str(archive.folder), "add", "--page", page_of(server)]
    process = subprocess.Popen(command, stdin=its, stderr=its, stdout=subprocess.DEVNULL)
    os.close(its)
    os.write(own, f"{answer}\n".encode())
    seen = b""
    try:
        while chunk := os.read(own, 4096):
            seen += chunk
    except OSError:
        pass  # the other end has gone
    os.close(own)
    assert process.wait(120) == 0, seen
    assert b"Add 4 files?" in seen
    assert len(archive.catalogue.versions()) == count


def test_a_page_that_does_not_come_is_a_failed_source(server: LocalServer, runner: Runner) -> None:
    failed = runner("add", "--page", server.url("/nowhere"), "--yes", "--json")
    assert failed.code == 3
    assert failed.objects[0]["reason"]["code"] == "unreachable"
    empty = runner("add", "--page", server.put("/empty", b"<p>Nothing"), "--yes")
    assert (empty.code, empty.err) == (0, "No PDF is listed there.\n")


def test_links_in_other_languages_are_shown_and_left_out(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    page = server.put(
        "/p", f"<p>Letter: <a href={LETTER}>en</a> <a href=b.pdf>fr</a> <a href=c.pdf>de</a>".encode()
    )
    added = runner("add", "--page", page, "--yes")
    assert added.code == 0
    assert added.out.count("another language: left out") == 2
    assert len(archive.catalogue.versions()) == 1


def test_two_lines_of_one_name_are_two_documents(server: LocalServer, runner: Runner, archive: Archive) -> None:
    page = server.put("/p", f"<p>Report: <a href={LETTER}>en</a><p>Report: <a href={STUDY}>es</a>".encode())
    runner("add", "--page", page, "--yes")
    assert [each.id for each in archive.catalogue.documents()] == ["report", "report-2"]


def test_an_address_is_added_under_itself_and_the_others_go_in(
    server: LocalServer, runner: Runner, archive: Archive, tmp_path: Path
) -> None:
    own = tmp_path / "own.pdf"
    own.write_bytes(paper(SPANISH))
    added = runner("add", "--json", server.url(LETTER), server.url("/nowhere.pdf"), str(own), server.url(LETTER))
    assert added.code == 3
    status = {each["source"]: each["status"] for each in added.objects}
    assert status == {server.url(LETTER): "added", server.url("/nowhere.pdf"): "failed", str(own): "added"}
    assert len(added.objects) == 3
    assert [path.name for path in archive.folder.glob("fetching-*")] == []


def test_what_did_not_come_is_kept_with_its_reason_and_fetched_again(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    """However long its address is."""
    away = f"/{'x' * 300}.pdf"
    runner("add", server.url(away), "--title", "Asked", "ftp://127.0.0.1/no-address-of-the-web.pdf")
    told = [each for each in runner("status", "--json").objects if each["about"] == "source"]
    assert [(each["source"], each["reason"]["code"]) for each in told] == [(server.url(away), "unreachable")]
    assert runner("check").code == 0
    assert runner("retry").code == 3
    server.put(away, paper(ENGLISH))
    (again,) = runner("retry", server.url(away), "--json").objects
    assert (again["source"], again["status"]) == (server.url(away), "added")
    assert archive.catalogue.versions()[0].title == "Asked"
    assert archive.intakes.all() == []
    assert archive.audit.events()[0].deed.action == "add"


def test_what_a_page_lists_and_did_not_come_joins_its_document_later(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    letter = server.answers.pop("/policy/peru/pdf/letter_es.pdf")
    assert runner("add", "--page", server.url("/policy/peru/index_en.html"), "--yes").code == 3
    server.answers["/policy/peru/pdf/letter_es.pdf"] = letter
    assert runner("retry").code == 0
    assert sorted(len(versions) for versions in held(archive).values()) == [1, 1, 2]


def test_other_bytes_at_an_address_are_a_new_edition(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    runner("add", server.url(LETTER))
    server.put(LETTER, paper(ENGLISH + " Amended."))
    again = runner("add", "--json", server.url(LETTER))
    assert again.objects[0]["status"] == "new_edition"
    assert [each.edition for each in archive.catalogue.versions()] == [2, 1]


def test_addresses_alike_but_for_their_language_are_one_document(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    addresses = [server.put("/x/a.en.pdf", paper(ENGLISH)), server.put("/x/a.es.pdf", paper(SPANISH))]
    runner("add", *addresses)
    assert [len(versions) for versions in held(archive).values()] == [2]


def test_a_file_is_called_as_the_server_says_and_never_put_elsewhere(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    server.put("/x", paper(ENGLISH), Content_Disposition='attachment; filename="../../x"')
    before = {path for path in archive.folder.parent.rglob("*") if "data" not in path.parts}
    assert runner("add", server.url("/x")).code == 0
    assert archive.catalogue.versions()[0].file_name == "x.pdf"
    assert {path for path in archive.folder.parent.rglob("*") if "data" not in path.parts} == before


def test_a_private_host_is_asked_only_if_it_is_named(
    server: LocalServer, runner: Runner, archive: Archive
) -> None:
    refused = runner("add", "--json", server.url(LETTER), PASAJE_ALLOWED_HOSTS="")
    assert refused.objects[0]["reason"]["code"] == "forbidden_address"
    assert refused.code == 3
    allowed = runner("add", server.url(LETTER), "--allow-host", "127.0.0.1", PASAJE_ALLOWED_HOSTS="")
    assert allowed.code == 0


@pytest.mark.parametrize("arguments", [[], ["--yes", "--page"]])
def test_a_password_in_an_address_is_refused_and_printed_nowhere(runner: Runner, arguments: list[str]) -> None:
    refused = runner("add", "--json", *arguments, "http://ana:s@cret@127.0.0.1/x.pdf?y=@")
    assert refused.objects[0]["reason"]["code"] == "forbidden_address"
    assert refused.objects[0]["source"] == "http://…@127.0.0.1/x.pdf?y=@"
    assert "cret" not in refused.out + refused.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.pdf", "--page", "http://x.org/"], "either sources or a --page"),
        (["a.pdf", "--yes"], "choose of what a --page lists"),
        (["a.pdf", "--only", "1"], "choose of what a --page lists"),
        (["--page", "http://x.org/", "--title", "T"], "are those of the page"),
        (["http://10.0.0.1/", "--allow-host", "a/b"], "write NAME or NAME:PORT"),
        ([], "Name files, folders or addresses"),
    ],
)
def test_what_makes_no_sense_is_wrong_use(runner: Runner, arguments: list[str], told: str) -> None:
    refused = runner("add", *arguments)
    assert refused.code == 2
    assert told in refused.err


def test_what_a_killed_run_left_behind_is_swept(server: LocalServer, runner: Runner, archive: Archive) -> None:
    left = archive.folder / "fetching-k1lled"
    left.mkdir()
    (left / "half.pdf").write_bytes(b"%PDF")
    runner("add", server.url(LETTER))
    assert left.exists()  # it may be the folder of one that begins just now
    os.utime(left, (0, 0))
    runner("add", server.url(LETTER))
    assert not left.exists()


@pytest.mark.parametrize(("text", "numbers"), [("1,3-4", {1, 3, 4}), (" 2 ; 2", {2}), ("1-5", {1, 2, 3, 4, 5})])
def test_numbers_are_read_as_they_are_written(text: str, numbers: set[int]) -> None:
    assert numbers_in(text, 5) == numbers


@pytest.mark.parametrize("text", ["0", "6", "3-2", "a", "1-", "1-999999999999"])
def test_numbers_that_are_none_are_told(text: str) -> None:
    with pytest.raises(ValueError, match="none of the numbers 1 to 5"):
        numbers_in(text, 5)
