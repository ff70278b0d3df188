"""
Generators
==========

One goes on from cell to cell.
"""


def count():
    n = 0
    while True:
        sent = yield n
        n = n + 1 if sent is None else sent


counter = count()
print(next(counter), next(counter))

# %%
# It goes on.

print(next(counter), counter.send(10), next(counter))
print(sum(x * x for x in range(4)))
