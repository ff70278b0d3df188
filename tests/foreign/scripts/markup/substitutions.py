"""
Words that stand for others
===========================

|name| is replaced, and so is |dot|.

.. |name| replace:: A *longer* name
.. |dot| image:: /_static/dot.png
   :alt: a dot
.. |copy| unicode:: 0xA9 .. copyright sign

|copy| somebody.
"""

print("substitutions")
