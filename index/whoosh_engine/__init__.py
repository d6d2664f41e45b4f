"""The embedded engine."""

from index.whoosh_engine.engine import WhooshEngine

__all__ = ["WhooshEngine"]
