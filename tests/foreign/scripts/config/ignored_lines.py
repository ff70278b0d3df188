"""
Lines that are not shown
========================

They run all the same.
"""

shown = 1
# sphinx_gallery_start_ignore
hidden = 41
# sphinx_gallery_end_ignore
print(shown + hidden)

# %%
# Between two statements, too.

first = 1
# sphinx_gallery_start_ignore
first += 1
# sphinx_gallery_end_ignore

second = first
print(second)
