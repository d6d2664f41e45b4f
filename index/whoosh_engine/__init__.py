"""The embedded engine."""

from index.whoosh_engine.engine import StockWhooshEngine, WhooshEngine

__all__ = ["StockWhooshEngine", "WhooshEngine"]
