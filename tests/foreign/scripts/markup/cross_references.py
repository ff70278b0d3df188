"""
From script to script
=====================

By the label that each has.
"""

# %%
# See :ref:`sphx_glr_notes_markup_inline.py`, or
# :ref:`with words <sphx_glr_notes_markup_links.py>`, :doc:`headings`,
# :doc:`in other words </notes/markup/links>`, and a label of another
# script: :ref:`a-place`.

print("references")
