"""
torch.arange and Tensor.view: numbers in a shape
================================================

Make a tensor whose numbers say where they went, and read it in another shape.
"""

# %%
# The rule
# --------
#
# Given only integers, :func:`torch.arange` counts from ``start`` in steps of ``step``
# and stops before ``end``. :meth:`torch.Tensor.view` reads the same memory, in the same
# order, in another shape: the last axis fills first.

# sphinx_gallery_tags = ["creation", "shape", "memory"]
import torch

flat = torch.arange(1, 13)
# sphinx_gallery_diagram = "flat.view(3, 4)"
t = flat.view(3, 4)
print(flat)
print(t)

assert t.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]
assert torch.equal(t, torch.arange(1, 13).view(3, 4))
assert t.data_ptr() == flat.data_ptr()

# %%
# So a position in the view is a position in the row of numbers. With four columns,
# row ``i`` begins at ``4 * i``, and ``t[i, j]`` is ``flat[4 * i + j]``.

i, j = 1, 2
print(f"{t[i, j].item() = }")
print(f"{flat[4 * i + j].item() = }")

assert all(t[i, j] == flat[4 * i + j] for i in range(3) for j in range(4))

# %%
# Start, end, step
# ----------------
#
# One number is the end, two are start and end, three are start, end and step. Given
# only integers, the result holds the numbers of Python's :class:`range`. The two differ
# where ``step`` leads away from ``end``: see "Pitfall: counting down".

for args in [(5,), (1, 5), (1, 10, 2), (5, 0, -2), (3, 3)]:
    numbers = torch.arange(*args)
    print(f"arange{args}".ljust(17), numbers.tolist())

    assert numbers.tolist() == list(range(*args))

# %%
# The numbers you pass choose the dtype
# -------------------------------------
#
# Integers give int64. One float among them gives the default float dtype, float32
# unless you set another. ``dtype=`` overrules both.

for numbers in [
    torch.arange(3),
    torch.arange(3.0),
    torch.arange(0, 1.5, 0.5),
    torch.arange(3, dtype=torch.float64),
]:
    print(numbers.dtype, numbers.tolist())

assert torch.arange(3).dtype == torch.int64
assert torch.arange(3.0).dtype == torch.arange(0, 1.5, 0.5).dtype
assert torch.arange(3.0).dtype == torch.get_default_dtype() == torch.float32
assert torch.arange(3, dtype=torch.float64).dtype == torch.float64
assert torch.arange(3.0, dtype=torch.int64).dtype == torch.int64

# %%
# Any shape with the same number of elements
# ------------------------------------------
#
# Here only the product of the sizes counts. A view moves nothing: it gets a shape and
# strides. :meth:`torch.Tensor.stride` says how many elements further on in memory one
# step along each axis leads.

for shape in [(12,), (2, 6), (4, 3), (2, 3, 2), (1, 12, 1)]:
    view = flat.view(shape)
    print(f"{shape!s:11} stride {view.stride()}")

    assert view.data_ptr() == flat.data_ptr()
    assert torch.equal(view.flatten(), flat)

assert flat.view(2, 3, 2).stride() == (3 * 2, 2, 1)

# %%
# Minus one: work it out
# ----------------------
#
# At most one size may be ``-1``. It becomes whatever the other sizes leave.

for shape in [(-1,), (3, -1), (-1, 2), (2, -1, 3)]:
    print(shape, "->", tuple(flat.view(shape).shape))

try:
    flat.view(-1, -1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two sizes were worked out")

assert flat.view(3, -1).shape == (3, 4)
assert flat.view(2, -1, 3).shape == (2, 2, 3)

# %%
# A view shares its memory
# ------------------------
#
# Write through the view and the base changes; write to the base and the view changes.
# There is one set of numbers and two ways to read it.

base = torch.arange(6)
table = base.view(2, 3)
table[0, 1] = 100
base[5] = -5
print(base)
print(table)

assert base.tolist() == [0, 100, 2, 3, 4, -5]
assert table.tolist() == [[0, 100, 2], [3, 4, -5]]
assert table.data_ptr() == base.data_ptr()

# %%
# When the numbers must stay apart, copy first with :meth:`torch.Tensor.clone`.

own = base.clone().view(2, 3)
own.zero_()
print(base)

assert base.tolist() == [0, 100, 2, 3, 4, -5]
assert own.sum() == 0

# %%
# Pitfall: view after a transpose
# -------------------------------
#
# :meth:`torch.Tensor.t` transposes a table: it swaps sizes and strides and leaves the
# memory alone. Read row by row, the result jumps forth and back in memory: 1, 5, 9, 2
# and so on. One stride cannot say that.

# sphinx_gallery_diagram = "t.t()"
turned = t.t()
print(f"{t.stride() = }, {turned.stride() = }")
try:
    turned.view(12)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("view merged two axes that memory keeps apart")

assert turned.data_ptr() == t.data_ptr()
assert (turned.shape, turned.stride()) == ((4, 3), t.stride()[::-1])

# %%
# :meth:`torch.Tensor.reshape` copies when it must. Or copy in a step that you can see:
# ``contiguous()`` lays the numbers out in the order in which you read them, if they do
# not lie so already. Then ``view`` fits.

print(turned.reshape(12))
print(turned.contiguous().view(12))

assert turned.reshape(12).tolist() == [1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12]
assert torch.equal(turned.contiguous().view(12), turned.reshape(12))
assert turned.reshape(12).data_ptr() != t.data_ptr()
assert turned.contiguous().data_ptr() != t.contiguous().data_ptr() == t.data_ptr()

# %%
# Pitfall, silent: reshape is sometimes a copy
# --------------------------------------------
#
# ``reshape`` returns a view where it can and a copy where it cannot. So the same line
# of code writes to your tensor, or to a copy that is thrown away.

square = torch.arange(4).view(2, 2)
square.reshape(4)[0] = 100
square.t().reshape(4)[3] = -100
print(square)

assert square.tolist() == [[100, 1], [2, 3]]
assert square.reshape(4).data_ptr() == square.data_ptr()
assert square.t().reshape(4).data_ptr() != square.data_ptr()

# %%
# To write through a new shape, use ``view``. It shares or it raises; it never copies.

square.view(4)[3] = -100
print(square)

assert square.tolist() == [[100, 1], [2, -100]]

# %%
# Pitfall, silent: a view is not a transpose
# ------------------------------------------
#
# Both give ``(4, 3)``. ``t()`` swaps the row and the column of every number. ``view``
# keeps the order in memory and cuts it at other places, which tears the rows apart.

# sphinx_gallery_diagram = "t.view(4, 3)"
print(t.view(4, 3))
print(t.t())

assert t.view(4, 3).shape == t.t().shape
assert not torch.equal(t.view(4, 3), t.t())
assert t.t()[3, 0] == t[0, 3]

# %%
# A common victim is a picture. Its axes are height, width, channel, and a convolution
# wants the channel first: that is :func:`torch.permute`. Here every pixel is red, so
# channel 0 is all ones and a right answer is easy to see.

picture = torch.tensor([1, 0, 0]).expand(2, 2, 3)  # One red pixel, repeated.
wrong = picture.reshape(3, 2, 2)
right = picture.permute(2, 0, 1)
print(f"{wrong[0].tolist() = }")
print(f"{right[0].tolist() = }")

assert wrong.shape == right.shape == (3, 2, 2)
assert wrong[0].tolist() == [[1, 0], [0, 1]]
assert right[0].tolist() == [[1, 1], [1, 1]]

# %%
# Pitfall, silent: view(dtype) does not convert
# ---------------------------------------------
#
# Given a dtype instead of a shape, ``view`` reads the same bits as another type. The
# bits of ``1.0`` are not those of ``1``. Use :meth:`torch.Tensor.to` to convert.

ones = torch.tensor([1.0, 2.0])
print(ones.view(torch.int32))
print(ones.to(torch.int32))

assert ones.view(torch.int32)[0] == 0x3F800000
assert ones.to(torch.int32).tolist() == [1, 2]

# %%
# Between dtypes of different width even the shape changes: four int32 of four bytes
# are read as two int64 of eight.

words = torch.tensor([7, 7, 7, 7], dtype=torch.int32)
print(f"{words.view(torch.int64).shape = }")

assert words.view(torch.int64).shape == (2,)
assert words.view(torch.int64)[0] == 7 * 2**32 + 7

# %%
# Pitfall: the sizes do not multiply up
# -------------------------------------
#
# Twelve numbers cannot stand in five equal rows, and ``-1`` cannot help.

try:
    flat.view(5, -1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("12 numbers went into 5 rows")

# %%
# Cut off what is left over, or let :func:`torch.tensor_split` make rows of unequal
# length.

print(flat[:10].view(5, -1).tolist())
print([part.tolist() for part in flat.tensor_split(5)])

assert flat[:10].view(5, -1).shape == (5, 2)
assert [len(part) for part in flat.tensor_split(5)] == [3, 3, 2, 2, 2]

# %%
# Pitfall: an empty batch
# -----------------------
#
# ``x.view(len(x), -1)`` flattens each sample, until a filter leaves no sample at all.
# Zero elements fit any size in place of ``-1``, so PyTorch refuses to choose.

empty = torch.zeros(0, 3, 4)
try:
    empty.view(len(empty), -1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the size in place of -1 was guessed")

# %%
# :func:`torch.flatten` multiplies the sizes instead of dividing. It needs no guess.

print(empty.flatten(start_dim=1).shape)

assert empty.flatten(start_dim=1).shape == (0, 12)
assert torch.equal(t.view(3, 2, 2).flatten(1), t.view(3, 2, 2).view(3, -1))

# %%
# Pitfall: counting down
# ----------------------
#
# Where ``range(5, 1)`` is empty, ``arange(5, 1)`` raises. It bites when both ends are
# computed and the interval happens to be the wrong way round.

print(f"{list(range(5, 1)) = }")
try:
    torch.arange(5, 1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("arange counted down without a negative step")

# %%
# To count down, say so with the step. To allow an empty result, hold ``end`` at
# ``start``.

start, end = 5, 1
print(torch.arange(start, end, -1).tolist())
print(torch.arange(start, max(start, end)).tolist())

assert torch.arange(start, end, -1).tolist() == [5, 4, 3, 2]
assert torch.arange(start, max(start, end)).numel() == 0

# %%
# Pitfall, silent: a float step can reach the end
# -----------------------------------------------
#
# ``end`` is excluded, you would say. But ``0.1`` and ``1.3`` are rounded in binary,
# the quotient comes out a little above 3, and ``arange`` rounds it up to four numbers.

import math

print(torch.arange(1, 1.3, 0.1))
print(f"{(1.3 - 1) / 0.1 = }")

assert len(torch.arange(1, 1.3, 0.1)) == math.ceil((1.3 - 1) / 0.1) == 4
assert torch.isclose(torch.arange(1, 1.3, 0.1)[-1], torch.tensor(1.3))

# %%
# Count in integers and divide. Or name the number of points: :func:`torch.linspace`
# does, and includes its end on purpose.

print(torch.arange(10, 13) / 10)
print(torch.linspace(1, 1.2, 3))

assert len(torch.arange(10, 13) / 10) == 3
assert torch.allclose(torch.arange(10, 13) / 10, torch.linspace(1, 1.2, 3))

# %%
# Pitfall, silent: positions that repeat
# --------------------------------------
#
# bfloat16 has 8 significant bits. Above 256 it skips odd numbers, so positions counted
# in it collide, and 259 is rounded to the end itself. float16 does the same above 2048.

positions = torch.arange(250, 260, dtype=torch.bfloat16)
print(positions.int().tolist())
print(f"{positions.unique().numel()} different numbers out of {positions.numel()}")

assert positions.unique().numel() == 9
assert positions[-1] == 260
assert torch.arange(2049, 2060, 2, dtype=torch.float16).fmod(2).sum() == 0

# %%
# Count in integers and convert as late as you can.

positions = torch.arange(250, 260)
print(positions.tolist())

assert positions.unique().numel() == 10
assert positions[-1] == 259

# %%
# You may have read: view needs a contiguous tensor
# -------------------------------------------------
#
# Not always. The transpose is not contiguous, and ``view`` may still add an axis,
# split one, and merge the parts again. It merges two axes where one step along the
# first is a full run of the second: ``stride(0) == stride(1) * size(1)``.

# sphinx_gallery_claim = ["raises(lambda: turned.view(12))", "raises(lambda: turned.view(4, 1, 3))", "raises(lambda: turned.view(2, 2, 3))"]  # noqa: E501
print(f"{turned.is_contiguous() = }")
print(f"{turned.stride() = }, {turned.shape = }")
parts = turned.view(2, 2, 3)
print(f"{parts.stride() = }, {parts.shape = }")
print(parts.view(4, 3))

assert not turned.is_contiguous()
assert turned.view(4, 1, 3).data_ptr() == t.data_ptr()
assert turned.stride(0) != turned.stride(1) * turned.size(1)
assert parts.stride(0) == parts.stride(1) * parts.size(1)
assert torch.equal(parts.view(4, 3), turned)

# %%
# You may have read: add a small epsilon to end
# ---------------------------------------------
#
# PyTorch's own documentation advised it for float steps; since 2.1 it advises to
# subtract. Adding makes sure that the end is *in*, subtracting keeps it out. ``1/49``
# is a step whose rounding shows it.

# sphinx_gallery_claim = ["len(torch.arange(0, 1 + 1e-6, 1 / 4)) == 4", "len(torch.arange(0, 1 + 1e-6, 1 / 49)) == 49"]  # noqa: E501
for step in [1 / 4, 1 / 49]:
    lengths = [len(torch.arange(0, 1 + eps, step)) for eps in (0, 1e-6, -1e-6)]
    print(f"step {step:.4f}: as is, plus, minus: {lengths}")

assert [len(torch.arange(0, 1, 1 / n)) for n in (4, 49)] == [4, 50]
assert [len(torch.arange(0, 1 + 1e-6, 1 / n)) for n in (4, 49)] == [5, 50]
assert [len(torch.arange(0, 1 - 1e-6, 1 / n)) for n in (4, 49)] == [4, 49]
advice = "subtracting" if torch.__version__ >= "2.1" else "adding"
assert f"{advice} a small epsilon" in torch.arange.__doc__

# %%
# You may have read: torch.arange.view()
# --------------------------------------
#
# As shorthand for a habit, fine. As code, ``arange`` must be called first: ``view``
# belongs to the tensor that the call returns.

try:
    torch.arange.view(3, 4)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a function had a view")

print(torch.arange(1, 13).view(3, 4).shape)

assert torch.arange(1, 13).view(3, 4).shape == (3, 4)

# %%
# Next to its neighbours
# ----------------------
#
# On a tensor as ``arange`` made it these all give the same table, and all share its
# memory. :func:`torch.unflatten` splits one axis and leaves the others alone.

for other in [
    flat.view(3, 4),
    flat.view(torch.Size([3, 4])),
    flat.view_as(torch.zeros(3, 4)),
    flat.reshape(3, 4),
    flat.unflatten(0, (3, 4)),
]:
    assert torch.equal(other, t)
    assert other.data_ptr() == flat.data_ptr()

print(flat.view(2, 6).unflatten(1, (2, 3)).shape)

assert flat.view(2, 6).unflatten(1, (2, 3)).shape == (2, 2, 3)

# %%
# ``permute`` and ``t()`` also share memory, but read it in another order. ``view``
# keeps the order, whatever the shape.

print(t.view(2, 6).flatten().tolist())
print(t.permute(1, 0).flatten().tolist())

assert torch.equal(t.view(2, 6).flatten(), flat)
assert not torch.equal(t.permute(1, 0).flatten(), flat)
assert t.permute(1, 0).data_ptr() == flat.data_ptr()

# %%
# :func:`torch.range` is the function of old tutorials. It includes the end, gives
# floats even for integers, and is deprecated: read its warning.

import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old = torch.range(1, 4)
print(old)
print(str(caught[0].message).partition(" because ")[0])

assert old.dtype == torch.get_default_dtype()
assert old.tolist() == [1.0, 2.0, 3.0, 4.0]
assert torch.arange(1, 4).tolist() == [1, 2, 3]

# %%
# Predict it
# ----------
#
# Which numbers does ``torch.arange(2, 11, 4)`` hold, and how many are they?

answer = torch.arange(2, 11, 4)
print(answer, len(answer))

assert answer.tolist() == [2, 6, 10]
assert len(answer) == -(-(11 - 2) // 4)

# %%
# A transpose, then a reshape back to the first shape. Is it the first tensor again?
#
# .. code-block:: python
#
#    torch.arange(6).view(2, 3).t().reshape(2, 3)

answer = torch.arange(6).view(2, 3).t().reshape(2, 3)
print(answer)

assert answer.tolist() == [[0, 3, 1], [4, 2, 5]]

# %%
# Only ``row`` is changed. What is in ``a``?
#
# .. code-block:: python
#
#    a = torch.arange(6)
#    row = a.view(3, 2)[1]
#    row += 10

a = torch.arange(6)
row = a.view(3, 2)[1]
row += 10
print(a)

assert a.tolist() == [0, 1, 12, 13, 4, 5]

# %%
# .. seealso::
#
#    :func:`torch.linspace` for a number of points instead of a step;
#    :func:`torch.reshape`, :func:`torch.flatten` and :func:`torch.unflatten` for
#    shapes; :func:`torch.permute` and :func:`torch.transpose` for the order of axes.
#    :ref:`sphx_glr_notes_tensors_data_types.py` says what dtypes do to these numbers;
#    :ref:`sphx_glr_notes_modules_pixel_shuffle.py` builds on ``view`` and ``permute``.
