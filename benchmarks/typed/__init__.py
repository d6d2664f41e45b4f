"""Queries as people and programs type them, sound and hostile."""
