"""What can go wrong between a request or a command and its answer.

AppError
├── AlignmentRefused
├── BackupNotPrinted
├── BadParameter
├── BatchFull
├── BatchNotFound
├── Busy
├── CannotListen
├── CannotPrint
├── DiskFull
├── EditingRefused
├── EditionNotFound
├── FormRefused
├── HostMistyped
├── HostRefused
├── LanguageNotFound
├── NoArchive
├── NotBeside
├── NotConfirmed
├── NothingAligned
├── NothingSoNamed
├── NowhereMarked
├── OnlyOneEdition
├── PageNotCopied
├── PageNotDrawn
├── SignInNeeded
├── TokenRefused
└── TooMuchAsked
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive import Verdict


class AppError(Exception):
    """The root: anything this application refuses."""


class BackupNotPrinted(AppError):
    """A backup is no text: it goes into a file or a pipe, and nothing else with it."""

    def __init__(self) -> None:
        super().__init__(
            "A backup is no text for a terminal, nor goes with --json: send it on, “> FILE” or “| ...”."
        )


class BadParameter(AppError):
    """A parameter of the address has a value that makes no sense."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        self.name, self.value, self.expected = name, value, expected
        super().__init__(f"“{name}” is “{value[:100]}”: it must be {expected}.")


class LanguageNotFound(AppError):
    """The document has no version in this language."""

    def __init__(self, document_id: str, language: str, languages: Sequence[str]) -> None:
        self.document_id, self.language, self.languages = document_id, language, tuple(languages)
        known = ", ".join(languages) or "none"
        super().__init__(f"The document “{document_id}” has no version in “{language}”: it has {known}.")


class EditionNotFound(AppError):
    """The document has no such edition in this language."""

    def __init__(self, document_id: str, language: str, edition: int) -> None:
        self.document_id, self.language, self.edition = document_id, language, edition
        super().__init__(f"The document “{document_id}” has no edition {edition} in “{language}”.")


class OnlyOneEdition(AppError):
    """There is nothing to compare an edition with."""

    def __init__(self, document_id: str, language: str, edition: int) -> None:
        self.document_id, self.language, self.edition = document_id, language, edition
        super().__init__(
            f"The document “{document_id}” has only edition {edition} in “{language}”: there is none to compare "
            "it with."
        )


class NothingAligned(AppError):
    """No two language versions of a document stand side by side."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        super().__init__(
            f"Nothing of the document “{document_id}” stands side by side: it needs an English and a Spanish "
            "version (“pasaje suggestions” tells which files may be such), or a file in both languages, aligned."
        )


class AlignmentRefused(AppError):
    """Two language versions do not stand side by side, though they were compared, or were to be: see `verdict`.

    `score` tells how likely it was that they say the same, up to 1. `versions` are their ids, the one that was
    added later last.
    """

    def __init__(self, document_id: str, versions: tuple[str, str], score: float, verdict: Verdict) -> None:
        self.document_id, self.score, self.verdict = document_id, score, verdict
        earlier, later = versions
        named = f"The versions {earlier} and {later} of “{document_id}”"
        said = {
            Verdict.REFUSED: f"do not say the same (score {score:.2f} of 1): nothing of them stands side by side. "
            f"If they do not belong together, “pasaje relate {later} --apart” parts them.",
            Verdict.TOO_LONG: "have more passages than are aligned: search and read each by itself.",
            Verdict.FAILED: "could not be aligned: a fault stood in the way, and is in the log. "
            f"“pasaje reread {document_id}” tries again.",
        }
        super().__init__(f"{named} {said[verdict]}")


class NotBeside(AppError):
    """Passages that are to be put side by side are not of two language versions that are."""

    def __init__(self, document_id: str, ids: Sequence[str]) -> None:
        self.document_id, self.ids = document_id, tuple(ids)
        super().__init__(
            f"These are no passages of two versions of “{document_id}” that stand side by side: "
            f"{', '.join(each[:40] for each in ids)}. “pasaje align {document_id}” names those that do."
        )


class CannotListen(AppError):
    """The server cannot have the port it was told to take."""

    def __init__(self, host: str, port: int, cause: str) -> None:
        self.host, self.port = host, port
        super().__init__(
            f"Port {port} of {host} cannot be had: {cause}. Choose others with --host and --port, "
            "or stop what listens there."
        )


class CannotPrint(AppError):
    """Standard output does not take what is to be printed."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            f"The results could not be written to standard output ({cause}): see where it leads, and try again."
        )


class EditingRefused(AppError):
    """Whoever asks may not change what the archive holds; `is_known` where she is signed in, as a reader."""

    def __init__(self, *, is_known: bool = False) -> None:
        self.is_known = is_known
        super().__init__(
            "Only curators may change the archive: “pasaje user role NAME curator” makes one of an account."
            if is_known
            else "There is no account yet, so the archive can be changed only on the computer that Pasaje runs "
            "on, at its own address such as http://127.0.0.1:8000/. “pasaje user add NAME” makes one."
        )


class FormRefused(AppError):
    """Something was sent that does not come from a form of ours, or from one that is too old."""

    def __init__(self) -> None:
        super().__init__(
            "This was not sent from a page of this archive, or from one that is too old: load the page again, and "
            "send it from there. A program sends the token of its account to addresses below /api/."
        )


class HostMistyped(AppError):
    """What is to be allowed is no host."""


class NotConfirmed(AppError):
    """There is nobody to ask which files of a page are to be added."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            f"Nothing was added: add all {count:,} with --yes, some with --only as “1,3-4”, "
            "or answer the question at a terminal."
        )


class BatchNotFound(AppError):
    """Nothing was sent under this name, or it is too long ago."""

    def __init__(self, batch: str) -> None:
        self.batch = batch
        super().__init__(f"No files were sent under “{batch[:40]}”, or it is more than 30 days ago.")


class BatchFull(AppError):
    """So many files are not sent together."""

    def __init__(self, batch: str) -> None:
        self.batch = batch
        super().__init__("Up to 2,000 files are sent together; those before are in. Send the rest by themselves.")


class DiskFull(AppError):
    """There is no room for what is sent."""

    def __init__(self) -> None:
        super().__init__("The disk is full: this was not received. What was received before is kept.")


class Busy(AppError):
    """More is being sent than the server receives at once."""

    def __init__(self) -> None:
        super().__init__("Too much is being sent at once: nothing was received. Send it again in a moment.")


class NothingSoNamed(AppError):
    """Nothing that failed or waits has this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Nothing that failed or waits is called “{name[:200]}”: “pasaje status” lists what does."
        )


class SignInNeeded(AppError):
    """Who asks is not known, and what is asked for is not for everybody."""

    def __init__(self) -> None:
        super().__init__(
            "Sign in, or send a token as “Authorization: Bearer TOKEN”: “pasaje user token NAME” makes one."
        )


class TokenRefused(AppError):
    """A program shows a token that is none, or no longer."""

    def __init__(self) -> None:
        super().__init__("This token is not valid: “pasaje user token NAME” makes a new one.")


class TooMuchAsked(AppError):
    """One address asks for more than is good for the others."""

    def __init__(self, wait_seconds: int) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(f"Too much was asked for at once from this address: try again in {wait_seconds} s.")


class HostRefused(AppError):
    """The archive is asked by a name that is not its own."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"This archive does not answer by the name “{host[:100]}”. Ask for it at its own address, such as "
            "http://127.0.0.1:8000/, or set the address that it has for others as PASAJE_URL."
        )


class NoArchive(AppError):
    """The data folder holds no archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"There is no archive in {folder}: add PDFs with “pasaje --data {folder} add FILE...”, "
            "or name its folder with --data."
        )


class NowhereMarked(AppError):
    """Words that a link speaks of stand on no page that could be copied; the link itself says what they read."""

    def __init__(self, passage_id: str) -> None:
        self.passage_id = passage_id
        super().__init__(
            f"The words of “{passage_id}” stand on no page any more: /p/{passage_id} says what they read."
        )


class PageNotCopied(AppError):
    """No copy of a page can be made; the original holds it all the same."""

    def __init__(self, version_id: str, page_number: int) -> None:
        self.version_id, self.page_number = version_id, page_number
        super().__init__(f"Page {page_number} of version {version_id} cannot be copied: see the original.")


class PageNotDrawn(AppError):
    """A page cannot be shown as an image; its text may be known all the same."""

    def __init__(self, version_id: str, page_number: int) -> None:
        self.version_id, self.page_number = version_id, page_number
        super().__init__(f"Page {page_number} of version {version_id} cannot be drawn: read its text instead.")
