"""Write small PDFs for tests: text at given places in the standard fonts, and pypdf for what goes around it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle

A4 = (595.0, 842.0)
LEADING = 14.0
WRAP_CHARACTERS = 80


@dataclass
class Sheet:
    """A page to be written; places are points from the top left corner."""

    size: tuple[float, float] = A4
    marks: list[tuple[float, float, float, str, str]] = field(default_factory=list)
    picture: bool = False

    def put(self, text: str, *, x: float = 72, y: float, size: float = 11, font: str = "F1") -> Sheet:
        """Set one line; F1 is Helvetica, F2 Helvetica-Bold."""
        self.marks.append((x, y, size, font, text))
        return self

    def set(
        self, lines: Sequence[str], *, x: float = 72, y: float, size: float = 11, leading: float = LEADING
    ) -> float:
        """Set lines below each other; gives where the next would stand."""
        for line in lines:
            self.put(line, x=x, y=y, size=size)
            y += leading
        return y


def wrap(text: str, characters: int = WRAP_CHARACTERS) -> list[str]:
    """Break a text at blanks, as ragged as a typewriter."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > characters:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def write_pdf(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the pages to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf_bytes(sheets))
    return path


def pdf_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Write the pages as plain, uncompressed PDF 1.4."""
    objects: list[bytes] = [b"", b""]
    fonts = []
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode())
        fonts.append(len(objects))
    objects.append(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"\nstream\n\x80\nendstream"
    )
    image = len(objects)
    kids = []
    for sheet in sheets:
        content = _content(sheet)
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.size[0]} {sheet.size[1]}]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F1 {fonts[0]} 0 R/F2 {fonts[1]} 0 R>>/XObject<</Im {image} 0 R>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(sheets)}/Kids[{' '.join(kids)}]>>".encode()
    return _assemble(objects)


def with_structure(
    source: bytes,
    *,
    labels: Sequence[tuple[int, int, str]] = (),
    outline: Sequence[tuple[str, int, int]] = (),
    metadata: dict[str, str] | None = None,
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    password: str | None = None,
    owner_password: str | None = None,
) -> bytes:
    """Add what pypdf can: labels (first page, last page, style), outline (title, page, level), and the rest.

    Pages count from 1.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(source)))
    for first, last, style in labels:
        writer.set_page_label(first - 1, last - 1, getattr(PageLabelStyle, style))
    parents: dict[int, Any] = {}
    for title, page, level in outline:
        parents[level] = writer.add_outline_item(title=title, page_number=page - 1, parent=parents.get(level - 1))
    if metadata:
        writer.add_metadata(metadata)
    for page in writer.pages:
        if rotate:
            page.rotate(rotate)
        if crop:
            page.cropbox.lower_left, page.cropbox.upper_right = crop[:2], crop[2:]
    if password or owner_password:
        writer.encrypt(password or "", owner_password, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _content(sheet: Sheet) -> bytes:
    height = sheet.size[1]
    parts = [b"q %f 0 0 %f 0 0 cm /Im Do Q" % sheet.size] if sheet.picture else []
    for x, y, size, font, text in sheet.marks:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        parts.append(b"BT /%s %f Tf %f %f Td (%s) Tj ET" % (font.encode(), size, x, height - y, escaped))
    return b"\n".join(parts)


def _assemble(objects: Sequence[bytes]) -> bytes:
    made = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(made))
    )
