"""
Stars, slashes and unpacking
============================

All kinds of arguments.
"""


def show(first, /, second=2, *rest, named, **others):
    return first, second, rest, named, others


print(show(1, *[3, 4], named=5, **{"other": 6}))
head, *middle, tail = range(5)
print(head, middle, tail, {**{"a": 1}, "b": 2})
