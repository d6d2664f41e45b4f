"""Questions of the field: worded as people would, with the words of the papers that answer them.

Passages of other files that say the same as one that answers do answer too.
"""

from __future__ import annotations

from archive.identity import normalise
from benchmarks.questions.questions import QuoteNotFound, answering, questions
from benchmarks.sought.collection import LANGUAGES, Collection, Question
from benchmarks.sought.field import Field

_SPLITS = {"dev": "dev", "unseen": "test"}


def field_questions(field: Field) -> Collection:
    """Read the questions, each asked for passages of every language in which it is answered.

    Prints which of them can be answered no more; these are left out.
    """
    same = field.same()
    found = []
    for each in questions():
        try:
            answers = answering(field.archive, [each])[each.id]
        except QuoteNotFound as error:
            print(error)
            continue
        for target in LANGUAGES:
            holding = (passage for passage in answers if passage.language == target)
            if gains := {one: 1.0 for passage in holding for one in same[target, normalise(passage.text)]}:
                number = f"{each.id} {each.language}->{target}"
                found.append(Question(number, _SPLITS[each.split], each.language, target, each.text, gains))
    return Collection("questions", field.texts, found)
