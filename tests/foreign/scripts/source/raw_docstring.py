r"""
A raw docstring
===============

A backslash stays: ``\n``, and in a formula :math:`\alpha`.
"""

print("raw")
