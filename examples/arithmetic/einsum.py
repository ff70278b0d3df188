"""
torch.einsum: name the axes, sum what you leave out
===================================================

Give every axis a letter: the letters you keep shape the result, the letters you leave
out are summed.
"""

# %%
# The rule
# --------
#
# In :func:`torch.einsum` every axis of every operand gets a letter (or falls under
# three dots, below), entries whose letters have the same values are multiplied, and
# each letter missing after ``->`` is summed. Matrix multiplication: ``i`` and ``j``
# stay, ``k`` is summed.

# sphinx_gallery_tags = ["matrix product", "reduction", "shape"]
import itertools
import string

import numpy as np
import torch

A = torch.randn(3, 4)
B = torch.randn(4, 5)
C = torch.einsum("ik,kj->ij", A, B)
print(C.shape)

assert C.shape == torch.Size([3, 5])
torch.testing.assert_close(C, A @ B)

# %%
# Read it as loops
# ----------------
#
# An equation is a program: one loop for each letter, and one line inside. Letters
# after the arrow index the result; each operand is indexed by its own letters.

p = torch.arange(6.0).view(2, 3)
q = torch.arange(6.0, 12.0).view(3, 2)
looped = torch.zeros(2, 2)
for i, j, k in itertools.product(range(2), range(2), range(3)):
    looped[i, j] += p[i, k] * q[k, j]
# sphinx_gallery_diagram = "torch.einsum('ik,kj->ij', p, q)"
by_letters = torch.einsum("ik,kj->ij", p, q)
print(by_letters)

assert torch.equal(looped, by_letters)

# %%
# Where there is an arrow, letters are names, nothing more. What counts is where a
# letter comes again.

same = torch.einsum("nf,fh->nh", p, q)
print(torch.equal(same, looped))

assert torch.equal(same, looped)

# %%
# One operand: sum and transpose
# ------------------------------
#
# Leave a letter out to sum its axis. Change the order after the arrow to move axes.
# An arrow with nothing behind it sums every letter.

for equation in ("ij->ij", "ij->ji", "ij->i", "ij->j", "ij->"):
    print(f"{equation:7} {torch.einsum(equation, p).tolist()}")

assert torch.equal(torch.einsum("ij->ij", p), p)
assert torch.equal(torch.einsum("ij->ji", p), p.T)
assert torch.equal(torch.einsum("ij->i", p), p.sum(1))
assert torch.equal(torch.einsum("ij->j", p), p.sum(0))
assert torch.equal(torch.einsum("ij->", p), p.sum())

# %%
# Twice in one operand: the diagonal
# ----------------------------------
#
# ``ii`` asks for the entries where both positions are equal. Keep the letter for the
# diagonal, leave it out for the trace.

square = torch.arange(9.0).view(3, 3)
# sphinx_gallery_diagram = "torch.einsum('ii->i', square)"
print(torch.einsum("ii->i", square))
print(torch.einsum("ii->", square))

assert torch.equal(torch.einsum("ii->i", square), torch.diagonal(square))
assert torch.equal(torch.einsum("ii->", square), torch.trace(square))

# %%
# Two vectors
# -----------
#
# One letter or two, kept or left out: entry by entry, dot product, outer product.

u = torch.tensor([1.0, 2.0, 3.0])
w = torch.tensor([10.0, 20.0, 30.0])
# sphinx_gallery_diagram = "torch.einsum('i,j->ij', u, w)"
for equation in ("i,i->i", "i,i->", "i,j->ij"):
    print(f"{equation:7} {torch.einsum(equation, u, w).tolist()}")

assert torch.equal(torch.einsum("i,i->i", u, w), u * w)
assert torch.equal(torch.einsum("i,i->", u, w), torch.dot(u, w))
assert torch.equal(torch.einsum("i,j->ij", u, w), torch.outer(u, w))

# %%
# One dot product per row: both operands have ``i``, and so has the result. The letter
# ``j`` goes. ``p @ r.T`` would compute every row with every row.

r = torch.arange(1.0, 7.0).view(2, 3)
# sphinx_gallery_diagram = "torch.einsum('ij,ij->i', p, r)"
per_row = torch.einsum("ij,ij->i", p, r)
print(per_row)

assert torch.equal(per_row, (p * r).sum(1))
assert (p @ r.T).shape == (2, 2)
assert torch.equal(per_row, (p @ r.T).diagonal())

# %%
# Batch matrix product
# --------------------
#
# Give the batch a letter, write it in both operands and keep it. That is
# :func:`torch.bmm`.

lefts = torch.arange(30.0).view(5, 2, 3)
rights = torch.arange(60.0).view(5, 3, 4)
products = torch.einsum("bik,bkj->bij", lefts, rights)
print(f"{products.shape = }")

assert torch.equal(products, torch.bmm(lefts, rights))

# %%
# Axes in any place
# -----------------
#
# ``@`` multiplies the last two axes only. Einsum finds ``d`` wherever it stands.
# Attention scores with the heads behind the sequence need no transpose, and the
# letters say what the code means: batch, query, key, head, d.

queries = torch.arange(48.0).view(2, 3, 2, 4)  # batch, query, head, d
keys = torch.arange(80.0).view(2, 5, 2, 4)  # batch, key, head, d
scores = torch.einsum("bqhd,bkhd->bhqk", queries, keys)
print(f"{scores.shape = }")

with_at = queries.transpose(1, 2) @ keys.permute(0, 2, 3, 1)
assert scores.shape == (2, 2, 3, 5)
torch.testing.assert_close(scores, with_at)

# %%
# Three operands and more
# -----------------------
#
# More than two operands may stand before the arrow. A vector, a matrix and a vector
# give one number: ``u`` times the matrix times ``w``.

number = torch.einsum("i,ij,j->", u, square, w)
print(number)

torch.testing.assert_close(number, u @ square @ w)
assert number.shape == ()

# %%
# Without an arrow, the alphabet decides
# --------------------------------------
#
# Leave the arrow out and the result has the letters that occur exactly once, in
# alphabetical order, capitals first. So ``ab`` leaves a matrix alone, ``ba``
# transposes it, and so does ``aB``.

for equation in ("ab", "ba", "aB"):
    print(f"{equation:7} {torch.einsum(equation, p).tolist()}")

assert torch.equal(torch.einsum("ab", p), p)
assert torch.equal(torch.einsum("ba", p), p.T)
assert torch.equal(torch.einsum("aB", p), p.T)

# %%
# A letter that occurs more than once is summed here, in one operand or in several.
# Equations without and with the arrow, side by side:

spelled_out = {
    "ik,kj": ("ik,kj->ij", (p, q)),
    "i,i": ("i,i->", (u, w)),
    "i,j": ("i,j->ij", (u, w)),
    "ii": ("ii->", (square,)),
}
for short, (full, operands) in spelled_out.items():
    result = torch.einsum(short, *operands)
    print(f"{short:6} is {full:10} with shape {tuple(result.shape)}")

    assert torch.equal(result, torch.einsum(full, *operands))

# %%
# Three dots for the axes you do not name
# ---------------------------------------
#
# ``...`` stands for all axes without a letter. They line up and broadcast as in
# :ref:`sphx_glr_notes_arithmetic_broadcasting.py`. One equation then takes one matrix
# or any batch of them. Without an arrow, the dots come first.

equation = "...ik,...kj->...ij"
several = torch.ones(6, 1, 2, 3)
print(f"{torch.einsum(equation, p, q).shape = }")
print(f"{torch.einsum(equation, lefts, rights).shape = }")
print(f"{torch.einsum(equation, several, rights).shape = }")

assert torch.equal(torch.einsum(equation, p, q), p @ q)
assert torch.equal(torch.einsum(equation, lefts, rights), products)
assert torch.equal(torch.einsum(equation, several, rights), several @ rights)
assert torch.equal(torch.einsum("...ik,...kj", lefts, rights), products)
assert torch.equal(torch.einsum("i...k", lefts), lefts.movedim(1, 0))

# %%
# They work with the diagonal too: here, the diagonal of each matrix of a batch.

stack = torch.stack([square, 10 * square])
print(torch.einsum("...ii->...i", stack))

assert torch.equal(
    torch.einsum("...ii->...i", stack), torch.diagonal(stack, dim1=-2, dim2=-1)
)

# %%
# Numbers for letters
# -------------------
#
# Code that builds an equation can pass lists of numbers instead: each operand is
# followed by the numbers of its axes, and the last list is the result.

print(torch.einsum(p, [0, 2], q, [2, 1], [0, 1]))

assert torch.equal(torch.einsum(p, [0, 2], q, [2, 1], [0, 1]), looped)

# %%
# You may have read: a repeated letter is summed
# ----------------------------------------------
#
# That holds without an arrow. With one, only the arrow counts: letters behind it are
# kept, even a repeated one, and all others are summed, even one that occurs once.

# sphinx_gallery_claim = ['torch.einsum("i,i", torch.ones(3), torch.ones(3)).shape == ()', 'torch.einsum("i,i->i", torch.ones(3), torch.ones(3)).shape == ()']  # noqa: E501
print(torch.einsum("i,i->i", u, w))
print(torch.einsum("i,j->i", u, w))

assert torch.equal(torch.einsum("i,i->i", u, w), u * w)
assert torch.equal(torch.einsum("i,j->i", u, w), u * w.sum())

# %%
# You may have read: lower-case letters only, and no spaces
# ---------------------------------------------------------
#
# All 52 letters from ``a`` to ``z`` and ``A`` to ``Z`` work, and spaces around them are
# skipped. Digits are refused, and so are letters of other alphabets.

# sphinx_gallery_claim = ['raises(lambda: torch.einsum("iK,Kj->ij", torch.ones(2, 3), torch.ones(3, 2)))', 'raises(lambda: torch.einsum("i k, k j -> i j", torch.ones(2, 3), torch.ones(3, 2)))']  # noqa: E501
print(torch.equal(torch.einsum(" i K , K j -> i j ", p, q), looped))
for equation in ("i1,1j->ij", "iλ,λj->ij"):
    try:
        torch.einsum(equation, p, q)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("this was accepted as a letter")

assert torch.equal(torch.einsum(" i K , K j -> i j ", p, q), looped)
assert all(torch.einsum(f"{letter}->", u) == 6 for letter in string.ascii_letters)

# %%
# Pitfall: one letter, two sizes
# ------------------------------
#
# A letter stands for one size. The message names the letter, the operand (counted
# from 0) and both sizes: here ``k`` was 3 in operand 0 and is 2 in operand 1.

try:
    torch.einsum("ik,kj->ij", p, p)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("one letter was accepted for 3 and for 2")

# %%
# Write down which axes you mean to pair. To pair the axes of size 3, the letter ``k``
# is the second of both operands.

print(torch.einsum("ik,jk->ij", p, p))

assert torch.equal(torch.einsum("ik,jk->ij", p, p), p @ p.T)

# %%
# Pitfall, silent: size 1 stretches
# ---------------------------------
#
# Between operands there is an exception: a size of 1 is stretched, even under a letter
# that is summed. Here ``k`` is 3 and 1, and the one row of ``lone`` is used three
# times. ``@`` refuses these operands.

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 the message did not begin with the name of the call, mm."}  # noqa: E501
lone = torch.tensor([[1.0, 10.0]])
print(torch.einsum("ik,kj->ij", p, lone))
try:
    p @ lone
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("@ stretched an inner size of 1")

stretched = lone.expand(3, 2)
assert torch.equal(torch.einsum("ik,kj->ij", p, lone), p @ stretched)

# %%
# Where a 1 would be a mistake, check the sizes that share a letter. (For two matrices,
# ``@`` is the check.)

print(f"{p.shape[1] == q.shape[0] = }")
print(f"{p.shape[1] == lone.shape[0] = }")

assert p.shape[1] == q.shape[0]
assert p.shape[1] != lone.shape[0]

# %%
# Pitfall, silent: a letter was dropped
# -------------------------------------
#
# Forget the ``b`` after the arrow and the batch is summed. Nothing is raised: it is
# what the equation says. Look at the number of axes.

wrong = torch.einsum("bik,bkj->ij", lefts, rights)
right = torch.einsum("bik,bkj->bij", lefts, rights)
print(f"{wrong.shape = }")
print(f"{right.shape = }")

assert torch.equal(wrong, right.sum(0))

# %%
# The same goes for three dots that stand before the arrow and not behind it: their
# axes are summed. NumPy refuses that equation. :func:`numpy.einsum` has this message:

summed = torch.einsum("...ik->ik", lefts)
print(f"{summed.shape = }")
try:
    np.einsum("...ik->ik", lefts.cpu().numpy())
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("NumPy summed the axes of the dots")

assert torch.equal(summed, lefts.sum(0))

# %%
# Pitfall, silent: the alphabet transposed it
# -------------------------------------------
#
# Tokens ``t`` with features ``f``, times a weight from ``f`` to ``d``. Without an arrow
# ``d`` comes before ``t``, so the product comes out transposed. With as many tokens as
# outputs, the shape does not tell.

tokens = torch.arange(6.0).view(2, 3)
weight = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
print(torch.einsum("tf,fd", tokens, weight))
print(torch.einsum("tf,fd->td", tokens, weight))

assert torch.equal(torch.einsum("tf,fd", tokens, weight), (tokens @ weight).T)
assert torch.equal(torch.einsum("tf,fd->td", tokens, weight), tokens @ weight)
assert not torch.equal(tokens @ weight, (tokens @ weight).T)

# %%
# Pitfall, silent: the result is a view
# -------------------------------------
#
# With one operand and nothing to sum, no number is computed: you get the same memory
# under other axes. Write to the result and the operand changes.

table = torch.zeros(3, 3)
diagonal = torch.einsum("ii->i", table)
diagonal += 7
print(table)

assert torch.equal(table, 7 * torch.eye(3))

# %%
# A copy ends it: :meth:`torch.Tensor.clone`. As a way to write a diagonal, the view is
# useful.

table = torch.zeros(3, 3)
transposed = torch.einsum("ij->ji", table).clone()
transposed += 7
print(table)

assert table.sum() == 0
assert torch.einsum("ij->ji", table).data_ptr() == table.data_ptr()

# %%
# Pitfall: more letters than axes after a squeeze
# -----------------------------------------------
#
# Each axis needs a letter. ``bchw,bc->bchw`` scales the channels of a batch of
# pictures. With a batch of 1, a bare ``squeeze()`` takes the batch axis away too, and
# the letters ``bc`` have one axis left.

images = torch.ones(1, 3, 2, 2)
scale = torch.tensor([1.0, 2.0, 3.0]).view(1, 3, 1, 1)
try:
    torch.einsum("bchw,bc->bchw", images, scale.squeeze())
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two letters were accepted for one axis")

# %%
# Say which axes to squeeze.

# sphinx_gallery_fails_on = {"torch<2.0": "Before 2.0 squeeze took one axis only."}
scaled = torch.einsum("bchw,bc->bchw", images, scale.squeeze((2, 3)))
print(scaled[0, :, 0, 0])

assert torch.equal(scaled, images * scale)

# %%
# Pitfall: the letters after the arrow
# ------------------------------------
#
# Behind the arrow a letter may stand once, and it must stand somewhere before. So
# ``i->ii`` does not build a diagonal matrix, and ``i->ij`` does not add an axis.

for equation in ("i->ii", "i->ij"):
    try:
        torch.einsum(equation, u)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("a letter from nowhere was accepted")

# %%
# :func:`torch.diag` builds the matrix. For the new axis, multiply by something that
# has it.

print(torch.diag(u))
print(torch.einsum("i,j->ij", u, torch.ones(2)))

assert torch.equal(torch.einsum("ii->i", torch.diag(u)), u)
assert torch.equal(torch.einsum("i,j->ij", u, torch.ones(2)), u[:, None].expand(3, 2))

# %%
# Pitfall: two dtypes
# -------------------
#
# Keep the letter that both operands have, and two dtypes are promoted, as with ``*``.
# Sum it (at a size of 2 or more), and they are refused, as with ``@``. The same
# tensors, one letter less:

counts = torch.tensor([1, 0, 2])
print(torch.einsum("i,i->i", u, counts))
try:
    torch.einsum("i,i->", u, counts)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two dtypes were summed")

assert torch.einsum("i,i->i", u, counts).dtype == torch.float32
assert torch.einsum("i,i->", u[:1], counts[:1]) == 1

# %%
# Convert first.

total = torch.einsum("i,i->", u, counts.to(u.dtype))
print(total)

assert total.item() == 7

# %%
# Next to its neighbours
# ----------------------
#
# Take the diagonal of ``ii`` first, and every equation is a multiplication and a sum:
# line the axes up by their letters, multiply with broadcasting, sum what is left out.
# ``ik,kj->ij`` by hand:

by_hand = (p[:, :, None] * q[None, :, :]).sum(1)  # axes i, k, j
print(by_hand)

assert torch.equal(by_hand, torch.einsum("ik,kj->ij", p, q))

# %%
# Many calls are one equation each. Both sides are run here.

pairs = {
    "ij->ji": ((p,), p.T),
    "ij->j": ((p,), torch.sum(p, 0)),
    "ii->i": ((square,), torch.diagonal(square)),
    "ii->": ((square,), torch.trace(square)),
    "i,i->": ((u, w), torch.dot(u, w)),
    "i,j->ij": ((u, w), torch.outer(u, w)),
    "ij,j->i": ((square, u), torch.mv(square, u)),
    "ij,ij->i": ((p, r), torch.linalg.vecdot(p, r)),
    "bik,bkj->bij": ((lefts, rights), torch.bmm(lefts, rights)),
    "bik,bkj->ij": ((lefts, rights), torch.tensordot(lefts, rights, ([0, 2], [0, 1]))),
}
for equation, (operands, other) in pairs.items():
    result = torch.einsum(equation, *operands)
    print(f"{equation:13} {tuple(result.shape)!s:10} {torch.equal(result, other)}")

    assert torch.equal(result, other)

# %%
# :func:`numpy.einsum` reads the same notation, except that dots may not be left out
# after its arrow, as seen above.

from_numpy = np.einsum("ik,kj->ij", p.cpu().numpy(), q.cpu().numpy())
print(from_numpy)

assert from_numpy.tolist() == looped.tolist()

# %%
# Predict it
# ----------
#
# What is printed?
#
# .. code-block:: python
#
#    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
#    print(torch.einsum("ij,kj->ik", x, x))

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
answer = torch.einsum("ij,kj->ik", x, x)
print(answer)

assert torch.equal(answer, x @ x.T)
assert answer.tolist() == [[5, 11], [11, 25]]

# %%
# Which shape has ``torch.einsum("zy,yx", torch.ones(2, 3), torch.ones(3, 4))``?

answer = torch.einsum("zy,yx", torch.ones(2, 3), torch.ones(3, 4))
print(answer.shape)

assert answer.shape == (4, 2)

# %%
# With the ``x`` of the first question, what is ``torch.einsum("ij,ij", x, x)``?

answer = torch.einsum("ij,ij", x, x)
print(answer)

assert answer.item() == 1 + 4 + 9 + 16

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_arithmetic_matmul.py` and
#    :ref:`sphx_glr_notes_arithmetic_at_operator.py` for the product along the last two
#    axes; :ref:`sphx_glr_notes_arithmetic_sum.py` for sums along one axis;
#    :func:`torch.tensordot` sums pairs of axes given by position;
#    :func:`torch.linalg.vecdot` is one dot product per row.
