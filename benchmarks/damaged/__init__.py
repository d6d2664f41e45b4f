"""Searches damaged as people damage them."""
