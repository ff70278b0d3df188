"""
Values as HTML, or as text
==========================

A file says which of its values are shown.
"""

# sphinx_gallery_capture_repr = ("_repr_html_", "__repr__")


class Table:
    def _repr_html_(self):
        return "<table><tr><td>as HTML</td></tr></table>"

    def __repr__(self):
        return "as text"


Table()

# %%
# A value that has text only.

[1, 2, 3]

# %%
# Printed, and then a value.

print("printed")
{"a": 1}
