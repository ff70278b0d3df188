"""
What other programs print
=========================

They write where the script does, past its stream.
"""

import os
import subprocess
import sys

print("before", flush=True)
subprocess.run([sys.executable, "-S", "-c", "print('from a child')"])
os.write(1, b"from below\n")
print("after")
