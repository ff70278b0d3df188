"""
Tensor.uniform_(): fill a tensor with random numbers
====================================================

Draw evenly from an interval, know which of its ends can come, and what a seed keeps.
"""

# %%
# The rule
# --------
#
# With ``a < b``, ``x.uniform_(a, b)`` overwrites every element of the float tensor
# ``x`` with a random number of its own, at least ``a`` and less than ``b``, both first
# rounded to the dtype of ``x``. The underscore means in place:
# :meth:`torch.Tensor.uniform_` returns ``x`` itself.

# sphinx_gallery_tags = ["random", "in-place", "creation"]
import torch

torch.manual_seed(0)
x = torch.zeros(2, 3)
y = x.uniform_(2, 5)
print(x)

assert y is x
assert ((x >= 2) & (x < 5)).all()
assert x.unique().numel() == 6

# %%
# Without bounds they are 0 and 1. With equal bounds there is nothing to choose.

print(torch.empty(4).uniform_())
print(torch.empty(4).uniform_(2, 2))

assert (torch.empty(1000).uniform_() >= 0).all()
assert (torch.empty(1000).uniform_() < 1).all()
assert (torch.empty(4).uniform_(2, 2) == 2).all()

# %%
# float16 has no 0.1; the nearest number that it has is lower. So lower numbers come.

lowest = torch.empty(100_000, dtype=torch.float16).uniform_(0.1, 0.2).min()
print(f"{lowest.item():.6f}")

assert lowest == torch.tensor(0.1, dtype=torch.float16)
assert lowest.item() < 0.1

# %%
# Three ways to the same interval
# -------------------------------
#
# :func:`random.uniform` is Python's and returns one float. ``uniform_`` fills a tensor
# that you have. :func:`torch.rand` makes a tensor from 0 to 1, and you scale it.

import random

random.seed(0)
torch.manual_seed(0)
a, b = 2, 5
one = random.uniform(a, b)
filled = torch.empty(3).uniform_(a, b)
scaled = a + (b - a) * torch.rand(3)
print(type(one).__name__, one)
print(filled)
print(scaled)

assert isinstance(one, float)
assert 2 <= one <= 5
assert filled.shape == scaled.shape == (3,)

# %%
# ``rand`` is ``uniform_`` from 0 to 1. So from the same seed the two tensors are the
# same up to rounding, unless that reaches ``b``: see "Which ends can come".

torch.manual_seed(0)
filled = torch.empty(3).uniform_(a, b)
torch.manual_seed(0)
unit = torch.empty(3).uniform_()
torch.manual_seed(0)
drawn = torch.rand(3)
print(torch.equal(drawn, unit), torch.allclose(a + (b - a) * drawn, filled))

assert torch.equal(drawn, unit)
assert torch.allclose(a + (b - a) * drawn, filled)

# %%
# Flat, all three
# ---------------
#
# Ten thousand draws each. No part of the interval is preferred, so the density is
# ``1 / (b - a)`` everywhere, give or take chance.

import matplotlib.pyplot as plt

n = 10_000
draws = {
    "random.uniform": torch.tensor([random.uniform(a, b) for _ in range(n)]),
    "uniform_": torch.empty(n).uniform_(a, b),
    "rand, scaled": a + (b - a) * torch.rand(n),
}
figure, axes = plt.subplots(figsize=(5, 3), layout="constrained")
for (name, draw), style in zip(draws.items(), ["-", "--", ":"], strict=True):
    how = {"density": True, "histtype": "step", "linestyle": style}
    axes.hist(draw.cpu(), bins=20, range=(a, b), label=name, **how)
axes.axhline(1 / (b - a), color="grey", linewidth=0.8)
axes.set(xlabel="number drawn", ylabel="density", ylim=(0, 0.5))
axes.set(title="Drawn in three ways, equally flat")
axes.legend(loc="lower center")
plt.show()

for draw in draws.values():
    assert ((draw >= a) & (draw <= b)).all()
    assert (torch.histc(draw, bins=20, min=a, max=b) - n / 20).abs().max() < 150

# %%
# Which ends can come
# -------------------
#
# Look through a lens: 16777216 and 16777218 are neighbours in float32, with nothing in
# between. A draw must be one end or the other. Python's and NumPy's 64-bit floats need
# ``2**53`` for the same. Printed are 0 for the lower end and 2 for the upper.

# sphinx_gallery_fails_on = {"torch<2.12": "Before 2.12 uniform_ could return its upper end (pytorch/pytorch#175988)."}  # noqa: E501
import numpy as np

low, low64 = 2**24, 2**53
scaled = low + 2 * torch.rand(1000) - low
filled = torch.empty(1000).uniform_(low, low + 2) - low
python = {random.uniform(low64, low64 + 2) - low64 for _ in range(1000)}
array = np.random.default_rng(0).uniform(low64, low64 + 2, 1000) - low64
print("random.uniform:", sorted(python))
print("NumPy uniform: ", np.unique(array).tolist())
print("rand, scaled:  ", scaled.unique().tolist())
print("uniform_:      ", filled.unique().tolist())

assert sorted(python) == np.unique(array).tolist() == [0.0, 2.0]
assert scaled.unique().tolist() == [0.0, 2.0]
assert filled.unique().tolist() == [0.0]

# %%
# So since 2.12 ``uniform_`` keeps its upper end out: where a draw would round to ``b``,
# it returns ``a``. The others may return ``b``. With everyday bounds that is rare.
# Between 1 and 2 it takes the largest draw: one of ``2**53`` for Python, and one of
# ``2**24``, about 17 million, for float32 on the CPU.

largest = 1 - 2**-53  # What random.random() can return at most.
print(largest < 1, 1 + (2 - 1) * largest)
largest = torch.tensor(1 - 2**-24)  # What torch.rand can return at most on the CPU.
print(largest < 1, 1 + (2 - 1) * largest)

assert 1 + (2 - 1) * (1 - 2**-53) == 2 > 1 + (2 - 1) * (1 - 2**-52)
assert largest < 1
assert 1 + (2 - 1) * largest == 2 > 1 + (2 - 1) * torch.tensor(1 - 2**-23)
assert all((random.random() * 2**53).is_integer() for _ in range(1000))
assert (torch.rand(1000, device="cpu") * 2**24).frac().count_nonzero() == 0

# %%
# A seed starts a sequence
# ------------------------
#
# :func:`torch.manual_seed` fixes what comes after it, call by call. It does not make
# every call return the same numbers.

torch.manual_seed(7)
first, second = torch.rand(3), torch.rand(3)
torch.manual_seed(7)
again = torch.rand(3)
print(torch.equal(first, again), torch.equal(first, second))

assert torch.equal(first, again)
assert not torch.equal(first, second)

# %%
# A :class:`torch.Generator` is a sequence of its own. Others cannot shift it, and it
# shifts nobody. It belongs to one device, so make it there.

generator = torch.Generator(device=torch.empty(0).device)
generator.manual_seed(7)
alone = [torch.empty(3).uniform_(generator=generator) for _ in range(2)]
generator.manual_seed(7)
torch.manual_seed(7)
mixed = [(torch.rand(3, generator=generator), torch.rand(3)) for _ in range(2)]
print([torch.equal(own, kept) for (own, _), kept in zip(mixed, alone, strict=True)])
print(torch.equal(mixed[0][1], first), torch.equal(mixed[1][1], second))

assert generator.device.type == torch.empty(0).device.type
assert torch.equal(mixed[0][0], alone[0])
assert torch.equal(mixed[1][0], alone[1])
assert torch.equal(mixed[0][1], first)
assert torch.equal(mixed[1][1], second)

# %%
# What a seed does not promise
# ----------------------------
#
# Three libraries, three generators. Seeding one does nothing to the others.


def one_each():
    """Draw one number from each library."""
    return torch.rand(1).item(), random.random(), np.random.rand()


table = []
for seed in [torch.manual_seed, random.seed, np.random.seed]:
    seed(0)
    before = one_each()
    seed(0)
    table.append([x == y for x, y in zip(before, one_each(), strict=True)])
    print(table[-1])

assert table == np.eye(3).tolist()

# %%
# Another dtype may give other numbers. On the CPU float16 draws the numbers of float32,
# rounded, since 2.12; float64 draws others, not the same with more digits.

# sphinx_gallery_fails_on = {"torch<2.12": "Before 2.12 float16 drew numbers of its own (pytorch/pytorch#175988)."}  # noqa: E501
draws = []
for dtype in [torch.float16, torch.float32, torch.float64]:
    torch.manual_seed(0)
    draws.append(torch.rand(3, dtype=dtype, device="cpu"))
    print(draws[-1])

half, single, double = draws

assert torch.equal(half, single.half())
assert not torch.allclose(single.double(), double)

# %%
# Another size may give other numbers. On the CPU, eight normal numbers are not the
# first eight of sixteen.

torch.manual_seed(0)
eight = torch.randn(8, device="cpu")
torch.manual_seed(0)
sixteen = torch.randn(16, device="cpu")
print(eight[:3])
print(sixteen[:3])

assert not torch.allclose(eight, sixteen[:8])

# %%
# PyTorch's documentation promises the same numbers neither on another device nor in
# another release. Below, the first line is drawn on the device of this page, the second
# on the CPU and moved: do that for numbers that all your devices share. What must be
# the same for years is stored.

torch.manual_seed(0)
here = torch.rand(3)
torch.manual_seed(0)
moved = torch.rand(3, device="cpu").to(here.device)
print(here)
print(moved)

assert torch.equal(moved.cpu(), single)
assert moved.device == here.device

# %%
# Pitfall: integer tensors
# ------------------------
#
# ``uniform_`` draws fractions and cannot write them to integers. ``Long`` is int64,
# which ``arange`` and ``tensor([1, 2])`` give you.

try:
    torch.arange(3).uniform_(0, 5)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("int64 took uniform numbers")

x = torch.arange(3).float().uniform_(0, 5)
print(x.dtype)

assert x.dtype == torch.float32
assert torch.arange(3).dtype == torch.tensor([1, 2]).dtype == torch.int64

# %%
# Pitfall: parameters
# -------------------
#
# A leaf is a tensor that no recorded operation made. One that requires grad must not be
# changed in place while gradients are recorded.

weight = torch.zeros(3, requires_grad=True)
try:
    weight.uniform_(-1, 1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a leaf was overwritten")

# %%
# Turn the recording off around it. :func:`torch.nn.init.uniform_` does that for you.

torch.manual_seed(0)
with torch.no_grad():
    weight.uniform_(-1, 1)
first = weight.tolist()
torch.manual_seed(0)
torch.nn.init.uniform_(weight, -1, 1)
print(weight)

assert weight.tolist() == first
assert weight.requires_grad
assert weight.is_leaf

# %%
# Pitfall: the names of the bounds
# --------------------------------
#
# The method calls them ``from`` and ``to``, and ``from`` is a keyword of Python: you
# cannot write ``from=2``. ``low`` and ``high`` are NumPy's names, ``a`` and ``b`` those
# of :func:`torch.nn.init.uniform_`. Give the bounds by position.

for call in ["x.uniform_(from=2, to=5)", "x.uniform_(low=2, high=5)"]:
    try:
        eval(call)
    except (SyntaxError, TypeError) as error:
        print(f"{type(error).__name__}: {error.args[0]}")
    else:
        raise AssertionError(f"{call} ran")

print(x.uniform_(2, 5))

assert (x >= 2).all()
assert (x.uniform_(2, to=5) >= 2).all()
assert (x.uniform_(**{"from": 2, "to": 5}) >= 2).all()
assert (torch.nn.init.uniform_(x, a=2, b=5) >= 2).all()
assert np.random.default_rng(0).uniform(low=2, high=5) >= 2

# %%
# Pitfall: the bounds the wrong way round
# ---------------------------------------
#
# Python draws all the same, between 2 and 5. ``uniform_`` raises.

random.seed(0)
drawn = random.uniform(5, 2)
print(drawn)
try:
    torch.empty(3).uniform_(5, 2)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("from > to was accepted")

assert 2 <= drawn <= 5

# %%
# Sort the bounds first, if they are computed.

low, high = sorted([5, 2])
x = torch.empty(3).uniform_(low, high)
print(((x >= 2) & (x < 5)).all())

assert ((x >= 2) & (x < 5)).all()

# %%
# You may have read: ``uniform_`` is ``random.uniform``
# -----------------------------------------------------
#
# Old notes file Python's function under the method's name. It draws once a call. Fill a
# tensor with that draw, or give it tensors as bounds, and every element is the same:
# silently.

random.seed(0)
wrong = torch.full((3,), random.uniform(2, 5))
right = torch.empty(3).uniform_(2, 5)
print(wrong)
print(random.uniform(torch.full((3,), 2.0), torch.full((3,), 5.0)))
print(right)

assert wrong.unique().numel() == 1
assert random.uniform(torch.zeros(3), torch.ones(3)).unique().numel() == 1
assert right.unique().numel() == 3

# %%
# Pitfall, silent: torch.rand(2, 5)
# ---------------------------------
#
# The numbers given to ``rand`` are a shape. This is no draw between 2 and 5 but a
# table of two rows and five columns, between 0 and 1. There is no ``torch.uniform``.

table = torch.rand(2, 5)
print(table.shape, (table < 1).all())
try:
    torch.uniform(2, 5)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("torch.uniform exists now")

assert table.shape == (2, 5)
assert (table < 1).all()

# %%
# Pitfall, silent: it replaces, it does not add
# ---------------------------------------------
#
# Noise on ``x`` is not ``x.uniform_(-0.1, 0.1)``: that throws ``x`` away, and with it
# the gradient, which becomes zero.

w = torch.ones(3, requires_grad=True)
noisy = (10 * w).uniform_(-0.1, 0.1)
noisy.sum().backward()
print(f"{noisy.abs().max().item() <= 0.1 = }")
print(f"{w.grad.tolist() = }")

assert noisy.abs().max() <= 0.1
assert w.grad.tolist() == [0, 0, 0]

# %%
# Make the noise in a tensor of its own, and add.

w.grad = None
noisy = 10 * w + torch.empty_like(w).uniform_(-0.1, 0.1)
noisy.sum().backward()
print(f"{w.grad.tolist() = }")

assert torch.allclose(noisy, torch.tensor(10.0), atol=0.11)
assert w.grad.tolist() == [10, 10, 10]

# %%
# Pitfall, silent: one more draw
# ------------------------------
#
# A dropout layer in training, a random index, a single debugging ``torch.rand(1)``: a
# draw in between, from the same generator, shifts those that follow.

torch.manual_seed(7)
first = torch.rand(3)
for name, draw in {
    "dropout": lambda: torch.nn.Dropout()(first),
    "randint": lambda: torch.randint(0, 10, (1,)),
    "rand(1)": lambda: torch.rand(1),
}.items():
    torch.manual_seed(7)
    draw()
    shifted = torch.rand(3)
    print(name, torch.equal(first, shifted))

    assert not torch.equal(first, shifted)

# %%
# You may have read: torch.rand can return 1
# ------------------------------------------
#
# It could in 2017, by the bug reports of that year. In float16 it would be easy to
# catch: one float32 draw in about four thousand lies so near 1 that float16 rounds it
# to 1.

# sphinx_gallery_claim = ['bool((torch.rand(1_000_000, device="cpu", generator=torch.Generator().manual_seed(0)) == 1).any())', 'bool((torch.rand(100_000, device="cpu", dtype=torch.float16, generator=torch.Generator().manual_seed(0)) == 1).any())']  # noqa: E501
torch.manual_seed(0)
print(torch.rand(100_000, dtype=torch.float16).max())
print(torch.rand(100_000).half().max())

assert torch.rand(100_000, dtype=torch.float16).max() < 1
assert torch.rand(100_000).half().max() == 1
assert 1 / 8000 < (torch.rand(1_000_000).half() == 1).float().mean() < 1 / 2000

# %%
# Pitfall, silent: converted after the draw
# -----------------------------------------
#
# The second line above is a trap of its own. Convert a draw to a narrow dtype, or scale
# it there, and the excluded end is back. An index computed from it is one too far.

# sphinx_gallery_fails_on = {"torch<2.12": "Before 2.12 uniform_ could return its upper end (pytorch/pytorch#175988)."}  # noqa: E501
torch.manual_seed(0)
scaled = 2 + 3 * torch.rand(100_000, dtype=torch.float16)
filled = torch.empty(100_000, dtype=torch.float16).uniform_(2, 5)
print(scaled.max(), filled.max())

assert scaled.max() == 5
assert filled.max() < 5
assert (10 * torch.rand(100_000).half()).long().max() == 10

# %%
# Draw with ``uniform_`` in the dtype that you need. For an index, draw integers:
# :func:`torch.randint` excludes its upper end exactly.

index = torch.randint(0, 10, (100_000,))
print(index.min().item(), index.max().item())

assert index.unique().tolist() == list(range(10))

# %%
# Pitfall, silent: the lower end can come
# ---------------------------------------
#
# 0 is in the interval of ``rand``, and its logarithm is ``-inf``. In float16 it comes
# every few thousand draws: on the CPU, where a float32 draw would round to 1. In
# float32 it takes many millions: late in a training.

# sphinx_gallery_fails_on = {"torch<2.12": "Before 2.12 float16 drew numbers of its own, and zeros came elsewhere (pytorch/pytorch#175988)."}  # noqa: E501
torch.manual_seed(0)
u = torch.rand(100_000, dtype=torch.float16)
print((u == 0).any())
print(u.log().min())
torch.manual_seed(0)
half = torch.rand(100_000, dtype=torch.float16, device="cpu")
torch.manual_seed(0)
single = torch.rand(100_000, device="cpu")
print(f"{torch.equal(half == 0, single.half() == 1) = }")

assert 5 < (u == 0).sum() < 100
assert torch.isneginf(u.log().min())
assert torch.equal(half == 0, single.half() == 1)

# %%
# ``1 - u`` is as uniform as ``u``, up to rounding. It can be 1 and cannot be 0.

# sphinx_gallery_fails_on = {"torch<2.1": "Before 2.1 there was no logarithm of float16 on the CPU."}  # noqa: E501
print((1 - u).log().min())

assert (1 - u).min() > 0
assert (1 - u).max() == 1
assert torch.isfinite((1 - u).log()).all()

# %%
# Pitfall, silent: a die from round()
# -----------------------------------
#
# Rounding gives the two ends half an interval each, so 1 and 6 come half as often as
# the others.

torch.manual_seed(0)
die = torch.empty(60_000).uniform_(1, 6).round().long()
print("round:  ", torch.bincount(die, minlength=7)[1:].tolist())
fair = torch.randint(1, 7, (60_000,))
print("randint:", torch.bincount(fair, minlength=7)[1:].tolist())

counts = torch.bincount(die, minlength=7)
assert 0.4 < counts[1] / counts[2] < 0.6
assert 0.4 < counts[6] / counts[5] < 0.6
assert (torch.bincount(fair, minlength=7)[1:] - 10_000).abs().max() < 1000

# %%
# Next to its neighbours
# ----------------------
#
# Integers have two conventions. :func:`random.randint` includes its upper end;
# :func:`torch.randint` excludes it, like :class:`range`.

random.seed(0)
torch.manual_seed(0)
python = sorted({random.randint(2, 5) for _ in range(1000)})
drawn = torch.randint(2, 5, (1000,)).unique().tolist()
print("random.randint(2, 5):", python)
print("torch.randint(2, 5): ", drawn)

assert python == [2, 3, 4, 5]
assert drawn == [2, 3, 4]

# %%
# :func:`torch.rand_like` takes shape, dtype and device from a tensor and leaves that
# tensor alone. A :class:`torch.distributions.uniform.Uniform` also knows its density,
# 0 at the upper end. Its samples are ``rand``, scaled, and can round to that end.

x = torch.zeros(2, 3, dtype=torch.float64)
print(torch.rand_like(x).dtype, x.sum())
interval = torch.distributions.Uniform(2.0, 5.0)
density = interval.log_prob(torch.tensor([2.0, 5.0])).exp()
print(density)
lens = torch.distributions.Uniform(2.0**24, 2.0**24 + 2)
print((lens.sample((1000,)) - 2**24).unique())

assert torch.rand_like(x).dtype == torch.float64
assert torch.rand_like(x).shape == (2, 3)
assert x.sum() == 0
assert (lens.sample((1000,)) - 2**24).unique().tolist() == [0.0, 2.0]
assert torch.allclose(density, torch.tensor([1 / 3, 0.0]))

# %%
# Predict it
# ----------
#
# What does this print? You need no seed to know.
#
# .. code-block:: python
#
#    x = torch.zeros(3)
#    y = x.uniform_(2, 5)
#    x.zero_()
#    print(y)

x = torch.zeros(3)
y = x.uniform_(2, 5)
x.zero_()
print(y)

assert y.tolist() == [0, 0, 0]

# %%
# Which shape, and between which numbers?
#
# .. code-block:: python
#
#    x = 5 - 10 * torch.rand(2, 5)

torch.manual_seed(0)
x = 5 - 10 * torch.rand(2, 5)
print(x.shape, (x >= -5).all().item(), (x <= 5).all().item())

assert x.shape == (2, 5)
assert ((x >= -5) & (x <= 5)).all()

# %%
# A seed before each draw. Is ``a`` equal to ``b``, and is ``c`` equal to ``d``?
#
# .. code-block:: python
#
#    torch.manual_seed(1); a = torch.rand(3)
#    torch.manual_seed(1); b = torch.empty(3).uniform_()
#    torch.manual_seed(1); c = torch.rand(3)
#    random.seed(1);       d = torch.rand(3)

torch.manual_seed(1)
a = torch.rand(3)
torch.manual_seed(1)
b = torch.empty(3).uniform_()
torch.manual_seed(1)
c = torch.rand(3)
random.seed(1)
d = torch.rand(3)
print(torch.equal(a, b), torch.equal(c, d))

assert torch.equal(a, b)
assert not torch.equal(c, d)

# %%
# .. seealso::
#
#    :func:`torch.rand`, :func:`torch.rand_like` and :func:`torch.randint` make tensors;
#    :func:`torch.nn.init.uniform_` fills parameters;
#    :meth:`numpy.random.Generator.uniform` is NumPy's.
#    :ref:`sphx_glr_notes_python_random_choice.py` draws from a list,
#    :ref:`sphx_glr_notes_data_dataloader.py` seeds a shuffle, and
#    :ref:`sphx_glr_notes_tensors_data_types.py` explains what float16 rounds away.
