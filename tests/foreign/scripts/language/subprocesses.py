"""
Other programs
==============

What they print is taken and printed.
"""

import subprocess
import sys

run = subprocess.run(
    [sys.executable, "-S", "-c", "print('from a child')"],
    capture_output=True,
    text=True,
)
print(run.returncode, run.stdout)
