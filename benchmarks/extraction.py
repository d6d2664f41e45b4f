"""How much of what PDFs say comes out, and in the right order: Pasaje beside pdftotext, pypdf and plain pdfium.

Each reader's words are compared with another text of the same document, where the corpus has one:

  - transcripts that somebody typed (the manifest's note says "transcript of X.pdf");
  - X.pdf.txt and X.pdf-sorted.txt beside X.pdf, of which each reader is given the one it is likest to (what PDFBox
    reads of odd files: a check on strange encodings, not what a person reads);
  - a text or HTML page of the PDF's stem beside it or among the ground truth;
  - with --texts, a folder of the manuals' own texts by stem: X.txt, X.txt.gz, X.html, or a folder X/ of HTML pages
    with an index that names them in order. benchmarks/fetch-manual-texts makes such a folder.

Words are runs of letters or of digits, compared without case (benchmarks/words/scores.py says it exactly).
  recall     true words that were read, as bags of words
  precision  read words that are true; running heads and page numbers are not, for transcripts leave them out
  F1         the harmonic mean of both
  order      longest common subsequence over true words: words read, and read in the order of the truth; HTML
             has notes at the end of a chapter or document, which takes some points from every reader alike
  only aside true words that Pasaje has only as page furniture, where a search does not look
Means are over files. CPU seconds are those of a reader's processes with their start.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

from benchmarks.words.readers import READERS, Reads, missing_program, read
from benchmarks.words.scores import best_score, only_in, words_of
from benchmarks.words.tables import Row, file_table, json_lines, markdown, plain, summary
from benchmarks.words.truths import Truth, find_truths


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    found = find_truths(arguments.corpus, arguments.texts)
    truths = [each for each in found.truths if arguments.only in each.pdf.name]
    notes = [*found.notes, *filter(None, [missing_program()])]
    if not truths:
        sys.exit("\n".join(["No PDF of this corpus has a text to compare with.", *notes]))
    rows: list[Row] = []
    cpu_seconds: dict[tuple[str, str], float] = {}
    for group in dict.fromkeys(truth.group for truth in truths):
        of_group = [truth for truth in truths if truth.group == group]
        for reader in READERS:
            if reader == "pdftotext" and missing_program():
                continue
            print(f"{group}: {reader} reads {len(of_group)} files ...", file=sys.stderr)
            reads = read(reader, [truth.pdf for truth in of_group], arguments.timeout)
            cpu_seconds[group, reader] = reads.cpu_seconds
            rows += _rows(of_group, reads)
    report(rows, cpu_seconds, notes, arguments)


def report(
    rows: Sequence[Row],
    cpu_seconds: dict[tuple[str, str], float],
    notes: Sequence[str],
    arguments: argparse.Namespace,
) -> None:
    """Print what was asked for; notes go where they do not disturb what another program reads."""
    if arguments.json:
        print("\n".join(json_lines(rows, cpu_seconds)))
    elif arguments.markdown:
        print("\n".join(markdown(summary(rows, cpu_seconds))))
    else:
        for group in dict.fromkeys(row.group for row in rows):
            print(f"{group}\n")
            print("\n".join(file_table([row for row in rows if row.group == group])), end="\n\n")
        print("\n".join(plain(summary(rows, cpu_seconds))))
    wrapped = [textwrap.fill(note, 120, subsequent_indent="  ") for note in notes]
    print("\n".join(["", *wrapped]), file=sys.stderr if arguments.json or arguments.markdown else sys.stdout)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpus",
        type=Path,
        required=True,
        help="folder with policy/, parallel/, groundtruth/ and their manifests",
    )
    parser.add_argument(
        "--texts", type=Path, help="folder with the manuals' own texts, by the stems of their PDFs"
    )
    parser.add_argument("--only", default="", help="only PDFs with this in their name")
    parser.add_argument("--timeout", type=int, default=120, help="seconds a reader may take for a file (120)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", help="one JSON object a line: every file and reader, then CPU"
    )
    form.add_argument("--markdown", action="store_true", help="the summary alone, as Markdown")
    return parser.parse_args()


def _rows(truths: Sequence[Truth], reads: Reads) -> list[Row]:
    rows = []
    for truth, each in zip(truths, reads.files, strict=True):
        true_words, words = [words_of(text) for text in truth.texts], words_of(each.text)
        aside = only_in(map(words_of, each.aside), true_words[0], words) if reads.reader == "Pasaje" else None
        rows.append(
            Row(
                group=truth.group,
                file=truth.pdf.name,
                reader=reads.reader,
                score=best_score(true_words, words),
                true_words=len(true_words[0]),
                words=len(words),
                only_aside=aside,
                failure=each.failure,
            )
        )
    return rows


if __name__ == "__main__":
    main()
