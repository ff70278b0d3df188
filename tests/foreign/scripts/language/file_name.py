"""
The name of the file
====================

A script is told which one it is.
"""

import os
import sys

print(os.path.basename(sys.argv[0]), __name__)
print(__doc__ is not None, "__file__" in globals())
