"""
Many lines
==========

A few hundred.
"""

for i in range(300):
    print("line", i)
