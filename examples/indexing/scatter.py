"""
Tensor.scatter_(): write values where an index says
===================================================

Send each value of a source to the place that an index tensor names, along one axis.
"""

# %%
# The rule
# --------
#
# For every position in ``index``, :meth:`torch.Tensor.scatter_` takes the element of
# ``src`` at that position and writes it into the tensor at the same position, except
# that the coordinate along ``dim`` is the number found in ``index``. With one axis,
# that reads: ``src[i]`` goes to place ``index[i]``.

# sphinx_gallery_tags = ["indexing", "classification", "in-place", "gradient"]
import torch

src = torch.tensor([10, 20])
index = torch.tensor([3, 1])
out = torch.zeros(5, dtype=src.dtype)
out.scatter_(0, index, src)
print(out)

assert out.tolist() == [0, 20, 0, 10, 0]
assert all(out[index[i]] == src[i] for i in range(2))

# %%
# The underscore at the end means *in place*. The call changes the tensor it belongs
# to, and returns that same tensor. That is why you often see it chained behind
# :func:`torch.zeros`.

target = torch.zeros(3)
returned = target.scatter_(0, torch.tensor([1]), torch.tensor([5.0]))
print(target)
print(f"{returned is target = }")

assert target.tolist() == [0, 5, 0]
assert returned is target

# %%
# ``dim=0``: the index names the row
# ----------------------------------
#
# With two axes, one coordinate is replaced and the other is kept. ``dim=0`` replaces
# the row. So every value stays in its column, and moves up or down in it. Some call
# that "filling by column", and ``dim=1`` "filling by row".

src = torch.arange(1, 11).reshape((2, 5))
print(src)
index = torch.tensor([[0, 1, 2, 0]])
# sphinx_gallery_diagram = "torch.zeros(3, 5, dtype=src.dtype).scatter_(0, index, src)"
opt = torch.zeros(3, 5, dtype=src.dtype).scatter_(0, index, src)
print(opt)

assert src.tolist() == [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]
assert opt.tolist() == [[1, 0, 0, 4, 0], [0, 2, 0, 0, 0], [0, 0, 3, 0, 0]]

# %%
# Follow each value. The index has four positions, so four values move. The 5 and the
# whole second row of ``src`` have no partner in ``index``: they are never read.

for j in range(4):
    print(f"src[0][{j}] = {src[0][j]}  goes to  opt[{index[0][j]}][{j}]")

assert all(opt[index[0][j]][j] == src[0][j] for j in range(4))
assert opt.count_nonzero() == index.numel() == 4
assert not torch.isin(opt, src[1]).any()
assert not (opt == 5).any()

# %%
# The same as Python loops. They run over the shape of ``index``, not over the shape of
# ``src`` or of the result. Most surprises below follow from that.

by_hand = torch.zeros(3, 5, dtype=src.dtype)
for i in range(index.shape[0]):
    for j in range(index.shape[1]):
        by_hand[index[i][j]][j] = src[i][j]
print(f"{torch.equal(by_hand, opt) = }")

assert torch.equal(by_hand, opt)

# %%
# ``dim=1``: the index names the column
# -------------------------------------
#
# ``dim=1`` replaces the other coordinate. Every value stays in its row, and moves left
# or right in it. The index has one row, so only the first row of ``src`` is read, and
# only the first row of the result is written. (``dim=-1``, the last axis, is the same.)

src = torch.arange(1, 11).reshape((2, 5))
print(src)
index = torch.tensor([[3, 1, 2, 4]])
# sphinx_gallery_diagram = "torch.zeros(3, 5, dtype=src.dtype).scatter_(1, index, src)"
opt = torch.zeros(3, 5, dtype=src.dtype).scatter_(1, index, src)
print(opt)

assert opt.tolist() == [[0, 2, 3, 1, 4], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]
assert torch.equal(opt, torch.zeros_like(opt).scatter_(-1, index, src))

# %%
# In the loops, ``index[i][j]`` has moved to the second pair of brackets. Nothing else
# changes.

by_hand = torch.zeros(3, 5, dtype=src.dtype)
for i in range(index.shape[0]):
    for j in range(index.shape[1]):
        by_hand[i][index[i][j]] = src[i][j]
print(f"{torch.equal(by_hand, opt) = }")

assert torch.equal(by_hand, opt)

# %%
# Any number of axes
# ------------------
#
# The rule does not care how many axes there are: take a position, replace the number
# at ``dim``, write there. Try it on a 2 x 3 x 4 block. Every index says "one further,
# and from the last place back to the first", so :func:`torch.roll` must agree.

import itertools


def scatter_by_hand(out, dim, index, src):
    out = out.clone()
    for position in itertools.product(*(range(size) for size in index.shape)):
        place = list(position)
        place[dim] = int(index[position])
        out[tuple(place)] = src[position]
    return out


block = torch.arange(24).view(2, 3, 4)
for dim in range(3):
    one_further = torch.ones_like(block).cumsum(dim) % block.shape[dim]
    rolled = torch.zeros_like(block).scatter_(dim, one_further, block)
    by_hand = scatter_by_hand(torch.zeros_like(block), dim, one_further, block)
    print(f"{dim = }: {torch.equal(rolled, block.roll(1, dim)) = }")

    assert torch.equal(rolled, by_hand)
    assert torch.equal(rolled, block.roll(1, dim))
assert torch.equal(scatter_by_hand(torch.zeros_like(opt), 1, index, src), opt)

# %%
# One-hot rows
# ------------
#
# Each row stays in its row, and its label names the column. ``unsqueeze(1)`` makes the
# four labels a column, one to each row. In place of ``src`` stands a number: it is
# written to every place that the index names.

labels = torch.tensor([2, 0, 1, 2])
one_hot = torch.zeros(4, 3).scatter_(1, labels.unsqueeze(1), 1.0)
print(one_hot)

assert one_hot.tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
assert torch.equal(one_hot, torch.nn.functional.one_hot(labels, 3).float())

# %%
# The same call makes one-hot *images*, with the classes on axis 1, where
# :func:`torch.nn.functional.cross_entropy` looks for them.
# :func:`torch.nn.functional.one_hot` puts them last, and you have to move them.

label_image = torch.tensor([[[0, 2], [1, 0]]])
planes = torch.zeros(1, 3, 2, 2).scatter_(1, label_image.unsqueeze(1), 1.0)
print(planes)

classes_last = torch.nn.functional.one_hot(label_image, 3)
assert planes.shape == (1, 3, 2, 2)
assert classes_last.shape == (1, 2, 2, 3)
assert torch.equal(planes, classes_last.movedim(-1, 1).float())
loss = torch.nn.functional.cross_entropy
torch.testing.assert_close(loss(2 * planes, planes), loss(2 * planes, label_image))

# %%
# Leave the tensor as it was: ``scatter``
# ---------------------------------------
#
# Without the underscore you get a new tensor: :meth:`torch.Tensor.scatter`, or
# :func:`torch.scatter` with the tensor as first argument. Here one class in each row is
# forbidden, and the scores themselves stay as they were.

scores = torch.tensor([[1.0, 4.0, 2.0], [3.0, 0.0, 5.0]])
forbidden = torch.tensor([[1], [2]])
allowed = scores.scatter(1, forbidden, float("-inf"))
print(allowed)
print(f"best before: {scores.argmax(dim=1).tolist()}")
print(f"best after:  {allowed.argmax(dim=1).tolist()}")

assert scores.tolist() == [[1, 4, 2], [3, 0, 5]]
assert allowed.argmax(dim=1).tolist() == [2, 0]
assert torch.equal(allowed, torch.scatter(scores, 1, forbidden, float("-inf")))

# %%
# Which shapes fit together
# -------------------------
#
# All three have the same number of axes. On every axis, ``index`` is at most as long as
# ``src``, since the loops read there. On every axis but ``dim``, it is at most as long
# as the tensor, since they write there. Along ``dim`` it may be longer than the tensor.


def accepted(self_shape, dim, index_shape, src_shape):
    index = torch.zeros(index_shape, dtype=torch.int64)
    try:
        torch.zeros(self_shape).scatter_(dim, index, torch.ones(src_shape))
    except (IndexError, RuntimeError):
        return False
    return True


for case in [
    ((3, 5), 0, (1, 4), (2, 5)),
    ((3, 5), 0, (2, 5), (2, 5)),
    ((3, 5), 0, (3, 5), (2, 5)),
    ((3, 5), 0, (2, 6), (2, 6)),
    ((3, 5), 1, (2, 6), (2, 6)),
]:
    print("self {}, dim={}, index {}, src {}:".format(*case), accepted(*case))

assert accepted((3, 5), 1, (2, 6), (2, 6))
assert not accepted((3, 5), 0, (2, 6), (2, 6))
assert not accepted((3, 5), 1, (2,), (2, 5))
assert not accepted((3, 5), 0, (1, 2), (5,))
assert not accepted((5,), 0, (1, 2), (2, 5))

# %%
# Five lines prove little. So try every triple of shapes with sides from 1 to 3, along
# both axes, and compare the answer with the rule.

shapes = list(itertools.product((1, 2, 3), repeat=2))
right = 0
for self_shape, dim, index_shape, src_shape in itertools.product(
    shapes, (0, 1), shapes, shapes
):
    readable = all(index_shape[d] <= src_shape[d] for d in (0, 1))
    writable = index_shape[1 - dim] <= self_shape[1 - dim]
    said = accepted(self_shape, dim, index_shape, src_shape)
    right += said == (readable and writable)
print(f"the rule is right in {right} of {2 * len(shapes) ** 3} cases")

assert right == 2 * len(shapes) ** 3

# %%
# Two special cases. A tensor with no axes passes for one with one axis and one element.
# And an empty index is not checked, neither its shape nor its dtype: nothing is
# written, and the tensor stays as it was.

out = torch.zeros(4).scatter_(0, torch.tensor(2), torch.tensor(1.0))
untouched = torch.zeros(2, 3).scatter_(0, torch.tensor([]), 1.0)
print(out)
print(untouched)

assert out.tolist() == [0, 0, 1, 0]
assert torch.tensor([]).dtype == torch.float32
assert untouched.count_nonzero() == 0

# %%
# You may have read: ``src`` must have the shape of ``index``
# -----------------------------------------------------------
#
# It may be larger on any axis. What counts is the position, not the order: an index of
# two rows and one column reads ``src[0][0]`` and ``src[1][0]``, not the first two
# numbers of ``src``. (If ``src`` needs a gradient, the claim holds; see below.)

# sphinx_gallery_claim = ["raises(lambda: torch.zeros(2, 3).scatter(1, torch.tensor([[2], [0]]), torch.ones(2, 3)))", "raises(lambda: torch.zeros(2, 3).scatter(1, torch.tensor([[2], [0]]), torch.ones(2, 1)[:1]))", "raises(lambda: torch.zeros(2, 3).scatter(1, torch.tensor([[2], [0]]), torch.ones(2, 3, requires_grad=True)).sum().backward())"]  # noqa: E501
src = torch.tensor([[1, 2, 3], [4, 5, 6]])
index = torch.tensor([[2], [0]])
out = torch.zeros(2, 3, dtype=src.dtype).scatter_(1, index, src)
print(out)

assert out.tolist() == [[0, 0, 1], [4, 0, 0]]

# %%
# Add instead of overwrite: ``scatter_add_``
# ------------------------------------------
#
# When several values go to one place, :meth:`torch.Tensor.scatter_add_` adds them up,
# on top of what was there. So it sums by group; with ones, it counts.

group = torch.tensor([0, 1, 0, 2, 0])
amount = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
# sphinx_gallery_diagram = "torch.zeros(3).scatter_add_(0, group, amount)"
totals = torch.zeros(3).scatter_add_(0, group, amount)
counts = torch.zeros(3).scatter_add_(0, group, torch.ones(5))
print(f"{totals = }")
print(f"{counts = }")

assert totals.tolist() == [1 + 3 + 5, 2, 4]
assert torch.equal(torch.ones(3).scatter_add_(0, group, amount), 1 + totals)
assert torch.equal(counts, torch.bincount(group).float())

# %%
# Or multiply, average, compare: ``scatter_reduce_``
# --------------------------------------------------
#
# :meth:`torch.Tensor.scatter_reduce_` offers five ways to combine. ``include_self``
# says whether the number that stood there takes part. Below, 1 and 2 go to place 0, 3
# goes to place 1, and nothing goes to place 2. Each place held 12.

start = torch.full((3,), 12.0)
value = torch.tensor([1.0, 2.0, 3.0])
place = torch.tensor([0, 0, 1])
reduced = {}
print("        include_self=True    include_self=False")
for how in ("sum", "prod", "mean", "amax", "amin"):
    for flag in (True, False):
        out = start.scatter_reduce(0, place, value, how, include_self=flag)
        reduced[how, flag] = out.tolist()
    print(f"{how:6}  {reduced[how, True]!s:19}  {reduced[how, False]}")

assert reduced["sum", True] == [12 + 1 + 2, 12 + 3, 12]
assert reduced["sum", False] == [1 + 2, 3, 12]
assert reduced["prod", True] == [12 * 1 * 2, 12 * 3, 12]
assert reduced["mean", True] == [(12 + 1 + 2) / 3, (12 + 3) / 2, 12]
assert reduced["mean", False] == [(1 + 2) / 2, 3, 12]
assert reduced["amax", False] == [2, 3, 12]
assert reduced["amin", False] == [1, 3, 12]
assert all(row[2] == 12 for row in reduced.values())

# %%
# Pitfall, silent: two values for one place
# -----------------------------------------
#
# Plain ``scatter_`` keeps one of them, and does not promise which. Nothing is raised.
# The gradient is wrong as well. Only the value that stayed can move the result, so one
# entry should be 1 and the others 0.

rivals = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
same_place = torch.tensor([0, 0, 0])
out = torch.zeros(1).scatter_(0, same_place, rivals)
print(f"one of the three: {out.item() in (1.0, 2.0, 3.0)}")
out.sum().backward()
print(f"{rivals.grad = }")

assert out.item() in (1.0, 2.0, 3.0)
assert rivals.grad.tolist() == [1, 1, 1]

# %%
# The fix is to say which one you want, here the largest. Now one entry of the gradient
# is 1, and the others are 0.

rivals.grad = None
out = torch.zeros(1).scatter_reduce_(0, same_place, rivals, "amax", include_self=False)
out.sum().backward()
print(f"{out.item() = }")
print(f"{rivals.grad = }")

assert out.item() == 3
assert rivals.grad.tolist() == [0, 0, 1]

# %%
# Pitfall, silent: the zeros you started from take part
# -----------------------------------------------------
#
# The mean of 4 and 6 is 5, and the smaller one is 4. But ``include_self`` is ``True``
# unless you say otherwise, and the zero in the tensor is one value more.

value = torch.tensor([4.0, 6.0])
place = torch.tensor([0, 0])
for how in ("mean", "amin"):
    with_zero = torch.zeros(1).scatter_reduce_(0, place, value, how)
    without = torch.zeros(1).scatter_reduce_(0, place, value, how, include_self=False)
    print(f"{how}: {with_zero.item():.2f} with the zero, {without.item()} without")

    assert with_zero.item() != without.item()
    assert without.item() == {"mean": 5, "amin": 4}[how]

# %%
# Pitfall: labels with one axis
# -----------------------------
#
# Labels come as a 1-D tensor, and the one-hot matrix is 2-D. The index needs as many
# axes as the tensor, and ``scatter_`` adds none for you.

labels = torch.tensor([2, 0, 1])
try:
    torch.zeros(3, 4).scatter_(1, labels, 1.0)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("an index with one axis was accepted")

fixed = torch.zeros(3, 4).scatter_(1, labels.unsqueeze(1), 1.0)
assert fixed.argmax(dim=1).tolist() == labels.tolist()
assert fixed.sum(dim=1).tolist() == [1, 1, 1]

# %%
# Pitfall, silent: labels as a row
# --------------------------------
#
# ``unsqueeze(0)`` also gives two axes, so the error is gone. But a 1 x 3 index has
# three positions in row 0. All the ones land there, and the other rows stay empty.

# sphinx_gallery_diagram = "torch.zeros(3, 4).scatter_(1, labels.unsqueeze(0), 1.0)"
wrong = torch.zeros(3, 4).scatter_(1, labels.unsqueeze(0), 1.0)
right = torch.zeros(3, 4).scatter_(1, labels.unsqueeze(1), 1.0)
print(wrong)
print(right)

assert wrong.sum(dim=1).tolist() == [3, 0, 0]
assert right.sum(dim=1).tolist() == [1, 1, 1]

# %%
# You may have read: ``index`` is broadcast
# -----------------------------------------
#
# The documentation of ``scatter_`` in PyTorch 2.15 says so: "standard broadcasting". It
# does not happen here. A 1 x 2 index writes to one row; broadcasting would have made it
# two. When you want two, say so with ``expand``.

# sphinx_gallery_claim = ["torch.zeros(2, 3).scatter_(1, torch.tensor([[0, 2]]), 1.0).tolist() == [[1, 0, 1]] * 2"]  # noqa: E501
index = torch.tensor([[0, 2]])
as_it_is = torch.zeros(2, 3).scatter_(1, index, 1.0)
expanded = torch.zeros(2, 3).scatter_(1, index.expand(2, 2), 1.0)
print(as_it_is)
print(expanded)

assert as_it_is.tolist() == [[1, 0, 1], [0, 0, 0]]
assert expanded.tolist() == [[1, 0, 1], [1, 0, 1]]

# %%
# ``src`` is not broadcast either. A tensor with one element does not serve for two
# positions: pass its ``item()``, or expand it to the shape of the index.

one = torch.tensor([[1.0]])
try:
    torch.zeros(2, 3).scatter_(1, index, one)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("src was broadcast")

by_number = torch.zeros(2, 3).scatter_(1, index, one.item())
by_expand = torch.zeros(2, 3).scatter_(1, index, one.expand(1, 2))
assert torch.equal(by_number, as_it_is)
assert torch.equal(by_expand, as_it_is)

# %%
# Pitfall: a number for ``scatter_add_``
# --------------------------------------
#
# ``scatter_`` and ``scatter`` take a number. ``scatter_add_`` and ``scatter_reduce_``
# want a tensor: here, ones in the shape of the index.

votes = torch.tensor([2, 0, 2])
for refuse in (
    lambda: torch.zeros(3).scatter_add_(0, votes, 1.0),
    lambda: torch.zeros(3).scatter_reduce_(0, votes, 1.0, "sum"),
):
    try:
        refuse()
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("a number was accepted")

counted = torch.zeros(3).scatter_add_(0, votes, torch.ones(votes.shape))
assert counted.tolist() == [1, 0, 2]

# %%
# Pitfall: ``src`` of another dtype
# ---------------------------------
#
# ``torch.zeros(3, 5)`` is float32, ``torch.arange(1, 11)`` is int64, and no conversion
# is made. Two kinds of float are no better, and under autocast you have two: a matrix
# product is bfloat16 here. Start from zeros in the dtype of ``src``, or convert
# ``src``.

src = torch.arange(1, 11).reshape(2, 5)
index = torch.tensor([[0, 1, 2, 0]])
with torch.autocast(src.device.type, dtype=torch.bfloat16):
    product = torch.eye(2) @ src.float()
for source in (src, product):
    try:
        torch.zeros(3, 5).scatter_(0, index, source)
    except RuntimeError as error:
        print(f"{source.dtype} into torch.float32: {error}")
    else:
        raise AssertionError("unequal dtypes were accepted")

by_zeros = src.new_zeros(3, 5).scatter_(0, index, src)
by_source = torch.zeros(3, 5).scatter_(0, index, src.float())
assert by_zeros.dtype == torch.int64
assert by_source.dtype == torch.float32
assert torch.equal(by_zeros, by_source.long())
assert product.dtype == torch.bfloat16

# %%
# Pitfall, silent: a number is cut to the tensor's dtype
# ------------------------------------------------------
#
# A *tensor* of another dtype is refused. A *number* is converted, and in an integer
# tensor its fraction is lost. ``one_hot`` returns integers, so smoothing its ones to
# 0.9 wipes them out.

labels = torch.tensor([[2], [0]])
integers = torch.nn.functional.one_hot(labels.squeeze(1), 3)
wrong = integers.scatter(1, labels, 0.9)
right = integers.float().scatter(1, labels, 0.9)
print(wrong)
print(right)

assert wrong.count_nonzero() == 0
assert right.count_nonzero() == 2
assert torch.allclose(right.sum(dim=1), torch.tensor([0.9, 0.9]))

# %%
# Pitfall: an index out of bounds
# -------------------------------
#
# The index counts from 0 to the length of ``dim`` minus 1. -1 does not count from the
# end, and the usual -100 for "no label" fails with it. (These tensors are on the CPU,
# where the error comes at once.)

for number in (3, -1, -100):
    column = torch.tensor([[1], [number], [0]], device="cpu")
    try:
        torch.zeros(3, 3, device="cpu").scatter_(1, column, 1.0)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("an index out of bounds was accepted")

# %%
# The fix for missing labels: send them to a legal place, and write a zero there.

labels = torch.tensor([[1], [-100], [0]])
known = labels >= 0
fixed = torch.zeros(3, 3).scatter_(1, labels.clamp(min=0), known.float())
print(fixed)

assert fixed.tolist() == [[0, 1, 0], [0, 0, 0], [1, 0, 0]]

# %%
# Pitfall, silent: the copy is written, not the tensor
# ----------------------------------------------------
#
# ``x[0:2]`` is a view of ``x``, and writing to it changes ``x``. ``x[[0, 2]]`` is a
# copy. ``scatter_`` fills the copy, the copy is thrown away, and ``x`` stays as it was.
# The fix: scatter into the copy, and assign it back.

x = torch.zeros(3, 2)
column = torch.tensor([[1], [1]])
x[[0, 2]].scatter_(1, column, 7.0)
print(f"through a list:  {x.tolist()}")
x[0:2].scatter_(1, column, 7.0)
print(f"through a slice: {x.tolist()}")
y = torch.zeros(3, 2)
y[[0, 2]] = y[[0, 2]].scatter(1, column, 7.0)
print(f"assigned back:   {y.tolist()}")

assert x.tolist() == [[0, 7], [0, 7], [0, 0]]
assert y.tolist() == [[0, 7], [0, 0], [0, 7]]

# %%
# Pitfall: a tensor made by expand
# --------------------------------
#
# ``expand`` repeats a row without storing it again: its two rows are one piece of
# memory. A write to one row would show in the other. PyTorch refuses, whatever the
# index says. ``clone`` gives every element its own memory.

shared = torch.zeros(3).expand(2, 3)
for index in (torch.tensor([[0], [2]]), torch.tensor([[0]]), torch.tensor([])):
    try:
        shared.scatter_(1, index, 1.0)
    except RuntimeError as error:
        message = f"{type(error).__name__}: {error}"
    else:
        raise AssertionError("shared memory was written")
print(message)

fixed = shared.clone().scatter_(1, torch.tensor([[0], [2]]), 1.0)
assert fixed.tolist() == [[1, 0, 0], [0, 0, 1]]

# %%
# Pitfall: in place on a parameter
# --------------------------------
#
# A leaf that requires a gradient, as a parameter does unless you freeze it, may not be
# changed in place while autograd watches. Use ``scatter``. Where a number was written
# over the old value, the gradient is 0: the old value no longer matters.

weight = torch.nn.Parameter(torch.ones(3))
try:
    weight.scatter_(0, torch.tensor([1]), 5.0)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a leaf was changed in place")

weight.scatter(0, torch.tensor([1]), 5.0).sum().backward()
print(f"{weight.grad = }")

assert weight.grad.tolist() == [1, 0, 1]
assert weight.tolist() == [1, 1, 1]
with torch.no_grad():
    weight.scatter_(0, torch.tensor([1]), 5.0)
assert weight.tolist() == [1, 5, 1]
frozen = torch.nn.Parameter(torch.ones(3), requires_grad=False)
assert frozen.scatter_(0, torch.tensor([1]), 5.0).tolist() == [1, 5, 1]

# %%
# Pitfall: backward with a larger ``src``
# ---------------------------------------
#
# The forward pass reads a corner of ``src``. The gradient comes back in the index's
# shape, and that does not fit the whole ``src``. The error only arrives when you call
# ``backward``. The fix: cut out the corner yourself. Slicing sends zeros to the rest.

src = torch.ones(2, 5, requires_grad=True)
index = torch.tensor([[0, 1, 2, 0]])
out = torch.zeros(3, 5).scatter_(0, index, src)
try:
    out.sum().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a backward pass with unequal shapes worked")
corner = src[: index.shape[0], : index.shape[1]]
torch.zeros(3, 5).scatter_(0, index, corner).sum().backward()
print(src.grad)

assert src.grad.tolist() == [[1, 1, 1, 1, 0], [0, 0, 0, 0, 0]]

# %%
# Pitfall, silent: ``scatter_reduce`` with a larger ``src``
# ---------------------------------------------------------
#
# With ``"prod"``, ``"amax"`` and ``"amin"`` the two shapes may broadcast on the way
# back. Then no error comes. Here the second row of ``src`` is never read, and yet it
# gets a gradient. The fix is the same: cut out the corner.

src = torch.tensor([[2.0, 3.0], [2.0, 3.0]], requires_grad=True)
index = torch.tensor([[0, 1]])
for how in ("prod", "amax", "amin"):
    gradients = []
    for source in (src, src[:1]):
        out = torch.ones(2, 2).scatter_reduce(0, index, source, how, include_self=False)
        gradients += torch.autograd.grad(out.sum(), src)
    wrong, right = gradients
    print(f"{how}: wrong {wrong.tolist()}, right {right.tolist()}")

    assert wrong.tolist() == [[1, 1], [1, 1]]
    assert right.tolist() == [[1, 1], [0, 0]]

# %%
# You may have read: it is always ``embedding.scatter_``
# ------------------------------------------------------
#
# ``scatter_`` is a method of tensors, and has nothing to do with embeddings. The layer
# does not even have it. Where you see ``embedding.scatter_``, a tensor was named
# ``embedding``. (Even booleans and complex numbers will do.)

layer = torch.nn.Embedding(4, 3)
print(f"{hasattr(layer, 'scatter_') = }")
print(f"{hasattr(layer.weight, 'scatter_') = }")
for dtype in (torch.bool, torch.uint8, torch.float16, torch.complex64):
    print(torch.zeros(3, dtype=dtype).scatter_(0, torch.tensor([1]), 1))

assert not hasattr(layer, "scatter_")
assert hasattr(layer.weight, "scatter_")

# %%
# You may have read: ``torch.scatter_(input, dim, index, src)``
# -------------------------------------------------------------
#
# There is no such function. The one that changes the tensor is a method,
# ``input.scatter_(dim, index, src)``. The function is ``torch.scatter``, and it returns
# a new tensor.

# sphinx_gallery_claim = ["not raises(lambda: torch.scatter_(torch.zeros(3), 0, torch.tensor([1]), 1.0))"]  # noqa: E501
try:
    torch.scatter_(torch.zeros(3), 0, torch.tensor([1]), 1.0)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("torch.scatter_ exists")

assert hasattr(torch, "scatter")
assert hasattr(torch, "scatter_add")

# %%
# You may have read: the index must be int64
# ------------------------------------------
#
# The documentation says ``LongTensor``, which means int64. Run it: since 2.8 int32
# works as well. These others do not.

# sphinx_gallery_fails_on = {"torch<2.8": "Before 2.8 int32 was refused as well (pytorch/pytorch#151822)."}  # noqa: E501
# sphinx_gallery_claim = ["raises(lambda: torch.zeros(3).scatter_(0, torch.tensor([1], dtype=torch.int32), 1.0))"]  # noqa: E501
index = torch.tensor([[0, 1, 1]])
dtypes = (torch.int64, torch.int32, torch.int16, torch.uint8, torch.bool, torch.float32)
accepted = []
for dtype in dtypes:
    try:
        torch.zeros(2, 3).scatter_(0, index.to(dtype), 1.0)
    except RuntimeError as error:
        print(f"{dtype}: {type(error).__name__}: {error}")
    else:
        print(f"{dtype}: accepted")
        accepted.append(dtype)

assert accepted == [torch.int64, torch.int32]

# %%
# You may have read: pass ``reduce="add"``
# ----------------------------------------
#
# It still adds. But with a tensor as ``src`` you get a warning that it will go, and no
# gradient. ``scatter_add_`` comes without a warning. (The warning comes once in a
# process; :func:`torch.set_warn_always` makes it come here in any case.)

# sphinx_gallery_fails_on = {"torch<2.0": "Before 2.0 there was no such warning."}
# sphinx_gallery_claim = ['torch.zeros(2).scatter_(0, torch.tensor([0, 0, 1]), torch.ones(3), reduce="add").tolist() == [2, 1]', 'not raises(lambda: torch.zeros(2).scatter(0, torch.tensor([0, 0, 1]), torch.ones(3, requires_grad=True), reduce="add").sum().backward())']  # noqa: E501
import warnings

always = torch.is_warn_always_enabled()
torch.set_warn_always(True)
ones = torch.ones(3, requires_grad=True)
where = torch.tensor([0, 0, 1])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old = torch.zeros(2).scatter_(0, where, ones, reduce="add")
    new = torch.zeros(2).scatter_add_(0, where, ones)
torch.set_warn_always(always)
print(f"UserWarning: {str(caught[0].message).split(' (Triggered')[0]}")

assert len(caught) == 1
assert caught[0].category is UserWarning
assert torch.equal(old, new)

# %%
# The missing gradient shows when you ask for it. ``scatter_add_`` has one.

try:
    old.sum().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError('reduce="add" has a gradient')
new.sum().backward()
print(f"{ones.grad = }")

assert ones.grad.tolist() == [1, 1, 1]

# %%
# Next to its neighbours
# ----------------------
#
# :func:`torch.gather` is the way back. It reads from the places that ``scatter_`` wrote
# to: with the same ``dim`` and ``index`` you get back what was read of ``src``, as long
# as no two values went to one place.

src = torch.tensor([[1, 2, 3], [4, 5, 6]])
index = torch.tensor([[4, 0, 2], [1, 3, 0]])
spread = torch.zeros(2, 5, dtype=src.dtype).scatter_(1, index, src)
print(spread)
print(spread.gather(1, index))

assert torch.equal(spread.gather(1, index), src)
part = torch.zeros(2, 5, dtype=src.dtype).scatter_(1, index[:, :2], src)
assert torch.equal(part.gather(1, index[:, :2]), src[:, :2])

# %%
# Index assignment writes the same numbers. You give both coordinates: the rows as a
# column, so that they broadcast against ``index``. Unlike ``scatter_``, it also
# accepts negative positions.

assigned = torch.zeros(2, 5, dtype=src.dtype)
rows = torch.arange(2).unsqueeze(1)
assigned[rows, index] = src
from_the_end = torch.zeros(2, 5, dtype=src.dtype)
from_the_end[rows, index - 5] = src
print(torch.equal(assigned, spread), torch.equal(from_the_end, spread))

assert torch.equal(assigned, spread)
assert torch.equal(from_the_end, spread)

# %%
# :meth:`torch.Tensor.index_copy_` moves whole rows. Its index has one number for a row;
# ``scatter_`` wants one for each element, so expand it. Likewise
# :meth:`torch.Tensor.index_add_` and ``scatter_add_``.

to_row = torch.tensor([2, 0])
copied = torch.zeros(3, 3, dtype=src.dtype).index_copy_(0, to_row, src)
each = to_row.unsqueeze(1).expand_as(src)
scattered = torch.zeros(3, 3, dtype=src.dtype).scatter_(0, each, src)
print(copied)

added = torch.ones_like(copied).index_add_(0, to_row, src)
assert torch.equal(copied, scattered)
assert torch.equal(added, torch.ones_like(copied).scatter_add_(0, each, src))

# %%
# Predict it
# ----------
#
# One index, two axes. What do these two lines make?
#
# .. code-block:: python
#
#     torch.zeros(3, 3).scatter_(0, torch.tensor([[0, 1, 2]]), 1.0)
#     torch.zeros(3, 3).scatter_(1, torch.tensor([[0, 1, 2]]), 1.0)

along_0 = torch.zeros(3, 3).scatter_(0, torch.tensor([[0, 1, 2]]), 1.0)
along_1 = torch.zeros(3, 3).scatter_(1, torch.tensor([[0, 1, 2]]), 1.0)
print(along_0)
print(along_1)

assert torch.equal(along_0, torch.eye(3))
assert along_1.tolist() == [[1, 1, 1], [0, 0, 0], [0, 0, 0]]

# %%
# Let ``numbers`` be ``torch.tensor([10, 20, 30, 40])`` and ``index`` be
# ``torch.tensor([1, 2, 3, 0])``. Both lines move every number by one place. Which of
# them puts the 40 first?
#
# .. code-block:: python
#
#     torch.zeros_like(numbers).scatter_(0, index, numbers)
#     numbers.gather(0, index)

numbers = torch.tensor([10, 20, 30, 40])
index = torch.tensor([1, 2, 3, 0])
written = torch.zeros_like(numbers).scatter_(0, index, numbers)
read = numbers.gather(0, index)
print(f"{written = }")
print(f"{read = }")

assert written.tolist() == [40, 10, 20, 30]
assert read.tolist() == [20, 30, 40, 10]

# %%
# The index has three rows, the tensor two. Is that an error? If not, what is printed?
#
# .. code-block:: python
#
#     index = torch.zeros(3, 2, dtype=torch.int64)
#     print(torch.ones(2, 2).scatter_add_(0, index, torch.ones(3, 2)))

index = torch.zeros(3, 2, dtype=torch.int64)
answer = torch.ones(2, 2).scatter_add_(0, index, torch.ones(3, 2))
print(answer)

assert answer.tolist() == [[1 + 3, 1 + 3], [1, 1]]

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_indexing_gather.py` reads where this note writes;
#    :ref:`sphx_glr_notes_indexing_one_hot.py` makes one-hot rows in one call;
#    :ref:`sphx_glr_notes_modules_embedding.py` is the layer that has no ``scatter_``;
#    :ref:`sphx_glr_notes_arithmetic_broadcasting.py` is what an index does not do.
#    In the reference: :meth:`torch.Tensor.scatter_`, :func:`torch.scatter_add`,
#    :func:`torch.scatter_reduce`, :meth:`torch.Tensor.index_copy_`.
