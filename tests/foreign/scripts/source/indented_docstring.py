"""A docstring that begins right behind the quotes
===============================================

    This is a quotation, since it stands further right.

It ends in the line of its quotes."""

print("indented")
