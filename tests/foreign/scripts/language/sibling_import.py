"""
A module that lies beside
=========================

Another script of the folder.
"""

import sys

print("functions" in sys.modules)
try:
    import functions
except ImportError as error:
    print(error)
else:
    print(functions.tail)
