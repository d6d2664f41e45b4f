"""What a process keeps of the archive is of the state that is read."""

from __future__ import annotations

from archive import Archive
from search_app.parts import Parts
from search_app.settings import Settings
from tests.archive.test_of_one_state import rename, study, title_of

__all__ = ["study"]


def test_hits_and_titles_are_of_the_state_that_the_rest_of_a_page_is_of(study: Archive) -> None:
    (version,) = study.catalogue.versions()
    (held,) = study.passages.of_version(version.id)
    parts = Parts(Settings(data=study.folder))
    archive = parts.archive
    try:
        for before, after in (("Before", "Then"), ("Then", "Now")):
            with archive.reading():
                assert parts.titles()["study"] == before
                archive.in_place.of([(version.id, held.id)])
            with archive.reading():
                rename(study, after)
                (hit,) = archive.in_place.of([(version.id, held.id)]).values()
                assert {title_of(archive), parts.titles()["study"], hit.document.title} == {after}
    finally:
        parts.close()
