"""Words that do something where they are not escaped: in titles, outlines, text, notes and names of files."""

from __future__ import annotations

from functools import partial

from benchmarks.hostile.making import FREE, Maker, one_page, stream

BAD = {
    "path": "../../../../etc/passwd",
    "nul": "before\0after",
    "direction": "report\u202egnp.exe\u2066 \u200f",
    "escapes": "\x1b[31mred\x1b[0m \x1b]0;title\x07\x1b[2J \x9b31m",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{7*7}}{% raw %}",
    "formula": "=cmd|' /C calc'!A0",
    "format": "%s %n %x {0} ${jndi:ldap://x} $(id) `id` ; rm -rf /",
    "sql": "'; DROP TABLE versions; --",
    "newlines": "one\r\ntwo\u2028three\u2029four\x85five\x0bsix",
    "combining": "Z" + "\u0301" * 5000,
    "empty": " \t\n",
}


def told(text: str) -> bytes:
    """Write a text string of a PDF, in UTF-16."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass")).hex().encode() + b">"


def says(text: str) -> bytes:
    """Give a file that says something everywhere: in its title, author, outline, label, note, text and script."""
    bad = told(text)
    content = stream(
        b"BT /F2 11 Tf 72 700 Td (abcdefgh) Tj ET BT /F1 11 Tf 72 600 Td (The council meets in Lima.) Tj ET"
    )
    rows = b"<61> <%s>" % text[:120].encode("utf-16-be", "surrogatepass").hex().encode()
    table = stream(
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar %s endbfchar endcmap" % rows
    )
    return one_page(
        content,
        b"<</Title %s/Author %s/Subject %s/Keywords %s/CreationDate %s/Producer %s>>" % ((bad,) * 6),
        b"<</Type/Outlines/First 8 0 R/Last 8 0 R/Count 1>>",
        b"<</Title %s/Parent 7 0 R/Dest[3 0 R/Fit]>>" % bad,
        b"<</Nums[0<</P %s>>]>>" % bad,
        b"<</Type/Annot/Subtype/Text/Rect[9 9 99 99]/Contents %s/T %s/A<</S/JavaScript/JS %s>>>>" % ((bad,) * 3),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 12 0 R>>",
        table,
        catalog=b"/Outlines 7 0 R/PageLabels 9 0 R/Lang %s/OpenAction<</S/JavaScript/JS %s>>" % (bad, bad),
        page=b"/Annots[10 0 R]",
        resources=b"/Font<</F1 5 0 R/F2 11 0 R>>",
        trailer=b"/Info %d 0 R" % FREE,
    )


def long_title(length: int) -> bytes:
    """Give a file with a title, and an entry of its outline, of so many characters."""
    return says("word " * (length // 5))


FILES: dict[str, Maker] = {
    **{f"says-{name}": partial(says, text) for name, text in BAD.items()},
    "says-half-characters": lambda: says("a\ud800b\udfffc"),
    "says-200-thousand-characters": lambda: long_title(200_000),
}

NAMES = {
    "script": b"<script>alert(1)<script>.pdf",
    "escapes": b"\x1b[31mred\x1b[2J\x07.pdf",
    "direction": "report\u202efdp.exe.pdf".encode(),
    "newlines": b"one\ntwo\r.pdf",
    "no-utf-8": b"informe-\xf1-\xff\xfe.pdf",
    "option": b"--json.pdf",
    "formula": b"=cmd|' C calc'!A0.pdf",
    "dots": b"....pdf",
    "long": b"n" * 251 + b".pdf",
    "format": b"%s%n{0}${x}$(id)`id`;.pdf",
    "quotes": b"\"quoted\" 'and' \\back\\.pdf",
}
"""Names of files, each of a file like any other."""
