"""The stores of one database, each made, and its module imported, when it is first asked for.

A search needs four of them, and to import all took longer than what it does.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from archive.database import Database
from archive.of_one_state import OfOneState

if TYPE_CHECKING:
    from archive.accounts import Accounts
    from archive.alignment_corrections import AlignmentCorrections
    from archive.audit import Audit
    from archive.bitexts import Bitexts
    from archive.catalogue import Catalogue
    from archive.changes import Outbox
    from archive.counterpart_pages import CounterpartPages
    from archive.departures import Departures
    from archive.descriptions import Descriptions
    from archive.disagreements import Disagreements
    from archive.headings import Headings
    from archive.in_place import PassagesInPlace
    from archive.intakes import Intakes
    from archive.issues import Issues
    from archive.passages import PassageStore
    from archive.permalinks import Permalinks
    from archive.queue import Queue
    from archive.removals import Removals
    from archive.sessions import Sessions
    from archive.sign_ins import SignIns
    from archive.signatures import Signatures
    from archive.suggestions import Suggestions


class Stores:
    """What a database holds, by subject, and a folder beside it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self.folder = database, folder

    def read_state(self) -> object:
        """Tell exactly which state of the catalogue is read; None where nobody can tell."""
        return None

    @cached_property
    def of_one_state(self) -> OfOneState:
        """What was made of the state of the catalogue that is read."""
        return OfOneState(self.read_state)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Documents and their versions."""
        from archive.catalogue import Catalogue

        return Catalogue(self._database)

    @cached_property
    def passages(self) -> PassageStore:
        """Pages and passages, and the one way to write them."""
        from archive.passages import PassageStore

        return PassageStore(self._database)

    @cached_property
    def in_place(self) -> PassagesInPlace:
        """Passages with what is said of each in a list of them."""
        from archive.in_place import PassagesInPlace

        return PassagesInPlace(self._database, self.of_one_state)

    @cached_property
    def headings(self) -> Headings:
        """The headings of current versions."""
        from archive.headings import Headings

        return Headings(self._database)

    @cached_property
    def descriptions(self) -> Descriptions:
        """What documents are, by their files and by people."""
        from archive.descriptions import Descriptions

        return Descriptions(self._database)

    @cached_property
    def issues(self) -> Issues:
        """What ids were given to."""
        from archive.issues import Issues

        return Issues(self._database)

    @cached_property
    def removals(self) -> Removals:
        """Versions that were taken out, and how to take one out."""
        from archive.removals import Removals

        return Removals(self._database)

    @cached_property
    def departures(self) -> Departures:
        """Where versions went that left a document."""
        from archive.departures import Departures

        return Departures(self._database)

    @cached_property
    def permalinks(self) -> Permalinks:
        """What became of everything that an id was given to."""
        from archive.permalinks import Permalinks

        return Permalinks(self.issues, self.removals, self.departures, self.catalogue, self.passages)

    @cached_property
    def signatures(self) -> Signatures:
        """What versions have in common with others, in brief."""
        from archive.signatures import Signatures

        return Signatures(self._database)

    @cached_property
    def suggestions(self) -> Suggestions:
        """What versions may have to do with each other."""
        from archive.suggestions import Suggestions

        return Suggestions(self._database)

    @cached_property
    def bitexts(self) -> Bitexts:
        """Versions side by side, passage by passage."""
        from archive.bitexts import Bitexts

        return Bitexts(self._database)

    @cached_property
    def alignment_corrections(self) -> AlignmentCorrections:
        """What people say of these alignments."""
        from archive.alignment_corrections import AlignmentCorrections

        return AlignmentCorrections(self._database)

    @cached_property
    def disagreements(self) -> Disagreements:
        """Where versions say different things."""
        from archive.disagreements import Disagreements

        return Disagreements(self._database)

    @cached_property
    def counterpart_pages(self) -> CounterpartPages:
        """Where counterparts stand, without their words."""
        from archive.counterpart_pages import CounterpartPages

        return CounterpartPages(self._database)

    @cached_property
    def changes(self) -> Outbox:
        """What is still to be indexed."""
        from archive.changes import Outbox

        return Outbox(self._database)

    @cached_property
    def intakes(self) -> Intakes:
        """Sources that failed or wait."""
        from archive.intakes import Intakes

        return Intakes(self._database)

    @cached_property
    def queue(self) -> Queue:
        """Files that were received and are to be read."""
        from archive.how_far import HowFar
        from archive.queue import Queue

        return Queue(self._database, HowFar(self.folder))

    @cached_property
    def accounts(self) -> Accounts:
        """Who may sign in, and as what."""
        from archive.accounts import Accounts

        return Accounts(self._database)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        from archive.sessions import Sessions

        return Sessions(self._database)

    @cached_property
    def sign_ins(self) -> SignIns:
        """Attempts to sign in."""
        from archive.sign_ins import SignIns

        return SignIns(self._database)

    @cached_property
    def audit(self) -> Audit:
        """The log of what was done."""
        from archive.audit import Audit

        return Audit(self._database)
