"""
torch.argmax: where the largest value is
========================================

Find the position of the largest value, in the whole tensor or along one axis.
"""

# %%
# The rule
# --------
#
# ``t.argmax(dim)`` compares the values along axis ``dim`` and returns the position of
# the largest one, of the first one if several are equal. Axis ``dim`` disappears from
# the shape; the other axes stay.

# sphinx_gallery_tags = ["dim", "reduction", "classification"]
import numpy as np
import torch

t = torch.tensor([[3, 7, 2, 5], [6, 1, 9, 4], [8, 0, 1, 2]])
print(t)
print(t.argmax(dim=1))

assert t.shape == (3, 4)
assert t.argmax(dim=1).shape == (3,)
assert t.argmax(dim=1).tolist() == [1, 2, 0]

# %%
# Read it row by row: the largest entry of row 0 is in column 1, that of row 1 in
# column 2, that of row 2 in column 0. Axis 1, the columns, is gone. One number a row
# remains. :func:`torch.argmax` is the same call, and ``axis`` is another name for
# ``dim``.

assert torch.equal(torch.argmax(t, dim=1), t.argmax(1))
assert torch.equal(t.argmax(axis=1), t.argmax(dim=1))
assert torch.equal(t.argmax(dim=-1), t.argmax(dim=1))

# %%
# Positions, not values
# ---------------------
#
# The result holds indices. They are of type int64, whatever type was searched. To get
# the values, read the tensor at those positions.

scores = torch.tensor([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]])
best = scores.argmax(dim=1)
print(best, best.dtype)
print(scores[torch.arange(2), best])

for dtype in (torch.uint8, torch.int32, torch.float16, torch.float64):
    assert scores.to(dtype).argmax(dim=1).dtype == best.dtype == torch.int64
assert torch.equal(scores[torch.arange(2), best], torch.tensor([0.7, 0.5]))

# %%
# The other axis: dim=0
# ---------------------
#
# ``dim=0`` compares down each column. The rows disappear, and each answer is the
# number of a row.

print(t.argmax(dim=0))

assert t.argmax(dim=0).shape == (4,)
assert t.argmax(dim=0).tolist() == [2, 0, 1, 0]

# %%
# You may have read: dim=0 means "for each row"
# ---------------------------------------------
#
# Axis 0 does count the rows. But ``dim`` names the axis that is searched, and that is
# the axis that you lose. With ``dim=0`` you get one answer for each column.

# sphinx_gallery_claim = ["t.argmax(dim=0).shape == t.shape[:1]"]
for dim in (0, 1):
    lost, left = t.shape[dim], t.shape[1 - dim]
    positions = t.argmax(dim)
    print(f"dim={dim}: {left} answers, each from 0 to {lost - 1}: {positions.tolist()}")

    assert len(positions) == left
    assert positions.max() < lost

# %%
# Three axes: cross one number out
# --------------------------------
#
# With more axes nothing changes. Write down the shape and cross out the entry at
# ``dim``. What is left is the shape of the result.

blocks = (torch.arange(24) * 7 % 24).view(2, 3, 4)
for dim in (0, 1, 2, -1):
    result = blocks.argmax(dim)
    print(f"{tuple(blocks.shape)}  dim={dim:2}  ->  {tuple(result.shape)}")

    rest = list(blocks.shape)
    del rest[dim]
    assert list(result.shape) == rest

# %%
# The same in symbols, for ``dim=1``: entry ``[i, k]`` of the result is the ``j`` for
# which ``blocks[i, j, k]`` is largest.

middle = blocks.argmax(dim=1)
print(blocks)
print(middle)

for i in range(2):
    for k in range(4):
        assert blocks[i, middle[i, k], k] == max(blocks[i, j, k] for j in range(3))

# %%
# No dim: one number for the whole tensor
# ---------------------------------------
#
# Without ``dim`` the tensor is read as one long row, line after line, and you get the
# position in that row.

print(t.flatten())
print(t.argmax())

assert t.argmax() == 6
assert t.argmax() == t.flatten().argmax(dim=0)
assert t.flatten()[t.argmax()] == t.max() == 9

# %%
# :func:`torch.unravel_index` turns that number back into a row and a column. Give it
# the shape of the tensor that you searched.

# sphinx_gallery_fails_on = {"torch<2.2": "unravel_index is new in 2.2."}
row, column = torch.unravel_index(t.argmax(), t.shape)
print(row, column)

assert (row, column) == (1, 2)
assert t[row, column] == 9
assert (row, column) == divmod(t.argmax().item(), t.shape[1])

# %%
# "Line after line" is the order in which you read the tensor, not the order in memory.
# A transposed tensor shares its memory with the original, and still counts its own way.

print(t.T.argmax())

assert t.T.data_ptr() == t.data_ptr()
assert t.T.argmax() == t.T.flatten().argmax() == 7
assert divmod(t.T.argmax().item(), t.T.shape[1]) == (2, 1)

# %%
# keepdim: the axis stays, with length 1
# --------------------------------------
#
# With ``keepdim=True`` the axis that was searched keeps its place. The result then has
# as many axes as the input, which is what :func:`torch.gather` asks for. Where you have
# lost the axis, ``unsqueeze`` puts it back.

# sphinx_gallery_diagram = "t.gather(1, kept)"
kept = t.argmax(dim=1, keepdim=True)
print(f"{kept.shape = }")
print(t.gather(1, kept))

assert kept.shape == (3, 1)
assert torch.equal(kept, t.argmax(dim=1).unsqueeze(1))
assert t.gather(1, kept).tolist() == [[7], [9], [8]]

# %%
# You may have read: keepdim is ignored without dim
# -------------------------------------------------
#
# The documentation of earlier releases said so. Run it: every axis is kept, each with
# length 1. The number inside is the position in the flattened tensor.

# sphinx_gallery_claim = ["t.argmax(keepdim=True).shape == ()"]
print(t.argmax(keepdim=True))

assert t.argmax(keepdim=True).shape == (1, 1)
assert blocks.argmax(keepdim=True).shape == (1, 1, 1)
assert t.argmax(keepdim=True).item() == 6

# %%
# Ties: the first one
# -------------------
#
# If several values are equally large, you get the position of the first. PyTorch
# documents this, and :func:`numpy.argmax` does the same.

ties = torch.tensor([[1, 3, 3, 2], [2, 2, 2, 2], [0, 4, 0, 4]])
print(ties.argmax(dim=1))

assert ties.argmax(dim=1).tolist() == [1, 0, 1]
assert np.argmax(ties.cpu().numpy(), axis=1).tolist() == [1, 0, 1]
assert torch.zeros(100_000).argmax() == 0

# %%
# Do you want the last one? Turn the axis round with :func:`torch.flip`, and count from
# the other end.

last = ties.shape[1] - 1 - ties.flip(1).argmax(dim=1)
print(last)

assert last.tolist() == [2, 3, 3]

# %%
# You may have read: with equal values, any index may come back
# -------------------------------------------------------------
#
# Users of PyTorch 0.4 reported one answer from a CPU and another from a GPU. The
# documentation of ``argmax`` has ruled that out since. That of :func:`torch.topk` has
# not: with ties, rely on its values, not on its positions. A stable :func:`torch.sort`
# keeps the order of equal values.

# sphinx_gallery_claim = ["any(torch.ones(size).argmax() != 0 for size in (2, 100, 10_000, 1_000_000))", "any(torch.ones(size, size).argmax(dim).any() for size in (3, 300) for dim in (0, 1))"]  # noqa: E501
row = torch.tensor([1, 3, 3, 2, 3])
values, positions = row.topk(2)
ordered = row.sort(descending=True, stable=True).indices
print(f"argmax: {row.argmax()}, stable sort: {ordered.tolist()}, topk: {values}")

assert row.argmax() == 1
assert ordered.tolist() == [1, 2, 4, 3, 0]
assert values.tolist() == [3, 3]
assert set(positions.tolist()) < {1, 2, 4}

# %%
# max(dim) returns both
# ---------------------
#
# :func:`torch.max` with a ``dim`` gives you a pair: the values, and the same positions
# that ``argmax`` gives. Take them apart by name or by unpacking.

# sphinx_gallery_diagram = "t.max(dim=1).values"
pair = t.max(dim=1)
print(pair)
values, positions = pair

assert torch.equal(pair.indices, t.argmax(dim=1))
assert torch.equal(positions, pair.indices)
assert torch.equal(values, torch.tensor([7, 9, 8]))

# %%
# What ``max`` returns depends on its second argument. Nothing: the largest value.
# A number: the pair, along that axis. A tensor: element by element the larger of the
# two, as :func:`torch.maximum` does.

print(t.max())
print(torch.max(t, 1).values)
print(torch.max(t, torch.tensor(5)))

assert t.max() == 9
assert torch.equal(torch.max(t, torch.tensor(5)), torch.maximum(t, torch.tensor(5)))

# %%
# Pitfall, silent: the accuracy of the wrong axis
# -----------------------------------------------
#
# ``scores`` has one row a sample, one column a class. ``argmax(0)`` asks which sample
# has the highest score in each class. With as many samples as classes the shapes agree,
# and nothing is raised.

scores = torch.tensor([[2.0, 1.0, 0.0], [3.0, 0.0, 1.0], [0.0, 2.0, 4.0]])
labels = torch.tensor([0, 0, 2])
wrong = (scores.argmax(0) == labels).float().mean()
right = (scores.argmax(1) == labels).float().mean()
print(f"{wrong = }")
print(f"{right = }")

assert scores.argmax(0).tolist() == [1, 2, 2]
torch.testing.assert_close(wrong, torch.tensor(1 / 3))
assert right == 1

# %%
# Name the axis of the classes, and check the shape before you compare. With three
# classes, a batch of any size but 3 and 1 finds the mistake for you. A single label is
# broadcast.

scores, labels = scores[:2], labels[:2]
try:
    print(scores.argmax(0) == labels)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("three answers were compared with two labels")

assert scores.argmax(1).shape == labels.shape
assert (scores[:1].argmax(0) == labels[:1]).shape == (3,)

# %%
# Pitfall, silent: labels in a column
# -----------------------------------
#
# Predictions of shape ``(3,)`` and labels of shape ``(3, 1)`` are broadcast to a table
# of every prediction against every label. The mean of that table is not an accuracy.

predicted = torch.tensor([0, 1, 2])
labels = torch.tensor([[0], [1], [2]])
wrong = predicted == labels
right = predicted == labels.squeeze(1)
print(wrong)
print(f"{wrong.float().mean():.2f} instead of {right.float().mean():.2f}")

assert wrong.shape == (3, 3)
torch.testing.assert_close(wrong.float().mean(), torch.tensor(1 / 3))
assert right.all()

# %%
# Pitfall, silent: one output column
# ----------------------------------
#
# A yes-or-no model often has one output. The position of the largest of one number is
# always 0, so every sample is put into class 0. Compare the score with a threshold.

logit = torch.tensor([[-1.5], [2.0], [0.5]])
print(f"wrong: {logit.argmax(dim=1)}")
print(f"right: {(logit > 0).long().squeeze(1)}")

assert logit.argmax(dim=1).tolist() == [0, 0, 0]
assert (logit > 0).long().squeeze(1).tolist() == [0, 1, 1]

# %%
# Pitfall, silent: NaN wins
# -------------------------
#
# NaN counts as larger than anything, infinity included, and the first NaN is the one
# that you get. ``max`` shows it. ``argmax`` shows a position that looks like any other.
# ``argmin`` falls for NaN too.

broken = torch.tensor([0.2, float("nan"), float("inf"), float("nan")])
print(broken.argmax(), broken.max())

assert broken.argmax() == broken.argmin() == 1
assert broken.max().isnan()

# %%
# Check for it, or decide what NaN shall mean. :func:`torch.nan_to_num` replaces it;
# infinities are replaced too, unless you name them.

safe = broken.nan_to_num(nan=-torch.inf, posinf=torch.inf, neginf=-torch.inf)
print(safe, safe.argmax())

assert broken.isnan().any()
assert safe.argmax() == 2
assert not broken.nan_to_num()[2].isinf()

# %%
# Pitfall, silent: rounding makes ties
# ------------------------------------
#
# The sigmoid of a large score rounds to exactly 1. Two classes are now equal, and the
# first of them is returned. Take the positions from the scores, before you squash them
# or store them with fewer bits.

logits = torch.tensor([20.0, 30.0])
print(logits.sigmoid(), logits.sigmoid().argmax(), logits.argmax())

assert logits.sigmoid().tolist() == [1, 1]
assert logits.sigmoid().argmax() == 0
assert logits.argmax() == 1
assert torch.tensor([2048.0, 2049.0]).argmax() == 1
assert torch.tensor([2048.0, 2049.0]).half().argmax() == 0

# %%
# Pitfall, silent: the flat position used as a row
# ------------------------------------------------
#
# ``tall[tall.argmax()]`` looks like "the largest entry". It is a row: the one whose
# number happens to equal the flat position. You notice it only where no row has that
# number. (That check is made on the CPU here, where the error comes at once.)

tall = torch.tensor([[1, 8], [5, 2], [4, 3]])
print(f"wrong: {tall[tall.argmax()]}")
print(f"right: {tall.flatten()[tall.argmax()]}")
try:
    t.cpu()[t.cpu().argmax()]
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("row 6 of 3 rows was found")

assert tall[tall.argmax()].tolist() == [5, 2]
assert tall.flatten()[tall.argmax()] == 8

# %%
# Pitfall, silent: the wrong shape for unravel_index
# --------------------------------------------------
#
# The documentation asks for positions inside the shape. They are not checked: a
# position past the end starts again from the front, and a shape from another tensor
# gives plausible numbers.

# sphinx_gallery_fails_on = {"torch<2.2": "unravel_index is new in 2.2."}
flat = t.argmax()
print(f"right shape {tuple(t.shape)}:", *torch.unravel_index(flat, t.shape))
print(f"wrong shape {tuple(t.T.shape)}:", *torch.unravel_index(flat, t.T.shape))
print("past the end:", *torch.unravel_index(flat + t.numel(), t.shape))

assert torch.unravel_index(flat, t.T.shape) == (2, 0)
assert torch.unravel_index(flat + t.numel(), t.shape) == (1, 2)

# %%
# Pitfall, silent: all rows with all positions
# --------------------------------------------
#
# You want one value per row. ``t[:, best]`` takes the columns ``best`` of every row,
# and the values that you want are on its diagonal.

# sphinx_gallery_diagram = "t[:, best]"
best = t.argmax(dim=1)
wrong = t[:, best]
right = t[torch.arange(3), best]
print(wrong)
print(right)

assert wrong.shape == (3, 3)
assert torch.equal(wrong.diagonal(), right)
assert torch.equal(right, t.amax(dim=1))

# %%
# Pitfall: comparing the pair of max(dim)
# ---------------------------------------
#
# ``torch.max(scores, 1)`` is a tuple. Compare it with a tensor and Python answers
# ``False``, one word for the whole batch. The error comes later, where you use the
# answer as a tensor. Take the positions out of the pair, or ask for positions only.

scores = torch.tensor([[0.1, 0.9], [0.8, 0.2]])
labels = torch.tensor([1, 0])
correct = torch.max(scores, 1) == labels
print(correct)
try:
    correct.sum()
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a bool has a sum")
print(torch.max(scores, 1).indices == labels)

assert isinstance(torch.max(scores, 1), tuple)
assert correct is False
assert (torch.max(scores, 1).indices == labels).sum() == 2
assert (scores.argmax(1) == labels).sum() == 2

# %%
# Pitfall: no gradient
# --------------------
#
# A position is an integer. Move the weights a little and it stays as it is, or jumps.
# There is nothing to differentiate, so the chain ends at ``argmax``.

weights = torch.tensor([1.0, 3.0, 2.0], requires_grad=True)
position = weights.argmax()
print(position.requires_grad)
try:
    position.float().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("argmax was differentiated")

assert not position.requires_grad
assert (weights + torch.tensor([0.1, -0.1, 0.1])).argmax() == position

# %%
# In a larger loss nothing is raised: the term with ``argmax`` adds to the number and
# nothing to the gradient.

loss = (2 * weights).sum() + 100 * weights.argmax()
loss.backward()
print(f"loss {loss.item()}, gradient {weights.grad}")

assert loss == 112
assert weights.grad.tolist() == [2, 2, 2]

# %%
# Train on the scores themselves, with :func:`torch.nn.functional.cross_entropy`, and
# keep ``argmax`` for the report. Where you need a position with a gradient, take the
# mean position under a softmax. Without ties, a large factor brings it close to
# ``argmax``, and makes the gradient small.

for factor in (1, 4, 8):
    soft = (torch.softmax(factor * weights, dim=0) * torch.arange(3)).sum()
    (gradient,) = torch.autograd.grad(soft, weights)
    print(f"factor {factor}: {soft.item():.3f}, gradient {gradient.norm():.4f}")

    assert gradient.norm() > 0
assert abs(soft - weights.argmax()) < 1e-3
assert gradient.norm() < 1e-2

# %%
# Pitfall: several axes at once
# -----------------------------
#
# You have a batch of maps and want the peak of each. ``argmax`` takes one axis.

maps = torch.zeros(2, 3, 4)
maps[0, 1, 2] = maps[1, 2, 0] = 5.0
try:
    maps.argmax(dim=(1, 2))
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two axes were accepted")

# %%
# Join the axes first, search the joined one, then split the position.

# sphinx_gallery_fails_on = {"torch<2.2": "unravel_index is new in 2.2."}
flat = maps.flatten(start_dim=1).argmax(dim=1)
peaks = torch.stack(torch.unravel_index(flat, maps.shape[1:]), dim=1)
print(flat)
print(peaks)

assert flat.tolist() == [6, 8]
assert peaks.tolist() == [[1, 2], [2, 0]]

# %%
# Pitfall: bool
# -------------
#
# "Where is the first True?" is a question for ``argmax``, but it refuses a mask.

# sphinx_gallery_differs_on = {"torch>=2.9,<2.15": "From 2.9 to 2.14 it was a RuntimeError; NotImplementedError is a kind of RuntimeError (pytorch/pytorch#192350).", "torch<2.9": "Before 2.9 the kernel refused, with its own name in the message."}  # noqa: E501
mask = torch.tensor([[False, True, True], [True, False, False], [False, False, False]])
try:
    mask.argmax(dim=1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a bool tensor was accepted")

# %%
# Turn the mask into integers. ``max(dim)`` takes bool as it is, although in the
# documentation ``argmax`` is the second value that ``max`` returns.

print(mask.int().argmax(dim=1))

assert mask.int().argmax(dim=1).tolist() == [1, 0, 0]
assert torch.equal(mask.max(dim=1).indices, mask.int().argmax(dim=1))

# %%
# Pitfall, silent: a row without any True
# ---------------------------------------
#
# Look at the last row of that mask. It holds no True, and its answer is 0, as for the
# row that starts with True: all its values are equal, so the first one wins. Mark such
# rows yourself.

first = torch.where(mask.any(dim=1), mask.int().argmax(dim=1), -1)
print(first)

assert not mask[2].any()
assert first.tolist() == [1, 0, -1]

# %%
# Pitfall: nothing to search
# --------------------------
#
# An empty tensor has no largest value. The message asks for a ``dim``; with ``dim=0``
# the next one tells you the real cause: that axis has length 0. An empty axis that is
# not searched does no harm: no samples, no answers.

empty = torch.zeros(0, 3)
for arguments in ({}, {"dim": 0}):
    try:
        empty.argmax(**arguments)
    except IndexError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("an empty axis was searched")
print(empty.argmax(dim=1))

assert empty.argmax(dim=1).shape == (0,)

# %%
# Next to its neighbours
# ----------------------
#
# :func:`torch.argmin` is the same search for the smallest value. :func:`torch.topk`
# finds the ``k`` largest, :func:`torch.argsort` with ``descending=True`` puts all of
# them in order. Without ties the first position of both is ``argmax``.

print(f"argmax  {t.argmax(1).tolist()}")
print(f"topk    {t.topk(2, dim=1).indices.tolist()}")
print(f"argsort {t.argsort(dim=1, descending=True).tolist()}")
print(f"argmin  {t.argmin(1).tolist()}")

assert torch.equal(t.topk(2, dim=1).indices[:, 0], t.argmax(1))
assert torch.equal(t.argsort(dim=1, descending=True)[:, 0], t.argmax(1))
assert torch.equal(t.argmin(1), (-t).argmax(1))

# %%
# Values only, over one axis or several: :func:`torch.amax`. It has a gradient, and
# ties show how it differs from ``max(dim)``: ``amax`` shares the gradient among equal
# values, ``max(dim)`` gives it all to the position that it returned.

x = torch.tensor([1.0, 3.0, 3.0], requires_grad=True)
(shared,) = torch.autograd.grad(x.amax(dim=0), x)
(single,) = torch.autograd.grad(x.max(dim=0).values, x)
print(f"amax {shared.tolist()}, max(dim) {single.tolist()}")

assert blocks.amax(dim=(1, 2)).shape == (2,)
assert shared.tolist() == [0, 0.5, 0.5]
assert single.tolist() == [0, 1, 0]

# %%
# Every position of the largest value, not the first alone: compare, then
# :func:`torch.nonzero`. (NaN equals nothing, so this finds no NaN.) Four ways to read
# the values at the positions agree, among them :func:`torch.take_along_dim`.

kept = ties.argmax(dim=1, keepdim=True)
expected = ties.amax(dim=1, keepdim=True)
every = (ties == expected).nonzero().tolist()
print(every)

assert every == [[0, 1], [0, 2], *([1, j] for j in range(4)), [2, 1], [2, 3]]
assert not (broken == broken.amax()).any()
assert torch.equal(ties.gather(1, kept), expected)
assert torch.equal(torch.take_along_dim(ties, kept, dim=1), expected)
assert torch.equal(ties[torch.arange(3), kept.squeeze(1)], expected.squeeze(1))
assert torch.equal(ties.max(dim=1, keepdim=True).values, expected)

# %%
# Predict it
# ----------
#
# A language model returns ``logits`` of shape ``(2, 6, 10)``: two texts, six places,
# ten words. What are the shapes of ``logits.argmax(-1)`` and of
# ``logits[:, -1].argmax(-1)``?

logits = (torch.arange(120) * 7 % 120).view(2, 6, 10)
print(logits.argmax(-1).shape, logits[:, -1].argmax(-1).shape)

assert logits.argmax(-1).shape == (2, 6)
assert logits[:, -1].argmax(-1).shape == (2,)
assert torch.equal(logits.argmax(-1)[:, -1], logits[:, -1].argmax(-1))

# %%
# What does this print?
#
# .. code-block:: python
#
#    nan = float("nan")
#    print(torch.tensor([[1.0, nan, 3.0], [nan, 2.0, 3.0]]).argmax(dim=0))

nan = float("nan")
answer = torch.tensor([[1.0, nan, 3.0], [nan, 2.0, 3.0]]).argmax(dim=0)
print(answer)

assert answer.tolist() == [1, 0, 0]

# %%
# ``m`` is a 5 x 5 identity matrix. What is ``m.argmax() + m.argmax(dim=0).sum()``?

m = torch.eye(5)
answer = m.argmax() + m.argmax(dim=0).sum()
print(answer)

assert answer == 0 + (0 + 1 + 2 + 3 + 4)

# %%
# .. seealso::
#
#    :func:`torch.argmax`, :meth:`torch.Tensor.argmax`, :func:`torch.max`,
#    :func:`torch.unravel_index`, :func:`torch.topk`.
#
#    :ref:`sphx_glr_notes_indexing_gather.py` reads values at the positions;
#    :ref:`sphx_glr_notes_indexing_one_hot.py` turns positions into rows of 0 and 1;
#    :ref:`sphx_glr_notes_arithmetic_sum.py` and its ``dim`` and ``keepdim``;
#    :ref:`sphx_glr_notes_arithmetic_broadcasting.py` explains the column of labels.
