"""Compiled templates on the disk, beside their sources, as Python keeps compiled modules: a server starts by them.

Rule: they are trusted as those are, since who may write there may change the program too; and as there, code is
taken only if it was made of just what it would be made of now. Where nothing can be written, nothing is kept.
Nothing is flushed: a digest tells what is torn, which `marshal` must not be given, for it may end the process.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_FOLDER = Path(__file__).parent
_DIGEST_BYTES = hashlib.sha256().digest_size
_ENDING = ".pyc"


class TemplateStore(BytecodeCache):
    """Keeps what templates are compiled to for one language of the interface."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the path tells it
        """Give the path that a template is kept at; one that is no file is not kept."""
        return importlib.util.cache_from_source(filename, optimization=self._language) if filename else ""

    def get_source_checksum(self, source: str) -> str:
        """Tell code that would be made now from any other."""
        return hashlib.sha256(f"{_made_by(self._language)}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is there; what is torn is made again."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            kept = Path(bucket.key).read_bytes()
            digest, code = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
            if digest == _digest(bucket, code):
                bucket.code = marshal.loads(code)  # noqa: S302 - see above

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, whole or not at all."""
        if sys.dont_write_bytecode or not bucket.key:
            return
        path = Path(bucket.key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=path.parent, suffix=_ENDING)
            try:
                with os.fdopen(handle, "wb") as file:
                    code = marshal.dumps(bucket.code)
                    file.write(_digest(bucket, code) + code)
                Path(draft).chmod(path.parents[1].stat().st_mode & 0o444 | 0o200)
                Path(draft).replace(path)
            finally:  # of a full disk
                Path(draft).unlink(missing_ok=True)


def _digest(bucket: Bucket, code: bytes) -> bytes:
    """Say of what, where and which code this is: the path stands in the code too, for tracebacks."""
    return hashlib.sha256(f"{bucket.checksum}\n{bucket.key}\n".encode() + code).digest()


@cache
def _made_by(language: str) -> str:
    """Tell the makers of code, and the words of its language, from what they were before.

    Any module here may have put something into it: texts, and what is constant, stand in it as they came out.
    """
    told = hashlib.sha256(jinja2.__version__.encode())
    words = _FOLDER / "translations" / language / "LC_MESSAGES" / "messages.mo"
    for path in (Path(jinja2.compiler.__file__), *sorted(_FOLDER.glob("*.py")), words):
        with suppress(OSError):
            told.update(path.read_bytes())
    return told.hexdigest()
