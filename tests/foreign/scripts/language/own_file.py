"""
The file of the script
======================

A script knows where it lies.
"""

import os

print(os.path.basename(__file__), os.path.isfile(__file__))
