"""
Since and until
===============

With a release.
"""

# %%
# .. versionadded:: 1.0
#    It is new.
#
# .. versionchanged:: 1.1
#
# .. deprecated:: 2.0
#    Use another.

print("versions")
