"""
Fails
=====

It raises.
"""

raise ValueError("okapi")
