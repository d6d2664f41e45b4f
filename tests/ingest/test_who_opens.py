"""A PDF is opened only where a child can be killed: who may call what opens one, module by module."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("archive", "index", "ingest", "search_app")

OPENS = {
    "PdfDocument": {"ingest.pdf_text"},
    "FPDF_LoadDocument": {"ingest.pdf_text"},
    "FPDF_LoadMemDocument": set(),
    "FPDF_LoadMemDocument64": {"ingest.pdf_text"},
    "FPDF_LoadCustomDocument": set(),
    "PdfReader": {"ingest.pdf_structure", "ingest.lock_entries", "ingest.marked_copy"},
    "PdfWriter": {"ingest.marked_copy"},
    "open_pdf": {
        "ingest.raw_lines",
        "ingest.spans",
        "ingest.pdf_navigation",
        "ingest.page_images",
        "ingest.marked_copy",
        "ingest.locks",
        "ingest.pdf_text",
    },
}
"""What a library opens a file with, and the modules that may call it."""

READS = {
    "read_original": {"ingest.in_child"},
    "read_unless_wanting": {"ingest.in_child"},
    "unlocked": {"ingest.in_child"},
    "load": {"ingest.locks"},
    "lock_of": {"ingest.locks"},
    "raw_pages": {"ingest.reading"},
    "raw_page": {"ingest.raw_lines", "ingest.spans"},
    "read_back": {"ingest.in_child"},
    "read_structure": {"ingest.reading"},
    "bookmarks": {"ingest.pdf_structure"},
    "labels_of_pages": {"ingest.pdf_structure"},
    "undecoded_pages": {"ingest.reading"},
    "draw_page": set(),
    "draw_marked_page": {"ingest.artist"},
    "copy_pages": set(),
    "drawn": {"ingest.marked_images", "ingest.ocr_pages"},
    "recognise_page": {"ingest.recognising"},
    "dots_per_inch": {"ingest.ocr_pages"},
}
"""What those modules offer, and who may call it: in the end the sandbox and the artist, in their children.

The artist hands `draw_page` and `copy_pages` to its child, and calls neither.
"""

NAMED = {"draw_page": {"ingest.artist"}, "copy_pages": {"ingest.artist"}, "in_child": {"ingest.children"}}


@cache
def modules() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(ROOT).with_suffix("")).replace("/", "."): ast.parse(path.read_text())
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }


def calls(tree: ast.Module) -> set[str]:
    called = (each.func for each in ast.walk(tree) if isinstance(each, ast.Call))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called}


def imports(tree: ast.Module) -> set[str]:
    return {
        name.name
        for each in ast.walk(tree)
        if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("ingest")
        for name in each.names
    }


@pytest.mark.parametrize("name", [*OPENS, *READS])
def test_only_these_modules_call_what_opens_a_file(name: str) -> None:
    """A new way to open one is to go through a child too."""
    found = {module for module, tree in modules().items() if name in calls(tree)}
    if name in ("unlocked", "drawn", "load"):  # common words: those count who have them from where they are made
        found &= {module for module, tree in modules().items() if name in imports(tree)}
    assert found <= {**OPENS, **READS}[name]


@pytest.mark.parametrize("name", NAMED)
def test_only_who_begins_children_knows_what_they_do(name: str) -> None:
    found = {module for module, tree in modules().items() if name in imports(tree)}
    assert found == NAMED[name]
