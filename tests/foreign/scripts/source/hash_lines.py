"""
Cells that begin with a line of signs
=====================================

The oldest form.
"""

print("first")

###############################################################################
# A heading
# ---------
#
# A paragraph.

print("second")

####################
# Twenty are enough.

print("third")
