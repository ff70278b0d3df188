"""
Comments that look like cells
=============================

One sign, too few signs, or not at the beginning.
"""

a = 1  # %% behind code
# % one sign
## %% two hashes
#### four
if a:
    # %% in a block
    #################### in a block, too
    print(a)
