"""What a package offers, imported from its modules when it is first asked for (PEP 562).

Rule: a name that a module bears too (`archive.boxes`) is imported by the package at once, for that module would
take its place when it is imported. The stub beside the package (`__init__.pyi`) tells type checkers the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def exported(package: str, modules: Mapping[str, str]) -> tuple[list[str], Callable[[str], Any]]:
    """Give a package's `__all__` and `__getattr__`: `modules` are its modules with the names taken from each."""
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = import_module(f"{package}.{homes[name]}")
        return getattr(module, name)

    return sorted(homes), get
