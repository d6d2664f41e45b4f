"""Write small PDFs for tests: text at given places in the standard fonts, and pypdf for what goes around it."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle, UserAccessPermissions

A4 = (595.0, 842.0)
LEADING = 14.0
WRAP_CHARACTERS = 80
HAIRLINE = 0.5

_MEANINGLESS = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <21> <7E> <E021> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""
"""A map of codes to characters that gives each letter a private one, as fonts without names do."""


@dataclass
class Sheet:
    """A page to be written; places are points from the top left corner."""

    size: tuple[float, float] = A4
    marks: list[tuple[float, float, float, str, str]] = field(default_factory=list)
    drawn: list[bytes] = field(default_factory=list)
    picture: bool = False
    form: tuple[float, float, float] | None = None
    """Scale and shifts of a form that holds all that is drawn, if one does; on the page it stands where it did."""

    def put(self, text: str, *, x: float = 72, y: float, size: float = 11, font: str = "F1") -> Sheet:
        """Set one line; F1 is Helvetica, F2 Helvetica-Bold, F3 letters that say nothing, F4 Courier, F5 CMR10.

        The last is said to have stems as wide as those of a bold font, as in files of TeX.
        """
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

    def put_turned(self, text: str, *, x: float, y: float, degrees: float, size: float = 11) -> Sheet:
        """Set one line turned clockwise about where it begins: by 90 it runs down the page, by 270 up."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        matrix = b"%f %f %f %f %f %f Tm" % (cos, -sin, sin, cos, x, self.size[1] - y)
        self.drawn.append(b"BT /F1 %f Tf %s (%s) Tj ET" % (size, matrix, text.encode("cp1252")))
        return self

    def area(self, x0: float, y0: float, x1: float, y1: float, *, grey: float = 0.85) -> Sheet:
        """Fill a rectangle under the text; a thin one is a rule."""
        self.drawn.append(b"%f g %f %f %f %f re f" % (grey, x0, self.size[1] - y1, x1 - x0, y1 - y0))
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Stroke a line."""
        up = self.size[1]
        self.drawn.append(b"%f w %f %f m %f %f l S" % (HAIRLINE, x0, up - y0, x1, up - y1))
        return self

    def strip(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draw a picture stretched over a rectangle; some producers draw rules so."""
        self.drawn.append(b"q %f 0 0 %f %f %f cm /Im Do Q" % (x1 - x0, y1 - y0, x0, self.size[1] - y1))
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        """Rule all lines of a table, from edge to edge."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def row(self, cells: Sequence[str], *, xs: Sequence[float], y: float, font: str = "F1") -> Sheet:
        """Set one line of a table, a cell at each place; empty ones take none."""
        for x, cell in zip(xs, cells, strict=True):
            if cell:
                self.put(cell, x=x, y=y, size=10, font=font)
        return self


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
    objects: list[bytes] = [b"", b"", b"<</Length %d>>\nstream\n%s\nendstream" % (len(_MEANINGLESS), _MEANINGLESS)]
    fonts = []
    for name, also in (
        ("Helvetica", ""),
        ("Helvetica-Bold", ""),
        ("Helvetica", "/ToUnicode 3 0 R"),
        ("Courier", ""),
    ):
        objects.append(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding{also}>>".encode())
        fonts.append(len(objects))
    objects.append(
        b"<</Type/FontDescriptor/FontName/CMR10/Flags 4/StemV 149/Ascent 694/Descent -194/CapHeight 683"
        b"/ItalicAngle 0/FontBBox[-251 -250 1009 969]>>"
    )
    objects.append(
        b"<</Type/Font/Subtype/Type1/BaseFont/CMR10/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126"
        b"/Widths[%s]/FontDescriptor %d 0 R>>" % (b" ".join([b"500"] * 95), len(objects))
    )
    fonts.append(len(objects))
    objects.append(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"\nstream\n\x80\nendstream"
    )
    image = len(objects)
    kids = []
    for sheet in sheets:
        form, content = _form(sheet, image), _content(sheet)
        objects += [form, b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content)]
        known = "".join(f"/F{number} {font} 0 R" for number, font in enumerate(fonts, 1))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.size[0]} {sheet.size[1]}]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<<{known}>>/XObject<</Im {image} 0 R/Fm {len(objects) - 1} 0 R>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(sheets)}/Kids[{' '.join(kids)}]>>".encode()
    return assemble(objects)


def assemble(objects: Sequence[bytes]) -> bytes:
    """Put head, table and trailer around objects, which count from 1; the first is the catalog."""
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


def with_structure(
    source: bytes,
    *,
    labels: Sequence[tuple[int, int, str]] = (),
    outline: Sequence[tuple[str, int, int]] = (),
    metadata: dict[str, str] | None = None,
    turn: int = 0,
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    password: str | None = None,
    owner_password: str | None = None,
) -> bytes:
    """Add what pypdf can: labels (first page, last page, style), outline (title, page, level), and the rest.

    Pages count from 1. `turn` turns what is drawn and the page with it, `rotate` what a viewer shows of them.
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
        if turn:
            page.rotate(turn)
            page.transfer_rotation_to_content()
        if rotate:
            page.rotate(rotate)
        if crop:
            page.cropbox.lower_left, page.cropbox.upper_right = crop[:2], crop[2:]
    if password or owner_password:
        writer.encrypt(password or "", owner_password, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def locked(
    source: bytes,
    password: str,
    *,
    algorithm: str = "AES-256",
    owner_password: str = "for the owner alone",
    forbids: int = 0,
) -> bytes:
    """Lock a file: RC4-40, RC4-128, AES-128, AES-256-R5 or AES-256. With no password it is only restricted."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(source)))
    rights = UserAccessPermissions.all() & ~UserAccessPermissions(forbids)
    writer.encrypt(password, owner_password, algorithm=algorithm, permissions_flag=rights)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _form(sheet: Sheet, image: int) -> bytes:
    """Give what is drawn as a form; what its matrix does to the page's places is undone inside."""
    scale, right, up = sheet.form or (1.0, 0.0, 0.0)
    undone = b"%f 0 0 %f %f %f cm\n" % (1 / scale, 1 / scale, -right, -up)
    content = undone + b"\n".join(sheet.drawn)
    return (
        b"<</Type/XObject/Subtype/Form/BBox[-9999 -9999 9999 9999]/Matrix[1 0 0 1 %f %f]"
        b"/Resources<</XObject<</Im %d 0 R>>>>/Length %d>>\nstream\n%s\nendstream"
        % (right, up, image, len(content), content)
    )


def _content(sheet: Sheet) -> bytes:
    height = sheet.size[1]
    parts = [b"q %f 0 0 %f 0 0 cm /Im Do Q" % sheet.size] if sheet.picture else []
    parts += [b"q %f 0 0 %f 0 0 cm /Fm Do Q" % (sheet.form[:1] * 2)] if sheet.form else [b"q", *sheet.drawn, b"Q"]
    for x, y, size, font, text in sheet.marks:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        parts.append(b"BT /%s %f Tf %f %f Td (%s) Tj ET" % (font.encode(), size, x, height - y, escaped))
    return b"\n".join(parts)
