"""
a @ b: multiply matrices with an operator
=========================================

Read and write @ without surprises: attention shapes, precedence, transposed batches,
and what @= leaves behind.
"""

# %%
# The rule
# --------
#
# Between two tensors, ``a @ b`` is :func:`torch.matmul` of ``a`` and ``b``: rows times
# columns, summed.

# sphinx_gallery_tags = ["matrix product", "shape", "in-place"]
import functools
import operator
import warnings

import numpy as np
import torch
import torch.nn.functional as F

a = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
b = torch.tensor([[5.0, 6.0], [7.0, 8.0]])
# sphinx_gallery_diagram = "a @ b"
print(a @ b)

assert torch.equal(a @ b, torch.matmul(a, b))
assert (a @ b).tolist() == [[1 * 5 + 2 * 7, 1 * 6 + 2 * 8], [43, 50]]

# %%
# ``@`` is not ``*``
# ------------------
#
# ``*`` multiplies entry by entry and sums nothing. On these two matrices both run, and
# not one entry agrees.

# sphinx_gallery_diagram = "a * b"
print(a * b)

assert torch.equal(a * b, torch.mul(a, b))
assert not ((a * b) == (a @ b)).any()

# %%
# The shapes of attention
# -----------------------
#
# In ``C = A @ B`` the batch stays, ``sequence_length1`` stands inside and is summed
# away, and the two outer sizes remain.
#
# .. code-block:: text
#
#    A  [batch, sequence_length2, sequence_length1]
#    B  [batch, sequence_length1, hidden_dim]
#    C  [batch, sequence_length2, hidden_dim]

batch, sequence_length2, sequence_length1, hidden_dim = 2, 3, 4, 5
A = torch.ones(batch, sequence_length2, sequence_length1)
B = torch.ones(batch, sequence_length1, hidden_dim)
C = A @ B
print(f"{C.shape = }")

assert C.shape == (batch, sequence_length2, hidden_dim)
assert C.min() == C.max() == sequence_length1

# %%
# With numbers: each row of ``weights`` says how much of each word of ``values`` goes
# into one output. The first row copies word 0, the second averages words 0 and 1, the
# third averages all four.

weights = torch.tensor([[1.0, 0, 0, 0], [0.5, 0.5, 0, 0], [0.25, 0.25, 0.25, 0.25]])
weights = weights.expand(batch, sequence_length2, sequence_length1)
values = torch.arange(40.0).view(batch, sequence_length1, hidden_dim)
mixed = weights @ values
print(values[0])
print(mixed[0])

assert torch.equal(mixed[:, 0], values[:, 0])
assert torch.equal(mixed[:, 1], (values[:, 0] + values[:, 1]) / 2)
assert torch.equal(mixed[:, 2], values.mean(1))

# %%
# The weights come from another ``@``, of queries and keys, scaled and sent through a
# softmax. Together these lines compute
# :func:`torch.nn.functional.scaled_dot_product_attention`.

# sphinx_gallery_fails_on = {"torch<2.0": "scaled_dot_product_attention is new in 2.0."}
queries = torch.linspace(-1, 1, 30).view(batch, sequence_length2, hidden_dim)
keys = torch.linspace(-2, 2, 40).view(batch, sequence_length1, hidden_dim)
scores = queries @ keys.mT / hidden_dim**0.5
output = scores.softmax(-1) @ values
print(f"{scores.shape = }")
print(f"{output.shape = }")

expected = F.scaled_dot_product_attention(queries, keys, values)
torch.testing.assert_close(output, expected, rtol=1e-3, atol=1e-3)
assert scores.shape == (batch, sequence_length2, sequence_length1)
assert output.shape == (batch, sequence_length2, hidden_dim)

# %%
# A second batch axis, the heads, changes nothing in the line: each head of each sample
# is multiplied on its own.

per_head = torch.ones(batch, 8, sequence_length2, sequence_length1)
values_per_head = torch.ones(batch, 8, sequence_length1, hidden_dim)
print(f"{(per_head @ values_per_head).shape = }")

assert (per_head @ values_per_head).shape == (2, 8, 3, 5)

# %%
# ``.T`` for a matrix, ``.mT`` for a batch
# ----------------------------------------
#
# The keys had to be transposed first: ``@`` wants the equal sizes inside.
# :attr:`torch.Tensor.mT` swaps the last two axes and leaves the batch; on a matrix it
# is :attr:`torch.Tensor.T`. Both are views.

print(f"{keys.shape = }")
print(f"{keys.mT.shape = }")

assert torch.equal(keys.mT, keys.transpose(-2, -1))
assert torch.equal(a.mT, a.T)
assert a.T.data_ptr() == a.mT.data_ptr() == a.data_ptr()

# %%
# A vector has no orientation
# ---------------------------
#
# A 1-D operand is a column on the right and a row on the left, without any ``.T``.
# With a matrix the result is 1-D again; two vectors give one number.

v = torch.tensor([1.0, 10.0])
print(f"{a @ v = }")
print(f"{v @ a = }")
print(f"{v @ v = }")

assert (a @ v).tolist() == [1 * 1 + 2 * 10, 3 * 1 + 4 * 10]
assert torch.equal(v @ a, a.T @ v)
assert (v @ v).shape == ()

# %%
# What ``@`` binds
# ----------------
#
# ``@`` has the rank of ``*`` and ``/``: tighter than ``+``, looser than ``**`` and a
# minus sign in front. Within that rank, the left one goes first. These terms multiply
# nothing; they write down how Python groups them.


class Term:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def __neg__(self):
        return Term(f"(-{self})")


signs = {"matmul": "@", "mul": "*", "truediv": "/", "add": "+", "pow": "**"}
for name, sign in signs.items():
    setattr(Term, f"__{name}__", lambda x, y, sign=sign: Term(f"({x} {sign} {y})"))

x, y, z = Term("x"), Term("y"), Term("z")
print(f"{x @ y @ z = }")
print(f"{x * y @ z = }")
print(f"{x @ y * z = }")
print(f"{x / y @ z = }")
print(f"{x + y @ z = }")
print(f"{x @ y**z = }")
print(f"{-x @ y = }")

assert repr(x * y @ z) == "((x * y) @ z)"
assert repr(x @ y * z) == "((x @ y) * z)"
assert repr(x / y @ z) == "((x / y) @ z)"
assert repr(x @ y / z) == "((x @ y) / z)"
assert repr(x @ y @ z) == "((x @ y) @ z)"
assert repr(x + y @ z) == "(x + (y @ z))"
assert repr(x @ y**z) == "(x @ (y ** z))"
assert repr(-x @ y) == "((-x) @ y)"

# %%
# At the start of a line it is something else
# -------------------------------------------
#
# ``@`` in the middle of an expression multiplies. A line that starts with ``@`` and
# stands above ``def`` or ``class`` is a decorator: it is handed the function or
# class below. Here :class:`torch.no_grad` makes that function run without gradients.


@torch.no_grad()
def gram(x):
    return x @ x.mT


tracked = a.clone().requires_grad_()
print(gram(tracked))
print(f"{gram(tracked).requires_grad = }")

assert (tracked @ tracked.mT).requires_grad
assert not gram(tracked).requires_grad

# %%
# Pitfall: the inner sizes differ
# -------------------------------
#
# Two tensors of the same shape always suit ``*``. For ``@`` the sizes that meet inside
# are the 3 of the left and the 2 of the right.

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 the message did not begin with the name of the call, mm."}  # noqa: E501
p = torch.arange(6.0).view(2, 3)
q = torch.ones(2, 3)
try:
    p @ q
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("3 columns were multiplied by 2 rows")

# %%
# Transposing either one makes it run, and the two results differ. Decide which axis is
# to be summed away: ``p @ q.mT`` sums over the 3 columns, ``p.mT @ q`` over the 2 rows.

print(p @ q.mT)
print(p.mT @ q)

assert torch.equal(p @ q.mT, p.sum(1, keepdim=True).expand(2, 2))
assert torch.equal(p.mT @ q, p.sum(0).unsqueeze(1).expand(3, 3))

# %%
# Pitfall, silent: ``*`` where ``@`` was meant
# --------------------------------------------
#
# ``*`` broadcasts, so this matrix and this vector run too. The vector scales the
# columns, nothing is summed, and the result is a matrix. Look at the shape.

print(a * v)
print(a @ v)

assert (a * v).shape == (2, 2)
assert (a @ v).shape == (2,)
assert torch.equal((a * v)[:, 1], a[:, 1] * v[1])
assert torch.equal((a * v).sum(1), a @ v)

# %%
# Pitfall, silent: the mask goes in first
# ---------------------------------------
#
# You want the product, then some entries of it blanked. ``mask * a @ b`` blanks
# entries of ``a`` and multiplies afterwards; all shapes are equal, so it runs.

mask = torch.tensor([[1.0, 0.0], [1.0, 1.0]])
print(mask * a @ b)
print(mask * (a @ b))

assert torch.equal(mask * a @ b, (mask * a) @ b)
assert (mask * a @ b)[0, 1] == 6
assert (mask * (a @ b))[0, 1] == 0

# %%
# A single number in front or at the end is safe between float tensors: unless something
# overflows, scaling before and scaling after differ in rounding at most.

print(0.1 * a @ b)
print(0.1 * (a @ b))

torch.testing.assert_close(0.1 * a @ b, 0.1 * (a @ b))
torch.testing.assert_close(0.1 * a @ b, a @ b * 0.1)

# %%
# Pitfall, silent: ``.T`` on a batch
# ----------------------------------
#
# ``.T`` reverses all axes, so the batch goes last. With three equal sizes the product
# runs and is wrong. PyTorch warns once in a process, which is easy to miss;
# ``with_warnings`` makes it warn each time.


def with_warnings(call):
    always = torch.is_warn_always_enabled()
    torch.set_warn_always(True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = call()
    torch.set_warn_always(always)
    assert caught, "PyTorch did not warn"
    for warning in caught:
        text = str(warning.message).split(" Consider")[0]
        print(f"{warning.category.__name__}: {text}")
    return result


cube = torch.arange(8.0).view(2, 2, 2)
wrong = with_warnings(lambda: cube @ cube.T)
right = cube @ cube.mT
print(f"{wrong.shape = }")
print(f"{torch.equal(wrong, right) = }")

assert wrong.shape == right.shape
assert not torch.equal(wrong, right)
assert torch.equal(wrong, cube @ cube.permute(2, 1, 0))

# %%
# ``.mT`` is what was meant: each matrix of the batch with its own transpose.

print(right)

assert all(torch.equal(right[n], cube[n] @ cube[n].T) for n in range(2))

# %%
# Pitfall, silent: ``v @ v.T`` is one number
# ------------------------------------------
#
# The column times row of a textbook gives a matrix. But reversing the axes of a 1-D
# tensor leaves it as it is, so this is a dot product. The same warning, once, is all
# you get.

number = with_warnings(lambda: v @ v.T)
print(number)

assert number.shape == ()
assert number.item() == (v @ v).item() == 101
assert torch.equal(v.permute(0), v)

# %%
# Give ``v`` the axes yourself, or use :func:`torch.outer`.

print(v[:, None] @ v[None, :])

assert (v[:, None] @ v[None, :]).shape == (2, 2)
assert torch.equal(v[:, None] @ v[None, :], torch.outer(v, v))

# %%
# Pitfall, silent: ``@=`` is not in place
# ---------------------------------------
#
# ``x *= 2`` writes into the tensor, so every other name for it sees the change. Tensors
# define no ``@=`` of their own: Python computes ``x @ b`` and gives the name ``x`` to
# the new tensor. Other names keep the old one.

x = a.clone()
alias = x
x *= 2
print(f"{alias is x = }")
x @= b
print(f"{alias is x = }")
print(alias)

assert not hasattr(torch.Tensor, "__imatmul__")
assert hasattr(torch.Tensor, "__imul__")
assert alias is not x
assert torch.equal(x, (2 * a) @ b)
assert torch.equal(alias, 2 * a)

# %%
# To write into the old tensor, copy the finished product with
# :meth:`torch.Tensor.copy_`. Look at its shape first: a smaller product may be
# broadcast without a word. ``@=`` takes a result of any shape.

alias.copy_(alias @ b)
print(alias)
t = torch.ones(2, 3)
t @= torch.ones(3, 4)
print(f"{t.shape = }")

assert torch.equal(alias, 2 * a @ b)
assert torch.zeros(2, 2).copy_(a @ v).tolist() == [[21, 43], [21, 43]]
assert t.shape == (2, 4)

# %%
# NumPy's ``@=`` does write in place. Code that comes over from NumPy keeps running, but
# its other names for the array are no longer updated.

n = np.array([[1.0, 2.0], [3.0, 4.0]])
n_alias = n
n @= np.array([[5.0, 6.0], [7.0, 8.0]])
print(n_alias)

assert n_alias is n
assert n_alias.tolist() == (a @ b).tolist()

# %%
# On the weight of a layer the same thing is an error: the new tensor is not a
# parameter, and the layer refuses it.

layer = torch.nn.Linear(2, 2, bias=False)
try:
    layer.weight @= b
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a plain tensor replaced a parameter")

assert isinstance(layer.weight, torch.nn.Parameter)
assert not isinstance(layer.weight @ b, torch.nn.Parameter)

# %%
# Copying the product into the parameter keeps it one. Since the parameter tracks
# gradients, ``copy_`` needs ``no_grad`` around it.

try:
    layer.weight.copy_(a)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a parameter was overwritten outside no_grad")
with torch.no_grad():
    layer.weight.copy_(a)
    layer.weight.copy_(layer.weight @ b)
print(layer.weight)

assert isinstance(layer.weight, torch.nn.Parameter)
assert torch.equal(layer.weight, a @ b)

# %%
# Pitfall: a number is no matrix
# ------------------------------
#
# ``@`` between a tensor and a Python number or list is not defined. ``a @ 2 * b`` fails
# for the number too: it starts with ``a @ 2``. A tensor without axes is also refused.

attempts = {
    "a @ 2": lambda: a @ 2,
    "a @ 2 * b": lambda: a @ 2 * b,
    "a @ [1.0, 10.0]": lambda: a @ [1.0, 10.0],
    "a @ torch.tensor(2.0)": lambda: a @ torch.tensor(2.0),
}
for name, attempt in attempts.items():
    print(name)
    try:
        attempt()
    except (TypeError, RuntimeError) as error:
        print(f"    {type(error).__name__}: {error}")
    else:
        raise AssertionError(f"{name} was accepted")

# %%
# Scale with ``*``, and put the number in front or at the end. Make the list a tensor.

print(2 * a @ b)
print(a @ torch.tensor([1.0, 10.0]))

assert torch.equal(2 * a @ b, (a @ b) + (a @ b))
assert torch.equal(a @ torch.tensor([1.0, 10.0]), a @ v)

# %%
# Pitfall: a NumPy array beside a tensor
# --------------------------------------
#
# With the array on the left, ``@`` is refused. (These tensors are made on the CPU,
# where NumPy can read them.)

array = np.array([[1.0, 2.0], [3.0, 4.0]])
on_cpu = torch.tensor([[5.0, 6.0], [7.0, 8.0]], device="cpu")
try:
    array @ on_cpu
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("NumPy multiplied by a tensor")

# %%
# With the tensor on the left, the tensor declines and NumPy takes over. The float64 of
# the array wins, and a tensor comes back. NumPy 2 warns. Do not rely on it.

# sphinx_gallery_differs_on = {"numpy<2": "NumPy before 2 did not warn."}
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    taken_over = on_cpu @ array
print(taken_over)
print([warning.category.__name__ for warning in caught])

assert on_cpu.__matmul__(array) is NotImplemented
assert isinstance(taken_over, torch.Tensor)
assert all("__array_wrap__" in str(warning.message) for warning in caught)
assert on_cpu.dtype == torch.float32
assert taken_over.dtype == torch.float64

# %%
# Convert the array with :func:`torch.from_numpy`. It stays float64, and ``@`` takes no
# two dtypes: convert that as well.

converted = torch.from_numpy(array)
try:
    converted @ on_cpu
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two dtypes were accepted")
print(converted.to(on_cpu.dtype) @ on_cpu)

assert converted.dtype == torch.float64
assert (converted.to(on_cpu.dtype) @ on_cpu).tolist() == (a @ b).tolist()

# %%
# Next to its neighbours
# ----------------------
#
# Five spellings of one product. :func:`operator.matmul` is the operator as a function.

spellings = {
    "a @ b": a @ b,
    "torch.matmul(a, b)": torch.matmul(a, b),
    "a.matmul(b)": a.matmul(b),
    "a.__matmul__(b)": a.__matmul__(b),
    "operator.matmul(a, b)": operator.matmul(a, b),
}
for spelling, result in spellings.items():
    print(f"{spelling:22} {result.tolist()}")

    assert torch.equal(result, a @ b)

# %%
# A linear layer is one ``@`` with the weight transposed, plus the bias: its weight has
# the shape ``(out, in)``. :func:`torch.nn.functional.linear` is the function behind it.

weight = torch.arange(12.0).view(4, 3)
bias = torch.tensor([0.0, 100.0, 200.0, 300.0])
print(p @ weight.mT + bias)

assert torch.nn.Linear(3, 4).weight.shape == weight.shape
torch.testing.assert_close(p @ weight.mT + bias, F.linear(p, weight, bias))

# %%
# :func:`functools.reduce` with ``operator.matmul`` multiplies a list of tensors from
# the left, as a chain of ``@`` does. Brackets change the work, not the mathematics:
# with them, each product here is a vector.

chain = functools.reduce(operator.matmul, [a, b, v])
print(chain)
print(a @ (b @ v))

assert torch.equal(chain, a @ b @ v)
torch.testing.assert_close(chain, a @ (b @ v))
assert (a @ b).ndim == 2
assert (b @ v).ndim == (a @ (b @ v)).ndim == 1

# %%
# Predict it
# ----------
#
# What is printed?
#
# .. code-block:: python
#
#    print(torch.ones(2, 3) @ torch.ones(3) * torch.tensor([1.0, 2.0]))

answer = torch.ones(2, 3) @ torch.ones(3) * torch.tensor([1.0, 2.0])
print(answer)

assert answer.tolist() == [3, 6]

# %%
# Which shape has ``Q @ K.mT @ V``?
#
# .. code-block:: python
#
#    Q = torch.ones(8, 4, 10, 16)
#    K = torch.ones(8, 4, 12, 16)
#    V = torch.ones(8, 4, 12, 64)

Q = torch.ones(8, 4, 10, 16)
K = torch.ones(8, 4, 12, 16)
V = torch.ones(8, 4, 12, 64)
answer = Q @ K.mT @ V
print(answer.shape)

assert answer.shape == (8, 4, 10, 64)

# %%
# What does the last line print?
#
# .. code-block:: python
#
#    x = torch.tensor([[1.0, 1.0], [0.0, 1.0]])
#    y = x
#    x += x
#    x @= x
#    print(y[0])

x = torch.tensor([[1.0, 1.0], [0.0, 1.0]])
y = x
x += x
x @= x
print(y[0])

assert y[0].tolist() == [2, 2]

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_arithmetic_matmul.py` for the table of all shapes and for
#    ``mm``, ``bmm``, ``mv`` and ``dot``; :ref:`sphx_glr_notes_arithmetic_einsum.py`
#    for attention without a transpose;
#    :ref:`sphx_glr_notes_arithmetic_broadcasting.py` for what ``*`` does;
#    :func:`torch.outer` for every product of two vectors.
