"""What this package uses of others that they do not promise to keep.

A module for each of them. Each touch has a name, and says in which version it was seen;
``tests/adapters`` fails with a sentence when one moves. No other module reaches into
the insides of these packages.
"""
