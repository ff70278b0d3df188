"""
Output that looks like markup
=============================

It is shown as it was printed.
"""

print("<b>bold</b> &amp; <script>alert(1)</script>")

# %%
# reStructuredText is not read.

print(".. note:: no\n\n**bold** `x`_ |y|\n\n====\n")
