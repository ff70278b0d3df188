"""
np.random.choice: draw from a list
==================================

Draw items with or without replacement, evenly or by probability, in NumPy and PyTorch.
"""

# %%
# The rule
# --------
#
# ``np.random.choice(a, size)`` draws ``size`` items from the 1-D list ``a``, or from
# ``range(a)`` if ``a`` is an integer. :func:`numpy.random.choice` puts each item back
# after the draw, unless you say ``replace=False``. The seed makes the draws repeat.

# sphinx_gallery_tags = ["python", "random", "numpy"]
import numpy as np

fruit = ["apple", "banana", "cherry", "date"]
np.random.seed(0)
drawn = np.random.choice(fruit, 6)
print(drawn)
print(np.random.choice(4, 6))

np.random.seed(0)
assert np.array_equal(np.random.choice(fruit, 6), drawn)
assert drawn.shape == (6,)
assert set(np.random.choice(4, 1000).tolist()) == set(range(4))

# %%
# ``size`` is a shape. Without it you get one item and no array. ``size=1`` gives an
# array of one.

print(f"no size -> {np.random.choice(fruit)}")
for size in (1, 3, (2, 3), 0):
    print(f"{size!s:7} -> {np.random.choice(fruit, size).shape}")

    shape = size if isinstance(size, tuple) else (size,)
    assert np.random.choice(fruit, size).shape == shape
assert isinstance(np.random.choice(fruit), str)

# %%
# With and without replacement
# ----------------------------
#
# With replacement, items may repeat, and ``size`` may be larger than the list. With
# ``replace=False`` every entry comes at most once: draw all of them, and you have
# shuffled the list. An item that the list holds twice may come twice.

np.random.seed(0)
print("with:   ", np.random.choice(fruit, 8))
print("without:", np.random.choice(fruit, 4, replace=False))

assert len(set(np.random.choice(fruit, 8))) < 8
assert sorted(np.random.choice(fruit, 4, replace=False)) == fruit
assert np.random.choice([7, 7], 2, replace=False).tolist() == [7, 7]

# %%
# ``p``: a probability for each item
# ----------------------------------
#
# ``p`` has one entry per item, and the entries sum to 1. Over many draws with
# replacement, the shares come close to ``p``. An item with probability 0 never comes.

p = [0.5, 0.3, 0.2, 0.0]
np.random.seed(0)
drawn = np.random.choice(4, 10_000, p=p)
shares = np.bincount(drawn, minlength=4) / drawn.size
for name, wanted, share in zip(fruit, p, shares, strict=True):
    print(f"{name:7} p = {wanted:.1f}   share = {share:.3f}")

assert np.allclose(shares, p, atol=0.02)
assert shares[3] == 0

# %%
# A generator of your own
# -----------------------
#
# ``np.random.choice``, ``np.random.randint`` and their like share one hidden state.
# NumPy now recommends an object: :func:`numpy.random.default_rng` makes one from a
# seed, and :meth:`numpy.random.Generator.choice` draws with the same arguments.

rng = np.random.default_rng(0)
print(rng.choice(fruit, 6))
print(rng.choice(fruit, 3, replace=False))
print(rng.choice(fruit, 3, p=p))

again = np.random.default_rng(0)
assert np.array_equal(again.choice(fruit, 6), np.random.default_rng(0).choice(fruit, 6))
np.random.seed(0)
after_seed = np.random.choice(1000, 5)
np.random.seed(0)
np.random.randint(1000)  # moves the state that choice draws from
assert not np.array_equal(np.random.choice(1000, 5), after_seed)

# %%
# It also takes arrays of more dimensions. ``axis`` says what to draw: whole rows, or
# whole columns.

grid = np.arange(12).reshape(3, 4)
print(rng.choice(grid, 2, replace=False))
print(rng.choice(grid, 2, replace=False, axis=1))

assert rng.choice(grid, 2).shape == (2, 4)
assert rng.choice(grid, 2, axis=1).shape == (3, 2)

# %%
# The same task in PyTorch
# ------------------------
#
# PyTorch has no ``choice``. It draws positions, and you index with them:
# :func:`torch.randint` with replacement, :func:`torch.randperm` without.

import torch

values = torch.tensor([10, 20, 30, 40])
torch.manual_seed(0)
with_replacement = torch.randint(len(values), (6,))
without = torch.randperm(len(values))[:3]
# sphinx_gallery_diagram = "values[with_replacement]"
print("with:   ", values[with_replacement])
print("without:", values[without])

assert not hasattr(torch, "choice")
assert without.unique().numel() == 3
assert torch.isin(values[with_replacement], values).all()

# %%
# :func:`torch.multinomial` draws positions by weight. The weights are floats and need
# not sum to 1. Its default is *without* replacement, the opposite of NumPy's.

weights = torch.tensor([5.0, 3.0, 2.0, 0.0])
drawn = torch.multinomial(weights, 10_000, replacement=True)
shares = torch.bincount(drawn, minlength=4) / 10_000
print([round(share, 2) for share in shares.tolist()])
print(torch.multinomial(weights, 3).sort().values)

assert torch.allclose(shares, weights / 10, atol=0.02)
assert torch.multinomial(weights, 3).sort().values.tolist() == [0, 1, 2]

# %%
# In a matrix of weights each row is a distribution, and you draw from every row.
# NumPy's ``p`` is one distribution.

rows = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
print(torch.multinomial(rows, 1).flatten())
try:
    np.random.choice(3, p=rows.cpu().numpy())
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a matrix was accepted as p")

assert torch.multinomial(rows, 1).shape == (3, 1)
assert torch.multinomial(rows, 1).flatten().tolist() == [0, 2, 1]

# %%
# You may have read: ``p`` are weights
# ------------------------------------
#
# They are probabilities. Counts, or anything else that does not sum to 1 up to
# rounding, are refused.

# sphinx_gallery_claim = ["not raises(lambda: np.random.RandomState(0).choice(4, 3, p=[5, 3, 2, 0]))", "not raises(lambda: np.random.default_rng(0).choice(4, 3, p=[5, 3, 2, 0]))"]  # noqa: E501
try:
    np.random.choice(4, 3, p=[5, 3, 2, 0])
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("weights were accepted as p")

# %%
# Divide by the sum, and they are accepted.

counts = np.array([5, 3, 2, 0])
print(counts / counts.sum())

assert set(np.random.choice(4, 100, p=counts / counts.sum())) <= {0, 1, 2}

# %%
# You may have read: ``np.random.choice`` is deprecated
# -----------------------------------------------------
#
# It runs, and it warns of nothing. NumPy's documentation recommends a generator for new
# code.

# sphinx_gallery_claim = ["any(issubclass(one.category, DeprecationWarning) for one in caught)"]  # noqa: E501
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    np.random.seed(0)
    np.random.choice(fruit, 2)
print("warnings:", len(caught))

assert not caught

# %%
# You may have read: without replacement, shares follow ``p``
# -----------------------------------------------------------
#
# ``p`` holds for the first draw. Afterwards the item is gone and the others share the
# rest. So an item with twice the probability is *not* in twice as many samples. Here 2
# of 3 items are drawn, with ``p`` of 1/2, 1/4, 1/4.

# sphinx_gallery_claim = ["abs(np.mean([sample[0] == 0 for sample in samples]) - 0.5) < 0.03", "abs(shares[0] - 2 * shares[1]) < 0.03"]  # noqa: E501
expected = 1 / 2 + 2 * (1 / 4) * (1 / 2) / (3 / 4)
rng = np.random.default_rng(0)
samples = [rng.choice(3, 2, replace=False, p=[0.5, 0.25, 0.25]) for _ in range(5000)]
shares = [np.mean([item in sample for sample in samples]) for item in range(3)]
for item, share in enumerate(shares):
    print(f"item {item} is in {share:.2f} of the samples")
print(f"computed for item 0: {expected:.2f}")

assert abs(np.mean([sample[0] == 0 for sample in samples]) - 0.5) < 0.03
assert abs(shares[0] - expected) < 0.03
assert shares[0] < 1.6 * shares[1]

# %%
# Pitfall: more than there is
# ---------------------------
#
# Without replacement you can draw at most as many as there are items. With ``p``, at
# most as many as can come at all: in the second case that is 2.

for size, p in ((5, None), (3, [0.5, 0.5, 0.0, 0.0])):
    try:
        np.random.choice(4, size, replace=False, p=p)
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("more was drawn than there is")

assert set(np.random.choice(4, 2, False, [0.5, 0.5, 0.0, 0.0]).tolist()) == {0, 1}

# %%
# Take no more than there are, or draw with replacement.

wanted = 5
print(np.random.choice(4, min(wanted, 4), replace=False).size)

assert np.random.choice(4, wanted).size == 5

# %%
# Pitfall: an array with two dimensions
# -------------------------------------
#
# ``np.random.choice`` refuses two dimensions and more. A list of pairs is 2-D as well.

for table in (grid, [("a", 1), ("b", 2)]):
    try:
        np.random.choice(table)
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("a table was accepted")

# %%
# Draw the positions and index with them, or use a generator, which draws along an axis.

positions = np.random.choice(len(grid), 2, replace=False)
print(grid[positions].shape)

assert grid[positions].shape == rng.choice(grid, 2, replace=False).shape == (2, 4)

# %%
# Pitfall: probabilities in ``float32``
# -------------------------------------
#
# The sum of ``p`` may miss 1 by up to about 1.5e-8, or by more if ``p`` is a
# ``float32`` array: NumPy then allows for its rounding. A list has no dtype, so
# ``float32`` probabilities that went through ``tolist()`` can fail.

thirds = torch.full((3,), 1 / 3)
try:
    np.random.choice(3, p=thirds.tolist())
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the rounding went unnoticed")
print(f"{sum(thirds.tolist()) - 1:.0e} too much")

# %%
# Hand over the array itself. Or go to ``float64`` first, then divide by the sum.

as_array = thirds.cpu().numpy()
as_double = as_array.astype(np.float64)
np.random.seed(0)
print(np.random.choice(3, 6, p=as_array))
print(np.random.choice(3, 6, p=as_double / as_double.sum()))

assert as_array.dtype == np.float32
assert abs(as_double.sum() - 1) > 1.5e-8
assert np.random.choice(2, p=[0.5, 0.5 + 1e-8]) in (0, 1)

# %%
# Pitfall: weights that are integers, in PyTorch
# ----------------------------------------------
#
# The weights of :func:`torch.multinomial` may be counts, but they must be floats.

try:
    torch.multinomial(torch.tensor([5, 3, 2]), 2)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("integer weights were accepted")
drawn = torch.multinomial(torch.tensor([5, 3, 2]).float(), 3)
print(drawn.sort().values)

assert drawn.sort().values.tolist() == [0, 1, 2]

# %%
# Pitfall: a NumPy integer where an ``int`` is needed
# ---------------------------------------------------
#
# An item drawn from a list of integers comes back as a NumPy integer, and
# :func:`json.dumps` refuses it. Convert with ``item()`` or ``int()``. A single item
# drawn from ``range(a)`` is a plain ``int``.

import json

np.random.seed(0)
picked = np.random.choice([1, 2, 3])
try:
    json.dumps({"picked": picked})
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a NumPy integer was written")
print(json.dumps({"picked": picked.item()}))

assert isinstance(picked, np.integer)
assert json.dumps(int(picked)) == json.dumps(picked.item())
assert type(np.random.choice(3)) is int

# %%
# Pitfall, silent: a split drawn with replacement
# -----------------------------------------------
#
# The default puts every item back. Draw 80 of 100 samples for training like this, and
# some come twice or more: you train on fewer than 80.

np.random.seed(0)
train = np.random.choice(100, 80)
print("drawn:", train.size, "different:", len(set(train)))

assert len(set(train)) < 80

# %%
# Say ``replace=False``. Or shuffle once and cut, so that both parts come from one draw
# and cannot overlap.

shuffled = np.random.permutation(100)
train, test = shuffled[:80], shuffled[80:]
print("different:", len(set(train)), "in both:", len(set(train) & set(test)))

assert len(set(train)) == 80
assert not set(train) & set(test)
assert len(set(np.random.choice(100, 80, replace=False))) == 80

# %%
# Pitfall, silent: two draws for data that belongs together
# ---------------------------------------------------------
#
# Draw from the inputs, then from the labels, and the pairs are torn apart.

np.random.seed(0)
inputs = np.arange(100)
labels = inputs * 10
x, y = np.random.choice(inputs, 5), np.random.choice(labels, 5)
print(x, y)

assert not np.array_equal(x * 10, y)

# %%
# Draw the positions once and use them twice.

positions = np.random.choice(len(inputs), 5)
x, y = inputs[positions], labels[positions]
print(x, y)

assert np.array_equal(x * 10, y)

# %%
# Pitfall, silent: a list of several types
# ----------------------------------------
#
# The list becomes an array first, and an array has one dtype. Here the numbers turn
# into strings. Draw positions instead.

mixed = [1, "two", 3.0]
np.random.seed(0)
print(np.random.choice(mixed, 3).tolist())
np.random.seed(0)
print([mixed[i] for i in np.random.choice(len(mixed), 3)])

assert {type(item) for item in np.random.choice(mixed, 9).tolist()} == {str}
assert np.array(mixed).dtype.kind == "U"

# %%
# Pitfall, silent: an array that holds one number
# -----------------------------------------------
#
# An integer means a range; a list of one integer means that integer. An array that
# shrinks to one entry is safe. The entry taken out of it is not, nor is ``squeeze()``.

# sphinx_gallery_differs_on = {"numpy<2": "NumPy before 2 printed a number without its type."}  # noqa: E501
left = np.array([7])
np.random.seed(0)
for drawn_from in (left, left[0], left.squeeze()):
    print(f"{drawn_from!r:12} -> {np.random.choice(drawn_from, 5)}")

assert set(np.random.choice(left, 100)) == {7}
assert set(np.random.choice(left[0], 1000).tolist()) == set(range(7))
assert set(np.random.choice(left.squeeze(), 1000).tolist()) == set(range(7))

# %%
# Pitfall, silent: a seed for another library
# -------------------------------------------
#
# There are three states here. :func:`numpy.random.seed` seeds the hidden one. A
# generator has its own, and :func:`torch.manual_seed` seeds PyTorch's. Seed all that
# you draw from.

rng = np.random.default_rng(0)
draws = {
    "np.random.choice": lambda: np.random.choice(1000, 3).tolist(),
    "rng.choice": lambda: rng.choice(1000, 3).tolist(),
    "torch.randint": lambda: torch.randint(1000, (3,)).tolist(),
}
repeats = {}
for seed in (np.random.seed, torch.manual_seed):
    for name, draw in draws.items():
        seed(0)
        first = draw()
        seed(0)
        repeats[seed.__name__, name] = draw() == first
        print(f"{seed.__name__:11} repeats {name:16} {repeats[seed.__name__, name]}")

assert [key for key, same in repeats.items() if same] == [
    ("seed", "np.random.choice"),
    ("manual_seed", "torch.randint"),
]

# %%
# Nor does the same seed promise the same draw from all three.

np.random.seed(0)
torch.manual_seed(0)
legacy = np.random.choice(1000, 5).tolist()
generator = np.random.default_rng(0).choice(1000, 5).tolist()
pytorch = torch.randint(1000, (5,)).tolist()
print("legacy:   ", legacy)
print("Generator:", generator)
print("torch:    ", pytorch)

assert legacy != generator != pytorch != legacy

# %%
# Pitfall, silent: a new generator in every call
# ----------------------------------------------
#
# ``default_rng(0)`` starts from the beginning each time. Made inside a function, it
# draws the same items in every call. Make it once and hand it in.


def draw(rng):
    return rng.choice(1000, 3).tolist()


print("new each time:", [draw(np.random.default_rng(0)) for _ in range(2)])
rng = np.random.default_rng(0)
print("made once:    ", [draw(rng) for _ in range(2)])

assert draw(np.random.default_rng(0)) == draw(np.random.default_rng(0))
assert draw(rng) != draw(rng)

# %%
# Pitfall, silent: one more draw, another sample
# ----------------------------------------------
#
# With the same seed, a larger sample need not begin with the smaller one. NumPy's
# documentation calls ``rng.choice(5, 3, replace=False)`` equivalent to
# ``rng.permutation(np.arange(5))[:3]``. For the same seed, the items need not agree.

for size in (3, 4, 5):
    print(np.random.default_rng(0).choice(10, size, replace=False))

small = np.random.default_rng(0).choice(10, 3, replace=False)
large = np.random.default_rng(0).choice(10, 5, replace=False)
assert not np.array_equal(small, large[:3])
assert not np.array_equal(small, np.random.default_rng(0).permutation(10)[:3])

# %%
# If it has to, shuffle once with :meth:`numpy.random.Generator.permutation`, and cut.
# The legacy function works like that, as long as you pass no ``p``.

for size in (3, 4, 5):
    print(np.random.default_rng(0).permutation(10)[:size])

np.random.seed(0)
shuffled = np.random.permutation(10)
for size in (3, 4, 5):
    np.random.seed(0)
    assert np.array_equal(np.random.choice(10, size, replace=False), shuffled[:size])

# %%
# Pitfall, silent: ``shuffle=False``
# ----------------------------------
#
# The generator's ``choice`` has this switch to save time. *Which* items come is still
# random; their order is not to be relied on. Draw all of 10, and nothing has moved.

rng = np.random.default_rng(0)
print(rng.choice(10, 10, replace=False, shuffle=False))
print(rng.choice(10, 10, replace=False))

assert rng.choice(10, 10, replace=False, shuffle=False).tolist() == list(range(10))
fives = [sorted(rng.choice(10, 5, replace=False, shuffle=False)) for _ in range(2)]
assert fives[0] != fives[1]
assert rng.choice(10, 10, replace=False).tolist() != list(range(10))

# %%
# Pitfall, silent: ``multinomial`` draws what has no weight
# ---------------------------------------------------------
#
# Without replacement, PyTorch's documentation wants fewer samples than entries above
# zero. The check compares with the length alone: ask for more than can come, and
# entries of weight 0 fill the rest. More than there are entries is refused.

weights = torch.tensor([0.0, 10.0, 3.0, 0.0])
torch.manual_seed(0)
print(torch.multinomial(weights, 2).sort().values)
print(torch.multinomial(weights, 4).sort().values)
try:
    torch.multinomial(weights, 5)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("more was drawn than there is")

assert torch.multinomial(weights, 2).sort().values.tolist() == [1, 2]
assert torch.multinomial(weights, 4).sort().values.tolist() == [0, 1, 2, 3]

# %%
# Count the entries above zero yourself. As many as there are is fine, although the
# documentation says "lower than".

possible = int((weights > 0).sum())
drawn = torch.multinomial(weights, min(4, possible))
print(drawn.sort().values)

assert (weights[drawn] > 0).all()

# %%
# Next to its neighbours
# ----------------------
#
# The same task in four places: 3 of 5 positions, with replacement. Python's own is
# :func:`random.choices`.

import random

rng = np.random.default_rng(0)
for seed in (np.random.seed, torch.manual_seed, random.seed):
    seed(0)
draws = {
    "np.random.choice(5, 3)": np.random.choice(5, 3),
    "rng.choice(5, 3)": rng.choice(5, 3),
    "torch.randint(5, (3,))": torch.randint(5, (3,)),
    "random.choices(range(5), k=3)": random.choices(range(5), k=3),
}
for call, drawn in draws.items():
    print(f"{call:30} {[int(i) for i in drawn]}")

assert all(len(drawn) == 3 for drawn in draws.values())
assert all(0 <= int(i) < 5 for drawn in draws.values() for i in drawn)

# %%
# Without replacement. Python's own is :func:`random.sample`.

# sphinx_gallery_differs_on = {"torch>=2.0,<2.7": "From 2.0 to 2.6 multinomial drew other numbers from the same seed (pytorch/pytorch#132395)."}  # noqa: E501
ones = torch.ones(5)
draws = {
    "np.random.choice(5, 3, False)": np.random.choice(5, 3, False),
    "rng.choice(5, 3, False)": rng.choice(5, 3, False),
    "torch.randperm(5)[:3]": torch.randperm(5)[:3],
    "torch.multinomial(ones, 3)": torch.multinomial(ones, 3),
    "random.sample(range(5), 3)": random.sample(range(5), 3),
}
for call, drawn in draws.items():
    print(f"{call:30} {[int(i) for i in drawn]}")

assert all(len({int(i) for i in drawn}) == 3 for drawn in draws.values())

# %%
# By probability, with replacement. Position 1 has none and never comes.

# sphinx_gallery_differs_on = {"torch>=2.0,<2.7": "From 2.0 to 2.6 multinomial drew other numbers from the same seed (pytorch/pytorch#132395)."}  # noqa: E501
p = [0.5, 0.0, 0.5]
w = torch.tensor(p)
draws = {
    "np.random.choice(3, 8, p=p)": np.random.choice(3, 8, p=p),
    "rng.choice(3, 8, p=p)": rng.choice(3, 8, p=p),
    "torch.multinomial(w, 8, True)": torch.multinomial(w, 8, True),
    "random.choices(range(3), p, k=8)": random.choices(range(3), p, k=8),
}
for call, drawn in draws.items():
    print(f"{call:32} {[int(i) for i in drawn]}")

assert all({int(i) for i in drawn} <= {0, 2} for drawn in draws.values())

# %%
# For an even draw from a range with replacement, ``np.random.choice`` gives what
# :func:`numpy.random.randint` gives for the same seed.

np.random.seed(0)
by_choice = np.random.choice(10, 5)
np.random.seed(0)
by_randint = np.random.randint(10, size=5)
print(by_choice, by_randint)

assert np.array_equal(by_choice, by_randint)

# %%
# Predict it
# ----------
#
# What is ``np.random.choice(5, 5, replace=False).sum()``, whatever the seed?

answer = np.random.choice(5, 5, replace=False).sum()
print(answer)

assert answer == 0 + 1 + 2 + 3 + 4

# %%
# What does ``np.random.choice(["a", "b", "c"], (2, 2), p=[0, 1, 0])`` return?

answer = np.random.choice(["a", "b", "c"], (2, 2), p=[0, 1, 0])
print(answer)

assert answer.tolist() == [["b", "b"], ["b", "b"]]

# %%
# What is ``torch.multinomial(torch.tensor([0.0, 2.0, 0.0, 7.0]), 2).sum()``, whatever
# the seed?

answer = torch.multinomial(torch.tensor([0.0, 2.0, 0.0, 7.0]), 2).sum()
print(answer)

assert answer == 1 + 3

# %%
# .. seealso::
#
#    :func:`torch.randint`, :func:`torch.randperm` and :func:`torch.multinomial` draw in
#    PyTorch; :func:`random.choices` and :func:`random.sample` draw in Python;
#    :ref:`sphx_glr_notes_tensors_uniform.py` draws real numbers;
#    :ref:`sphx_glr_notes_data_dataloader.py` shuffles a dataset for you.
