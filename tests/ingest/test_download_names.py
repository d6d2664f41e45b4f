"""What a download is called is harmless, whatever a server says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.download_names import file_name_of

URL = "http://example.org/docs/letter_en.pdf?v=2"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, "letter_en.pdf"),
        ("", "letter_en.pdf"),
        ("inline", "letter_en.pdf"),
        ("attachment; filename=study.pdf", "study.pdf"),
        ('attachment; filename="the study.es.pdf"', "the study.es.pdf"),
        ('attachment; filename="a; b.pdf"; size=3', "a; b.pdf"),
        ("attachment; filename=\"plain.pdf\"; filename*=UTF-8''intenci%C3%B3n.pdf", "intención.pdf"),
        ("attachment; filename*=iso-8859-1'es'a%F1o.pdf", "año.pdf"),
        ('attachment; filename="intención.pdf"'.encode().decode("latin-1"), "intención.pdf"),
        ('attachment; filename="a\xf1o.pdf"', "año.pdf"),
        ('attachment; filename="intenci%C3%B3n.pdf"', "intención.pdf"),
        ('attachment; filename="../../x"', "x.pdf"),
        ('attachment; filename="..\\\\..\\\\windows\\\\x.pdf"', "x.pdf"),
        ("attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd.pdf"),
        ('attachment; filename="\u202efdp.exe"', "fdp.exe.pdf"),
        ('attachment; filename="a\x00\x1b[31m.pdf"', "a [31m.pdf"),
        ('attachment; filename=".."', "letter_en.pdf"),
        ('attachment; filename="<script>.PDF"', "script .PDF"),
    ],
)
def test_the_header_names_the_file_before_the_address(header: str | None, name: str) -> None:
    assert file_name_of(header, URL) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://example.org/", "document.pdf"),
        ("http://example.org/download?id=7", "download.pdf"),
        ("http://example.org/a%2F..%2Fb.pdf", "b.pdf"),
        ("http://example.org/carta%20de%20intenci%C3%B3n.pdf", "carta de intención.pdf"),
        ("http://example.org/%FF%FE.pdf", "��.pdf"),
        ("http://example.org/docs/", "docs.pdf"),
    ],
)
def test_the_address_names_the_file_where_no_header_does(url: str, name: str) -> None:
    assert file_name_of(None, url) == name


@given(st.text(max_size=400), st.text(alphabet="abc/.%2F\\;=\"'*é\x00", max_size=60))
def test_no_name_is_a_path_or_too_long(header: str, name: str) -> None:
    made = file_name_of(f"attachment; filename={header}; filename*=UTF-8''{name}", URL)
    assert not set(made) & set('/\\\x00\n"<>')
    assert made not in {"", ".", ".."}
    assert len(made) <= 160
    assert made.lower().endswith(".pdf")
