"""
Context managers
================

Output can be led elsewhere.
"""

import contextlib
import io


@contextlib.contextmanager
def framed():
    print("<")
    yield
    print(">")


with framed():
    print("inside")

kept = io.StringIO()
with contextlib.redirect_stdout(kept):
    print("kept")
print(repr(kept.getvalue()))
