"""
Structural matching
===================

And an expression that assigns.
"""


def kind(value):
    match value:
        case {"type": name, **rest}:
            return f"{name} with {rest}"
        case [first, *_] if first:
            return f"begins with {first}"
        case int() | float():
            return "a number"
        case _:
            return "something else"


for value in ({"type": "a", "b": 1}, [1, 2], 0.5, None):
    print(kind(value))

if (n := len("four")) > 3:
    print(f"{n = }")
name, number = "x", 3.14159
print(f"{name!r:>6}|{number:.{1 + 1}f}|{{}}|{number=:.1f}|%s" % name)
