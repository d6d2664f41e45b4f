"""Readers by the dozen over HTTP while an archive grows."""
