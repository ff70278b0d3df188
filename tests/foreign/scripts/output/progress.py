"""
A line that begins again
========================

As progress bars do.
"""

for i in range(3):
    print(f"\r{i} of 2", end="")
print()
