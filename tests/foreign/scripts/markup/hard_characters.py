"""
Characters that mean something elsewhere
========================================

a * b * c, snake_case_name, 5 < 6 > 4, a & b, [brackets](round), # hash, $5 and $6,
1. not a list, ~tilde~, ``**``, ``|``, ``<tag>``, {braces}, back\\\\slash, !bang.
"""

# %%
# ======  =====
# a|b     ``|``
# ======  =====
# 1|2     a*b*c
# ======  =====

print("hard")
