"""The commands by name: where each is found, and the sentence that help says of it.

Rule: nothing is imported here. A command is when it is named, so that none waits for what others need; the
sentences are the first of their docstrings (`tests/search_app/test_cli_program.py`).
"""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """A command: its module in this package, its name in that module, and what it does in one sentence."""

    module: str
    attribute: str
    does: str


COMMANDS: dict[str, Named] = {
    "add": Named(
        "adding", "add", "Add PDFs: files, folders, addresses of files (http, https), or what a web page lists."
    ),
    "align": Named("aligning", "align", "Show passages of two language versions side by side."),
    "backup": Named("backing_up", "backup", "Write the whole archive into one file."),
    "changes": Named("comparing", "changes", "Tell what changed between two editions."),
    "check": Named("upkeep", "check", "Check originals, catalogue and index."),
    "cite": Named("citing", "cite_passage", "Cite a passage."),
    "concordance": Named("in_context", "show_concordance", "Show every place of a word or phrase in its context."),
    "correct": Named("correcting", "correct", "List what people have said of an alignment, or say it."),
    "disagreements": Named("disagreeing", "disagreements", "Tell where two language versions disagree."),
    "edit": Named("editing", "edit", "Put right or confirm what is known of a document."),
    "forget": Named("forgetting", "forget", "Strike off what failed, and is not to be tried again."),
    "lexicon": Named("looking_up", "lexicon", "Tell what stands for a word or a term in the other language."),
    "list": Named("listing", "list_versions", "List documents and their versions."),
    "locate": Named("locating", "locate", "Find where a quote stands."),
    "log": Named("recalling", "log", "Say what was changed, when and by whom, the latest last."),
    "reindex": Named("upkeep", "reindex", "Make the index again from zero."),
    "relate": Named(
        "relating", "relate", "Put a version where it belongs, or decide what “pasaje suggestions” lists."
    ),
    "remove": Named("removing", "remove", "Take a version out of the archive."),
    "reread": Named("rereading", "reread", "Read PDFs that are here again, as this release of Pasaje reads them."),
    "restore": Named("backing_up", "restore", "Make an archive from a backup, in the data folder."),
    "retry": Named("retrying", "retry", "Try again what failed or waits."),
    "search": Named("searching", "search", "Find passages."),
    "serve": Named("serving", "serve", "Serve the archive to browsers."),
    "show": Named("showing", "show", "Show one passage, and say what became of it."),
    "status": Named("status", "status", "Say what failed or waits, and why."),
    "suggestions": Named(
        "relating",
        "suggestions",
        "List what is to be decided: which versions may belong together, and what speaks for it.",
    ),
    "user": Named("users", "user", "Say who may read and who may change the archive."),
    "watch": Named("watching", "watch", "Add the PDFs that are in a folder, and those that are dropped there."),
}
"""In the order of help: by name."""
