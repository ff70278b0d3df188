"""
A module that lies beside
=========================

Another script of the folder.
"""

import sys

print("marks_found" in sys.modules)
try:
    import star_arguments
except ImportError as error:
    print(error)
else:
    print(star_arguments.tail)
