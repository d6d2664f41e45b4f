"""A generated document as HTML for a browser to print, and its looks as CSS."""

from __future__ import annotations

import html
import re

from .documents import Group, Made, Piece
from .hyphens import soften
from .styles import Style

PAPERS = {
    "A4": (595, 842),
    "letter": (612, 792),
    "A4 landscape": (842, 595),
    "letter landscape": (792, 612),
}
"""width and height in points"""

NOTES_POINTS = 72
"""Kept free for notes at the foot of a page."""

_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HEADINGS = {
    "larger": "font-weight:bold",
    "numbered": "font-weight:bold",
    "bold": "font-weight:bold; font-size:1em; font-family:inherit",
    "small-caps": "font-variant:small-caps; font-size:1.15em",
    "capitals": "text-transform:uppercase; font-size:1em",
    "spaced": "letter-spacing:.3em; text-transform:uppercase; font-size:1.05em",
    "centred": "text-align:center; font-style:italic",
    "mono": "font-weight:normal",
}


def page_of(made: Made) -> str:
    """Give the document as one HTML page."""
    body = "\n".join(_group(group, made.style) for group in made.groups)
    return (
        f'<!doctype html><html lang="{made.style.language}"><meta charset="utf-8"><title>{made.title}</title>'
        f"<style>{_looks(made.style)}</style><main>\n{body}\n</main></html>"
    )


def _looks(style: Style) -> str:
    width, height = PAPERS[style.paper]
    top, right, bottom, left = style.margins
    bottom += NOTES_POINTS if "notes" in style.extras else 0
    indent = "1.4em" if style.separation != "gap" else "0"
    gap = f"{0.7 if style.separation == 'gap' else 0.5}em" if style.separation != "indent" else "0"
    return f"""
@page {{ size:{width}pt {height}pt; margin:{top}pt {right}pt {bottom}pt {left}pt }}
body {{ margin:0; font:{style.size}pt/{style.leading} '{style.font}'; hyphens:manual; hyphenate-character:'-';
  text-align:{"justify" if style.is_justified else "left"}; orphans:2; widows:2 }}
main {{ column-count:{style.columns}; column-gap:1.9em; column-fill:auto }}
p {{ margin:0 0 {gap}; text-indent:{indent} }}
h1 + p, h2 + p, .flat p {{ text-indent:0 }}
h1, h2 {{ text-align:left; font-family:'{style.heading_font}'; {_HEADINGS[style.headings]}; break-after:avoid;
  line-height:1.2 }}
h1 {{ margin:1.6em 0 .7em; {"column-span:all" if style.spanning else ""} }}
h2 {{ margin:1.2em 0 .5em }}
{"" if "font-size" in _HEADINGS[style.headings] else "h1 {font-size:1.7em} h2 {font-size:1.25em}"}
sup {{ font-size:.65em; line-height:0 }}
.list {{ margin:.5em 0 .7em }}
.item {{ margin:.15em 0; padding-left:1.8em; text-indent:-1.4em }}
.item.deep {{ padding-left:3.4em }}
.mark {{ display:inline-block; width:1.4em; text-indent:0 }}
.figure {{ margin:1em 0; break-inside:avoid }}
.figure svg {{ display:block; width:100%; height:90pt }}
.caption {{ font-size:.9em; text-align:left; text-indent:0; margin:.4em 0 }}
.quotation {{ margin:.6em 2em; font-size:.95em }}
.box {{ background:#e4ecf4; padding:.7em; margin:.8em 0; break-inside:avoid }}
.box p + p {{ margin-top:.5em }}
.sidebar {{ float:right; width:{"40%" if style.columns == 1 else "100%"}; box-sizing:border-box;
  margin:.3em 0 .6em {"1.2em" if style.columns == 1 else "0"}; padding:.6em; border:1pt solid #555;
  break-inside:avoid; font-size:.9em; font-family:'Liberation Sans' }}
table {{ border-collapse:collapse; width:100%; margin:.6em 0 1em; font-size:.92em; text-align:left; hyphens:none }}
td, th {{ padding:2.5pt 5pt; vertical-align:top }} tr {{ break-inside:avoid }}
table.ruled td, table.ruled th {{ border:.6pt solid #444 }}
table.open th {{ border-bottom:.6pt solid #444 }}
.dropcap::first-letter {{ float:left; font-size:{style.leading * 2:.2f}em; line-height:1; padding-right:.1em }}
"""


def _group(group: Group, style: Style) -> str:
    if group.form == "heading":
        piece = group.pieces[0]
        return f"<h{piece.level}>{html.escape(piece.text)}</h{piece.level}>"
    if group.form == "list":
        return f'<div class="list">{"".join(_item(piece, style) for piece in group.pieces)}</div>'
    if group.form == "figure":
        return _figure(group.pieces[0], style)
    if group.form in ("ruled", "open"):
        return _table(group)
    inside = "".join(_paragraph(piece, style) for piece in group.pieces)
    return inside if group.form == "paragraph" else f'<div class="{group.form} flat">{inside}</div>'


def _paragraph(piece: Piece, style: Style) -> str:
    text, raised = _RAISED.sub("", piece.text), _RAISED.search(piece.text)
    number = f"<sup>{raised.group().translate(_PLAIN_DIGITS)}</sup>" if raised else ""
    named = ' class="dropcap"' if piece.feature == "drop capital" else ""
    return f"<p{named}>{_flowing(text, style)}{number}</p>"


def _item(piece: Piece, style: Style) -> str:
    depth = " deep" if piece.level > 1 else ""
    text = piece.text.removeprefix(piece.mark).strip()
    return f'<div class="item{depth}"><span class="mark">{piece.mark}</span>{_flowing(text, style)}</div>'


def _figure(caption: Piece, style: Style) -> str:
    words = f'<p class="caption">{html.escape(caption.text)}</p>'
    drawing = (
        '<svg viewBox="0 0 200 60" preserveAspectRatio="none"><rect width="200" height="60" fill="#dde"/>'
        '<path d="M5 55 L60 20 L120 35 L195 5" stroke="#225" fill="none"/></svg>'
    )
    inside = words + drawing if "captions-above" in style.extras else drawing + words
    return f'<div class="figure">{inside}</div>'


def _table(group: Group) -> str:
    caption, header, *rows = group.pieces
    cells = "".join(f"<th>{html.escape(cell)}</th>" for cell in header.cells)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row.cells) + "</tr>" for row in rows
    )
    words = f'<p class="caption" style="break-after:avoid">{html.escape(caption.text)}</p>'
    return f'{words}<table class="{group.form}"><tr>{cells}</tr>{body}</table>'


def _flowing(text: str, style: Style) -> str:
    return html.escape(soften(text, style.language) if style.is_hyphenated else text)
