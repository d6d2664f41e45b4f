"""Values that hypothesis makes for addresses, headers and forms: what people type, and what nobody should."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import strategies as st

from .laws import MARKERS

LONG = 20_000
"""Characters: six times what any parameter takes."""

RUBBISH = (
    "%", "%2", "%zz", "%00", "%C3", "%ED%A0%80", "%FF%FE", "%E2%80", "%F4%90%80%80", "%0d%0aX-Zqx:%201",
    "%2e%2e%2f", "..%5c..%5c", "%252e%252e", "+", "&&&", ";", "%u0041", "%c0%ae%c0%ae",
)  # fmt: skip
"""Written as they stand: escapes that are none, bytes that are no text, ways up the folders."""

NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "999999",
    "1000000",
    "9" * 400,
    "1e3",
    "0x1",
    "٣",
    "1.5",
    " 1",
    "+1",
    "NaN",
    "iv",
    "²",
)

STRETCHES = ("0-4", "4-0", "0-0", "0-99999999", "9" * 400 + "-" + "9" * 401, "-", "1-", "٣-٤", "0-4-9")

_WORDS = (
    "region",
    "innovation",
    "innovación",
    "cooperation",
    "the",
    "de",
    "alert",
    "bell",
    "Cusco",
    "412",
    "ñ",
    "…",
)
_FIELDS = ("title", "section", "text", "language", "kind", "year", "document", "nothing", "TITLE")
_JOINED = (" ", " AND ", " OR ", " NOT ", " -", " +", " NEAR ", " && ", "\t", "\u3000")
_FLOODS = (
    "(", ")", "()", '"', "“", "«", "*", "?", "~", "-", "NOT ", "AND ", "OR ", "title:", "a* ", "?a ", "region~ ",
    "[", "{", "[1 TO ", "\\", "^", ":", "a OR ", '"a b"~9 ', "-a ", "(a* ", "e\u0301", "\u202e", "🦙", "a",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Make any text: all planes, control characters, lone surrogates, markers, words, very long ones."""
    return st.one_of(
        st.sampled_from(_WORDS),
        st.sampled_from(MARKERS),
        st.text(max_size=60),
        st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Co", "Mn", "Zl", "Zp"]), max_size=30),
        st.lists(st.sampled_from([*MARKERS, *_WORDS]), max_size=6).map(" ".join),
        floods(),
    )


def floods() -> st.SearchStrategy[str]:
    """Make texts that say the same thousands of times."""
    return st.builds(
        lambda piece, length: (piece * length)[:length],
        st.sampled_from([*_FLOODS, *MARKERS]),
        st.integers(1, LONG),
    )


def queries() -> st.SearchStrategy[str]:
    """Make queries of the query language's own signs, sound ones and others."""
    words = st.one_of(st.sampled_from(_WORDS), st.sampled_from(MARKERS), st.text(min_size=1, max_size=12))
    leaves = st.one_of(
        words,
        words.map('"{}"'.format),
        words.map("«{}»".format),
        words.map("{}*".format),
        words.map("*{}".format),
        words.map("?{}?".format),
        st.builds("{}~{}".format, words, st.sampled_from(["", "1", "2", "9", "1000000", "-1", "x"])),
        st.builds('"{} {}"~{}'.format, words, words, st.sampled_from(["", "0", "5", "1000000", "9" * 30])),
        st.builds("[{} TO {}]".format, words, words),
        st.builds("{}^{}".format, words, st.sampled_from(["2", "-1", "9" * 30])),
    )
    return st.one_of(st.recursive(leaves, _joined, max_leaves=30), floods())


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}{}{}".format, inner, st.sampled_from(_JOINED), inner),
        inner.map("({})".format),
        inner.map("({}".format),
        st.builds("{}:{}".format, st.sampled_from(_FIELDS), inner),
        st.builds("{}:({})".format, st.sampled_from(_FIELDS), inner),
    )


def escaped(text: str) -> str:
    """Write a text into an address, lone surrogates as the bytes that they would be."""
    return quote(text, safe="", errors="surrogatepass")


def written() -> st.SearchStrategy[str]:
    """Make values as they are written in addresses."""
    return st.one_of(texts().map(escaped), st.sampled_from(RUBBISH), st.binary(max_size=30).map(quote))


def header_values() -> st.SearchStrategy[str]:
    """Make values that can be sent as a header: latin letters and signs, no ends of lines."""
    sendable = st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"))
    markers = [each.encode("latin-1", "replace").decode("latin-1") for each in MARKERS]
    safe = [each.translate(dict.fromkeys(range(0x20), " ")) for each in markers]
    return st.one_of(
        sendable, st.sampled_from(safe), st.builds(lambda piece, n: piece * n, sendable, st.integers(0, 99))
    )
