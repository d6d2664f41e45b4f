"""The bytes that a password stands for: by the standards for files, and by the habits of those who write them."""

from __future__ import annotations

import pytest

from ingest.passwords import MAXIMUM_PASSWORDS, Passwords, passwords_in


def encoded(word: str) -> list[bytes]:
    return list(Passwords((word,)).encoded())


def test_a_plain_password_is_tried_once() -> None:
    assert encoded("letter") == [b"letter"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("contraseña", "contraseña".encode()),
        ("contraseña", "contraseña".encode("latin-1")),
        ("contrasen\u0303a", "contraseña".encode()),
        ("100 €", b"100 \xa0"),
        ("100 €", "100 €".encode("cp1252")),
        ("„ß“", b"\x8c\xdf\x8d"),
        ("пароль", "пароль".encode()),
        ("I\u00adX", b"IX"),
        ("\u2168", b"IX"),
        ("a\u00a0b", b"a b"),
    ],
    ids=[
        "AES-256",
        "older files",
        "composed",
        "PDFDocEncoding",
        "Windows",
        "quotes in PDFDocEncoding",
        "Cyrillic",
        "SASLprep maps to nothing",
        "SASLprep normalises",
        "SASLprep maps to a space",
    ],
)
def test_a_password_is_tried_as_files_may_mean_it(word: str, meant: bytes) -> None:
    """ISO 32000-2, 7.6.4; RFC 4013, 3."""
    assert meant in encoded(word)


def test_a_password_that_saslprep_forbids_is_tried_as_it_is() -> None:
    """A writer that did not know better may have used it (RFC 4013, 3: prohibited, and mixed directions)."""
    assert b"\x07bell" in encoded("\x07bell")
    assert "\u06271".encode() in encoded("\u06271")


def test_bytes_that_are_no_text_are_tried_as_they_stand() -> None:
    """A file of passwords may be in any encoding."""
    assert b"contrase\xf1a" in encoded(b"contrase\xf1a".decode("utf-8", "surrogateescape"))


def test_a_line_is_a_password_with_its_blanks() -> None:
    assert passwords_in([" two words \r\n", "\n", "x\n", "x"]).words == (" two words ", "x")


def test_a_list_of_thousands_is_refused() -> None:
    """Finding passwords out is another program's business."""
    with pytest.raises(ValueError, match="1,001 lines"):
        passwords_in([str(number) for number in range(MAXIMUM_PASSWORDS + 1)])


def test_passwords_are_not_printed() -> None:
    """Not in an exception, nor in whatever else shows what a function was given."""
    words = Passwords(("secret", "other"))
    assert "secret" not in repr(words) + str(words) + f"{words!r}"
