"""
Broadcasting: fit two shapes together
=====================================

Predict the shape of a + b before you run it, and find the sums that nobody asked for.
"""

# %%
# The rule
# --------
#
# Write the two shapes under each other, aligned at the right. In each column the sizes
# must be equal, or one of them 1; a missing size counts as 1. A size of 1 is stretched.

# sphinx_gallery_tags = ["shape", "memory", "dim"]
import torch

a = torch.tensor([[0], [10], [20]])
b = torch.tensor([1, 2, 3, 4])
# sphinx_gallery_diagram = "a + b"
c = a + b
print(f"{tuple(a.shape)} with {tuple(b.shape)} gives {tuple(c.shape)}")
print(c)

assert c.shape == (3, 4)
assert all(c[i, j] == a[i, 0] + b[j] for i in range(3) for j in range(4))

# %%
# ``b`` has one axis, so its shape counts as ``(1, 4)``. Then ``a`` is read again for
# each of 4 columns, and ``b`` for each of 3 rows. The same result, written out:

a_full = torch.cat([a, a, a, a], dim=1)
b_full = torch.stack([b, b, b])
print(a_full)
print(b_full)

assert torch.equal(a_full + b_full, c)
assert torch.equal(a + b[None, :], c)

# %%
# The rule as code
# ----------------
#
# :func:`itertools.zip_longest` over the reversed shapes is the alignment at the right,
# and its fill value is the missing size.

from itertools import product, zip_longest


def fit(first, second):
    pairs = list(zip_longest(reversed(first), reversed(second), fillvalue=1))
    if any(m != n and 1 not in (m, n) for m, n in pairs):
        return None
    return tuple(n if m == 1 else m for m, n in reversed(pairs))


print(fit((3, 1), (4,)))
print(fit((3, 2), (4,)))

assert fit((3, 1), (4,)) == (3, 4)
assert fit((3, 2), (4,)) is None

# %%
# Is it really what PyTorch does? Compare the two on every pair of shapes with up to two
# axes and sizes from 0 to 3.


def add(first, second):
    try:
        return tuple((torch.zeros(first) + torch.zeros(second)).shape)
    except RuntimeError:
        return None


shapes = [shape for axes in range(3) for shape in product(range(4), repeat=axes)]
answers = {pair: add(*pair) for pair in product(shapes, repeat=2)}
refused = sum(answer is None for answer in answers.values())
print(f"{len(answers)} pairs, {refused} of them refused")

assert all(fit(*pair) == answer for pair, answer in answers.items())

# %%
# A table of shapes
# -----------------
#
# Read each line from the right. :func:`torch.broadcast_shapes` gives the answer without
# any tensor, for as many shapes as you like.

table = [
    ((2, 3), (3,)),
    ((2, 3), (2, 1)),
    ((2, 1), (1, 3)),
    ((4, 1, 3), (2, 1)),
    ((8, 3, 5, 5), (3, 1, 1)),
    ((2, 3), ()),
]
for first, second in table:
    result = torch.zeros(first) + torch.zeros(second)
    print(f"{first!s:>12}  {second!s:>9}  ->  {tuple(result.shape)}")

    assert result.shape == torch.broadcast_shapes(first, second)

# %%
# With three shapes, each column is compared across all of them.

shape = torch.broadcast_shapes((4, 1, 1), (3, 1), (2,))
print(shape)

assert shape == (4, 3, 2)

# %%
# Make the axis that you need
# ---------------------------
#
# The rule adds missing axes at the left only. To have one anywhere else, insert it:
# ``None`` in an index and :meth:`torch.Tensor.unsqueeze` do the same.

row = torch.arange(3)
print(f"{row[None, :].shape = }")
print(f"{row[:, None].shape = }")

assert torch.equal(row[None, :], row.unsqueeze(0))
assert torch.equal(row[:, None], row.unsqueeze(1))
assert torch.equal(row[:, None], row.view(3, 1))

# %%
# A column against a row is every pair. Here are all differences of positions, the start
# of many an attention mask.

distance = row[:, None] - row[None, :]
print(distance)

assert all(distance[i, j] == i - j for i in range(3) for j in range(3))

# %%
# Put the new axis where the two tensors must not meet. Points of shape ``(N, D)`` and
# ``(M, D)`` become ``(N, 1, D)`` and ``(1, M, D)``; their difference is ``(N, M, D)``.
# The sum of its squares over ``D`` leaves ``(N, M)``; the root gives all distances.

points = torch.tensor([[0.0, 0.0], [3.0, 4.0]])
others = torch.tensor([[0.0, 0.0], [0.0, 4.0], [3.0, 0.0]])
squared = (points[:, None, :] - others[None, :, :]).pow(2).sum(dim=2)
print(squared.sqrt())

torch.testing.assert_close(squared.sqrt(), torch.cdist(points, others))

# %%
# What it costs
# -------------
#
# Arithmetic does not copy the stretched operand. :meth:`torch.Tensor.expand` makes such
# a view by hand: its stride of 0 says "stay where you are" for each step along that
# axis.

# sphinx_gallery_fails_on = {"torch<2.0": "untyped_storage is new in 2.0."}
# sphinx_gallery_diagram = "b.expand(3, 4)"
b_view = b.expand(3, 4)
print(f"{b_view.shape = }")
print(f"{b_view.stride() = }")
print(f"{b_view.untyped_storage().nbytes()} bytes for {b_view.numel()} elements")

assert b_view.stride() == (0, 1)
assert b_view.data_ptr() == b.data_ptr()
assert b_view.untyped_storage().nbytes() == b.untyped_storage().nbytes() == 4 * 8

# %%
# The result is full size, and so is every step that works on it. A thousand elements
# against themselves make a million: the price of "all pairs".

# sphinx_gallery_fails_on = {"torch<2.0": "untyped_storage is new in 2.0."}
x = torch.zeros(1000)
pairs = x[:, None] + x
print(f"{x.untyped_storage().nbytes():>9,} bytes in")
squares = pairs.square()
print(f"{pairs.untyped_storage().nbytes():>9,} bytes out")
print(f"{squares.untyped_storage().nbytes():>9,} bytes for the next step")

assert pairs.shape == (1000, 1000)
assert pairs.untyped_storage().nbytes() == 1000 * x.untyped_storage().nbytes()
assert squares.untyped_storage().nbytes() == pairs.untyped_storage().nbytes()

# %%
# ``expand`` stretches sizes of 1, and adds axes at the left. ``-1`` keeps a size that
# is there. Changing a size other than 1 is an error.

column = torch.tensor([[1], [2]])
print(column.expand(-1, 3))
try:
    column.expand(4, 3)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a size of 2 was stretched to 4")

assert column.expand(-1, 3).shape == (2, 3)
assert torch.equal(column.expand(-1, 3), column.broadcast_to(2, 3))
assert torch.equal(column.expand(-1, 3), column.repeat(1, 3))
assert column.expand(5, 2, 3).shape == (5, 2, 3)

# %%
# The gradient is summed back
# ---------------------------
#
# An element that was used many times collects the gradient of each use. So the gradient
# of a stretched operand has the operand's own shape again.

bias = torch.zeros(3, requires_grad=True)
(torch.ones(5, 3) + bias).sum().backward()
print(bias.grad)

assert bias.grad.shape == (3,)
assert torch.equal(bias.grad, torch.full((3,), 5.0))

# %%
# Pitfall: aligned at the left
# ----------------------------
#
# Four rows and four offsets: they look as if they belonged together. At the right, 3
# meets 4, neither is 1, and PyTorch refuses.

table = torch.arange(12).view(4, 3)
offsets = torch.tensor([100, 200, 300, 400])
try:
    table + offsets
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("(4, 3) and (4,) were accepted")

# %%
# "Dimension 1" is where they clash, counted from 0 at the left of the longer shape. The
# fix is a new axis at the right, ``(4, 1)``: one offset for each row.

# sphinx_gallery_diagram = "table + offsets[:, None]"
shifted = table + offsets[:, None]
print(shifted)

assert offsets[:, None].shape == (4, 1)
assert shifted.shape == (4, 3)
assert all(torch.equal(shifted[i], table[i] + offsets[i]) for i in range(4))

# %%
# The same mistake in a picture: one mean for each channel of a ``(3, H, W)`` image. The
# fix is the same, too: ``(3, 1, 1)``.

image = torch.arange(48.0).view(3, 4, 4)
means = image.mean(dim=(1, 2))
try:
    image - means
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("(3, 4, 4) and (3,) were accepted")
centered = image - means[:, None, None]
print(centered.mean(dim=(1, 2)))

assert centered.shape == image.shape
assert centered.mean(dim=(1, 2)).tolist() == [0, 0, 0]

# %%
# Pitfall, silent: a square hides the wrong axis
# ----------------------------------------------
#
# You were lucky to get that error. Make the table square, and ``(3, 3)`` with ``(3,)``
# is legal: the offsets that you meant for the rows go to the columns.

square = torch.zeros(3, 3, dtype=torch.int64)
per_row = torch.tensor([100, 200, 300])
# sphinx_gallery_diagram = "square + per_row"
wrong = square + per_row
right = square + per_row[:, None]
print(wrong)
print(right)

assert torch.equal(wrong, right.T)
assert not torch.equal(wrong, right)

# %%
# Pitfall, silent: ``(N, 1)`` with ``(N,)`` gives ``(N, N)``
# ----------------------------------------------------------
#
# A :class:`torch.nn.Linear` with one output returns ``(N, 1)``; the targets come as
# ``(N,)``. These predictions are perfect, so the loss must be 0. It is not.

prediction = torch.tensor([[1.0], [2.0], [3.0]])
target = torch.tensor([1.0, 2.0, 3.0])
# sphinx_gallery_diagram = "prediction - target"
difference = prediction - target
print(difference)
print(f"loss {(difference**2).mean().item():.4f}")

assert torch.nn.Linear(2, 1)(torch.zeros(3, 2)).shape == prediction.shape
assert difference.shape == (3, 3)
torch.testing.assert_close((difference**2).mean(), torch.tensor(4 / 3))

# %%
# Each prediction was compared with each target: a column against a row. Bring both to
# one shape before you subtract. ``squeeze(1)`` names the axis, so that a batch of one
# keeps its own; ``squeeze()`` would drop both.

loss = ((prediction.squeeze(1) - target) ** 2).mean()
print(loss)

assert loss == 0
assert prediction.squeeze(1).shape == target.shape
assert torch.ones(1, 1).squeeze(1).shape == (1,)
assert torch.ones(1, 1).squeeze().shape == ()

# %%
# Accuracy falls into the same hole. Three of three are right; the first line counts the
# equal pairs among nine, so it can exceed 3.

labels = torch.tensor([1, 1, 0])
guesses = torch.tensor([[1], [1], [0]])
print(f"{(guesses == labels).sum() = }")
print(f"{(guesses.squeeze(1) == labels).sum() = }")

assert (guesses == labels).sum() == 5
assert (guesses.squeeze(1) == labels).sum() == 3

# %%
# You may have read: ``MSELoss`` raises for these shapes
# ------------------------------------------------------
#
# :func:`torch.nn.functional.mse_loss` warns, and returns the wrong number all the same.
# The warning is easily lost in a training log.

# sphinx_gallery_claim = ["raises(lambda: torch.nn.functional.mse_loss(torch.zeros(3, 1), torch.zeros(3)))"]  # noqa: E501
import warnings

from torch.nn import functional as F

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    loss = F.mse_loss(prediction, target)
print(loss)
print(f"{caught[0].category.__name__}: {caught[0].message}")

assert len(caught) == 1
torch.testing.assert_close(loss, torch.tensor(4 / 3))

# %%
# Other losses do other things, so do not rely on any of them: some warn, some raise,
# and some say nothing.


def reaction(loss):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            loss(prediction, target)
        except ValueError:
            return "raises"
    return "warns" if caught else "is silent"


losses = [F.mse_loss, F.l1_loss, F.smooth_l1_loss, F.huber_loss]
losses += [F.binary_cross_entropy_with_logits, F.poisson_nll_loss]
reactions = {loss.__name__: reaction(loss) for loss in losses}
for name, does in reactions.items():
    print(f"{name:<32} {does}")

assert list(reactions.values()) == ["warns"] * 4 + ["raises", "is silent"]

# %%
# Pitfall: in place, the left side cannot grow
# --------------------------------------------
#
# ``x += y`` writes into the memory of ``x``. The result must have the shape of ``x``,
# so only the right side may be stretched.

x = torch.zeros(3)
try:
    x += torch.ones(2, 3)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a vector grew to a matrix in place")

# %%
# Not even an axis of size 1 may be added to ``x``. Out of place, ``x = x + y`` makes a
# new tensor, and so has no such limit.

try:
    x += torch.ones(1, 3)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a vector got a second axis in place")

assert (x + torch.ones(1, 3)).shape == (1, 3)
assert (x + torch.ones(2, 3)).shape == (2, 3)
assert torch.zeros(2, 3).add_(torch.ones(3)).shape == (2, 3)

# %%
# Pitfall: arithmetic into an expanded tensor
# -------------------------------------------
#
# All rows of ``rows`` are the same four numbers. Adding in place could add to each of
# them three times, so it is refused.

rows = torch.arange(4).expand(3, 4)
try:
    rows += 1
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("an expanded tensor was changed in place")

assert torch.arange(4).expand(1, 4).add_(1).tolist() == [[1, 2, 3, 4]]

# %%
# The message names the fix: in the copy that :meth:`torch.Tensor.clone` returns, every
# element has a place of its own.

own = rows.clone()
own += 1
print(own)

assert own.stride() == (4, 1)
assert own[0].tolist() == own[2].tolist() == [1, 2, 3, 4]

# %%
# Pitfall, silent: one write, a whole column changed
# --------------------------------------------------
#
# Not every write is refused. One element, or one row, does not overlap with itself. The
# write goes through, and every other row shows it, as does the base.

base = torch.arange(4)
rows = base.expand(3, 4)
rows[0, 0] = 99
rows[1] += 100
print(rows)
print(base)

assert rows.tolist() == [[199, 101, 102, 103]] * 3
assert base.tolist() == [199, 101, 102, 103]

# %%
# :meth:`torch.Tensor.repeat` copies at once. Use it, or ``expand`` and ``clone``, for a
# tensor that you mean to fill.

base = torch.arange(4)
copies = base.repeat(3, 1)
assert torch.equal(copies, base.expand(3, 4).clone())
copies[0, 0] = 99
print(copies)

assert copies[:, 0].tolist() == [99, 0, 0]
assert base[0] == 0

# %%
# You may have read: each tensor needs at least one axis
# ------------------------------------------------------
#
# Older documentation, copied into many pages, made this a condition. But a tensor
# without axes, such as a loss, fits every shape: each of its sizes is missing.

# sphinx_gallery_claim = ["raises(lambda: torch.tensor(5) + torch.arange(3))"]
scalar = torch.tensor(5)
print(scalar.shape)
print(scalar + torch.arange(3))

assert scalar.ndim == 0
assert all(answers[(), shape] == shape for shape in shapes)

# %%
# You may have read: the larger size wins
# ---------------------------------------
#
# It does, but for one case. 1 is stretched to the other size, and that may be 0: an
# empty batch plus a bias stays an empty batch.

# sphinx_gallery_claim = ["torch.broadcast_shapes((3,), (1,)) == (3,)", "torch.broadcast_shapes((1,), (0,)) == (1,)"]  # noqa: E501
batch = torch.zeros(0, 3)
result = batch + torch.zeros(1, 3)
print(result.shape)

assert result.shape == (0, 3)
assert torch.broadcast_shapes((0,), (1,)) == (0,)

# %%
# Next to its neighbours
# ----------------------
#
# Arithmetic and comparisons broadcast. So do :func:`torch.where`, the bounds of
# :func:`torch.clamp`, and the right side of an assignment to a slice.

keep = torch.tensor([[True], [False]])
chosen = torch.where(keep, torch.arange(3), -1)
print(chosen)

grid = torch.zeros(2, 3, dtype=torch.int64)
grid[:] = torch.arange(3)
limits = torch.tensor([[0], [1]])
assert chosen.tolist() == [[0, 1, 2], [-1, -1, -1]]
assert torch.clamp(grid, max=limits).tolist() == [[0, 0, 0], [0, 1, 1]]
assert grid.tolist() == [[0, 1, 2], [0, 1, 2]]

# %%
# Between matrices, :func:`torch.matmul` broadcasts only the axes in front: the last two
# follow the rule of the matrix product.

product_shape = torch.matmul(torch.zeros(7, 1, 2, 3), torch.zeros(5, 3, 4)).shape
print(product_shape)

assert product_shape == (*torch.broadcast_shapes((7, 1), (5,)), 2, 4)

# %%
# :func:`torch.cat` and :func:`torch.stack` do not broadcast.
# :func:`torch.broadcast_tensors` expands all tensors to one shape first.

different = [torch.zeros(2, 3), torch.zeros(1, 3)]
for call in (torch.stack, lambda tensors: torch.cat(tensors, dim=1)):
    try:
        call(different)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("tensors of different shapes were joined")
together = torch.broadcast_tensors(*different)
print(torch.stack(together).shape)

assert torch.stack(together).shape == (2, 2, 3)
assert torch.cat(together, dim=1).shape == (2, 6)

# %%
# NumPy has the same rule, but :func:`numpy.broadcast_to` returns a read-only array.
# Writing one element of it, silent in PyTorch, raises there.

import numpy as np

view = np.broadcast_to(np.arange(4), (3, 4))
print(f"{view.strides[0] = }, {view.flags.writeable = }")

accepted = {pair: answer for pair, answer in answers.items() if answer is not None}
assert all(np.broadcast_shapes(*pair) == answer for pair, answer in accepted.items())
assert view.strides[0] == 0
assert not view.flags.writeable
try:
    view[0, 0] = 99
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("NumPy wrote into a broadcast array")

# %%
# Predict it
# ----------
#
# What is ``(torch.ones(5, 1, 3) + torch.ones(4, 1)).sum()``?

answer = (torch.ones(5, 1, 3) + torch.ones(4, 1)).sum()
print(answer)

assert answer == 5 * 4 * 3 * 2

# %%
# Which of these four raise?
#
# .. code-block:: python
#
#    torch.zeros(3, 2) + torch.zeros(3)
#    torch.zeros(3, 2) + torch.zeros(2)
#    torch.zeros(3, 2) + torch.zeros(1)
#    torch.zeros(3, 2) + torch.zeros(0)

for size in (3, 2, 1, 0):
    raises = add((3, 2), (size,)) is None
    print(f"(3, 2) with ({size},): {'raises' if raises else 'runs'}")

assert [add((3, 2), (size,)) for size in (3, 2, 1, 0)] == [None, (3, 2), (3, 2), None]

# %%
# What does ``weights`` hold at the end?
#
# .. code-block:: python
#
#    weights = torch.zeros(1).expand(4)
#    weights[0] = 7

weights = torch.zeros(1).expand(4)
weights[0] = 7
print(weights)

assert weights.tolist() == [7, 7, 7, 7]

# %%
# .. seealso::
#
#    :func:`torch.broadcast_shapes`, :func:`torch.broadcast_tensors`,
#    :func:`torch.broadcast_to` and :meth:`torch.Tensor.expand_as` make the stretched
#    shapes visible. :ref:`sphx_glr_notes_arithmetic_sum.py` says what ``keepdim`` has
#    to do with all this, :ref:`sphx_glr_notes_arithmetic_matmul.py` how batches
#    broadcast, and :ref:`sphx_glr_notes_indexing_gather.py` shows a call that does not.
