"""What is to be known of how a query was read, where that is not as it was typed.

Rule: nothing is left out, or taken for something else, without a remark. Sentences for them are the interface's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """What a remark is about."""

    QUOTATION_ALONE = "quotation_alone"
    """A quotation mark without a partner was left out."""
    PARENTHESIS_ALONE = "parenthesis_alone"
    """A parenthesis without a partner was closed at the end, or left out."""
    OPERATOR_ALONE = "operator_alone"
    """AND, OR or NOT with nothing to join or exclude was left out."""
    TOO_DEEP = "too_deep"
    """Parentheses within too many others were left out."""
    UNKNOWN_FIELD = "unknown_field"
    """A name before a colon that is no field was read as words."""
    UNKNOWN_VALUE = "unknown_value"
    """A field that cannot have what it is asked for was read as words."""
    FIELD_ALONE = "field_alone"
    """A field that is asked for nothing was read as a word."""
    WHOLE_YEAR = "whole_year"
    """Of a date only the year was looked at."""
    WIDE_PATTERN = "wide_pattern"
    """A pattern with too few letters was read as a word, or left out."""
    MANY_PATTERNS = "many_patterns"
    """Patterns after the first few were read as words."""
    QUOTED_PATTERN = "quoted_pattern"
    """A star within quotation marks was passed over: quoted words match as written."""
    CAPPED_PATTERN = "capped_pattern"
    """Of the many words that a pattern stands for the most frequent were looked for."""
    SHORTENED = "shortened"
    """What comes after the first words was left out."""
    OTHER_ALPHABET = "other_alphabet"
    """Letters of another alphabet were read as the Latin ones that they look like."""
    INVISIBLE = "invisible"
    """Signs that cannot be seen were left out."""
    MORE_BEST_FIRST = "more_best_first"
    """In the order that was asked for fewer passages answer than when the best come first."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: what was `typed`, if one piece is meant, and what was `read` in its place, if words were.

    `taken` of `among` were looked for, where both are counted.
    """

    about: About
    typed: str = ""
    read: str = ""
    taken: int = 0
    among: int = 0
