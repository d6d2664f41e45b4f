"""Which PDFs of a corpus have a text to be measured against."""

from __future__ import annotations

from pathlib import Path

from benchmarks.words.truths import find_truths


def test_truths_are_told_by_manifests_and_stems(tmp_path: Path):
    """A note names a transcript's PDF; texts stand beside a PDF or in a folder of their own; the rest is named."""
    corpus, texts = tmp_path / "corpus", tmp_path / "texts"
    files = {
        "policy/manifest.tsv": "path\tnote\nsub/Plan.pdf\t\nsub/Lone.pdf\t\n",
        "policy/sub/Plan.pdf": "",
        "policy/sub/Lone.pdf": "",
        "parallel/manifest.tsv": "path\tnote\nguide.es.pdf\tpair guide\n",
        "parallel/guide.es.pdf": "",
        "groundtruth/manifest.tsv": "path\tnote\nndc/P.html\ttranscript of policy/dev/Plan.pdf\nbox/b.pdf\t\n",
        "groundtruth/ndc/P.html": "<p>Plan</p>",
        "groundtruth/box/b.pdf": "",
        "groundtruth/box/b.pdf.txt": "uno dos",
        "groundtruth/box/b.pdf-sorted.txt": "dos uno",
    }
    for name, text in files.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(text)
    texts.mkdir()
    (texts / "guide.es.txt").write_text("guía")
    found = find_truths(corpus, texts)
    assert [(each.group, each.pdf.name, each.texts) for each in found.truths] == [
        ("box", "b.pdf", ("uno dos", "dos uno")),
        ("ndc", "Plan.pdf", ("\nPlan\n",)),
        ("parallel", "guide.es.pdf", ("guía",)),
    ]
    assert found.notes == ("policy: 1 PDFs without a text: Lone.pdf",)
