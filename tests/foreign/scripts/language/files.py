"""
Files that are written and read
===============================

In the working folder, and elsewhere.
"""

import os
import tempfile
from pathlib import Path

Path("written.txt").write_text("one\ntwo\n", encoding="utf-8")
with open("written.txt", encoding="utf-8") as stream:
    print(stream.readlines())
os.remove("written.txt")
with tempfile.TemporaryDirectory() as folder:
    print(sorted(os.listdir(folder)))
