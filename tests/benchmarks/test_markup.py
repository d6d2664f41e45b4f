"""How the texts that readers are measured against are taken from HTML."""

from __future__ import annotations

from pathlib import Path

from benchmarks.words.markup import text_of, text_of_pages
from benchmarks.words.scores import words_of


def test_blocks_part_words_and_inline_elements_do_not():
    """Two cells are two words; a subscript is of its word."""
    assert words_of(text_of("<td>uno</td><td>do<b>s</b></td><p>tres<br>cuatro")) == [
        "uno",
        "dos",
        "tres",
        "cuatro",
    ]


def test_navigation_is_left_out():
    """What leads from page to page is not in the printed manual."""
    page = "<nav>a</nav><div class='navheader'><div>b</div></div><h1>c<a class='headerlink'>d</a></h1><footer>e"
    assert words_of(text_of(page)) == ["c"]


def test_pages_stand_in_the_order_of_their_index(tmp_path: Path):
    """The index comes first; pages it does not name stay out, and so do the contents of a single chapter."""
    (tmp_path / "index.es.html").write_text("Índice <a href='b.html#x'>dos</a> <a href='a.html'>tres</a>")
    (tmp_path / "a.html").write_text("<div class=toc>partes</div>último")
    (tmp_path / "b.html").write_text("primero")
    (tmp_path / "c.html").write_text("ajeno")
    assert words_of(text_of_pages(tmp_path)) == ["índice", "dos", "tres", "primero", "último"]
