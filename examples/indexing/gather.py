"""
torch.gather: read values where an index says
=============================================

Pick one element for each number of an index tensor: one score per row, for example.
"""

# %%
# The rule
# --------
#
# The result of :func:`torch.gather` has the shape of ``index``; each of its elements is
# the element of the input at the same position, except that the coordinate along
# ``dim`` is the number found in ``index``. With one axis, that reads: ``out[i]`` is
# ``t[index[i]]``.

# sphinx_gallery_tags = ["indexing", "classification", "gradient"]
import torch

t = torch.tensor([10, 20, 30, 40])
index = torch.tensor([3, 0, 0])
out = torch.gather(t, 0, index)
print(out)

assert out.tolist() == [40, 10, 10]
assert out.shape == index.shape
assert all(out[i] == t[index[i]] for i in range(3))

# %%
# ``dim=1``: the index names the column
# -------------------------------------
#
# With two axes, one coordinate is replaced and the other is kept. ``dim=1`` replaces
# the column. So row ``i`` of the result holds elements of row ``i`` of ``t``, and the
# index says which.

t = torch.arange(12).view(3, 4)
index = torch.tensor([[3, 0], [1, 1], [0, 2]])
# sphinx_gallery_diagram = "torch.gather(t, 1, index)"
out = torch.gather(t, 1, index)
print(t)
print(out)

assert out.tolist() == [[3, 0], [5, 5], [8, 10]]

# %%
# The same as Python loops. They run over the shape of ``index``, and the shape of ``t``
# does not appear in them. (``dim=-1``, the last axis, is axis 1 here.)

by_hand = torch.zeros(index.shape, dtype=t.dtype)
for i in range(index.shape[0]):
    for j in range(index.shape[1]):
        by_hand[i][j] = t[i][index[i][j]]
print(f"{torch.equal(by_hand, out) = }")

assert torch.equal(by_hand, out)
assert torch.equal(torch.gather(t, -1, index), out)

# %%
# ``dim=0``: the index names the row
# ----------------------------------
#
# The same ``t``. Now the row is replaced and the column kept, so column ``j`` of the
# result holds elements of column ``j`` of ``t``. In the index, 0, 1 and 2 are allowed:
# ``t`` has three rows.

index = torch.tensor([[2, 0], [1, 1], [0, 2]])
# sphinx_gallery_diagram = "torch.gather(t, 0, index)"
out = torch.gather(t, 0, index)
print(out)

assert out.tolist() == [[8, 1], [4, 5], [0, 9]]
assert all(out[i][j] == t[index[i][j]][j] for i in range(3) for j in range(2))

# %%
# Any number of axes
# ------------------
#
# The rule does not care how many axes there are: take a position, replace the number
# at ``dim``, read there. This function says it once for all of them. Both agree on a
# block, along each axis.

import itertools


def gather_by_hand(t, dim, index):
    out = torch.zeros(index.shape, dtype=t.dtype)
    for position in itertools.product(*(range(size) for size in index.shape)):
        place = list(position)
        place[dim] = int(index[position])
        out[position] = t[tuple(place)]
    return out


block = torch.arange(24).view(2, 3, 4)
for dim in range(3):
    index = block % block.shape[dim]
    same = torch.equal(block.gather(dim, index), gather_by_hand(block, dim, index))
    print(f"{dim = }: {same = }")

    assert same

# %%
# The index decides the shape
# ---------------------------
#
# Along ``dim`` the index may be shorter or longer than ``t``: you may pick 1 element of
# a row or 7. On every other axis it may be shorter, and then the rest of ``t`` is not
# read. It may not be longer there.


def shape_out(index_shape):
    index = torch.zeros(index_shape, dtype=torch.int64)
    try:
        return tuple(torch.gather(t, 1, index).shape)
    except RuntimeError:
        return "an error"


for index_shape in [(3, 1), (3, 4), (3, 7), (2, 4), (1, 4), (4, 1), (4,), (3, 4, 1)]:
    print(f"t {tuple(t.shape)}, dim=1, index {index_shape}: {shape_out(index_shape)}")

    fits = len(index_shape) == 2 and index_shape[0] <= 3
    assert shape_out(index_shape) == (index_shape if fits else "an error")

# %%
# One score per row
# -----------------
#
# Each row holds the scores of three classes, and each sample has a label. The labels
# become a column, one to each row: ``unsqueeze(1)``. The answer is a column as well,
# and ``squeeze(1)`` makes it flat again.

scores = torch.tensor([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2], [0.3, 0.3, 0.4]])
labels = torch.tensor([1, 0, 2])
# sphinx_gallery_diagram = "scores.gather(1, labels.unsqueeze(1)).squeeze(1)"
picked = scores.gather(1, labels.unsqueeze(1)).squeeze(1)
print(picked)

assert torch.equal(picked, torch.tensor([0.7, 0.5, 0.4]))
assert all(picked[i] == scores[i][labels[i]] for i in range(3))

# %%
# That is what a classification loss does: it reads the log-probability of the right
# class, changes the sign, and takes the mean.

log_p = scores.log_softmax(dim=1)
by_gather = -log_p.gather(1, labels.unsqueeze(1)).mean()
by_loss = torch.nn.functional.cross_entropy(scores, labels)
print(f"{by_gather:.4f} {by_loss:.4f}")

torch.testing.assert_close(by_gather, by_loss)

# %%
# Read back what a search found
# -----------------------------
#
# :func:`torch.argsort`, :func:`torch.topk` and :func:`torch.argmax` with ``keepdim``
# return positions in the shape that ``gather`` wants for the same ``dim``. The first
# use is to get the values.

order = scores.argsort(dim=1, descending=True)
top = scores.topk(2, dim=1)
best = scores.argmax(dim=1, keepdim=True)
print(scores.gather(1, order))
print(scores.gather(1, best))

assert torch.equal(scores.gather(1, order), scores.sort(dim=1, descending=True).values)
assert torch.equal(scores.gather(1, top.indices), top.values)
assert torch.equal(scores.gather(1, best), scores.max(dim=1, keepdim=True).values)

# %%
# The better use: put *another* tensor in that order. Below, each candidate has a score
# and a length, and the lengths follow the scores. Sorting alone cannot do that.

lengths = torch.tensor([[4, 9, 2], [7, 5, 6], [3, 1, 8]])
by_score = lengths.gather(1, scores.argsort(dim=1, descending=True, stable=True))
print(by_score)

assert by_score.tolist() == [[9, 2, 4], [7, 5, 6], [8, 3, 1]]

# %%
# The last step of each sequence
# ------------------------------
#
# Two sequences of three steps, four features each, filled up with padding. The last
# real step is number 1 in the first and number 2 in the second. The index must have
# three axes, and one number for each feature that you want: ``expand`` repeats it.

states = torch.arange(24).view(2, 3, 4)
last = torch.tensor([1, 2])
index = last.view(2, 1, 1).expand(2, 1, 4)
final = states.gather(1, index).squeeze(1)
print(final)

assert torch.equal(final[0], states[0, 1])
assert torch.equal(final[1], states[1, 2])

# %%
# ``.t()`` turns a row into a column
# ----------------------------------
#
# :meth:`torch.Tensor.t` is the transpose of a matrix: element ``[i][j]`` goes to
# ``[j][i]``. A row of labels becomes the column that ``gather`` needs.

row = torch.tensor([[1, 0, 2]])
print(row.t())
print(scores.gather(1, row.t()))

assert all(t.t()[j][i] == t[i][j] for i in range(3) for j in range(4))
assert row.shape == (1, 3)
assert row.t().shape == (3, 1)
assert torch.equal(scores.gather(1, row.t()).squeeze(1), picked)

# %%
# Pitfall: ``.t()`` on three axes
# -------------------------------
#
# Which two of the three should change places? ``.t()`` does not guess. Say it with
# :func:`torch.transpose`, or take ``.mT``, which swaps the last two.

try:
    block.t()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("t() accepted three axes")

print(f"{block.transpose(0, 1).shape = }")
print(f"{block.mT.shape = }")

assert block.transpose(0, 1).shape == (3, 2, 4)
assert torch.equal(block.mT, block.transpose(1, 2))

# %%
# Pitfall, silent: ``.t()`` on one axis
# -------------------------------------
#
# A 1-D tensor is neither a row nor a column. ``.t()`` returns it unchanged and raises
# nothing. To make a column, use ``unsqueeze(1)``.

print(f"{labels.t().shape = }")
print(f"{labels.unsqueeze(1).shape = }")

assert torch.equal(labels.t(), labels)
assert labels.unsqueeze(1).shape == (3, 1)

# %%
# Pitfall: labels with one axis
# -----------------------------
#
# ``scores`` has two axes, and ``labels`` has one. ``gather`` adds none for you. The fix
# is the column from above.

try:
    scores.gather(1, labels)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("an index with one axis was accepted")

assert torch.equal(scores.gather(1, labels.unsqueeze(1)).squeeze(1), picked)

# %%
# Pitfall, silent: one row comes back
# -----------------------------------
#
# ``unsqueeze(0)`` gives two axes as well, and the error is gone. But a 1 x 3 index has
# three positions in row 0, so you get three scores of the first sample. Look at the
# shape: it is that of the index.

# sphinx_gallery_diagram = "scores.gather(1, labels.unsqueeze(0))"
wrong = scores.gather(1, labels.unsqueeze(0))
right = scores.gather(1, labels.unsqueeze(1))
print(f"{wrong = }")
print(f"{right.squeeze(1) = }")

assert wrong.shape == (1, 3)
assert torch.equal(wrong[0], scores[0, labels])
assert torch.equal(right.squeeze(1), picked)

# %%
# An index is never broadcast
# ---------------------------
#
# The same happens when you want columns 0 and 2 of *every* row and write a 1 x 2 index.
# :func:`torch.take_along_dim` broadcasts: the one row serves every row. (Its ``dim``
# comes last.) With ``gather`` you expand the index yourself.

index = torch.tensor([[0, 2]])
print(t.gather(1, index))
# sphinx_gallery_diagram = "torch.take_along_dim(t, index, dim=1)"
print(torch.take_along_dim(t, index, dim=1))

assert t.gather(1, index).tolist() == [[0, 2]]
every_row = t.gather(1, index.expand(3, 2))
assert torch.equal(every_row, torch.take_along_dim(t, index, dim=1))
assert torch.equal(every_row, t[:, [0, 2]])

# %%
# Pitfall, silent: one feature comes back
# ---------------------------------------
#
# The same again with three axes, where it is harder to see. Forget the ``expand``, and
# of each last step you get feature 0 alone.

short = states.gather(1, last.view(2, 1, 1)).squeeze(1)
whole = torch.take_along_dim(states, last.view(2, 1, 1), dim=1).squeeze(1)
print(f"{short.tolist() = }")
print(f"{whole.tolist() = }")

assert short.shape == (2, 1)
assert torch.equal(short, final[:, :1])
assert torch.equal(whole, final)

# %%
# Pitfall, silent: whole columns for each label
# ---------------------------------------------
#
# ``scores[:, labels]`` takes column ``labels[j]`` for *every* row: 3 x 3 numbers, where
# you wanted 3. The right ones stand on the diagonal. Name the rows too, or gather.

wrong = scores[:, labels]
right = scores[torch.arange(3), labels]
print(f"{wrong.shape = }")
print(f"{right = }")

assert torch.equal(wrong.diagonal(), picked)
assert torch.equal(right, picked)

# %%
# Pitfall: more rows in the index than in the input
# -------------------------------------------------
#
# A batch of 2 labels against 1 row of scores. The message says "no larger than self
# apart from dimension 1": along ``dim`` any length goes, elsewhere at most that of the
# input. Expand the input if each label should read the same row.

one_row = scores[:1]
column = torch.tensor([[1], [0]])
try:
    one_row.gather(1, column)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a longer index was accepted")

fixed = one_row.expand(2, 3).gather(1, column)
assert torch.equal(fixed, torch.tensor([[0.7], [0.1]]))

# %%
# Pitfall: an index out of bounds
# -------------------------------
#
# Numbers run from 0 to the length of ``dim`` minus 1. In ``t[-1]`` you count from the
# end; here -1 is out of bounds. And it is a ``RuntimeError``: ``except IndexError``
# does not catch it. (These tensors are on the CPU, where the error comes at once.)

t_cpu = torch.arange(12, device="cpu").view(3, 4)
for number in (4, -1):
    try:
        t_cpu.gather(1, torch.full((3, 1), number, device="cpu"))
    except RuntimeError as error:
        kind = type(error)
        print(f"{kind.__name__}: {error}")
    else:
        raise AssertionError("an index out of bounds was accepted")

    assert not issubclass(kind, IndexError)

# %%
# Two fixes for negative numbers: add the length to them, or index with both
# coordinates.

minus_one = torch.full((3, 1), -1, device="cpu")
moved = torch.where(minus_one < 0, minus_one + t_cpu.shape[1], minus_one)
indexed = t_cpu[torch.arange(3, device="cpu"), minus_one.squeeze(1)]
print(t_cpu.gather(1, moved).squeeze(1), indexed)

assert t_cpu.gather(1, moved).squeeze(1).tolist() == indexed.tolist() == [3, 7, 11]

# %%
# Pitfall, silent: ``take_along_dim`` goes round in circles
# ---------------------------------------------------------
#
# Since 2.10 ``take_along_dim`` with a ``dim`` takes every number modulo the length. So
# -1 is the last element, which you may like. And 4 of four is the first one, 9 the
# second. A mistake in your index stays hidden, where ``gather`` raises.

# sphinx_gallery_fails_on = {"torch<2.10": "Before 2.10 take_along_dim refused negative numbers (pytorch/pytorch#146211)."}  # noqa: E501
numbers = torch.tensor([[-1, 4, 9, -5]], device="cpu")
taken = torch.take_along_dim(t_cpu, numbers, dim=1)
print(taken)

assert torch.equal(taken, t_cpu.gather(1, (numbers % 4).expand(3, 4)))
assert taken[0].tolist() == [3, 0, 1, 3]

# %%
# Pitfall, silent: ``squeeze()`` without an axis
# ----------------------------------------------
#
# ``squeeze()`` removes *every* axis of length 1. All is well until a batch holds one
# sample: then the batch axis goes too. Name the axis that ``gather`` left.

one_label = torch.tensor([[1]])
wrong = scores[:1].gather(1, one_label).squeeze()
right = scores[:1].gather(1, one_label).squeeze(1)
print(f"{wrong.shape = }")
print(f"{right.shape = }")

assert wrong.shape == ()
assert right.shape == (1,)

# %%
# Pitfall, silent: an empty index is not checked
# ----------------------------------------------
#
# An index without elements gives a result without elements, in its own shape. Neither
# that shape nor the dtype is looked at: ``torch.tensor([])`` is a 1-D float32 tensor,
# and passes. The trouble comes later, as the mean of nothing.

empty = scores.gather(1, torch.tensor([]))
print(f"{empty.shape = }")
print(f"{empty.mean() = }")

assert torch.tensor([]).dtype == torch.float32
assert empty.shape == (0,)
assert scores.gather(1, torch.zeros(7, 0)).shape == (7, 0)
assert empty.mean().isnan()

# %%
# You may have read: the index must be a LongTensor
# -------------------------------------------------
#
# The documentation says so, and a LongTensor is int64. Run it: since 2.8 int32 works as
# well. Smaller integers, booleans and floats do not.

# sphinx_gallery_fails_on = {"torch<2.8": "Before 2.8 int32 was refused as well (pytorch/pytorch#151822)."}  # noqa: E501
# sphinx_gallery_claim = ["raises(lambda: t.gather(1, torch.tensor([[0, 1]], dtype=torch.int32)))"]  # noqa: E501
dtypes = (torch.int64, torch.int32, torch.int16, torch.uint8, torch.bool, torch.float32)
accepted = []
for dtype in dtypes:
    try:
        t.gather(1, torch.tensor([[0, 1]]).to(dtype))
    except RuntimeError as error:
        print(f"{dtype}: {type(error).__name__}: {error}")
    else:
        print(f"{dtype}: accepted")
        accepted.append(dtype)

assert accepted == [torch.int64, torch.int32]

# %%
# ``take_along_dim`` does insist on int64. So swapping one call for the other can fail.

try:
    torch.take_along_dim(t, torch.tensor([[0, 1]], dtype=torch.int32), dim=1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("take_along_dim accepted int32")

# %%
# You may have read: ``gather`` looks up coordinates
# --------------------------------------------------
#
# Only one coordinate of each element comes from ``index``. The others are those of the
# position itself. A list of (row, column) pairs is no index for ``gather``: read such
# pairs with ``t[rows, columns]``.

# sphinx_gallery_claim = ["t.gather(1, torch.tensor([[2, 1]])).unique().tolist() == [t[2, 1].item()]", "t.gather(0, torch.tensor([[2, 1]])).unique().tolist() == [t[2, 1].item()]"]  # noqa: E501
pairs = torch.tensor([[0, 3], [2, 1]])
print(t[pairs[:, 0], pairs[:, 1]])
print(t.gather(1, pairs))

assert t[pairs[:, 0], pairs[:, 1]].tolist() == [3, 9]
assert t.gather(1, pairs).tolist() == [[0, 3], [6, 5]]

# %%
# You may have read: ``scatter_`` is the inverse of ``gather``
# ------------------------------------------------------------
#
# It is, when the index is a permutation in each row: every element is read once, so
# every place is written once. A second ``gather``, with the ``argsort`` of the index,
# undoes the first as well.

# sphinx_gallery_claim = ["torch.equal(torch.zeros_like(t).scatter_(1, shuffle, t.gather(1, shuffle)), t)", "torch.equal(torch.zeros_like(t).scatter_(1, shuffle % 3, t.gather(1, shuffle % 3)), t)"]  # noqa: E501
shuffle = torch.tensor([[2, 0, 3, 1], [1, 2, 3, 0], [3, 2, 1, 0]])
read = t.gather(1, shuffle)
back = torch.zeros_like(t).scatter_(1, shuffle, read)
print(read)
print(f"{torch.equal(back, t) = }")

assert torch.equal(back, t)
assert torch.equal(read.gather(1, shuffle.argsort(dim=1)), t)

# %%
# It is not, when the index skips an element: what was never read cannot come back. The
# other way round is safer. ``scatter_`` first, ``gather`` after it, gives the same
# numbers again, as long as no two of them went to one place.

skips = torch.tensor([[2, 0], [1, 3], [3, 2]])
lost = torch.zeros_like(t).scatter_(1, skips, t.gather(1, skips))
written = torch.zeros_like(t).scatter_(1, skips, t)
print(lost)

assert not torch.equal(lost, t)
assert torch.equal(written.gather(1, skips), t[:, :2])
same = torch.zeros_like(skips)
assert not torch.equal(written.scatter(1, same, t).gather(1, same), t[:, :2])

# %%
# Next to its neighbours
# ----------------------
#
# Going backward, the gradient of ``gather`` is a
# :meth:`torch.Tensor.scatter_add_`: each element gets the gradients of its copies,
# added up. So repeated numbers in the index are fine: what was read twice gets 2 here.

x = torch.zeros(2, 3, requires_grad=True)
index = torch.tensor([[0, 0], [2, 1]])
x.gather(1, index).sum().backward()
print(x.grad)

ones = torch.ones(2, 2)
assert torch.equal(x.grad, torch.zeros(2, 3).scatter_add_(1, index, ones))

# %%
# Five ways to read the scores of the labels. ``gather`` needs no row numbers, indexing
# needs no extra axis. The one-hot sum multiplies every other score by 0, and 0 times
# infinity is NaN: scores that you masked with ``-inf`` spoil it.

one_hot = torch.nn.functional.one_hot(labels, 3)
ways = {
    "gather": scores.gather(1, labels.unsqueeze(1)).squeeze(1),
    "take_along_dim": torch.take_along_dim(scores, labels.unsqueeze(1), 1).squeeze(1),
    "indexing": scores[torch.arange(3), labels],
    "one-hot": (scores * one_hot).sum(dim=1),
    "take": scores.take(torch.arange(3) * 3 + labels),
}
for name, values in ways.items():
    print(f"{name:14} {values}")
    assert torch.equal(values, picked)

masked = scores.masked_fill(one_hot == 0, -torch.inf)
assert (masked * one_hot).sum(dim=1).isnan().all()
assert torch.equal(masked.gather(1, labels.unsqueeze(1)).squeeze(1), picked)

# %%
# :func:`torch.index_select` along axis 0 takes whole rows, the same number for each
# column. Expand its index over the columns, and ``gather`` does the same.
# :func:`torch.take` counts through the flattened tensor, as in the last line above.

rows = torch.tensor([2, 0])
selected = torch.index_select(t, 0, rows)
gathered = t.gather(0, rows.unsqueeze(1).expand(2, 4))
print(selected)

assert torch.equal(selected, gathered)
assert torch.equal(selected, t[rows])

# %%
# ``gather`` copies. Write to the result, and the input stays as it was. There is no
# ``gather_``: to write *at* those places, you want ``scatter_``.

out = t.gather(1, torch.zeros(3, 1, dtype=torch.int64))
out.fill_(-1)
print(t[0])

assert t[0, 0] == 0
assert not hasattr(t, "gather_")

# %%
# Predict it
# ----------
#
# What is the shape of this, and what are its numbers?
#
# .. code-block:: python
#
#     m = torch.arange(9).view(3, 3)
#     m.gather(0, torch.tensor([[2, 1, 0]]))

m = torch.arange(9).view(3, 3)
answer = m.gather(0, torch.tensor([[2, 1, 0]]))
print(answer)

assert answer.shape == (1, 3)
assert answer.tolist() == [[6, 4, 2]]

# %%
# And ``m.gather(1, torch.tensor([[2, 1, 0]]))``: which numbers now?

answer = m.gather(1, torch.tensor([[2, 1, 0]]))
print(answer)

assert answer.tolist() == [[2, 1, 0]]

# %%
# ``index`` has as many rows as ``m``, and five columns where ``m`` has three. Error, or
# a shape?
#
# .. code-block:: python
#
#     index = torch.tensor([[0, 1, 2, 1, 0]]).expand(3, 5)
#     m.gather(1, index)

index = torch.tensor([[0, 1, 2, 1, 0]]).expand(3, 5)
answer = m.gather(1, index)
print(answer)

assert answer.shape == (3, 5)
assert torch.equal(answer, m[:, [0, 1, 2, 1, 0]])

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_indexing_scatter.py` writes where this note reads;
#    :ref:`sphx_glr_notes_indexing_argmax.py` finds the positions to read;
#    :ref:`sphx_glr_notes_indexing_one_hot.py` is the other way to use a label;
#    :ref:`sphx_glr_notes_modules_embedding.py` reads whole rows of a table;
#    :ref:`sphx_glr_notes_arithmetic_broadcasting.py` is what an index does not do.
#    In the reference: :func:`torch.gather`, :func:`torch.take_along_dim`,
#    :func:`torch.index_select`, :meth:`torch.Tensor.t`.
