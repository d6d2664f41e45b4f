"""The tests of all packages, one core each: threads of numpy that wait for each other take it from other tests."""

import os

# Before numpy is imported. Two language versions were compared in 8 seconds of work, and not in 20.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
