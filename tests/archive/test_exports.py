"""What a package offers, and when the modules it comes from are imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import archive
from archive.exports import exported

PACKAGES = ("archive", "index", "ingest.disagreement")


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_offers_what_its_stub_says(name: str) -> None:
    """Type checkers read the stub, Python the table: they name the same things of the same modules."""
    package, said = import_module(name), _said_by_stub(name)
    assert sorted(said) == package.__all__
    for each, module in said.items():
        assert getattr(package, each) is getattr(import_module(module), each), each


@pytest.mark.parametrize("name", PACKAGES)
def test_a_stub_offers_all_that_it_imports(name: str) -> None:
    listed = next(each for each in _stub(name).body if isinstance(each, ast.Assign))
    assert set(ast.literal_eval(listed.value)) == set(_said_by_stub(name))


def test_a_name_that_no_module_has_is_no_name_of_the_package() -> None:
    with pytest.raises(AttributeError, match="module 'archive' has no attribute 'unheard_of'"):
        archive.unheard_of  # noqa: B018
    with pytest.raises(ImportError):
        from archive import unheard_of  # noqa: F401, PLC0415


def test_a_module_is_imported_when_a_name_of_it_is_asked_for() -> None:
    names, get = exported("json", {"tool": "main", "decoder": "JSONDecoder scanner"})
    assert names == ["JSONDecoder", "main", "scanner"]
    assert get("main") is import_module("json.tool").main


@pytest.mark.parametrize("module", ["reading", "sandbox", "artist", "errands", "recognising"])
def test_a_child_that_reads_files_imports_no_database(module: str) -> None:
    """Each begins anew, and the database takes longer to import than a page to read."""
    code = f"import sys, ingest.{module}; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _said_by_stub(name: str) -> dict[str, str]:
    """Give the modules of the names that a stub imports."""
    imports = (each for each in _stub(name).body if isinstance(each, ast.ImportFrom))
    return {alias.asname or alias.name: str(each.module) for each in imports for alias in each.names}


def _stub(name: str) -> ast.Module:
    return ast.parse(Path(str(import_module(name).__file__)).with_suffix(".pyi").read_text(encoding="utf-8"))
