"""Why two versions do not stand side by side is told alike wherever somebody looks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, Bitext, Verdict
from search_app import create_app
from search_app.aligned import find_bitexts
from search_app.messages import compile_all
from search_app.settings import Settings
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.pairs import refuse, store_pair

WHY = {
    Verdict.REFUSED: "do not say the same (likeness 12%)",
    Verdict.TOO_LONG: "have more passages than are put side by side",
    Verdict.FAILED: "a fault stood in the way",
}


@pytest.mark.parametrize("verdict", WHY)
@pytest.mark.parametrize(
    "address", ["/documents/guide", "/documents/guide/en/beside/es/", "/documents/guide/alignment.csv"]
)
def test_pages_and_files_give_the_reason_and_no_other(tmp_path: Path, verdict: Verdict, address: str) -> None:
    compile_all()
    with Archive.open(tmp_path) as archive:
        refuse(archive, store_pair(archive), verdict)
    app = create_app(Settings(data=tmp_path))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = client.get(address).text
    app.extensions["pasaje"].close()
    assert [each for each, words in WHY.items() if words in page] == [verdict]
    assert "look again in a few minutes" not in page


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.REFUSED, "do not say the same (score 0.12 of 1)"),
        (Verdict.TOO_LONG, "have more passages than are aligned"),
        (Verdict.FAILED, "a fault stood in the way"),
    ],
)
def test_the_command_line_gives_it_too(archive: Archive, runner: Runner, verdict: Verdict, words: str) -> None:
    refuse(archive, store_pair(archive), verdict)
    told = runner("align", "guide")
    assert (told.code, told.out) == (2, "")
    assert words in told.err
    assert ("score" in told.err) == (verdict is Verdict.REFUSED)


def store_manual(archive: Archive, verdict: Verdict) -> tuple[Bitext, Bitext]:
    """Put in a manual that is half translated, which beside itself is refused: and the English one beside it."""
    english = store_version(archive, make_version("manual"), [["First.", "Second."]])
    half = store_version(archive, make_version("manual", "mul"), [["First.", "Segundo."]])
    itself = Bitext(half.id, half.id, "en", "es", Verdict.REFUSED, 0.05, 1)
    beside = Bitext(english.id, half.id, "en", "es", verdict, 0.9, 1)
    archive.bitexts.put(itself, [])
    archive.bitexts.put(beside, [])
    return itself, beside


def test_that_a_half_translated_file_is_not_beside_itself_is_no_news(archive: Archive, runner: Runner) -> None:
    """Where it stands beside another; whoever names it is told all the same."""
    itself, beside = store_manual(archive, Verdict.ALIGNED)
    found = find_bitexts(archive, "manual")
    assert [(each.from_version, each.to_version) for each in found] == [(beside.from_version, beside.to_version)]
    assert runner("align", "manual").code == 0
    named = runner("align", "manual", "--from", itself.from_version)
    assert "do not say the same" in named.err


def test_where_it_stands_beside_nothing_it_is_told(archive: Archive) -> None:
    store_manual(archive, Verdict.REFUSED)
    assert len(find_bitexts(archive, "manual")) == 2
