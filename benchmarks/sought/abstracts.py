"""Cranfield and CISI: abstracts in English, and questions that several of them answer.

Cranfield: Cleverdon 1967, judgements as TREC has them; CISI: Fox 1983, judgements without grades.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.sought.collection import Collection, Question, Text, split_of

_CRANFIELD_DOCUMENT = re.compile(
    r"<doc>\s*<docno>(\d+)</docno>\s*<title>(.*?)</title>.*?<text>(.*?)</text>\s*</doc>", re.DOTALL
)
_CRANFIELD_QUESTION = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_CRANFIELD_STEP = 3
"""The corpus has every third question; judgements name them by their number among all, from 1."""


def read_cranfield(corpus: Path) -> Collection:
    """Read Cranfield; one of its abstracts has no words and is left out."""
    folder = corpus / "ir" / "cranfield"
    documents = _CRANFIELD_DOCUMENT.findall((folder / "cran.all.1400.xml").read_text(encoding="utf-8"))
    texts = [Text(number, "en", _plain(title), _plain(text)) for number, title, text in documents]
    asked = _CRANFIELD_QUESTION.findall((folder / "queries.xml").read_text(encoding="utf-8"))
    questions = {str(_CRANFIELD_STEP * place): _plain(text) for place, text in enumerate(asked, start=1)}
    answers = defaultdict[str, set[str]](set)
    for line in (folder / "qrels.txt").read_text().splitlines():
        question, _, document, grade = line.split()
        if int(grade) > 0:
            answers[question].add(document)
    return _collection("cranfield", texts, questions, answers)


def read_cisi(corpus: Path) -> Collection:
    """Read CISI; a text is a title and an abstract, a question may be one too."""
    folder = corpus / "ir" / "cisi"
    texts = [
        Text(number, "en", _plain(fields["T"]), "\n".join((_plain(fields["T"]), _plain(fields["W"]))))
        for number, fields in _records(folder / "CISI.ALL")
    ]
    questions = {
        number: _plain(f"{fields.get('T', '')} {fields['W']}") for number, fields in _records(folder / "CISI.QRY")
    }
    answers = defaultdict[str, set[str]](set)
    for line in (folder / "CISI.REL").read_text().splitlines():
        question, document, *_ = line.split()
        answers[question].add(document)
    return _collection("cisi", texts, questions, answers)


def _collection(
    name: str, texts: list[Text], questions: Mapping[str, str], answers: Mapping[str, set[str]]
) -> Collection:
    there = [each for each in texts if each.text.strip()]
    held = {each.id for each in there}
    asked = [
        Question(number, split_of(f"{name} {number}"), "en", "en", text, dict.fromkeys(sorted(gained), 1.0))
        for number, text in questions.items()
        if (gained := answers.get(number, set()) & held)
    ]
    return Collection(name, there, asked)


def _records(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each record's number and its fields by their letter; what comes twice is joined."""
    for record in re.split(r"^\.I ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        number, _, rest = record.partition("\n")
        fields = defaultdict[str, str](str)
        for letter, text in re.findall(r"^\.([A-Z]) *\n(.*?)(?=^\.[A-Z] *$|\Z)", rest, re.MULTILINE | re.DOTALL):
            fields[letter] += text
        yield number.strip(), fields


def _plain(text: str) -> str:
    return " ".join(text.split())
