"""Measure how much of a document's words a PDF reader gives, and in which order: the parts of `extraction.py`."""
