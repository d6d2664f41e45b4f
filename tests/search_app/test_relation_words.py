"""Evidence becomes sentences where somebody reads it, with its figures in them."""

from __future__ import annotations

from typing import Any

import pytest

from archive import Relation, Suggestion
from search_app.relation_words import sentence, signs
from tests.factories import make_version

LETTER, CARTA = make_version("letter", "en", title="Letter"), make_version("carta", "es", title="Carta")


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (
            {"date": "2013-05-20", "numbers": [11, 12], "pages": [24, 25]},
            "same date, 11 of 12 numbers, 24 and 25 pages",
        ),
        ({"numbers": [0, 0], "pages": [1, 1]}, "one page each"),
        ({"stems": 0.3, "pages": [2, 2]}, "words of the same roots, 2 pages each"),
        ({"numbers": [1_200, 1_250], "pages": [4, 4]}, "1,200 of 1,250 numbers, 4 pages each"),
        (
            {"alike": 0.5, "contained": 0.999, "pages": [2, 4]},
            "50 % of the wording in common, 99 % of the shorter one stands in the longer one, 2 and 4 pages",
        ),
        (
            {"alike": 0.94, "contained": 0.97, "titles": True, "pages": [2, 2]},
            "94 % of the wording in common, titles alike, 2 pages each",
        ),
        (
            {"outline": 24, "title": ["cusco", "puno"], "names": True, "stems": 0.1, "pages": [2, 2]},
            "outlines built alike, of 24 entries, “cusco, puno” in both titles, files named alike, 2 pages each",
        ),
        ({"dates": ["2018", "2013-05"], "stems": 0.1, "pages": [2, 3]}, "2 and 3 pages, dated 2018 and 2013-05"),
    ],
)
def test_every_sign_is_told(evidence: dict[str, Any], told: str) -> None:
    assert ", ".join(signs(evidence)) == told


@pytest.mark.parametrize(
    ("kind", "one", "told"),
    [
        (Relation.LANGUAGE_VERSION, CARTA, "“Carta” looks like the Spanish version of “Letter”"),
        (Relation.LANGUAGE_VERSION, LETTER, "“Letter” looks like the English version of “Letter”"),
        (
            Relation.LANGUAGE_VERSION,
            make_version("both", "mul", title="Both"),
            "“Both” looks like a version of “Letter” in another language",
        ),
        (Relation.SAME_TEXT, LETTER, "“Letter” has the very same words as “Letter”, in another file"),
        (Relation.NEAR_DUPLICATE, LETTER, "“Letter” is nearly the same as “Letter”"),
        (Relation.NEW_EDITION, LETTER, "“Letter” looks like another edition of “Letter”"),
    ],
)
def test_every_kind_has_its_sentence(kind: Relation, one: Any, told: str) -> None:
    suggestion = Suggestion(kind, one.id, LETTER.id, 0.9, {"pages": [1, 1]})
    assert sentence(suggestion, one, LETTER) == f"{told}: one page each."
