"""
Lines that are kept
===================

| One line
| another
|    further in
| and back
"""

print("lines")
