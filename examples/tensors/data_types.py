"""
torch.dtype: choose the type of the numbers
===========================================

Set the type of a tensor's numbers, see what each type can hold and what it cannot do.
"""

# %%
# The rule
# --------
#
# All elements of a tensor have one :class:`torch.dtype`. ``dtype=`` sets it where the
# tensor is made.

# sphinx_gallery_tags = ["dtype", "numpy", "creation"]
import torch

a = torch.arange(1, 10, 2, dtype=torch.float16)
b = torch.arange(1, 10, 2, dtype=torch.float32)
c = torch.arange(1, 10, 2, dtype=torch.float64)
print(a)
print(b)
print(c)

assert (a.dtype, b.dtype, c.dtype) == (torch.float16, torch.float32, torch.float64)
assert a.tolist() == b.tolist() == c.tolist() == [1.0, 3.0, 5.0, 7.0, 9.0]

# %%
# float32 prints without its name because it is the default float dtype:
# :func:`torch.get_default_dtype`. So do int64 and bool, which you can tell by their
# looks. Short names are the same objects.

print(torch.get_default_dtype())
print(torch.half, torch.float, torch.double, torch.long)

assert torch.get_default_dtype() == torch.float32
assert "dtype" in repr(a)
assert not any("dtype" in repr(x) for x in (b, torch.tensor([1]), torch.tensor([True])))
assert torch.half is torch.float16
assert torch.float is torch.float32
assert torch.double is torch.float64
assert torch.long is torch.int64

# %%
# You may have read: float16 does not work on the CPU
# ---------------------------------------------------
#
# It did not, once: reports of 2022 quote ``"arange_cpu" not implemented for 'Half'``.
# The PyTorch that made this page runs the very line, on the CPU.

# sphinx_gallery_claim = ['raises(lambda: torch.arange(1, 10, 2, device="cpu", dtype=torch.float16))', 'raises(lambda: torch.eye(2, device="cpu").half() @ torch.eye(2, device="cpu").half())', 'raises(lambda: torch.eye(2, device="cpu").half().softmax(dim=0))', 'raises(lambda: torch.nn.functional.conv2d(*[torch.ones(1, 1, 3, 3, device="cpu").half()] * 2))', 'raises(lambda: torch.linalg.det(torch.eye(2, device="cpu").half()))']  # noqa: E501
a = torch.arange(1, 10, 2, device="cpu", dtype=torch.float16)
print(a)

assert a.device.type == "cpu"
assert a.dtype == torch.float16

# %%
# Nor is it only ``arange``. For matrix products and layers, old answers quote
# ``"addmm_impl_cpu_" not implemented for 'Half'`` and the like. These calls all run on
# the CPU since 2.3, each checked against float32.

# sphinx_gallery_fails_on = {"torch<2.3": "Before 2.3 some of these calls had no code for float16 on the CPU."}  # noqa: E501
import torch.nn.functional as F

x = torch.arange(16.0, device="cpu").view(4, 4) / 16
for name, call in {
    "add": lambda x: x + x,
    "matmul": lambda x: x @ x,
    "exp": torch.exp,
    "softmax": lambda x: torch.softmax(x, dim=1),
    "layer_norm": lambda x: F.layer_norm(x, (4,)),
    "conv2d": lambda x: F.conv2d(x.view(1, 1, 4, 4), x[:2, :2].reshape(1, 1, 2, 2)),
}.items():
    result = call(x.half())
    print(f"{name:10} {result.dtype}")

    assert result.dtype == torch.float16
    assert torch.allclose(result.float(), call(x), atol=0.01)

# %%
# What a dtype can hold
# ---------------------
#
# :class:`torch.finfo` knows the largest number, and ``eps``, the gap between 1 and the
# next number. The gap doubles at each power of two. float16 has a smaller ``eps`` than
# bfloat16 and a much smaller range: it ends at 65504.

for dtype in [torch.float16, torch.bfloat16, torch.float32, torch.float64]:
    info = torch.finfo(dtype)
    print(f"{dtype!s:15} {info.bits} bits  max {info.max:<9.3g} eps {info.eps:.2g}")

x = torch.tensor([1.0, 2.0, 4.0], dtype=torch.float16)
following = (x.view(torch.int16) + 1).view(torch.float16)  # Counts the bits up by 1.
print("float16, gaps after 1, 2, 4:", (following - x).tolist())

assert torch.finfo(torch.float16).max == 65504
assert torch.finfo(torch.float16).eps == 2**-10
assert torch.finfo(torch.bfloat16).eps == 2**-7
assert torch.finfo(torch.bfloat16).max > 1e38
assert torch.equal(following - x, x * torch.finfo(torch.float16).eps)

# %%
# Integers have no eps. :class:`torch.iinfo` has their ends.

for dtype in [torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64]:
    info = torch.iinfo(dtype)
    print(f"{dtype!s:12} {info.bits:2} bits  {info.min} to {info.max}")

assert not hasattr(torch.iinfo(torch.int64), "eps")
assert torch.iinfo(torch.uint8).max == 255
assert torch.iinfo(torch.int64).max == 2**63 - 1

# %%
# The same line in other dtypes
# -----------------------------
#
# Not every call has code for every dtype. ``attempt`` runs a call and says how it ends.
# On the CPU, bool, unsigned integers above uint8 and complex have no ``arange``.


# sphinx_gallery_fails_on = {"torch<2.3": "uint16, uint32 and uint64 are new in 2.3 (pytorch/pytorch#116594)."}  # noqa: E501
def attempt(call, argument):
    """Return "works" or the error that ``call(argument)`` ends in."""
    try:
        call(argument)
    except RuntimeError as error:
        return f"{type(error).__name__}: {error}"
    return "works"


for dtype in [torch.uint8, torch.bfloat16, torch.bool, torch.uint16, torch.complex64]:
    outcome = attempt(lambda dtype: torch.arange(1, 10, 2, dtype=dtype), dtype)
    print(f"{dtype!s:16} {outcome}")

for dtype in [torch.bool, torch.uint16, torch.uint32, torch.uint64, torch.complex64]:
    outcome = attempt(lambda dtype: torch.arange(2, dtype=dtype, device="cpu"), dtype)
    assert "not implemented for" in outcome

assert torch.arange(1, 10, 2, dtype=torch.uint8).tolist() == [1, 3, 5, 7, 9]
assert torch.arange(1, 10, 2, dtype=torch.bfloat16).tolist() == [1, 3, 5, 7, 9]

# %%
# Make the numbers in a dtype that has the call and convert them.

# sphinx_gallery_fails_on = {"torch<2.3": "uint16, uint32 and uint64 are new in 2.3 (pytorch/pytorch#116594)."}  # noqa: E501
print(torch.arange(1, 10, 2).to(torch.uint16))
print(torch.arange(2).to(torch.bool))

assert torch.arange(1, 10, 2).to(torch.uint16).tolist() == [1, 3, 5, 7, 9]
assert torch.arange(2).to(torch.bool).tolist() == [False, True]

# %%
# Without dtype=
# --------------
#
# :func:`torch.tensor` looks at the values: Python's integers give int64, its floats the
# default dtype, and one float among integers is enough. The old constructor with a
# capital T does not look: a list of real numbers becomes the default dtype.

for values in [[1, 2], [1, 2.0], [True, False], [True, 2], [1, 2j]]:
    print(f"{values!s:14} {torch.tensor(values).dtype}")
print(f"{torch.Tensor([1, 2]).dtype = }")

assert torch.tensor([1, 2]).dtype == torch.int64
assert torch.tensor([1, 2.0]).dtype == torch.float32
assert torch.tensor([True, False]).dtype == torch.bool
assert torch.tensor([1, 2j]).dtype == torch.complex64
assert torch.Tensor([1, 2]).dtype == torch.Tensor([True]).dtype == torch.float32

# %%
# Integers divided
# ----------------
#
# ``/`` is true division: integers by integers give the default float dtype. ``//``
# divides and rounds down, and integers stay integers.

n = torch.tensor([7, -7])
print(n / 2)
print(n // 2)

assert (n / 2).dtype == (n / n).dtype == torch.float32
assert (n // 2).dtype == (n // n).dtype == torch.int64
assert (n // 2).tolist() == [7 // 2, -7 // 2] == [3, -4]

# %%
# You may have read: int / int drops the fraction
# -----------------------------------------------
#
# It did until a release of 2020, like integers in C (documented, not run here). Where
# you want that, ask for it, and choose which way to round: :func:`torch.div` has
# ``rounding_mode``.

# sphinx_gallery_claim = ["torch.tensor(7) / 2 == 3", "torch.tensor(-7) / torch.tensor(2) == -3"]  # noqa: E501
for mode in [None, "floor", "trunc"]:
    print(f"{mode!s:6} {torch.div(n, 2, rounding_mode=mode).tolist()}")

assert torch.div(n, 2).tolist() == [3.5, -3.5]
assert torch.equal(torch.div(n, 2, rounding_mode="floor"), n // 2)
assert torch.equal(torch.floor_divide(n, 2), n // 2)
assert torch.div(n, 2, rounding_mode="trunc").tolist() == [3, -3]

# %%
# What a NumPy array brings
# -------------------------
#
# An array brings its own dtype, and NumPy's floats are float64 unless you say
# otherwise. A list of Python's floats gives float32. A list of NumPy's gives float64.

import numpy as np

for array in [np.ones(2), np.ones(2, np.float32), np.array([1, 2]), np.array([True])]:
    print(f"{array.dtype!s:8} -> {torch.tensor(array).dtype}")

print("np.ones(2).tolist() ->", torch.tensor(np.ones(2).tolist()).dtype)
print("list(np.ones(2))    ->", torch.tensor(list(np.ones(2))).dtype)

assert torch.tensor(np.ones(2)).dtype == torch.float64
assert torch.tensor(np.ones(2).tolist()).dtype == torch.float32
assert torch.tensor(list(np.ones(2))).dtype == torch.float64
assert torch.from_numpy(np.ones(2)).dtype == torch.float64

# %%
# Two dtypes meet
# ---------------
#
# Kinds rank: bool, integer, float, complex. A single number, Python's or NumPy's, can
# raise the kind of a tensor, never the width within a kind: float16 plus ``1.5`` stays
# float16. Beside a tensor with axes, one without counts like a number.

half = torch.tensor([1.0, 2.0], dtype=torch.float16)
for name, other in {
    "2": 2,
    "1.5": 1.5,
    "np.float64(1.5)": np.float64(1.5),
    "tensor(1.5)": torch.tensor(1.5),
    "tensor([1.5])": torch.tensor([1.5]),
    "tensor([2])": torch.tensor([2]),
    "bfloat16": torch.tensor([2.0], dtype=torch.bfloat16),
}.items():
    print(f"float16 + {name:15} {(half + other).dtype}")

    assert (half + other).dtype == torch.result_type(half, other)

assert (half + 1.5).dtype == (half + np.float64(1.5)).dtype == torch.float16
assert (half + torch.tensor(1.5)).dtype == torch.float16
assert (half + torch.tensor([1.5])).dtype == torch.float32

# %%
# For an int64 tensor a single float is a higher kind. The result is the default float
# dtype, as if the number had no width. A float64 tensor without axes has one.

n = torch.tensor([1, 2])
print((n + 1.5).dtype)
print((n + torch.tensor(1.5, dtype=torch.float64)).dtype)

assert (n + 1).dtype == torch.int64
assert (n + 1.5).dtype == (n + np.float64(1.5)).dtype == torch.float32
assert (n + torch.tensor(1.5, dtype=torch.float64)).dtype == torch.float64

# %%
# Pitfall: not implemented for 'Half'
# -----------------------------------
#
# ``Half`` is float16. Some calls still have no code for it, a determinant for one.

half = torch.eye(4, dtype=torch.float16)
try:
    torch.linalg.det(half)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("float16 has a determinant now")

# %%
# Compute in float32 and convert the result back.

print(torch.linalg.det(half.float()).half())

assert torch.linalg.det(half.float()).half() == 1

# %%
# Another device may refuse other calls: the output names those of the device that this
# page ran on. On the CPU all of these refuse float16, and all of them take float32.

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 linalg.inv raised a RuntimeError (pytorch/pytorch#192352), before 2.14 fft.rfft too (pytorch/pytorch#192349)."}  # noqa: E501
calls = {
    "linalg.inv": torch.linalg.inv,
    "linalg.eigh": torch.linalg.eigh,
    "quantile": lambda x: torch.quantile(x, 0.5),
    "cdist": lambda x: torch.cdist(x, x),
    "fft.rfft": torch.fft.rfft,
    "avg_pool3d": lambda x: F.avg_pool3d(x.view(1, 4, 2, 2), 2),
}
for name, call in calls.items():
    print(f"{name:12} {attempt(call, half)}")

assert all(attempt(call, half.float()) == "works" for call in calls.values())
assert all(attempt(call, half.float().cpu()) == "works" for call in calls.values())
assert all(attempt(call, half.cpu()) != "works" for call in calls.values())

# %%
# Pitfall: not implemented for 'Long'
# -----------------------------------
#
# ``Long`` is int64, and you may have it because you wrote ``1`` and not ``1.0``.
# ``exp`` and ``/`` turn integers into floats by themselves. The other four do not.

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 mean and std raised a RuntimeError; NotImplementedError is a kind of RuntimeError."}  # noqa: E501
counts = torch.tensor([1, 2, 5])
print(attempt(torch.exp, counts))
print(attempt(torch.mean, counts))
print(attempt(torch.std, counts))
print(attempt(lambda x: torch.softmax(x, dim=0), counts))
print(attempt(lambda x: x.requires_grad_(), counts))

assert torch.exp(counts).dtype == torch.float32
assert "Got: Long" in attempt(torch.mean, counts)
assert "only support floating point" in attempt(torch.std, counts)
assert "can require gradients" in attempt(lambda x: x.requires_grad_(), counts)
assert "not implemented for 'Long'" in attempt(lambda x: torch.softmax(x, 0), counts)

# %%
# Convert, or let the call do it where it has ``dtype=``.

print(counts.float().mean())
print(torch.softmax(counts, dim=0, dtype=torch.float32))

assert torch.isclose(counts.float().mean(), torch.tensor(8 / 3))
assert torch.isclose(torch.mean(counts, dtype=torch.float32), torch.tensor(8 / 3))
assert torch.softmax(counts, dim=0, dtype=torch.float32).dtype == torch.float32

# %%
# Pitfall: one minus a mask
# -------------------------
#
# bool knows no minus. Old code inverts a mask with ``1 - mask``; the error says what to
# write now.

# sphinx_gallery_differs_on = {"torch<2.14": "Before 2.14 it was a RuntimeError; NotImplementedError is a kind of RuntimeError (pytorch/pytorch#192348)."}  # noqa: E501
mask = torch.tensor([True, False])
print(attempt(lambda mask: 1 - mask, mask))
print(~mask)

assert "with a bool tensor is not supported" in attempt(lambda mask: 1 - mask, mask)
assert "not supported" in attempt(lambda mask: mask - mask, mask)
assert "not supported" in attempt(lambda mask: -mask, mask)
assert (~mask).tolist() == [False, True]

# %%
# Pitfall: Double and Float
# -------------------------
#
# The weights of a layer are float32 unless you ask otherwise. A matrix product does not
# promote, so NumPy's float64 ends in an error there. ``Double`` is float64, ``Float``
# is float32.

layer = torch.nn.Linear(2, 1)
data = np.ones((3, 2))
try:
    layer(torch.tensor(data))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("float64 went into a float32 layer")

assert layer.weight.dtype == torch.float32

# %%
# Convert where the array becomes a tensor.

x = torch.tensor(data, dtype=torch.float32)
print(layer(x).dtype)

assert layer(x).shape == (3, 1)
assert layer(x).dtype == torch.float32

# %%
# Pitfall: NumPy has no bfloat16
# ------------------------------
#
# On the way back there must be a NumPy dtype. NumPy itself has none for bfloat16;
# float32 holds every finite bfloat16 exactly.

x = torch.tensor([1.5, 2.5], dtype=torch.bfloat16).cpu()
try:
    x.numpy()
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("NumPy took a bfloat16")

print(x.float().numpy())
every = torch.arange(-(2**15), 2**15).to(torch.int16).view(torch.bfloat16)
every = every[every.isfinite()]
back = every.float().to(torch.bfloat16)
print(f"{torch.equal(back, every) = }")

assert x.float().numpy().tolist() == [1.5, 2.5]
assert torch.equal(back, every)
assert every.numel() == 2**16 - 2 * 2**7

# %%
# You may have read: NumPy's uint16 cannot become a tensor
# --------------------------------------------------------
#
# It can since 2.3, which moves the error to the arithmetic. ``+`` is not there; convert
# first. The tensor is on the CPU here, as ``from_numpy`` makes it.

# sphinx_gallery_fails_on = {"torch<2.3": "uint16, uint32 and uint64 are new in 2.3 (pytorch/pytorch#116594)."}  # noqa: E501
# sphinx_gallery_claim = ["raises(lambda: torch.from_numpy(np.array([1, 2], dtype=np.uint16)))"]  # noqa: E501
depths = torch.from_numpy(np.array([1, 2], dtype=np.uint16))
print(depths)
print(attempt(lambda x: x + 1, depths))
print(depths.to(torch.int32) + 1)

assert depths.dtype == torch.uint16
assert "not implemented for 'UInt16'" in attempt(lambda x: x + 1, depths)
assert (depths.to(torch.int32) + 1).tolist() == [2, 3]

# %%
# Pitfall: in place, the dtype cannot change
# ------------------------------------------
#
# ``n / 2`` is a new tensor and may have a new dtype. ``n /= 2`` would have to put
# floats into int64 memory.

n = torch.tensor([7, -7])
try:
    n /= 2
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("int64 memory took floats")

n = n / 2
print(n)

assert n.tolist() == [3.5, -3.5]
assert n.dtype == torch.float32

# %%
# Pitfall, silent: integers are cut, not rounded
# ----------------------------------------------
#
# Converting cuts the fraction off, and so does writing one number into an integer
# tensor. For negative numbers that is up, where ``//`` goes down. Say which rounding
# you mean, then convert.

x = torch.tensor([-1.7, -0.5, 1.7])
print(f"{x.to(torch.int64).tolist() = }")
print(f"{x.floor().to(torch.int64).tolist() = }")
print(f"{x.round().to(torch.int64).tolist() = }")
n = torch.zeros(2, dtype=torch.int64)
n[0] = -1.7
print(n)

assert n.tolist() == [-1, 0]
assert x.to(torch.int64).tolist() == [-1, 0, 1]
assert x.floor().to(torch.int64).tolist() == [-2, -1, 1]
assert x.round().to(torch.int64).tolist() == [-2, 0, 2]

# %%
# Pitfall, silent: float16 overflows
# ----------------------------------
#
# 300 squared is above 65504 and becomes ``inf``, and the next ``inf - inf`` is ``nan``.
# No error, no warning. A large Python number does not widen float16 either.

x = torch.tensor([300.0], dtype=torch.float16)
print(x**2)
print(x**2 - x**2)
print(x.float() ** 2)

assert torch.isinf(x**2)
assert torch.isinf(x * 1e6)
assert torch.isnan(x**2 - x**2)
assert (x.float() ** 2).item() == 90000

# %%
# You may have read: a float16 mean overflows like its sum
# --------------------------------------------------------
#
# A report of 2020 shows it on the CPU. The sum below is ``inf``, since 100000 does not
# fit. The mean fits, and since 2.1 comes out right: it is not the sum in float16,
# divided.

# sphinx_gallery_fails_on = {"torch<2.1": "Before 2.1 the mean overflowed like the sum."}  # noqa: E501
# sphinx_gallery_claim = ["torch.full((1000,), 100.0, dtype=torch.float16).mean().isinf()"]  # noqa: E501
x = torch.full((1000,), 100.0, dtype=torch.float16)
print(x.sum(), x.sum(dtype=torch.float32))
print(x.mean())

assert torch.isinf(x.sum())
assert x.sum(dtype=torch.float32) == 100000
assert x.mean() == 100

# %%
# Pitfall, silent: a small epsilon is zero
# ----------------------------------------
#
# ``1e-8`` guards a logarithm in float32. In float16 it rounds to zero, and the guard
# is gone. Take a bound that the dtype has: ``tiny``, the smallest normal number.

# sphinx_gallery_fails_on = {"torch<2.1": "Before 2.1 there was no logarithm of float16 on the CPU."}  # noqa: E501
x = torch.zeros(1, dtype=torch.float16)
print(torch.tensor(1e-8, dtype=x.dtype), torch.log(x + 1e-8))
print(torch.log(x.clamp(min=torch.finfo(x.dtype).tiny)))

assert torch.tensor(1e-8, dtype=x.dtype) == 0
assert torch.isinf(torch.log(x + 1e-8))
assert torch.isfinite(torch.log(x.float() + 1e-8))
assert torch.isfinite(torch.log(x.clamp(min=torch.finfo(x.dtype).tiny)))

# %%
# Pitfall, silent: uint8 wraps around
# -----------------------------------
#
# Pictures often come as uint8, and uint8 counts modulo 256. Brighten a light pixel and
# it turns dark. Widen, compute, clamp, convert back.

pixels = torch.tensor([100, 200], dtype=torch.uint8)
print(pixels + 100)
print((pixels.int() + 100).clamp(max=255).to(torch.uint8))

assert (pixels + 100).tolist() == [200, (200 + 100) % 256] == [200, 44]
assert (pixels.int() + 100).clamp(max=255).tolist() == [200, 255]

# %%
# Pitfall, silent: dtype=float is float64
# ---------------------------------------
#
# ``torch.float`` is float32. Python's own ``float`` has 64 bits, and as a dtype it
# means float64.

print(torch.zeros(2, dtype=float))
print(torch.zeros(2, dtype=torch.float))

assert torch.zeros(2, dtype=float).dtype == torch.float64
assert torch.zeros(2, dtype=torch.float).dtype == torch.float32

# %%
# Pitfall, silent: a conversion you did not keep
# ----------------------------------------------
#
# :meth:`torch.Tensor.to`, :meth:`torch.Tensor.half` and their like return a tensor and
# leave yours as it was. A module converts itself, so there the same line works.

x = torch.ones(2)
x.half()
layer = torch.nn.Linear(2, 1)
layer.half()
print(x.dtype, layer.weight.dtype)

assert x.to(torch.float16).dtype == torch.float16
assert x.dtype == torch.float32
assert layer.weight.dtype == torch.float16
assert layer.half() is layer

# %%
# Keep what it returns. Where nothing is to convert you get the same tensor back, not
# a copy.

y = x.half()
print(y.dtype)

assert y.dtype == torch.float16
assert x.float() is x.to(torch.float32) is x

# %%
# Pitfall, silent: torch.equal does not compare dtypes
# ----------------------------------------------------
#
# A test with :func:`torch.equal` passes although the dtype is wrong.
# :func:`torch.testing.assert_close` looks at the dtype too.

single, double = torch.ones(2), torch.ones(2, dtype=torch.float64)
print(torch.equal(single, double))
try:
    torch.testing.assert_close(single, double)
except AssertionError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two dtypes passed as close")

assert torch.equal(single, double)

# %%
# Next to its neighbours
# ----------------------
#
# ``x.to(dtype)``, ``x.type(dtype)`` and the named methods convert the values.
# ``x.view(dtype)`` keeps the bits. :func:`torch.promote_types` names the type in which
# two dtypes meet.

x = torch.tensor([1.0, 2.0])
print(x.to(torch.int32), x.view(torch.int32))
print(torch.promote_types(torch.float16, torch.bfloat16))

assert torch.equal(x.to(torch.int32), x.type(torch.int32))
assert torch.equal(x.to(torch.int32), x.int())
assert not torch.equal(x.to(torch.int32), x.view(torch.int32))
assert torch.promote_types(torch.float16, torch.bfloat16) == torch.float32

# %%
# :func:`torch.set_default_dtype` changes what floats become when no dtype is given, and
# which float dtype prints without its name. It holds for the whole program, so set it
# once, or put it back.

torch.set_default_dtype(torch.float64)
doubles = torch.tensor([1.5]), torch.arange(3) / 2, torch.Tensor([1])
single = torch.ones(1, dtype=torch.float32)
shown = repr(single)
print(*doubles)
print(shown)
torch.set_default_dtype(torch.float32)

assert all(x.dtype == torch.float64 for x in doubles)
assert torch.tensor([1.5]).dtype == torch.float32
assert "dtype=torch.float32" in shown
assert "dtype" not in repr(single)

# %%
# Predict it
# ----------
#
# ``eps`` of float16 is ``2**-10``, and 4096, which is ``2**12``, is far below 65504.
# What does this print?
#
# .. code-block:: python
#
#    x = torch.tensor([4096.0], dtype=torch.float16)
#    print(x + 1, x + 3)

x = torch.tensor([4096.0], dtype=torch.float16)
print(x + 1, x + 3)

assert (x + 1).item() == 4096
assert (x + 3).item() == 4100

# %%
# One of the two is ``True``. Which, and why not the other?
#
# .. code-block:: python
#
#    x = torch.tensor([0.1])
#    x == 0.1
#    x.item() == 0.1

x = torch.tensor([0.1])
print(x == 0.1)
print(x.item() == 0.1, x.item())

assert (x == 0.1).item()
assert x.item() != 0.1

# %%
# Which dtype has each product?
#
# .. code-block:: python
#
#    n = torch.arange(3)
#    n * True
#    n * 0.5
#    n * np.ones(1)[0]
#    n * torch.ones(3, dtype=torch.float16)

n = torch.arange(3)
half = torch.ones(3, dtype=torch.float16)
products = [n * True, n * 0.5, n * np.ones(1)[0], n * half]
print([str(product.dtype) for product in products])

assert products[0].dtype == torch.int64
assert products[1].dtype == products[2].dtype == torch.float32
assert products[3].dtype == torch.float16

# %%
# .. seealso::
#
#    :func:`torch.result_type` and :func:`torch.can_cast` say what two dtypes give and
#    which conversions are allowed; :class:`torch.finfo` and :class:`torch.iinfo` hold
#    the limits. :ref:`sphx_glr_notes_tensors_arange_view.py` shows ``view(dtype)`` and
#    positions that collide in bfloat16; :ref:`sphx_glr_notes_arithmetic_sum.py` the
#    dtype of sums; :ref:`sphx_glr_notes_indexing_one_hot.py` a call that takes int64
#    only; :ref:`sphx_glr_notes_tables_dtypes.py` which calls take which dtype.
