"""
Columns
=======

Spaces count.
"""

import pprint

print(f"{'name':<8}{'size':>6}")
print(f"{'a':<8}{1:>6}")
pprint.pprint({"b": list(range(30)), "a": {"nested": True}}, width=40)
