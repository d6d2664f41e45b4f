"""Where quotes stand in the text of a version: found again, or what became of them.

`locating.py` is the way through. A quote is looked for as it stands (`exact_search`), along the lines as the eye
goes (`stitching`, `chains`, `ways`), and by likeness (`near_search`), in all texts of a version
(`streams`), with what differs only in writing made alike (`folding`). The words around it tell which of
several is meant (`context`).
"""
