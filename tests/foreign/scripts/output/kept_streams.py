"""
Streams that were kept
======================

By a function's default, and by a name.
"""

import sys
from functools import partial

kept = sys.stdout
tell = partial(print, file=kept)
tell("first")

# %%
# Later.

tell("second")
print("third")
