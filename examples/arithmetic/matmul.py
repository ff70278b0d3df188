"""
torch.matmul: multiply matrices, vectors and batches
====================================================

Read the shape of any matrix product off one rule: the last two axes multiply, the
axes before them broadcast.
"""

# %%
# The rule
# --------
#
# :func:`torch.matmul` multiplies the matrices in the last two axes and broadcasts the
# axes before them; a 1-D operand counts as one row on the left or one column on the
# right, and that extra axis is dropped again. Below, entry ``[i, j]`` is row ``i`` of
# ``a`` times column ``j`` of ``b``, summed.

# sphinx_gallery_tags = ["matrix product", "shape", "dim"]
import contextlib
import itertools

import numpy as np
import torch

a = torch.arange(6.0).view(2, 3)
b = torch.arange(12.0).view(3, 4)
# sphinx_gallery_diagram = "torch.matmul(a, b)"
product = torch.matmul(a, b)
print(product)

assert product.shape == (2, 4)
for i, j in itertools.product(range(2), range(4)):
    assert product[i, j] == (a[i, :] * b[:, j]).sum()

# %%
# The two inner sizes must be equal, and they vanish: ``(2, 3)`` by ``(3, 4)`` is
# ``(2, 4)``. The outer sizes remain. Swap the operands and other sizes meet.

wide = torch.ones(2, 3)
tall = torch.ones(3, 2)
print(f"{torch.matmul(wide, tall).shape = }")
print(f"{torch.matmul(tall, wide).shape = }")

assert torch.matmul(wide, tall).shape == (2, 2)
assert torch.matmul(tall, wide).shape == (3, 3)

# %%
# A vector on the right
# ---------------------
#
# A 1-D operand on the right is one column. The product has one column too, and
# ``matmul`` drops it: the last axis is gone.

v = torch.tensor([1.0, 10.0, 100.0])
# sphinx_gallery_diagram = "torch.matmul(a, v)"
right = torch.matmul(a, v)
column = torch.matmul(a, v.unsqueeze(1))
print(f"{right = }")
print(f"{column = }")

assert right.shape == (2,)
assert column.shape == (2, 1)
assert torch.equal(right, column.squeeze(1))

# %%
# A vector on the left
# --------------------
#
# On the left, the same tensor is one row. The same three numbers now weigh the rows
# of ``b``. There is no need for ``v.T``: the side decides.

# sphinx_gallery_diagram = "torch.matmul(v, b)"
left = torch.matmul(v, b)
row = torch.matmul(v.unsqueeze(0), b)
print(f"{left = }")
print(f"{row = }")

assert left.shape == (4,)
assert torch.equal(left, 1 * b[0] + 10 * b[1] + 100 * b[2])
assert torch.equal(left, row.squeeze(0))

# %%
# A vector on each side: both axes go, and a number remains, in a tensor with no axes.

number = torch.matmul(v, torch.ones(3))
print(number)

assert number.shape == ()
assert number.item() == 111

# %%
# A batch: every axis before the last two
# ---------------------------------------
#
# Five matrices against five matrices are five separate products. Number ``n`` of the
# left meets number ``n`` of the right and no other.

lefts = torch.arange(30.0).view(5, 2, 3)
rights = torch.arange(60.0).view(5, 3, 4)
batch = torch.matmul(lefts, rights)
print(f"{batch.shape = }")

assert batch.shape == (5, 2, 4)
assert all(torch.equal(batch[n], torch.matmul(lefts[n], rights[n])) for n in range(5))

# %%
# Batches broadcast
# -----------------
#
# Batch axes follow the rule of :ref:`sphx_glr_notes_arithmetic_broadcasting.py`:
# aligned at the right, equal or 1, missing means 1. One matrix therefore meets all
# five.

shared = torch.matmul(lefts, b)
print(f"{shared.shape = }")

assert shared.shape == (5, 2, 4)
assert all(torch.equal(shared[n], torch.matmul(lefts[n], b)) for n in range(5))

# %%
# Six and five matrices, with a 1 between, give a grid of 30 products: batch axes
# ``(6, 1)`` and ``(5,)`` broadcast to ``(6, 5)``.

six = torch.arange(36.0).view(6, 1, 2, 3)
grid = torch.matmul(six, rights)
print(f"{grid.shape = }")

assert grid.shape == (6, 5, 2, 4)
for m, n in itertools.product(range(6), range(5)):
    assert torch.equal(grid[m, n], torch.matmul(six[m, 0], rights[n]))

# %%
# The rule as a function
# ----------------------
#
# For shapes that can be multiplied, four lines name the shape of the product. A slice
# such as ``left[-2:-1]`` is empty for a 1-D operand: that is its dropped axis.


def product_shape(left, right):
    rows = left[-2:-1]
    columns = right[-1:] if len(right) > 1 else ()
    batch = torch.broadcast_shapes(left[:-2], right[:-2])
    return (*batch, *rows, *columns)


print(product_shape((6, 1, 2, 3), (5, 3, 4)))

assert product_shape((6, 1, 2, 3), (5, 3, 4)) == grid.shape

# %%
# A table of shapes
# -----------------
#
# Every pair is multiplied here, and the shape that came out is printed. The function
# above named each one beforehand.

lefts_of_table = [(3,), (2, 3), (5, 2, 3), (6, 1, 2, 3)]
rights_of_table = [(3,), (3, 4), (1, 3, 4), (5, 3, 4)]
for left_shape, right_shape in itertools.product(lefts_of_table, rights_of_table):
    result = torch.matmul(torch.ones(left_shape), torch.ones(right_shape))
    print(f"{left_shape!s:13} by {right_shape!s:10} -> {tuple(result.shape)}")

    assert result.shape == product_shape(left_shape, right_shape)

# %%
# You may have read: the first axis is the batch
# ----------------------------------------------
#
# It is, where an operand has three axes. With two axes there is no batch: all rows go
# into one product. With four there are two batch axes. The rule counts from the
# right: what stands before the last two axes is the batch.

# sphinx_gallery_claim = ["torch.matmul(torch.ones(2, 3, 4), torch.ones(2, 4, 5)).shape[:-2] == (2,)", "torch.matmul(torch.ones(2, 4), torch.ones(4, 5)).shape[:-2] == (2,)", "torch.matmul(torch.ones(2, 6, 3, 4), torch.ones(2, 6, 4, 5)).shape[:-2] == (2,)"]  # noqa: E501
heads = torch.ones(2, 8, 10, 16)
keys = torch.ones(2, 8, 16, 10)
for x, y in [(a, b), (lefts, rights), (heads, keys)]:
    print(f"{x.ndim}-D: batch axes {tuple(x.shape[:-2])}, matrices", end=" ")
    print(f"{tuple(x.shape[-2:])} by {tuple(y.shape[-2:])}")

    assert torch.matmul(x, y).shape[:-2] == x.shape[:-2]
assert torch.matmul(a, b).shape == (2, 4)

# %%
# You may have read: two vectors take no out
# ------------------------------------------
#
# The documentation of ``torch.matmul`` excludes ``out=`` where both operands are 1-D.
# It was accepted here.

# sphinx_gallery_claim = ["raises(lambda: torch.matmul(torch.ones(3), torch.ones(3), out=torch.zeros(())))"]  # noqa: E501
place = torch.zeros(())
torch.matmul(v, v, out=place)
print(place)

assert place.item() == 1 + 100 + 10_000

# %%
# Pitfall: the matrix axes do not broadcast
# -----------------------------------------
#
# A size of 1 stretches among the batch axes only. Inner sizes must be equal, and a
# tensor with no axes is no operand. Six pairs that fail:

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 the message did not begin with the name of the call, mm."}  # noqa: E501
lefts_that_fail = [(2, 3), (2, 3), (1,), (5, 2, 3), (5, 2, 3), ()]
rights_that_fail = [(1, 4), (2,), (3,), (5, 2, 3), (4, 3, 2), (3, 4)]
for left_shape, right_shape in zip(lefts_that_fail, rights_that_fail, strict=True):
    try:
        torch.matmul(torch.ones(left_shape), torch.ones(right_shape))
    except RuntimeError as error:
        print(f"{left_shape} by {right_shape}\n   {type(error).__name__}: {error}")
    else:
        raise AssertionError("shapes that do not fit were accepted")

# %%
# Write the stretching down where you want it: :meth:`torch.Tensor.expand` for the
# matrix axes, ``*`` for a number.

one_row = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
stretched = torch.matmul(a, one_row.expand(3, 4))
print(stretched)

assert torch.equal(stretched, a.sum(1, keepdim=True) * one_row)
assert torch.equal(torch.tensor(2.0) * b, b + b)

# %%
# Pitfall: the message shows sizes you never passed
# -------------------------------------------------
#
# Eight pictures of 4 by 4 pixels meet a weight for 16 numbers. The batch was folded
# into one tall matrix before the product, and the message shows that one: ``32x4``
# is ``8 * 1 * 4`` rows of 4.

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 the message did not begin with the name of the call, mm."}  # noqa: E501
pictures = torch.ones(8, 1, 4, 4)
weight = torch.ones(16, 10)
try:
    torch.matmul(pictures, weight)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("rows of 4 were accepted by a weight for 16")

# %%
# The last axis of ``pictures`` holds one row of pixels, not a picture. The weight
# wants all 16 pixels in the last axis: flatten from axis 1 on.

scores = torch.matmul(pictures.flatten(1), weight)
print(f"{pictures.flatten(1).shape = }")
print(f"{scores.shape = }")

assert pictures.shape[:-1].numel() == 32
assert scores.shape == (8, 10)

# %%
# Pitfall, silent: a batch of vectors on the right
# ------------------------------------------------
#
# Three matrices, three vectors, one vector for each matrix. But a ``(3, 3)`` tensor
# is 2-D, so it is read as one matrix and meets every matrix of the batch.

matrices = torch.arange(27.0).view(3, 3, 3)
vectors = torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 2.0]])
wrong = torch.matmul(matrices, vectors)
print(f"{wrong.shape = }")

assert wrong.shape == (3, 3, 3)
assert all(torch.equal(wrong[n], torch.matmul(matrices[n], vectors)) for n in range(3))

# %%
# Give each vector its column axis, and take it away afterwards.

each = torch.matmul(matrices, vectors.unsqueeze(-1)).squeeze(-1)
print(each)

assert each.shape == (3, 3)
for n in range(3):
    assert torch.equal(each[n], torch.matmul(matrices[n], vectors[n]))

# %%
# It was silent since three vectors of length 3 make a matrix that fits. Two vectors
# of length 3 do not, and the same mistake is an error.

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 the message did not begin with the name of the call, mm."}  # noqa: E501
try:
    torch.matmul(torch.ones(2, 3, 3), torch.ones(2, 3))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two vectors of 3 were accepted as a matrix with 3 rows")

# %%
# Pitfall, silent: a batch of vectors on the left
# -----------------------------------------------
#
# On this side nothing is raised, however many vectors there are. Five vectors of 3 are
# one matrix ``(5, 3)``, and it fits every ``(3, 4)`` of the batch. You get 25 vectors,
# and the five you wanted are among them.

queries = torch.arange(15.0).view(5, 3)
every = torch.matmul(queries, rights)
own = torch.matmul(queries.unsqueeze(-2), rights).squeeze(-2)
print(f"{every.shape = }")
print(f"{own.shape = }")

assert every.shape == (5, 5, 4)
assert torch.matmul(torch.ones(7, 3), rights).shape == (5, 7, 4)
assert own.shape == (5, 4)
assert all(torch.equal(own[n], torch.matmul(queries[n], rights[n])) for n in range(5))
assert all(torch.equal(own[n], every[n, n]) for n in range(5))

# %%
# Pitfall, silent: a table where you wanted a list
# ------------------------------------------------
#
# One dot product for each row of ``first`` with the same row of ``second`` is not their
# matrix product. Transposing until the shapes fit gives every row with every row; the
# wanted numbers are its diagonal.

first = torch.arange(6.0).view(3, 2)
second = torch.ones(3, 2)
all_pairs = torch.matmul(first, second.T)
per_row = torch.linalg.vecdot(first, second)
print(f"{all_pairs.shape = }")
print(f"{per_row = }")

assert all_pairs.shape == (3, 3)
assert torch.equal(per_row, (first * second).sum(1))
assert torch.equal(per_row, all_pairs.diagonal())

# %%
# Pitfall, silent: square matrices in the wrong order
# ---------------------------------------------------
#
# Squares of one size fit in either order, so nothing is raised for the wrong one.
# ``turn`` is a quarter turn, ``stretch`` doubles the first coordinate.

turn = torch.tensor([[0.0, -1.0], [1.0, 0.0]])
stretch = torch.tensor([[2.0, 0.0], [0.0, 1.0]])
print(torch.matmul(turn, stretch))
print(torch.matmul(stretch, turn))

assert not torch.equal(torch.matmul(turn, stretch), torch.matmul(stretch, turn))

# %%
# With columns, the matrix beside the vector acts first. Test the order on one vector
# whose answer you know: stretch ``(1, 0)`` to ``(2, 0)``, then turn it to ``(0, 2)``.

arrow = torch.tensor([1.0, 0.0])
stretch_then_turn = torch.matmul(torch.matmul(turn, stretch), arrow)
print(stretch_then_turn)

assert stretch_then_turn.tolist() == [0, 2]
assert torch.matmul(torch.matmul(stretch, turn), arrow).tolist() == [0, 1]

# %%
# Pitfall: two dtypes
# -------------------
#
# ``*`` promotes two dtypes to one; ``matmul`` wants one dtype. You meet it with counts,
# with boolean masks and with float64 numbers that came from NumPy.

counts = torch.tensor([1, 0, 2])
for other in (counts, counts > 0, v.double()):
    try:
        torch.matmul(v, other)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("two dtypes were accepted")

    assert (v * other).dtype == torch.promote_types(v.dtype, other.dtype)

# %%
# Convert one of them to the dtype of the other.

weighed = torch.matmul(v, counts.to(v.dtype))
print(weighed)

assert weighed.item() == 201

# %%
# Pitfall, silent: small integers run over
# ----------------------------------------
#
# The product keeps the dtype of its operands, where ``sum`` turns to int64. 600 does
# not fit into uint8: 600 - 512 = 88. (Made on the CPU, as other devices may refuse
# integer products.)

pixels = torch.full((3,), 200, dtype=torch.uint8, device="cpu")
ones = torch.ones(3, dtype=torch.uint8, device="cpu")
print(torch.matmul(pixels, ones))
print((pixels * ones).sum())
print(torch.matmul(pixels.float(), ones.float()))

assert torch.matmul(pixels, ones).item() == 600 % 256
assert (pixels * ones).sum().item() == 600
assert torch.matmul(pixels.float(), ones.float()).item() == 600

# %%
# Next to its neighbours
# ----------------------
#
# :func:`torch.dot`, :func:`torch.mv`, :func:`torch.mm` and :func:`torch.bmm` take one
# kind of shapes each and broadcast nothing. ``matmul`` takes all of them, and so does
# ``@``, its operator. Where two calls accept a pair, they agree.

operands = [(v, v), (a, v), (v, b), (a, b), (lefts, rights), (lefts, b), (six, rights)]
for x, y in operands:
    accepted = ["matmul"]
    for call in (torch.dot, torch.mv, torch.mm, torch.bmm):
        with contextlib.suppress(RuntimeError):
            assert torch.equal(call(x, y), torch.matmul(x, y))
            accepted.append(call.__name__)
    print(f"{tuple(x.shape)!s:13} by {tuple(y.shape)!s:10}", *accepted)

    assert len(accepted) <= 2
    assert torch.equal(x @ y, torch.matmul(x, y))

# %%
# The strict ones are worth having: a batch of 1 that slipped in is stretched by
# ``matmul`` and refused by ``bmm``.

lone = rights[:1]
print(f"{torch.matmul(lefts, lone).shape = }")
try:
    torch.bmm(lefts, lone)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("bmm broadcast its batch")

assert torch.matmul(lefts, lone).shape == (5, 2, 4)

# %%
# ``np.matmul`` follows the same rule of shapes. :func:`numpy.dot` does not: of two
# batches it multiplies every matrix of the left with every matrix of the right.

x, y = lefts.cpu().numpy(), rights.cpu().numpy()
print(f"{np.matmul(x, y).shape = }")
print(f"{np.dot(x, y).shape = }")

assert np.array_equal(np.matmul(x, y), batch.cpu().numpy())
assert np.dot(x, y).shape == (5, 2, 5, 4)
for m, n in itertools.product(range(5), range(5)):
    assert np.array_equal(np.dot(x, y)[m, :, n], np.matmul(x[m], y[n]))
for shapes in itertools.product(lefts_of_table, rights_of_table):
    assert np.matmul(*map(np.ones, shapes)).shape == product_shape(*shapes)

# %%
# Predict it
# ----------
#
# Which shape has this product?
#
# .. code-block:: python
#
#    torch.matmul(torch.ones(7, 1, 4, 2), torch.ones(5, 2, 3))

answer = torch.matmul(torch.ones(7, 1, 4, 2), torch.ones(5, 2, 3))
print(answer.shape)

assert answer.shape == (7, 5, 4, 3)

# %%
# The inner size may be 0. What is printed?
#
# .. code-block:: python
#
#    print(torch.matmul(torch.ones(2, 0), torch.ones(0, 3)))

answer = torch.matmul(torch.ones(2, 0), torch.ones(0, 3))
print(answer)

assert torch.equal(answer, torch.zeros(2, 3))

# %%
# How many numbers has ``torch.matmul(torch.ones(4, 3, 2), torch.ones(2))``, and what
# is each of them?

answer = torch.matmul(torch.ones(4, 3, 2), torch.ones(2))
print(f"{answer.numel()} numbers, each {answer[0, 0].item()}")

assert answer.shape == (4, 3)
assert torch.equal(answer, torch.full((4, 3), 2.0))

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_arithmetic_at_operator.py` for the operator that calls
#    ``matmul``, and its precedence; :ref:`sphx_glr_notes_arithmetic_einsum.py` for
#    products along other axes than the last two;
#    :ref:`sphx_glr_notes_arithmetic_broadcasting.py` for the rule of the batch axes;
#    :func:`torch.broadcast_shapes` computes it; :func:`torch.linalg.vecdot` for one
#    dot product per row.
