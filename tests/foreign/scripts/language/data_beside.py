"""
Data beside the script
======================

Found by its own place, or in the working folder.
"""

import sys
from pathlib import Path

beside = Path(sys.argv[0]).with_name("numbers.csv")
print(beside.read_text(encoding="utf-8"))
print(Path("numbers.csv").exists())
