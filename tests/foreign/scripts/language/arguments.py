"""
Arguments of the command line
=============================

There are none.
"""

import argparse
import os
import sys

print(len(sys.argv), os.path.basename(sys.argv[0]))
parser = argparse.ArgumentParser()
parser.add_argument("--size", type=int, default=3)
print(parser.parse_args())

# %%
# And its own name.

print(__name__, __doc__ is not None)
