"""
Python in the prose
===================

It looks like the code of a cell, and does not run.
"""

# %%
# .. code-block:: python
#
#    assert False, "never run"
#
# .. code-block:: python3
#
#    print("never printed")

print("python")

assert True
