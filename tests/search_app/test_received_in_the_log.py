"""What was sent by the browser is in the log as done by who sent it, once it is read."""

from __future__ import annotations

import pytest

from archive import Action, Archive, SourceStatus, Way
from ingest.outcome import Outcome
from search_app.intake_worker import Noting


@pytest.mark.parametrize(("who", "told"), [("ana", "ana"), (None, "nobody")])
def test_a_file_that_was_read_is_noted_as_added_by_who_sent_it(
    archive: Archive, who: str | None, told: str
) -> None:
    archive.queue.put("letter.pdf", "letter.pdf", "ab" * 32, who=who)
    noting = Noting(archive, lambda: None)
    noting.finished(Outcome("letter.pdf", SourceStatus.ADDED, 0.1, "letter", "v1", "en", 2, 9))
    noting.finished(Outcome("letter.pdf", SourceStatus.UNCHANGED, 0.1, "letter", "v1"))
    noting.finished(Outcome("broken.pdf", SourceStatus.FAILED, 0.1))
    (event,) = archive.audit.events()
    deed = event.deed
    assert (deed.actor.who, deed.actor.way, deed.action) == (told, Way.WEB, Action.ADD)
    assert (deed.about, deed.document_id) == ("v1", "letter")
    assert deed.details == {"source": "letter.pdf", "language": "en", "pages": 2, "passages": 9}
