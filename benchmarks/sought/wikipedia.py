"""XQuAD and SQuAD-es: questions written for paragraphs of Wikipedia, in two languages or in Spanish alone.

XQuAD: Artetxe, Ruder and Yogatama 2020; SQuAD-es: Carrino, Costa-jussà and Fonollosa 2020.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.sought.collection import Collection, Question, Text, split_of

SAMPLE, SEED = 1_000, 500
"""Questions of SQuAD-es that are asked; there are 2,560."""


def read_xquad(corpus: Path) -> Collection:
    """Read XQuAD: each question in both languages, asked for passages of both."""
    return _read("xquad", corpus / "ir" / "xquad")


def read_squad_es(corpus: Path) -> Collection:
    """Read SQuAD-es: all paragraphs, and a sample of the questions that is always the same."""
    whole = _read("squad-es", corpus / "ir" / "squad-es-v1.1")
    ordered = sorted(whole.questions, key=lambda each: each.id)
    return Collection(whole.name, whole.texts, random.Random(SEED).sample(ordered, min(SAMPLE, len(ordered))))


def _read(name: str, folder: Path) -> Collection:
    texts = [
        Text(row["pid"], language, row["title"].replace("_", " "), row["text"])
        for language, path in _by_language(folder, "passages")
        for row in _rows(path)
    ]
    languages = {text.id: text.language for text in texts}
    answers = defaultdict[str, list[str]](list)
    for row in _rows(folder / "qrels.tsv"):
        answers[row["qid"]].append(row["pid"])
    questions = []
    for language, path in _by_language(folder, "queries"):
        for row in _rows(path):
            own = row["qid"].removesuffix(f"-{language}")
            for target in sorted(set(languages.values())):
                gains = {each: 1.0 for each in answers[row["qid"]] if languages[each] == target}
                if gains:
                    number = f"{own} {language}->{target}"
                    questions.append(Question(number, split_of(own), language, target, row["question"], gains))
    return Collection(name, texts, questions)


def _by_language(folder: Path, kind: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob(f"{kind}.*.tsv")):
        yield path.name.split(".")[1], path


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
