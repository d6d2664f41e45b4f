"""Files of which it is known what they have to do with each other, for `benchmarks/relatives.py`."""
