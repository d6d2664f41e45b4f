"""Copies of real pairs in which one thing was changed: what a reader of both languages should be told of."""
