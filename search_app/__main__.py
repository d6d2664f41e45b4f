"""`python -m search_app`: the command `pasaje`, where it is not installed."""

from __future__ import annotations

from search_app.cli import main

if __name__ == "__main__":
    main()
