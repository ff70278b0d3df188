"""
next() and iter(): one element at a time
========================================

Walk along data by hand: where the first element comes from, and what comes at the end.
"""

# %%
# The rule
# --------
#
# ``iter(x)`` gives an iterator over ``x``. Each ``next(iterator)`` returns its next
# element. With none left it raises :exc:`StopIteration`, or returns the default if you
# passed one.

# sphinx_gallery_tags = ["python", "data"]
it = iter([10, 20])
first, second = next(it), next(it)
print(first)
print(second)

assert (first, second) == (10, 20)

# %%
# Two elements, two calls. The third call has nothing to return. ``StopIteration`` is
# raised, not returned, and its text is empty.

try:
    next(it)
except StopIteration as error:
    print(type(error).__name__)
    text = str(error)
else:
    raise AssertionError("there was a third element")

assert text == ""

# %%
# With a default as second argument, you get the default, and get it for ever. A list's
# iterator that is used up stays used up, even if the list grows.

print([next(it, 0) for _ in range(5)])
print(next(it, "the end"))

assert [next(it, 0) for _ in range(5)] == [0, 0, 0, 0, 0]
assert next(it, "the end") == "the end"
grows = [10]
it = iter(grows)
assert list(it) == [10]
grows.append(20)
assert next(it, "the end") == "the end"

# %%
# A default is kept for the end only. As long as there are elements, it is not used.

it = iter([10, 20])
print([next(it, 0) for _ in range(5)])

it = iter([10, 20])
assert [next(it, 0) for _ in range(5)] == [10, 20, 0, 0, 0]

# %%
# You may have read: ``Stoplteration``
# ------------------------------------
#
# With an l in place of the I it looks the same in many fonts, and no such name exists.
# Python finds out late: at the end of the data, when it looks for a handler.

import builtins

code = """
for data in [10], []:
    try:
        print(next(iter(data)))
    except Stoplteration:
        print("the end")
"""
try:
    exec(code)
except NameError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the misspelt name was accepted")

assert "Stoplteration" not in dir(builtins)
assert "StopIteration" in dir(builtins)

# %%
# You may have read: ``next(it, default=0)``
# ------------------------------------------
#
# :func:`next` takes its arguments by position only.

# sphinx_gallery_claim = ["not raises(lambda: next(iter([]), default=0))"]
try:
    next(it, default=0)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("next took a keyword")

assert next(it, 0) == 0

# %%
# You may have read: ``next`` takes an iterable
# ---------------------------------------------
#
# It takes an iterator: something that knows its place. A list, a range or a
# :class:`torch.utils.data.DataLoader` has elements, but no place.

# sphinx_gallery_claim = ["not raises(lambda: next(iter([10, 20])))", "not raises(lambda: next([10, 20]))", "not raises(lambda: next(DataLoader([10, 20])))"]  # noqa: E501
from torch.utils.data import DataLoader

loader = DataLoader(range(6), batch_size=2)
for iterable in ([10, 20], range(6), loader):
    try:
        next(iterable)
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("next took an iterable")

assert next(iter([10, 20])) == 10

# %%
# So there are two kinds. A list starts over: each :func:`iter` makes a new iterator. An
# iterator is one walk, and ``iter`` of it is the iterator itself.

x = [10, 20]
things = {
    "[10, 20]": x,
    "range(6)": range(6),
    "a DataLoader": loader,
    "zip(x, x)": zip(x, x, strict=True),
    "map(abs, x)": map(abs, x),
    "(a for a in x)": (a for a in x),
    "iter(x)": iter(x),
}
print(f"{'thing':16}start over  next works")
for name, thing in things.items():
    print(f"{name:16}{iter(thing) is not thing!s:12}{hasattr(thing, '__next__')}")
    assert (iter(thing) is thing) == hasattr(thing, "__next__")

# %%
# A for loop is iter and next
# ---------------------------
#
# The loop calls ``iter`` once, then ``next`` until ``StopIteration``. Written out:

collected = []
it = iter(loader)
while True:
    try:
        batch = next(it)
    except StopIteration:
        break
    collected.append(batch.tolist())
print(collected)

assert collected == [batch.tolist() for batch in loader] == [[0, 1], [2, 3], [4, 5]]

# %%
# The first that fits
# -------------------
#
# ``next`` on a generator stops at the first hit. The default is for no hit. With a
# default, the generator needs parentheses of its own.

lengths = [3, 8, 5, 9]
print(next((n for n in lengths if n > 4), None))
print(next((n for n in lengths if n > 99), None))
try:
    compile("next(n for n in lengths if n > 4, None)", "cell", "eval")
except SyntaxError as error:
    print(f"{type(error).__name__}: {error.msg}")
else:
    raise AssertionError("the generator needed no parentheses")

it = iter(lengths)
assert next((n for n in it if n > 4), None) == 8
assert list(it) == [5, 9]
assert next((n for n in lengths if n > 99), None) is None

# %%
# Pitfall, silent: always the first batch
# ---------------------------------------
#
# ``next(iter(loader))`` makes a new iterator each time that it is called. You train on
# one batch, again and again.

for _ in range(3):
    print(next(iter(loader)))

assert all(next(iter(loader)).tolist() == [0, 1] for _ in range(3))

# %%
# With ``shuffle=True`` it is harder to see. Each call shuffles anew, and takes the
# first batch of that order. Ten calls are not one epoch of ten batches.

import torch

generator = torch.Generator(device=torch.empty(0).device).manual_seed(0)
shuffled = DataLoader(range(100), batch_size=10, shuffle=True, generator=generator)
seen = {i for _ in range(10) for i in next(iter(shuffled)).tolist()}
print(len(seen), "of 100 samples seen by next(iter(loader))")
in_order = {i for batch in shuffled for i in batch.tolist()}
print(len(in_order), "of 100 samples seen by a for loop")

assert len(seen) < 100
assert len(in_order) == 100

# %%
# The loop that was meant is ``for batch in loader``. To take batches at your own pace,
# call ``iter`` once, before.

it = iter(loader)
print(next(it), next(it), next(it))

it = iter(loader)
assert [next(it).tolist() for _ in range(3)] == [[0, 1], [2, 3], [4, 5]]
assert next(it, None) is None

# %%
# To look at one batch, ``next(iter(loader))`` is right.

print(next(iter(loader)).shape)

assert next(iter(loader)).shape == (2,)

# %%
# You may have read: ``iter(loader).next()``
# ------------------------------------------
#
# Old tutorials have it. In Python 3 the method is called ``__next__``, and the function
# ``next`` calls it. (PyTorch kept the old name too, up to version 1.12, by its pull
# request 78594.)

# sphinx_gallery_claim = ["not raises(lambda: iter(DataLoader([0, 1], generator=torch.Generator(device=torch.empty(0).device))).next())"]  # noqa: E501
try:
    iter(loader).next()
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the method next exists")

assert iter(loader).__next__().tolist() == next(iter(loader)).tolist()

# %%
# Pitfall, silent: ``cycle`` repeats one epoch
# --------------------------------------------
#
# For batches without end, :func:`itertools.cycle` comes to mind. It keeps all batches
# of the first epoch in memory and replays them. The loader never shuffles again.

from itertools import cycle, islice

endless = cycle(shuffled)
first = list(islice(endless, len(shuffled)))
second = list(islice(endless, len(shuffled)))
print("the very same batches:", all(a is b for a, b in zip(first, second, strict=True)))

assert len(first) == len(second) == 10
assert all(a is b for a, b in zip(first, second, strict=True))

# %%
# Start the loader again each time instead. A generator function of three lines does it.


def forever(loader):
    while True:
        yield from loader


endless = forever(shuffled)
first = [batch.tolist() for batch in islice(endless, len(shuffled))]
second = [batch.tolist() for batch in islice(endless, len(shuffled))]
print("the same order:", first == second)

assert first != second
assert sum(map(sum, first)) == sum(map(sum, second)) == sum(range(100))

# %%
# Pitfall, silent: the second loop is empty
# -----------------------------------------
#
# :func:`map`, :func:`zip`, generators and open files are iterators. :func:`sum` takes
# all they have. A second use finds nothing, and says nothing.

import io

numbers = map(int, ["3", "1", "2"])
first, second = sum(numbers), sum(numbers)
print(first, second)

assert (first, second) == (6, 0)
kinds = (map, zip, type(n for n in x), io.TextIOWrapper)
assert all(hasattr(kind, "__next__") for kind in kinds)

# %%
# A question takes elements too: ``in`` reads on until it has found what it looks for.

numbers = map(int, ["3", "1", "2"])
found, rest = 1 in numbers, list(numbers)
print(found, rest)

assert found
assert rest == [2]

# %%
# Make a list of it if you need it twice.

numbers = list(map(int, ["3", "1", "2"]))
print(sum(numbers), max(numbers))

assert (sum(numbers), max(numbers)) == (6, 3)

# %%
# Pitfall, silent: the default is also an element
# -----------------------------------------------
#
# ``None`` stands for a reading that is missing, and for the end. The loop cannot tell
# them apart, and stops in the middle.

readings = [0.5, None, 0.7]
it = iter(readings)
kept = []
while (reading := next(it, None)) is not None:
    kept.append(reading)
print(kept)

assert kept == [0.5]

# %%
# Use a default that cannot be in the data: a fresh ``object()``, compared with ``is``.
# Or write a for loop.

end = object()
it = iter(readings)
kept = []
while (reading := next(it, end)) is not end:
    kept.append(reading)
print(kept)

assert kept == readings

# %%
# Pitfall: asking a batch whether it is there
# -------------------------------------------
#
# Without ``is not None``, Python asks for the truth value of the batch. A tensor of two
# elements has none.

it = iter(loader)
try:
    while batch := next(it, None):
        print(batch)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a tensor of two elements was true or false")

# %%
# A tensor with one element does have a truth value, and a zero ends the loop early.
# Compare with ``is``.

ones = DataLoader([2, 1, 0, 5], batch_size=1)
it, early = iter(ones), []
while batch := next(it, None):
    early.append(batch.item())
it, complete = iter(ones), []
while (batch := next(it, None)) is not None:
    complete.append(batch.item())
print(early, complete)

assert early == [2, 1]
assert complete == [2, 1, 0, 5]

# %%
# Pitfall: ``next`` inside a generator
# ------------------------------------
#
# This one pairs up elements. When they run out, ``StopIteration`` would end the
# generator itself, half-way through. Python makes an error of it.


def pairs(iterable):
    it = iter(iterable)
    while True:
        yield next(it), next(it)


try:
    print(list(pairs([1, 2, 3, 4])))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
    cause = error.__cause__
else:
    raise AssertionError("the generator ended quietly")

assert isinstance(cause, StopIteration)

# %%
# Catch it, and ``return``: so a generator ends. What happens to an odd element is then
# your decision.


def pairs(iterable):
    it = iter(iterable)
    while True:
        try:
            yield next(it), next(it)
        except StopIteration:
            return


print(list(pairs([1, 2, 3, 4])))
print(list(pairs([1, 2, 3])))

assert list(pairs([1, 2, 3, 4])) == [(1, 2), (3, 4)]
assert list(pairs([1, 2, 3])) == [(1, 2)]

# %%
# Pitfall, silent: ``next`` inside ``map``
# ----------------------------------------
#
# In a function that ``map`` calls, nothing turns ``StopIteration`` into an error. It
# looks like the end of the ``map``: five inputs, three results.

labels = iter(["cat", "dog", "owl"])


def name(number):
    return number, next(labels)


named = list(map(name, range(5)))
print(named)

assert len(named) == 3

# %%
# Let :func:`zip` walk along both, and ask it to compare the lengths.

try:
    list(zip(range(5), ["cat", "dog", "owl"], strict=True))
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("five and three were zipped")

# %%
# Pitfall, silent: ``zip`` eats an element
# ----------------------------------------
#
# ``zip`` asks its arguments from left to right. If the second has run out, the element
# of the first is already taken, and is lost. (``strict=False`` is the default.)

steps = iter([1, 2, 3, 4])
zipped = list(zip(steps, "ab", strict=False))
following = next(steps)
print(zipped, following)

assert zipped == [(1, "a"), (2, "b")]
assert following == 4

# %%
# Put the shorter one first. Or cut with :func:`itertools.islice`: it takes as many as
# you say and no more.

steps = iter([1, 2, 3, 4])
zipped = list(zip("ab", steps, strict=False))
following = next(steps)
print(zipped, following)

assert zipped == [("a", 1), ("b", 2)]
assert following == 3
steps = iter([1, 2, 3, 4])
assert list(islice(steps, 2)) == [1, 2]
assert next(steps) == 3

# %%
# Next to its neighbours
# ----------------------
#
# A :class:`torch.utils.data.Dataset` has no ``__iter__``, and still ``iter`` takes it:
# it asks ``__getitem__`` for 0, 1, 2 and so on. Over a tensor you get ``t[0]``, then
# ``t[1]``, and so on.

from torch.utils.data import TensorDataset

t = torch.arange(6).view(3, 2)
dataset = TensorDataset(t)
print(next(iter(dataset)))
print(next(iter(t)))

assert not hasattr(dataset, "__iter__")
assert torch.equal(next(iter(dataset))[0], t[0])
assert all(torch.equal(a, t[i]) for i, a in enumerate(t))

# %%
# ``iter`` with two arguments is another function: it calls the first until it returns
# the second. Here, a text is read four characters at a time, until ``read`` returns "".

from functools import partial

blocks = list(iter(partial(io.StringIO("solomon grundy").read, 4), ""))
print(blocks)

assert blocks == ["solo", "mon ", "grun", "dy"]

# %%
# Predict it
# ----------
#
# Which numbers does it print?
#
# .. code-block:: python
#
#    it = iter([1, 2, 3, 4, 5, 6])
#    print([number for number in it if next(it)])

it = iter([1, 2, 3, 4, 5, 6])
print([number for number in it if next(it)])

it = iter([1, 2, 3, 4, 5, 6])
assert [number for number in it if next(it)] == [1, 3, 5]

# %%
# Three names. How many walks?
#
# .. code-block:: python
#
#    a = iter([1, 2, 3])
#    b = iter(a)
#    c = iter([1, 2, 3])
#    print(next(a), next(b), next(c))

a = iter([1, 2, 3])
b = iter(a)
c = iter([1, 2, 3])
print(next(a), next(b), next(c))

assert a is b
assert (next(a), next(c)) == (3, 2)

# %%
# Five elements, zipped with themselves. What is printed?
#
# .. code-block:: python
#
#    it = iter([1, 2, 3, 4, 5])
#    print(list(zip(it, it)), next(it, "nothing"))

it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it, strict=False)), next(it, "nothing"))

it = iter([1, 2, 3, 4, 5])
assert list(zip(it, it, strict=False)) == [(1, 2), (3, 4)]
assert next(it, "nothing") == "nothing"

# %%
# .. seealso::
#
#    :func:`next`, :func:`iter` and :exc:`StopIteration` in Python's documentation;
#    :mod:`itertools` for ready-made walks;
#    :ref:`sphx_glr_notes_data_dataloader.py` makes the batches;
#    :ref:`sphx_glr_notes_data_dataset.py` shows how a loop over a dataset ends.
