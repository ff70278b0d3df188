"""
Definitions
===========

Term
   What it means.

Another : its kind
   With two paragraphs.

   The second.

``literal``
   *Markup* in both.
"""

print("definitions")
