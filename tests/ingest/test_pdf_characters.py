"""What pdfium tells of characters, and what it leaves as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pdf_text import open_pdf, read_page
from ingest.runs import Face
from tests.pdf_factory import assemble


@pytest.mark.parametrize("order", [(5, 6), (6, 5)], ids=["bold first", "bold last"])
def test_a_font_with_a_very_long_name_has_no_face_of_the_font_before(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    """Headings are told by their face; of such a name pdfium writes nothing."""
    said = {5: b"Bold words", 6: b"Plain words"}
    shown = b" ".join(
        b"BT /F%d 12 Tf 20 %d Td (%s) Tj ET" % (font, 700 - 200 * place, said[font])
        for place, font in enumerate(order)
    )
    resources = b"<</Font<</F5 5 0 R/F6 6 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources%s>>" % resources,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-%s>>" % (b"x" * 140),
    ]
    path = tmp_path / "fonts.pdf"
    path.write_bytes(assemble(objects))
    with open_pdf(path) as document:
        faces = {run.text: run.face for run in read_page(document, 1).runs}
    assert faces == {"Bold words": Face.BOLD, "Plain words": Face.PLAIN}
