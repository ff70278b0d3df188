"""
Links
=====

Outwards, and within the page.
"""

# %%
# `A page <https://example.org/a?b=1&c=2>`_, `anonymous`__, Python_, and
# `two words`_. Bare: https://example.org/bare. A letter: somebody@example.org.
#
# __ https://example.org/anonymous
# .. _Python: https://www.python.org/
# .. _two words: https://example.org/two
#
# .. _a-place:
#
# A place
# -------
#
# Back to :ref:`a-place`, :ref:`in other words <a-place>`, and `A place`_.

print("links")
