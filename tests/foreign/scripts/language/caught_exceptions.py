"""
Exceptions that are caught
==========================

The message is printed.
"""

import traceback

try:
    1 / 0
except ZeroDivisionError as error:
    print(type(error).__name__, error)

# %%
# The last line of a traceback, and a group.

try:
    raise ValueError("inner") from KeyError("cause")
except ValueError as error:
    print(traceback.format_exception_only(error)[-1], end="")

try:
    raise ExceptionGroup("several", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print(group.exceptions)
except* TypeError:
    pass
