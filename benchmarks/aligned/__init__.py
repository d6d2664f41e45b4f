"""Passages of real pairs of documents, put together by reading them."""
