"""
Scopes within scopes
====================

A name is looked up where it was written.
"""

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
print([x for x in [1, 2] if (lambda y: y > 1)(x)])
print([counter + i for i in range(2)])
