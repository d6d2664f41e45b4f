"""What changed between two editions of a document in one language.

`comparing.py` is the way through. Passages with the same words are paired first (`pairing`, `twins`), by what kept
its order (`order`); what lies between them is told by its running text, wherever passages were cut
(`running_text`, `groups`); what is still left by likeness, near by and then anywhere (`nearness`). Pages that only
stand later are told together (`shifts`).
"""
