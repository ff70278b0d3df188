"""
torch.sum: add along an axis
============================

See which axis a sum removes, what keepdim keeps it for, and which dtype comes out.
"""

# %%
# The rule
# --------
#
# :func:`torch.sum` adds the elements that differ only in their position along axis
# ``dim``. That axis disappears from the shape; the others stay as they are.

# sphinx_gallery_tags = ["dim", "reduction", "dtype"]
import torch

a = torch.arange(1, 13).view(3, 4)
# sphinx_gallery_diagram = "torch.sum(a, dim=0)"
columns = torch.sum(a, dim=0)
print(a)
print(columns)

assert columns.shape == (4,)
assert all(columns[j] == a[0, j] + a[1, j] + a[2, j] for j in range(4))

# %%
# The shape was ``(3, 4)``. With ``dim=0`` the 3 is gone: one sum is left for each
# column. With ``dim=1`` the 4 is gone: one sum is left for each row.

# sphinx_gallery_diagram = "torch.sum(a, dim=1)"
rows = torch.sum(a, dim=1)
print(rows)

assert rows.shape == (3,)
assert all(rows[i] == a[i, 0] + a[i, 1] + a[i, 2] + a[i, 3] for i in range(3))

# %%
# No ``dim``, one number
# ----------------------
#
# Without ``dim`` everything is added. The result is a tensor without axes;
# :meth:`torch.Tensor.item` makes a Python number of it.

total = a.sum()
print(total)
print(total.item())

assert total.shape == ()
assert total.item() == 78
assert total == a.sum(dim=0).sum() == a.sum(dim=1).sum()

# %%
# ``keepdim`` leaves a 1 behind
# -----------------------------
#
# After the sum there is one element along that axis, so the axis is dropped. With
# ``keepdim=True`` it stays, with size 1. First along axis 0, on the squares of ``a``.

b = torch.sum(a**2, dim=0, keepdim=True)
print(a)
print(b)

assert b.shape == (1, 4)
assert b.tolist() == [[107, 140, 179, 224]]

# %%
# Along axis 1 the result is a column.

# sphinx_gallery_diagram = "torch.sum(a**2, dim=1, keepdim=True)"
b = torch.sum(a**2, dim=1, keepdim=True)
print(a)
print(b)

assert b.shape == (3, 1)
assert b.tolist() == [[30], [174], [446]]

# %%
# Without ``keepdim`` both are vectors, printed alike. Nothing in them says which axis
# was removed.

print(torch.sum(a**2, dim=0))
print(torch.sum(a**2, dim=1))

assert torch.sum(a**2, dim=0).tolist() == [107, 140, 179, 224]
assert torch.sum(a**2, dim=1).tolist() == [30, 174, 446]
assert torch.equal(torch.sum(a**2, dim=1).unsqueeze(1), b)

# %%
# A table of shapes
# -----------------
#
# ``dim`` may be several axes, in any order, and may count from the end. Strike them out
# of ``(2, 3, 4)``, or put a 1 in their place.

c = torch.arange(24).view(2, 3, 4)
for dim in [0, 1, 2, -1, (0, 1), (0, 2), (2, 0), (0, 1, 2), None]:
    short, kept = c.sum(dim), c.sum(dim, keepdim=True)
    print(f"dim={dim!s:<9}  {tuple(short.shape)!s:<6}  {tuple(kept.shape)}")

    assert torch.equal(kept.view_as(short), short)
    assert short.shape == tuple(size for size in kept.shape if size > 1)

assert c.sum((2, 0)).shape == (3,)
assert c.sum((2, 0), keepdim=True).shape == (1, 3, 1)
assert torch.equal(c.sum((2, 0)), c.sum((0, 2)))
assert torch.equal(c.sum(-1), c.sum(2))

# %%
# One sum for each sample of a batch: name every axis but the first.

batch = torch.ones(5, 3, 8, 8)
per_sample = batch.sum(dim=(1, 2, 3))
print(per_sample)

assert per_sample.shape == (5,)
assert per_sample.tolist() == [3 * 8 * 8] * 5

# %%
# Counting
# --------
#
# A comparison gives booleans, and ``True`` counts as 1. So a sum counts.

print((a > 6).sum())
print((a > 6).sum(dim=1))

assert (a > 6).sum() == 6
assert (a > 6).sum(dim=1).tolist() == [0, 2, 4]
assert torch.equal((a > 6).sum(dim=1), torch.count_nonzero(a > 6, dim=1))

# %%
# The dtype of the result
# -----------------------
#
# Booleans and integers are added as ``int64``. A float dtype stays what it is.

dtypes = [torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64]
dtypes += [torch.float16, torch.bfloat16, torch.float32, torch.float64]
for dtype in dtypes:
    result = torch.ones(3, dtype=dtype).sum()
    print(f"{dtype!s:<14}  ->  {result.dtype}")

    floating = dtype.is_floating_point
    assert result.dtype == (dtype if floating else torch.int64)

# %%
# ``dtype=`` asks for another one.

print(torch.sum(a, dim=0, dtype=torch.float32))

assert torch.sum(a, dim=0, dtype=torch.float32).dtype == torch.float32

# %%
# You may have read: the result has the dtype of the input
# --------------------------------------------------------
#
# For floats it has. If it had for ``uint8``, 300 ones could not be counted. That
# overflow comes when you ask for it with ``dtype=``.

# sphinx_gallery_claim = ["torch.ones(3, dtype=torch.float16).sum().dtype == torch.float16", "torch.ones(3, dtype=torch.uint8).sum().dtype == torch.uint8", "torch.ones(3, dtype=torch.bool).sum().dtype == torch.bool"]  # noqa: E501
ones = torch.ones(300, dtype=torch.uint8)
print(ones.sum())
print(ones.sum(dtype=torch.uint8))

assert ones.sum() == 300
assert ones.sum().dtype == torch.int64
assert ones.sum(dtype=torch.uint8) == 300 - 256

# %%
# Nothing to add
# --------------
#
# An empty sum is 0. Along an axis of size 0 you get a 0 for each position that is left.
# The mean of nothing is NaN.

empty = torch.empty(0, 3)
print(empty.sum())
print(empty.sum(dim=0))
print(empty.sum(dim=1))
print(empty.mean())

assert empty.sum() == 0
assert empty.sum(dim=0).tolist() == [0, 0, 0]
assert empty.sum(dim=1).shape == (0,)
assert empty.mean().isnan()

# %%
# The gradient
# ------------
#
# Each element enters the sum with factor 1, so it gets the gradient of the sum that it
# went into: backwards, a sum is a broadcast.

x = torch.arange(6.0).view(2, 3).requires_grad_()
weights = torch.tensor([10.0, 20.0])
(x.sum(dim=1) * weights).sum().backward()
print(x.grad)

assert torch.equal(x.grad, weights.unsqueeze(1).expand(2, 3))

# %%
# Pitfall: dividing by a row sum without ``keepdim``
# --------------------------------------------------
#
# Each row is to become shares that add up to 1. The row sums have the shape ``(2,)``;
# broadcasting aligns at the right and compares that 2 with the 3 columns.

m = torch.tensor([[1.0, 2.0, 5.0], [4.0, 8.0, 4.0]])
try:
    m / m.sum(dim=1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("(2, 3) was divided by (2,)")

# %%
# With ``keepdim=True`` the sums are a column, ``(2, 1)``. The 1 is stretched over the
# columns: each row is divided by its own sum. This is what ``keepdim`` is for.

# sphinx_gallery_diagram = "m / sums"
sums = m.sum(dim=1, keepdim=True)
shares = m / sums
print(shares)

assert sums.tolist() == [[8], [16]]
assert shares.tolist() == [[0.125, 0.25, 0.625], [0.25, 0.5, 0.25]]
assert shares.sum(dim=1).tolist() == [1, 1]

# %%
# Pitfall, silent: the same on a square
# -------------------------------------
#
# On a ``(3, 3)`` the shapes fit by accident. Column ``j`` is divided by the sum of row
# ``j``, and here no row adds up to 1.

square = torch.arange(1.0, 10.0).view(3, 3)
wrong = square / square.sum(dim=1)
right = square / square.sum(dim=1, keepdim=True)
print(wrong.sum(dim=1))
print(right.sum(dim=1))

for j in range(3):
    torch.testing.assert_close(wrong[:, j], square[:, j] / square[j].sum())
torch.testing.assert_close(right.sum(dim=1), torch.ones(3))
assert not torch.isclose(wrong.sum(dim=1), torch.ones(3)).any()

# %%
# Pitfall, silent: the axes are renumbered
# ----------------------------------------
#
# After a sum over axis 0, the old axis 1 is axis 0. Two sums in a row do not mean what
# their numbers seem to say. Name both axes in one call.

two_steps = c.sum(dim=0).sum(dim=1)
one_call = c.sum(dim=(0, 1))
print(f"{two_steps.shape = }")
print(f"{one_call.shape = }")

assert torch.equal(two_steps, c.sum(dim=(0, 2)))
assert torch.equal(one_call, c.sum(dim=1).sum(dim=0))

# %%
# Pitfall: two axes as two arguments
# ----------------------------------
#
# In ``c.sum(0, 1)`` the 1 is taken for ``keepdim``. Several axes must be one tuple or
# list, and each may be in it once.

# sphinx_gallery_differs_on = {"torch<2.13": "Before 2.13 the message listed all forms of the call, that of named tensors too, which 2.13 removed (pytorch/pytorch#173895)."}  # noqa: E501
for arguments in [(0, 1), ((0, 0),)]:
    try:
        c.sum(*arguments)
    except (TypeError, RuntimeError) as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError(f"sum accepted {arguments}")

assert c.sum((0, 1)).shape == c.sum([0, 1]).shape == (4,)

# %%
# Pitfall: ``keepdim`` without ``dim``
# ------------------------------------
#
# The form without ``dim`` knows no ``keepdim``. Say ``dim=None`` to keep every axis of
# a full sum.

# sphinx_gallery_differs_on = {"torch<2.13": "Before 2.13 the message listed the form for named tensors too, which 2.13 removed (pytorch/pytorch#173895)."}  # noqa: E501
try:
    a.sum(keepdim=True)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("keepdim was accepted without dim")

print(a.sum(dim=None, keepdim=True))

assert a.sum(dim=None, keepdim=True).shape == (1, 1)

# %%
# Pitfall: a list of tensors
# --------------------------
#
# ``torch.sum`` takes one tensor. To add several losses, stack them first, or use
# Python's own :func:`sum`.

losses = [torch.tensor(0.5), torch.tensor(1.5)]
try:
    torch.sum(losses)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a list was accepted")

print(torch.stack(losses).sum())

assert torch.stack(losses).sum() == sum(losses) == 2

# %%
# Pitfall, silent: Python's ``sum`` on a matrix
# ---------------------------------------------
#
# Forget ``torch.`` and Python adds what iteration yields: the rows. You get the sum
# along axis 0, not the total.

print(sum(a))
print(torch.sum(a))

assert torch.equal(sum(a), a.sum(dim=0))

# %%
# Pitfall, silent: one NaN, and the sum is NaN
# --------------------------------------------
#
# Multiplying with a mask does not help: 0 times NaN is NaN. Replace, then add.

values = torch.tensor([1.0, float("nan"), 3.0])
mask = torch.tensor([True, False, True])
print((values * mask).sum())
print(torch.where(mask, values, 0).sum())

assert (values * mask).sum().isnan()
assert torch.where(mask, values, 0).sum() == 4

# %%
# :func:`torch.nansum` counts each NaN as 0. It still is one of the elements, so do not
# divide by their number: :func:`torch.nanmean` leaves it out of the count, too.

print(values.nansum())
print(values.nansum() / values.numel())
print(values.nanmean())

assert values.nansum() == 4
assert values.nansum() / values.numel() != values.nanmean() == 2
assert torch.tensor([float("nan")]).nansum() == 0

# %%
# Pitfall, silent: a float16 sum is infinite
# ------------------------------------------
#
# The result of a float16 sum is a float16, and its largest number is 65,504. Ask for
# more room with ``dtype=``.

half = torch.ones(70_000, dtype=torch.float16)
print(half.sum())
print(half.sum(dtype=torch.float32))

assert torch.finfo(torch.float16).max == 65504
assert half.sum().isinf()
assert half.sum(dtype=torch.float32) == 70_000

# %%
# Pitfall, silent: ``dtype=`` converts before it adds
# ---------------------------------------------------
#
# The input is cast first. As integers, 1.9 and 1.9 are 1 and 1. To convert the sum,
# convert the sum.

prices = torch.tensor([1.9, 1.9])
print(prices.sum(dtype=torch.int64))
print(prices.sum().to(torch.int64))

assert prices.sum(dtype=torch.int64) == 2
assert prices.sum().to(torch.int64) == 3

# %%
# Pitfall, silent: what a float can no longer count
# -------------------------------------------------
#
# float32 has no number between 16,777,216 and 16,777,218, so 1 more changes nothing.
# Integers are exact, but past the largest int64 they start again at the smallest.

large = torch.tensor([16_777_216.0, 1.0])
print(f"{large.sum().item():.0f}")
print(f"{large.sum(dtype=torch.float64).item():.0f}")
print(torch.tensor([2**63 - 1, 1]).sum())

assert torch.nextafter(large[0], 2 * large[0]) == 16_777_218
assert large.sum() == large[0]
assert large.sum(dtype=torch.float64) == 16_777_217
assert torch.tensor([2**63 - 1, 1]).sum() == -(2**63)

# %%
# You may have read: a float16 sum stops at 2048
# ----------------------------------------------
#
# A running total does: 2048 + 1 is 2048 in float16. ``sum`` does better: inside, it
# adds in a wider float, and the result is rounded at the end.

# sphinx_gallery_claim = ["torch.ones(4096, dtype=torch.float16).sum() == 2048", "torch.tensor(2048, dtype=torch.float16) + 1 == 2048"]  # noqa: E501
half = torch.ones(4096, dtype=torch.float16)
running = torch.tensor(2048, dtype=torch.float16)
print(running + 1)
print(half.sum())

assert running + 1 == 2048
assert half.sum() == 4096

# Adding float16 to float16 in pairs reaches 4096, too. These numbers tell it apart.
fractions = pairs = (torch.arange(2048) / 2048).to(torch.float16)
while len(pairs) > 1:
    pairs = pairs[0::2] + pairs[1::2]
assert pairs.item() == 1023
assert fractions.sum().item() == fractions.double().sum().item() == 1023.5

# %%
# You may have read: ``sum`` returns the sum of each row
# ------------------------------------------------------
#
# So the documentation puts it, and for a matrix with ``dim=1`` it is true. In general,
# ``sum`` adds slices as wholes, and ``dim`` says along which axis they are stacked.

# sphinx_gallery_claim = ["torch.tensor([[1, 2, 3], [4, 5, 6]]).sum(dim=1).tolist() == [6, 15]", "torch.tensor([[1, 2, 3], [4, 5, 6]]).sum(dim=0).tolist() == [6, 15]"]  # noqa: E501
print(c.sum(dim=0))
print(c[0] + c[1])

for dim in range(3):
    assert torch.equal(c.sum(dim), sum(c.unbind(dim)))

# %%
# You may have read: ``dim=()`` adds nothing
# ------------------------------------------
#
# In NumPy an empty tuple names no axis, and nothing is reduced. ``torch.sum`` takes
# it for "all axes", while :func:`torch.any` and :func:`torch.all` do as NumPy does.

# sphinx_gallery_fails_on = {"torch<2.2": "Before 2.2 any and all took one axis only (pytorch/pytorch#110310)."}  # noqa: E501
# sphinx_gallery_claim = ["torch.sum(torch.ones(2, 3), dim=()).shape == (2, 3)"]
print(f"{torch.sum(a, dim=()) = }")
print(f"{a.cpu().numpy().sum(axis=()).shape = }")
print(f"{torch.any(a > 6, dim=()).shape = }")

assert torch.sum(a, dim=()) == a.sum()
assert torch.sum(a, dim=[], keepdim=True).shape == (1, 1)
assert torch.equal(torch.any(a > 6, dim=()), a > 6)
assert torch.equal(torch.all(a > 6, dim=()), a > 6)

# %%
# So a list of axes that you compute must not come out empty.

axes = [axis for axis in range(a.ndim) if a.shape[axis] == 1]
safe = a.sum(axes) if axes else a
print(axes)
print(safe.shape)

assert torch.equal(safe, a)
assert a.sum(axes).shape == ()

# %%
# Next to its neighbours
# ----------------------
#
# The sum along axis 0 is a matrix product with ones, an :func:`torch.einsum` that drops
# a letter, and the last row of a running total.

print(a.cumsum(dim=0))

assert torch.equal(torch.ones(3) @ a.float(), a.float().sum(dim=0))
assert torch.equal(torch.einsum("ij->j", a), a.sum(dim=0))
assert torch.equal(a.cumsum(dim=0)[-1], a.sum(dim=0))

# %%
# :func:`torch.mean` is the sum divided by the size of the axis. It refuses integers
# and booleans; ``dtype=`` makes floats of them.

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 it was a RuntimeError; NotImplementedError is a kind of RuntimeError."}  # noqa: E501
for numbers in (a, a > 6):
    try:
        numbers.mean(dim=0)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("the mean of integers was accepted")

assert torch.equal(a.mean(dim=0, dtype=torch.float32), a.sum(dim=0) / 3)
assert (a > 6).mean(dtype=torch.float32) == 6 / 12

# %%
# NumPy's names are accepted: ``axis`` for ``dim``, ``keepdims`` for ``keepdim``. The
# dtype is not always the same: NumPy keeps unsigned integers unsigned.

print(c.sum(axis=1, keepdims=True).shape)
print(torch.ones(3, dtype=torch.uint8).cpu().numpy().sum().dtype)

assert torch.equal(c.sum(axis=1, keepdims=True), c.sum(dim=1, keepdim=True))
assert torch.ones(3, dtype=torch.uint8).cpu().numpy().sum().dtype.kind == "u"
assert torch.ones(3, dtype=torch.uint8).sum().dtype == torch.int64

# %%
# Predict it
# ----------
#
# What is the shape of ``torch.ones(2, 3, 4).sum((0, -1), keepdim=True)``?

answer = torch.ones(2, 3, 4).sum((0, -1), keepdim=True).shape
print(answer)

assert answer == (1, 3, 1)

# %%
# Each column of a ``(3, 4)`` is to add up to 1. Does this need ``keepdim=True``?
#
# .. code-block:: python
#
#    a / a.sum(dim=0)

answer = (a / a.sum(dim=0)).sum(dim=0)
print(answer)

torch.testing.assert_close(answer, torch.ones(4))
assert torch.equal(a / a.sum(dim=0), a / a.sum(dim=0, keepdim=True))

# %%
# What does each line print?
#
# .. code-block:: python
#
#    flags = torch.tensor([[True, True], [False, True]])
#    print(flags.sum())
#    print(sum(flags))

flags = torch.tensor([[True, True], [False, True]])
print(flags.sum())
print(sum(flags))

assert flags.sum() == 3
assert sum(flags).tolist() == [1, 2]

# %%
# .. seealso::
#
#    :func:`torch.prod`, :func:`torch.amax` and :func:`torch.logsumexp` reduce an axis
#    in other ways; :func:`torch.cumsum` keeps every step.
#    :ref:`sphx_glr_notes_arithmetic_broadcasting.py` explains the division above,
#    :ref:`sphx_glr_notes_indexing_argmax.py` reads ``dim`` in the same way, and
#    :ref:`sphx_glr_notes_arithmetic_einsum.py` writes sums with letters.
