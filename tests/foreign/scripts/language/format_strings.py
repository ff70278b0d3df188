"""
Strings with expressions
========================

Nested quotes, formats and braces.
"""

name, number = "x", 3.14159
print(f"{name!r:>6}|{number:.{1 + 1}f}|{{}}|{number=:.1f}")
print("%-5s|%05.1f" % (name, number))
print("{0[key]}".format({"key": "value"}))
print(r"\d+", b"bytes\x00", "a" "b")
