"""Curators put right what says the same, on a page that works without scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive import Action, Alignment, Archive, Bitext, Verdict
from tests.factories import make_version, store_version
from tests.pairs import ALONE, HARBOUR, PUERTO, SOLO, Pair
from tests.search_app.signing import OWN, token_in
from tests.search_app.test_web_search import links_of, read

FORM = "/documents/guide/alignment/correct"


def say(client: FlaskClient, passage: str, answer: str, **ticked: object) -> TestResponse:
    token = token_in(client.get(f"{FORM}?passage={passage}").text)
    data = {"csrf_token": token, "passage": passage, "answer": answer, **ticked}
    return client.post(FORM, data=data, headers=OWN)


def ticks(page: str) -> dict[str, bool]:
    """Give the passages that can be ticked, and whether they are."""
    found = re.findall(r'<input type="checkbox" name="\w+" value="(\w+)"( checked)?>', page)
    return {name: bool(checked) for name, checked in found}


def test_the_page_shows_what_says_the_same_now_and_what_else_may(
    harbour: tuple[FlaskClient, Archive, Pair],
) -> None:
    client, _, pair = harbour
    page = read(client, f"{FORM}?passage={pair.ours[1]}")
    found = ticks(page)
    assert set(found) == {*pair.ours, *pair.theirs}
    assert [each for each, is_ticked in found.items() if is_ticked] == [pair.ours[1], *pair.theirs[1:3]]
    assert SOLO in page
    assert "Take the correction back" not in page


def test_where_nothing_says_the_same_its_neighbours_tell_where_to_look(
    harbour: tuple[FlaskClient, Archive, Pair],
) -> None:
    client, _, pair = harbour
    found = ticks(read(client, f"{FORM}?passage={pair.theirs[4]}"))
    assert {*pair.ours} <= set(found)
    assert [each for each, is_ticked in found.items() if is_ticked] == [pair.theirs[4]]


def test_what_is_ticked_stands_side_by_side_and_is_said_to(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, archive, pair = harbour
    done = say(client, pair.ours[3], "pair", own=[pair.ours[3]], other=[pair.theirs[4]])
    assert (done.status_code, done.location) == (303, f"/p/{pair.ours[3]}?corrected=1")
    page = read(client, done.location)
    assert f'<p class="notice" role="status">Kept: in the other version, “{SOLO}” says the same.</p>' in page
    assert "Put side by side by a person." in page
    assert SOLO in page
    event = archive.audit.events(about="guide")[0]
    assert (event.deed.action, event.deed.details["counterparts"]) == (Action.ALIGN, pair.theirs[4])
    assert "corrected what says the same" in read(client, "/log")


def test_a_passage_can_be_said_to_stand_alone_and_that_be_taken_back(
    harbour: tuple[FlaskClient, Archive, Pair],
) -> None:
    client, archive, pair = harbour
    done = say(client, pair.theirs[0], "alone")
    page = read(client, done.location)
    assert "Kept: nothing in the other version says this." in page
    assert "Nothing in the English version says this." in page
    assert "Take the correction back" in read(client, f"{FORM}?passage={pair.theirs[0]}")
    taken = say(client, pair.theirs[0], "withdraw")
    assert "Taken back; the versions are being aligned again." in read(client, taken.location)
    assert archive.alignment_corrections.of_document("guide") == ()
    assert archive.bitexts.of_document("guide")[0].is_stale
    assert "took back what says the same" in read(client, "/log")


def test_who_unticks_the_passage_is_led_to_what_she_ticked(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    """Of the passage she came from nothing was kept, and nothing taken back."""
    client, _, pair = harbour
    done = say(client, pair.ours[3], "pair", own=[pair.ours[2]], other=[pair.theirs[4]])
    assert done.location == f"/p/{pair.ours[2]}?corrected=1"
    assert f"Kept: in the other version, “{SOLO}” says the same." in read(client, done.location)
    assert "Taken back" not in read(client, f"/p/{pair.ours[3]}?corrected=1")


def test_what_was_said_before_of_the_same_passages_is_told_when_it_is_replaced(
    harbour: tuple[FlaskClient, Archive, Pair],
) -> None:
    """On the form whose it is; on the page after that what it was, and in the log."""
    client, _, pair = harbour
    say(client, pair.theirs[4], "alone")
    first = say(client, pair.ours[3], "pair", own=[pair.ours[3]], other=[pair.theirs[0]])
    assert "This replaces" not in read(client, first.location)
    assert "corrected by local:browser" in read(client, f"{FORM}?passage={pair.ours[2]}")
    done = say(client, pair.ours[3], "pair", own=[pair.ours[3]], other=[pair.theirs[4]])
    told = unescape(read(client, done.location))
    assert f"had said: that “{ALONE}” and “{PUERTO}” say the same." in told
    assert f"This replaces what local:browser had said: that nothing says the same as “{SOLO}”." in told
    log = unescape(read(client, "/log"))
    assert f"Said before, and replaced: {pair.theirs[4]} (local:browser); {pair.ours[3]} ↔ {pair.theirs[0]}" in log
    assert "This replaces" not in read(client, f"/p/{pair.ours[0]}?corrected=1")


def test_with_nothing_ticked_nothing_is_kept(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, archive, pair = harbour
    refused = say(client, pair.ours[0], "pair", own=[pair.ours[0]])
    assert refused.status_code == 422
    assert "tick at least one passage on each side" in unescape(refused.text)
    assert archive.alignment_corrections.of_document("guide") == ()


def test_what_makes_no_sense_is_refused(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, archive, pair = harbour
    assert say(client, pair.ours[0], "pair", own=[pair.ours[0]], other=[pair.ours[1]]).status_code == 404
    assert say(client, pair.ours[0], "maybe").status_code == 400
    for address in (FORM, f"{FORM}?passage=..", f"{FORM}?passage={pair.ours[0]}&at=x"):
        assert client.get(address).status_code == 400
    assert client.get(f"{FORM}?passage=nothing").status_code == 404
    assert client.get(f"/documents/letter/alignment/correct?passage={pair.ours[0]}").status_code == 404
    foreign = client.post(FORM, data={"passage": pair.ours[0], "answer": "alone"})
    assert foreign.status_code == 403
    assert archive.alignment_corrections.of_document("guide") == ()


def test_only_who_may_edit_is_led_there(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    address = f"/p/{pair.ours[0]}"
    assert links_of(read(client, address))["Correct"] == f"{FORM}?passage={pair.ours[0]}"
    stranger = client.get(address, environ_base={"REMOTE_ADDR": "192.0.2.7", "HTTP_ACCEPT_LANGUAGE": "en"})
    assert HARBOUR in stranger.text
    assert "alignment/correct" not in stranger.text


def test_from_pages_as_they_are_printed_too(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    """Of the passage that is lit up; without one, a script says which."""
    client, archive, pair = harbour
    drawn = "/documents/guide/en/beside/es/?view=pages"
    lit = read(client, f"{drawn}&passage={pair.theirs[1]}")
    assert links_of(lit)["Correct"] == f"{FORM}?passage={pair.ours[1]}"
    assert re.search(r'<a id="correct" href="[^"]*alignment/correct" rel="nofollow" hidden>', read(client, drawn))
    store_version(archive, make_version("guide", "es", 2), [["El puerto abre temprano."]])
    elsewhere = {"REMOTE_ADDR": "192.0.2.7", "HTTP_ACCEPT_LANGUAGE": "en"}
    assert "alignment/correct" not in client.get(drawn, environ_base=elsewhere).text
    assert "alignment/correct" not in read(client, drawn)  # of an edition that is no longer the newest


def test_the_page_is_in_the_language_of_its_reader(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    client, _, pair = harbour
    page = read(client, f"{FORM}?passage={pair.ours[0]}&ui=es")
    assert "Nada dice lo que dice el pasaje" in page
    assert f'<span lang="en">{HARBOUR}</span>' in page


def test_in_a_file_with_both_languages_each_side_is_in_its_own(harbour: tuple[FlaskClient, Archive, Pair]) -> None:
    """A number, which is in neither, may be on both."""
    client, archive, _ = harbour
    both = store_version(archive, make_version("report", "mul"), [["One boat.", "1895", "Una lancha."]])
    held = archive.passages.of_version(both.id)
    languages = ("en", "und", "es")
    written = [replace(each, language=language) for each, language in zip(held, languages, strict=True)]
    archive.passages.replace_version(both, archive.passages.pages(both.id), written)
    one, number, una = (each.id for each in written)
    bitext = Bitext(both.id, both.id, "en", "es", Verdict.ALIGNED, 0.8, 1)
    archive.bitexts.put(bitext, [Alignment((one,), (), 0.5), Alignment((number,), (una,), 0.5)])
    page = read(client, f"/documents/report/alignment/correct?passage={one}")
    own, others = page.split("</fieldset>")[:2]
    assert list(ticks(own)) == [one, number]
    assert list(ticks(others)) == [number, una]
    token = token_in(page)
    said = {"csrf_token": token, "passage": one, "answer": "pair", "own": one, "other": una}
    done = client.post("/documents/report/alignment/correct", data=said, headers=OWN)
    assert done.status_code == 303
    (counterpart,) = archive.bitexts.counterparts([una])[una]
    assert counterpart.passage_ids == (one,)
