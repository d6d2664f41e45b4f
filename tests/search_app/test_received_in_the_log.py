"""What was sent by the browser is in the log as done by who sent it, once it is read."""

from __future__ import annotations

import pytest

from archive import Action, Actor, Archive, SourceStatus, Way
from ingest.outcome import Outcome
from search_app.intake_worker import Noting

ANA = Actor("ana", Way.API, "192.0.2.7")


@pytest.mark.parametrize(("by", "told"), [(ANA, ANA), (None, Actor("nobody", Way.WEB))])
def test_a_file_that_was_read_is_noted_as_added_by_who_sent_it(
    archive: Archive, by: Actor | None, told: Actor
) -> None:
    """With the way by which it came, and from where."""
    archive.queue.put_upload("b", "letter.pdf", "ab" * 32, by=by)
    noting = Noting(archive, lambda: None)
    noting.finished(Outcome("upload:b/letter.pdf", SourceStatus.ADDED, 0.1, "letter", "v1", "en", 2, 9))
    noting.finished(Outcome("upload:b/letter.pdf", SourceStatus.UNCHANGED, 0.1, "letter", "v1"))
    noting.finished(Outcome("broken.pdf", SourceStatus.FAILED, 0.1))
    (event,) = archive.audit.events()
    deed = event.deed
    assert (deed.actor, deed.action) == (told, Action.ADD)
    assert (deed.about, deed.document_id) == ("v1", "letter")
    assert deed.details == {"source": "upload:b/letter.pdf", "language": "en", "pages": 2, "passages": 9}
