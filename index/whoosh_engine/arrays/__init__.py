"""One segment of the index as arrays in a file beside it: what a search reads without decoding anything.

Rule: a cache and nothing more. Whoosh's own file holds all of it and is what counts; an array file that is
missing, torn or of another release is made again from there.
"""

from index.whoosh_engine.arrays.directory import FIELDS, TEXTS, hash_of
from index.whoosh_engine.arrays.keeping import check_arrays, forget_arrays, keep_arrays, open_arrays
from index.whoosh_engine.arrays.layout import Torn, reading
from index.whoosh_engine.arrays.making import gathered
from index.whoosh_engine.arrays.segment import FieldArrays, SegmentArrays
from index.whoosh_engine.arrays.term_table import TermTable

__all__ = [
    "FIELDS",
    "TEXTS",
    "FieldArrays",
    "SegmentArrays",
    "TermTable",
    "Torn",
    "check_arrays",
    "forget_arrays",
    "gathered",
    "hash_of",
    "keep_arrays",
    "open_arrays",
    "reading",
]
