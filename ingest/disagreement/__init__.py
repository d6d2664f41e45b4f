"""Where two passages that say the same in English and Spanish disagree: numbers, dates, amounts, names, lists.

`finding.py` is the way through. Numbers and dates of each side (`quantities`: `figures`, `number_words`,
`fractions`, `units`, `dates`, and what is `left_out`) are held together (`matching`) and written in one way
(`values`); so are names (`names`, `name_table`, `ordinary` words, `name_matching`) and lists (`lists`, by
`likeness`). `missing.py` tells which passages nothing says on the other side. `comparing.py` does it for two
versions, each pair of passages with what stands around it (`nearby`). Pure functions: nothing of the archive is
looked up, and nothing is kept.
"""

from archive.exports import exported

__all__, __getattr__ = exported(
    __name__,
    {
        "comparing": "BETWEEN LEAST_CONFIDENCE Findings is_compared joined",
        "finding": "find_disagreements",
        "missing": "find_missing is_worth_listing",
        "model": "RULES Disagreement DisagreementKind Missing Span",
        "names": "Names",
    },
)
