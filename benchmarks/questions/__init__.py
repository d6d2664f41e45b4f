"""What researchers would ask of `policy/`, and the passages that answer: made by reading, worded as people would.

`unseen` questions are for the last measuring alone: nothing is tuned on them. The lot dealt them (seed 8), so that
languages, forms, and whether the answers stand in the language of the question are as frequent in both halves.
"""
