"""What stands side by side, as frozen data: two language versions, and the passages of them that say the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Pair = tuple[str, str]
"""The ids of two versions, the English side first."""


class Verdict(StrEnum):
    """Whether two versions say the same: `refused` are those that are no translations of each other.

    `too_long`: they have more passages than are aligned; `failed`: a fault stood in the way.
    """

    ALIGNED = "aligned"
    REFUSED = "refused"
    TOO_LONG = "too_long"
    FAILED = "failed"


class Side(StrEnum):
    """The one whose language comes first by its code, and the other."""

    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Some passages of one side say what some of the other say, how likely from 0 to 1.

    One of the sides may be empty: there is nothing that says the same. `is_moved`: it stands elsewhere in the
    order of the other side. `is_corrected`: a person has said it.
    """

    from_ids: tuple[str, ...]
    to_ids: tuple[str, ...]
    confidence: float
    is_moved: bool = False
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two language versions, or the two languages of one, and how likely they say the same, from 0 to 1.

    `made` is the way in which it was found out, 0 where it is of an earlier reading; `means` names what it was
    found out by.
    """

    from_version: str
    to_version: str
    from_language: str
    to_language: str
    verdict: Verdict
    score: float
    made: int
    means: str = ""
    made_at: str = ""
    number: int = 0

    @property
    def is_stale(self) -> bool:
        """Whether a version was read again since."""
        return self.made == 0


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What says the same as a passage in another language: ids of passages of a version, none where nothing does.

    `beside` are the passages of its own side that say it together with it, itself among them: `own_version_id` is
    the version they are of.
    """

    version_id: str
    language: str
    passage_ids: tuple[str, ...]
    beside: tuple[str, ...]
    confidence: float
    is_moved: bool
    is_corrected: bool
    own_version_id: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person has said of an alignment; one of the sides may be empty. `number` is its name."""

    document_id: str
    from_language: str
    to_language: str
    from_ids: tuple[str, ...]
    to_ids: tuple[str, ...]
    said_by: str
    said_at: str = ""
    number: int = 0
