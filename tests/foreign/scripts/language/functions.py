"""
Functions
=========

All kinds of arguments, and names that are looked up where they were written.
"""


def show(first, /, second=2, *rest, named, **others):
    return first, second, rest, named, others


print(show(1, *[3, 4], named=5, **{"other": 6}))
head, *middle, tail = range(5)
print(head, middle, tail, {**{"a": 1}, "b": 2})

# %%
# A function within a function.

counter = 0


def outer():
    inside = 10

    def inner():
        nonlocal inside
        global counter
        inside += 1
        counter += 1
        return inside

    return inner(), inner()


print(outer(), counter)
print([x for x in [1, 2] if (lambda y: y > counter - 1)(x)])
