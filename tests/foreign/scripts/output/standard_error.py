"""
The other stream
================

Both are shown, in order.
"""

import sys

print("to the output")
print("to the errors", file=sys.stderr)
sys.stdout.write("written\n")
sys.stderr.write("written as well\n")
sys.stdout.flush()
