"""
Bullets
=======

- One.
- Two, which goes on
  in the next line.

* Another kind.

  With a second paragraph.

* The end.
"""

# %%
# + In a cell.
# + Right above code.

print("bullets")
