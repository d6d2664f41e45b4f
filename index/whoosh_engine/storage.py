"""Where Whoosh keeps its files: a folder in which a commit is on disk before it is known as one.

Rule: Whoosh flushes nothing. It gives a commit its name by renaming its table of contents: what that names is
flushed before, the name itself behind.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from archive.durable import flush_file, flush_folder


class FlushedStorage(FileStorage):  # type: ignore[misc]  # Whoosh carries no types
    """A folder of files; those made since the last renaming are flushed at the next."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._unflushed: set[str] = set()

    def create_file(self, name: str, *arguments: Any, **named: Any) -> Any:
        """Make a file, and remember it."""
        self._unflushed.add(name)
        return super().create_file(name, *arguments, **named)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 - Whoosh's
        """Rename a file when all that was made before it is on disk."""
        for name in self._unflushed:
            path = Path(self.folder, name)
            if path.exists():  # others became part of one
                flush_file(path)
        self._unflushed.clear()
        super().rename_file(oldname, newname, safe=safe)
        flush_folder(Path(self.folder))
