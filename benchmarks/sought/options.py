"""What every program over the archive of the field is told on its command line."""

from __future__ import annotations

import argparse
from pathlib import Path


def field_options(about: str | None) -> argparse.ArgumentParser:
    """Give a parser of `--corpus` and `--data`, which `open_field` takes, under what a program says of itself."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with policy/ and parallel/")
    parser.add_argument("--data", type=Path, help="folder in which the filled archive is kept for the next time")
    return parser
