"""
torch.clamp: keep values between two bounds
===========================================

Raise what is too small, lower what is too large: one bound, two, or a tensor of them.
"""

# %%
# The rule
# --------
#
# :func:`torch.clamp` first raises every element below ``min`` to ``min``, then lowers
# every element above ``max`` to ``max``. The result is a new tensor.
# ``x.clamp(min=-1, max=1)`` is the same call as a method.

# sphinx_gallery_tags = ["gradient", "dtype", "in-place"]
import torch

x = torch.arange(-3.0, 4.0)
y = torch.clamp(x, -1, 1)
print(x)
print(y)

assert y.tolist() == [-1, -1, -1, 0, 1, 1, 1]
assert x.tolist() == [-3, -2, -1, 0, 1, 2, 3]
assert torch.equal(x.clamp(min=-1, max=1), y)

# %%
# As a curve
# ----------
#
# Between the bounds the curve is the diagonal. Outside it is flat: there the gradient
# will be 0.

import matplotlib.pyplot as plt

inputs = torch.linspace(-3, 3, 301)
plt.figure(figsize=(5, 3), layout="constrained")
plt.plot(inputs.cpu(), inputs.cpu(), linestyle="--", label="x")
plt.plot(inputs.cpu(), inputs.clamp(-1, 1).cpu(), label="x.clamp(-1, 1)")
plt.title("The diagonal from -1 to 1, flat outside")
plt.xlabel("x")
plt.ylabel("result")
plt.legend()
plt.show()

assert inputs.clamp(-1, 1).abs().max() == 1

# %%
# As code
# -------
#
# The usual definition has three cases: ``min`` below it, ``max`` above it, the element
# itself in between. Here it is with :func:`torch.where`.


def three_cases(x, low, high):
    return torch.where(x < low, low, torch.where(x > high, high, x))


print(three_cases(x, -1, 1))

assert torch.equal(three_cases(x, -1, 1), x.clamp(-1, 1))
assert torch.equal(three_cases(inputs, -0.5, 2), inputs.clamp(-0.5, 2))

# %%
# One bound
# ---------
#
# Leave the other one out, or pass ``None``. A single bound without a name is ``min``.
# With ``min=0``, the values are those of :func:`torch.nn.functional.relu`.

print(x.clamp(min=0))
print(x.clamp(max=0))

assert torch.equal(x.clamp(0), x.clamp(min=0))
assert torch.equal(x.clamp(None, 0), x.clamp(max=0))
assert torch.equal(x.clamp(min=0), torch.nn.functional.relu(x))

# %%
# With no bound at all there is nothing to do, and PyTorch takes that for a mistake.

try:
    x.clamp(min=None, max=None)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("clamp without bounds was accepted")

# %%
# A bound for each element
# ------------------------
#
# A bound may be a tensor. It is broadcast against the input, so ``(3,)`` is one bound
# for each column, and ``(2, 1)`` one for each row.

grid = torch.arange(6).view(2, 3)
print(grid.clamp(max=torch.tensor([1, 2, 3])))
print(grid.clamp(max=torch.tensor([[1], [4]])))

assert grid.clamp(max=torch.tensor([1, 2, 3])).tolist() == [[0, 1, 2], [1, 2, 3]]
assert grid.clamp(max=torch.tensor([[1], [4]])).tolist() == [[0, 1, 1], [3, 4, 4]]

# %%
# Broadcasting goes both ways: two bounds for one row make two rows. The result can be
# larger than the input.

levels = torch.tensor([[-1.0], [1.0]])
print(x.clamp(min=levels))

assert x.shape == (7,)
assert x.clamp(min=levels).shape == (2, 7)
assert torch.equal(x.clamp(min=levels)[1], x.clamp(min=1))

# %%
# In place
# --------
#
# :meth:`torch.Tensor.clamp_` writes the result into the tensor itself. It returns that
# same tensor.

own = torch.arange(5)
same = own.clamp_(max=2)
print(own)

assert own.tolist() == [0, 1, 2, 2, 2]
assert same is own

# %%
# The dtype of the result
# -----------------------
#
# The kinds are bool, integer, float. A number as bound changes the dtype only if it is
# of a higher kind: a float bound makes integers float, but does not widen a bfloat16.

kinds = [
    (torch.int64, 0, 2),
    (torch.int64, 0, 1.5),
    (torch.uint8, 0, 2),
    (torch.bool, 0, 1),
    (torch.bfloat16, 0, 1.5),
    (torch.float32, 0, 2),
]
for dtype, low, high in kinds:
    result = torch.ones(2, dtype=dtype).clamp(low, high)
    print(f"{dtype!s:>14}.clamp({low}, {high!s:<3})  ->  {result.dtype}")

    assert result.dtype == torch.result_type(torch.ones(2, dtype=dtype), high)

# %%
# A tensor bound with at least one axis counts fully, as in any arithmetic: float64
# bounds make a float64 result. One without axes does not widen a float32. But if it is
# of a higher kind, its own dtype comes out: a float64 bound makes integers float64.

bound = torch.tensor([0.5, 0.5], dtype=torch.float64)
result = torch.ones(2).clamp(max=bound)
print(result)

assert result.dtype == torch.float64
assert torch.ones(2).clamp(max=bound[0]).dtype == torch.float32
assert torch.arange(2).clamp(max=bound[0]).dtype == torch.float64
assert torch.arange(2).clamp(max=0.5).dtype == torch.float32

# %%
# You may have read: integers take integer bounds only
# ----------------------------------------------------
#
# Older documentation asked for that. Today a float bound is kept as it is, and the
# result is float.

# sphinx_gallery_claim = ["raises(lambda: torch.arange(-3, 4).clamp(-1.5, 1.5))", "torch.arange(-3, 4).clamp(-1.5, 1.5).tolist() == [-1, -1, -1, 0, 1, 1, 1]"]  # noqa: E501
whole = torch.arange(-3, 4)
print(whole.clamp(-1.5, 1.5))

assert whole.clamp(-1.5, 1.5).dtype == torch.float32
assert whole.clamp(-1.5, 1.5).tolist() == [-1.5, -1.5, -1, 0, 1, 1.5, 1.5]
assert whole.clamp(-1, 1).dtype == torch.int64

# %%
# Where the gradient goes
# -----------------------
#
# Inside the bounds the gradient passes unchanged. Outside it is 0: the curve is flat.
# Exactly at a bound both slopes meet. Since PyTorch 2.14 the gradient there is 0, the
# smaller of the two; before, it passed.

# sphinx_gallery_differs_on = {"torch<2.14": "Before 2.14 the gradient at a bound was 1 (pytorch/pytorch#191142)."}  # noqa: E501
at_a_bound = 0 if torch.__version__ >= "2.14" else 1
v = torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0], requires_grad=True)
v.clamp(-1, 1).sum().backward()
for value, gradient in zip(v.tolist(), v.grad.tolist(), strict=True):
    print(f"x = {value:4}   gradient {gradient:.0f}")

assert v.grad.tolist() == [0, at_a_bound, 1, at_a_bound, 0]

# %%
# Tensor bounds can learn as well. The gradient of an element goes to the bound that
# replaced it, or to the element. Where the two are equal, each gets one half since
# 2.14, as with :func:`torch.maximum`; before, the element got all of it.

# sphinx_gallery_differs_on = {"torch<2.14": "Before 2.14 an element at its bound got all of the gradient, and the bound nothing (pytorch/pytorch#191142)."}  # noqa: E501
part = 0.5 if torch.__version__ >= "2.14" else 1
v = torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0], requires_grad=True)
low = torch.full((5,), -1.0, requires_grad=True)
high = torch.full((5,), 1.0, requires_grad=True)
v.clamp(low, high).sum().backward()
print(f"{v.grad = }")
print(f"{low.grad = }")
print(f"{high.grad = }")

assert v.grad.tolist() == [0, part, 1, part, 0]
assert low.grad.tolist() == [1, 1 - part, 0, 0, 0]
assert high.grad.tolist() == [0, 0, 0, 1 - part, 1]

# %%
# Nothing of it is lost: the three add up to 1. Since 2.14 that holds below two equal
# bounds and for NaN as well; before, the gradient went nowhere in these two places.

# sphinx_gallery_differs_on = {"torch<2.14": "Before 2.14 the gradient was lost below two equal bounds, and where an element is NaN (pytorch/pytorch#191142)."}  # noqa: E501
kept = 1 if torch.__version__ >= "2.14" else 0
v = torch.tensor([-2.0, 0.0, 2.0, float("nan")], requires_grad=True)
low = torch.zeros(4, requires_grad=True)
high = torch.tensor([0.0, 0.0, 0.0, 1.0], requires_grad=True)
v.clamp(low, high).sum().backward()
print(v.grad + low.grad + high.grad)

assert v.grad.tolist() == [0, 1, 0, kept]
assert low.grad.tolist() == [kept, 0, 0, 0]
assert high.grad.tolist() == [0, 0, 1, 0]

# %%
# You may have read: at a bound the gradient is 0
# -----------------------------------------------
#
# For ``clamp`` it is 0 since 2.14, as it always was for ``hardtanh`` and ``relu``;
# before, it was 1. ``maximum`` has the same corner at -1 and gives one half, and so
# does ``clamp`` since then where the bound is a tensor: two equal curves can train
# differently.

# sphinx_gallery_differs_on = {"torch<2.14": "Before 2.14 clamp gave 1 at a bound (pytorch/pytorch#191142)."}  # noqa: E501
# sphinx_gallery_claim = ["torch.autograd.functional.jacobian(lambda c: c.clamp(-1, 1), torch.tensor(-1.0)) == 0", "torch.autograd.functional.jacobian(lambda c: c.clamp(min=-1), torch.tensor(-1.0)) == 0", "torch.autograd.functional.jacobian(lambda c: c.clamp(min=torch.tensor(-1.0)), torch.tensor(-1.0)) == 0"]  # noqa: E501
calls = {
    "clamp(-1, 1)": lambda t: t.clamp(-1, 1),
    "hardtanh": torch.nn.functional.hardtanh,
    "clamp(min=-1)": lambda t: t.clamp(min=-1),
    "relu(x + 1) - 1": lambda t: torch.nn.functional.relu(t + 1) - 1,
    "maximum(x, -1)": lambda t: torch.maximum(t, torch.tensor(-1.0)),
}
at_bound = {}
for name, call in calls.items():
    corner = torch.tensor(-1.0, requires_grad=True)
    call(corner).backward()
    at_bound[name] = corner.grad.item()
    print(f"{name:<15} at -1: {at_bound[name]}")

assert list(at_bound.values()) == [at_a_bound, 0, at_a_bound, 0, 0.5]
assert torch.equal(calls["hardtanh"](x), x.clamp(-1, 1))
assert torch.equal(calls["relu(x + 1) - 1"](x), x.clamp(min=-1))
assert torch.equal(calls["maximum(x, -1)"](x), x.clamp(min=-1))

# %%
# Pitfall, silent: the result is thrown away
# ------------------------------------------
#
# ``clamp`` without the underscore leaves the tensor alone. Assign its result, or use
# ``clamp_``.

scores = torch.tensor([-0.5, 0.5, 1.5])
scores.clamp(0, 1)
print(scores)

scores = scores.clamp(0, 1)
print(scores)

assert scores.tolist() == [0, 0.5, 1]

# %%
# Pitfall, silent: ``min`` greater than ``max``
# ---------------------------------------------
#
# Swap the two and nothing is raised. The rule goes on: everything below 1 is raised to
# 1, then everything above -1 is lowered to -1. All values are lost, all gradients 0.

v = torch.arange(-2.0, 3.0, requires_grad=True)
swapped = v.clamp(1, -1)
swapped.sum().backward()
print(swapped.detach())
print(v.grad)

assert swapped.tolist() == [-1] * 5
assert v.grad.tolist() == [0] * 5

# %%
# The definition in three cases, read from the top, would have answered ``min`` for
# small elements. PyTorch raises, then lowers, so ``max`` has the last word.

below = torch.tensor([-5.0])
print(f"{three_cases(below, 1, -1) = }")
print(f"{below.clamp(1, -1) = }")

assert three_cases(below, 1, -1) == 1
assert below.clamp(1, -1) == -1

# %%
# Where bounds are computed, compare them before you clamp.

low, high = torch.tensor([0.0, 2.0]), torch.tensor([1.0, 1.0])
ordered = low <= high
print(ordered)

assert torch.tensor([5.0, 5.0]).clamp(low, high).tolist() == [1, 1]
assert not ordered.all()

# %%
# Pitfall, silent: NaN is not clamped
# -----------------------------------
#
# Infinities are. NaN goes through ``clamp`` as through arithmetic: it stays NaN.
# Replace it first, with :func:`torch.nan_to_num`.

odd = torch.tensor([float("nan"), float("inf"), float("-inf"), 0.5])
print(odd.clamp(0, 1))
print(odd.nan_to_num(nan=0.0).clamp(0, 1))

assert odd.clamp(0, 1)[0].isnan()
assert odd.clamp(0, 1)[1:].tolist() == [1, 0, 0.5]
assert odd.nan_to_num(nan=0.0).clamp(0, 1).tolist() == [0, 1, 0, 0.5]

# %%
# A bound that is NaN spoils the elements that it applies to. A number applies to all of
# them, since 2.12 also where it is the only bound.

# sphinx_gallery_fails_on = {"torch<2.12": "Before 2.12 a bound that was the number NaN did nothing when it was the only one (pytorch/pytorch#172200)."}  # noqa: E501
nan = float("nan")
print(torch.zeros(3).clamp(max=nan))
print(torch.zeros(3).clamp(max=torch.tensor([1.0, nan, 1.0])))

assert torch.zeros(3).clamp(max=nan).isnan().all()
assert torch.zeros(3).clamp(max=torch.tensor([1.0, nan, 1.0])).isnan().sum() == 1

# %%
# You may have read: with bounds swapped, all become ``max``
# ----------------------------------------------------------
#
# The documentation says so for ``min`` greater than ``max``. All but NaN do.

# sphinx_gallery_claim = ["torch.tensor([-5.0, 2.0, 5.0]).clamp(3, 1).tolist() == [1, 1, 1]", 'torch.tensor([float("nan")]).clamp(3, 1).tolist() == [1]']  # noqa: E501
mixed = torch.tensor([nan, -5.0, 5.0])
print(mixed.clamp(3, 1))

assert mixed.clamp(3, 1)[0].isnan()
assert mixed.clamp(3, 1)[1:].tolist() == [1, 1]

# %%
# Pitfall: one number and one tensor
# ----------------------------------
#
# Both bounds must be numbers, or both tensors; the message lists the two forms. Wrap
# the number: a tensor without axes fits any shape. If no gradient is tracked for it, it
# also passes beside a number.

lows = torch.full((7,), -1.0)
try:
    torch.clamp(x, lows, 1)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a tensor and a number were accepted together")

assert torch.equal(torch.clamp(x, lows, torch.tensor(1.0)), y)
assert torch.equal(torch.clamp(x, torch.tensor(-1.0), 1), y)

# %%
# Pitfall: ``clamp_`` cannot change the dtype
# -------------------------------------------
#
# Integers with a float bound give floats, and arithmetic in place refuses to write
# floats into integers. Convert first, or clamp out of place.

whole = torch.arange(-3, 4)
try:
    whole.clamp_(-1.5, 1.5)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("floats were written into integers")

assert torch.equal(whole, torch.arange(-3, 4))
assert whole.float().clamp_(-1.5, 1.5).dtype == torch.float32
assert whole.clamp(-1.5, 1.5).dtype == torch.float32

# %%
# Pitfall: ``clamp_`` on a parameter
# ----------------------------------
#
# A tensor that you optimise must not be changed in place while autograd watches.

weight = torch.tensor([-2.0, 0.5], requires_grad=True)
try:
    weight.clamp_(0, 1)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a leaf was clamped in place")

# %%
# Keeping weights in a range is not part of the loss. Do it after the step, inside
# :class:`torch.no_grad`.

with torch.no_grad():
    weight.clamp_(0, 1)
print(weight)

assert weight.tolist() == [0, 0.5]
assert weight.requires_grad

# %%
# Pitfall, silent: outside the bounds nothing is learned
# ------------------------------------------------------
#
# The best ``w`` here is 0.5. It starts at 3, outside the bounds, where the gradient is
# 0. No step moves it, and the loss never falls.

w = torch.tensor(3.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.25)
for _ in range(3):
    optimizer.zero_grad()
    loss = (w.clamp(0, 1) - 0.5) ** 2
    loss.backward()
    optimizer.step()
    print(f"w = {w.item()}, gradient {w.grad.item()}, loss {loss.item()}")

assert w == 3
assert w.grad == 0

# %%
# Let the loss see ``w`` itself, and put ``w`` back into its range after each step.

for _ in range(3):
    optimizer.zero_grad()
    ((w - 0.5) ** 2).backward()
    optimizer.step()
    with torch.no_grad():
        w.clamp_(0, 1)
    print(f"w = {w.item()}")

assert w == 0.625

# %%
# Pitfall, silent: clamping an infinity, NaN in the gradient
# ----------------------------------------------------------
#
# The values are fine: :func:`torch.exp` overflows to ``inf``, and ``clamp`` lowers it
# to 5. Backwards, ``clamp`` sends 0, and ``exp`` multiplies that by its own result,
# which is ``inf``. 0 times ``inf`` is NaN.

v = torch.tensor([0.0, 100.0], requires_grad=True)
values = v.exp().clamp(max=5)
values.sum().backward()
print(values.detach())
print(v.grad)

assert v.exp()[1].isinf()
assert values.tolist() == [1, 5]
assert v.grad[0] == 1
assert v.grad[1].isnan()

# %%
# Clamp the input of the dangerous function, not its output.

import math

v.grad = None
values = v.clamp(max=math.log(5)).exp()
values.sum().backward()
print(values.detach())
print(v.grad)

torch.testing.assert_close(values.detach(), torch.tensor([1.0, 5.0]))
assert v.grad.tolist() == [1, 0]

# %%
# Pitfall, silent: a bound that rounding removes
# ----------------------------------------------
#
# A probability is kept away from 1 so that the logarithm of the rest to 1 stays
# finite. But ``1 - 1e-8`` is a Python number, and as a float32 it is 1.

p = torch.tensor([1.0])
safe = p.clamp(1e-8, 1 - 1e-8)
print(safe)
print(torch.log(1 - safe))

assert 1 - 1e-8 < 1
assert safe == 1
assert torch.log(1 - safe).isneginf()

# %%
# Take the bound from the dtype: ``eps`` is the gap between 1 and the next number above
# it. A float16 loses small lower bounds in the same way.

eps = torch.finfo(p.dtype).eps
safe = p.clamp(eps, 1 - eps)
print(torch.log(1 - safe))

assert torch.nextafter(p, 2 * p) - 1 == eps
assert safe < 1
assert torch.log(1 - safe).isfinite()
assert torch.tensor(1e-8, dtype=torch.float16) == 0

# %%
# Pitfall, silent: clamping after the overflow
# --------------------------------------------
#
# You brighten a picture of ``uint8`` by 100 and clamp it to 255. By then 255 + 100 has
# become 99, and 99 is in range. Widen first, clamp, then go back.

pixels = torch.tensor([0, 100, 255], dtype=torch.uint8)
print((pixels + 100).clamp(0, 255))
print((pixels.int() + 100).clamp(0, 255).to(torch.uint8))

assert (pixels + 100).clamp(0, 255).tolist() == [100, 200, 99]
assert (pixels.int() + 100).clamp(0, 255).tolist() == [100, 200, 255]

# %%
# Pitfall, silent: a negative bound for ``uint8``
# -----------------------------------------------
#
# Before 2.15 an integer bound was turned into the dtype of the result: as ``uint8``, -1
# was 255, and a bound that should do nothing made the picture white. Since 2.15 a bound
# outside the range does nothing, or raises if no value could keep it.

# sphinx_gallery_differs_on = {"torch<2.15": "Before 2.15 a bound outside the range was turned into the dtype, where that was possible (pytorch/pytorch#193169)."}  # noqa: E501
unchanged = pixels.clamp(min=-1)
print(unchanged)
try:
    pixels.clamp(min=256)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a uint8 was at least 256")

white = torch.__version__ < "2.15"
assert unchanged.tolist() == ([255, 255, 255] if white else [0, 100, 255])
assert white or torch.equal(pixels.clamp(-1, 256), pixels)
assert torch.equal(pixels.int().clamp(min=-1, max=256), pixels.int())

# %%
# Pitfall, silent: ``clamp_`` on a selection
# ------------------------------------------
#
# ``t[mask]`` is a copy. The copy is clamped in place, and nobody keeps it. A slice is a
# view, so ``clamp_`` on it reaches ``t``.

t = torch.arange(-3, 4)
t[t > 0].clamp_(max=1)
print(t)
t[:3].clamp_(min=-1)
print(t)

assert t.tolist() == [-1, -1, -1, 0, 1, 2, 3]

# %%
# For a mask, assign.

t = torch.arange(-3, 4)
mask = t > 0
t[mask] = t[mask].clamp(max=1)
print(t)

assert t.tolist() == [-3, -2, -1, 0, 1, 1, 1]

# %%
# You may have read: ``out`` is the fourth argument
# -------------------------------------------------
#
# ``torch.clamp(input, min, max, out=None)`` was once the documented form. Today ``out``
# has to be named.

# sphinx_gallery_claim = ["not raises(lambda: torch.clamp(torch.zeros(2), -1, 1, torch.empty(2)))"]  # noqa: E501
buffer = torch.empty(7)
try:
    torch.clamp(x, -1, 1, buffer)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("out was accepted without its name")

assert torch.clamp(x, -1, 1, out=buffer) is buffer
assert torch.equal(buffer, y)

# %%
# Next to its neighbours
# ----------------------
#
# :func:`torch.clip` is the same call under NumPy's name. :func:`torch.maximum` followed
# by :func:`torch.minimum` gives the same values in two calls, for tensors only.

two_calls = torch.minimum(torch.maximum(x, torch.tensor(-1.0)), torch.tensor(1.0))
print(torch.clip(x, -1, 1))
print(two_calls)

assert torch.equal(torch.clip(x, -1, 1), y)
assert torch.equal(two_calls, y)
assert torch.equal(torch.minimum(torch.maximum(x, x + 1), x - 1), x.clamp(x + 1, x - 1))

# %%
# :func:`numpy.clip` has the same rule, swapped bounds included. It also takes a number
# together with an array.

import numpy as np

array = x.cpu().numpy()
print(np.clip(array, -1, 1))

assert np.array_equal(np.clip(array, 3, 1), x.clamp(3, 1).cpu().numpy())
assert np.array_equal(np.clip(array, np.full(7, -1.0), 1), y.cpu().numpy())

# %%
# "Clipping gradients" is another matter. Call :func:`torch.nn.utils.clip_grad_value_`
# before the step: it clamps ``.grad`` in place and leaves the values alone.

weight = torch.tensor([3.0, -0.1], requires_grad=True)
weight.pow(2).sum().backward()
print(weight.grad)
torch.nn.utils.clip_grad_value_([weight], 1.0)
print(weight.grad)

torch.testing.assert_close(weight.grad, torch.tensor([1.0, -0.2]))
torch.testing.assert_close(weight.detach(), torch.tensor([3.0, -0.1]))

# %%
# Predict it
# ----------
#
# What are the values and the dtype of ``torch.tensor([1, 2, 3]).clamp(min=1.5)``?

answer = torch.tensor([1, 2, 3]).clamp(min=1.5)
print(answer, answer.dtype)

assert answer.tolist() == [1.5, 2, 3]
assert answer.dtype == torch.float32

# %%
# Two of these are equal for every ``t``. Which two?
#
# .. code-block:: python
#
#    t.clamp(min=1).clamp(max=0)
#    t.clamp(max=0).clamp(min=1)
#    t.clamp(1, 0)

t = torch.arange(-2, 4)
print(t.clamp(min=1).clamp(max=0))
print(t.clamp(max=0).clamp(min=1))
print(t.clamp(1, 0))

assert torch.equal(t.clamp(min=1).clamp(max=0), t.clamp(1, 0))
assert not torch.equal(t.clamp(max=0).clamp(min=1), t.clamp(1, 0))

# %%
# What is ``v.grad`` after this, on PyTorch 2.14 or later?
#
# .. code-block:: python
#
#    v = torch.tensor([-1.0, 0.0, 0.5, 2.0], requires_grad=True)
#    (3 * v.clamp(0, 1)).sum().backward()

# sphinx_gallery_differs_on = {"torch<2.14": "Before 2.14 the element at a bound had a gradient as well."}  # noqa: E501
v = torch.tensor([-1.0, 0.0, 0.5, 2.0], requires_grad=True)
(3 * v.clamp(0, 1)).sum().backward()
print(v.grad)

assert v.grad.tolist() == [0, 3 * at_a_bound, 3, 0]

# %%
# .. seealso::
#
#    :func:`torch.nan_to_num` replaces NaN and infinities. :class:`torch.nn.Hardtanh`
#    and :class:`torch.nn.ReLU6` are the same curve as a layer, and
#    :func:`torch.nn.utils.clip_grad_norm_` scales gradients instead of clamping them.
#    :ref:`sphx_glr_notes_arithmetic_broadcasting.py` has the rule for tensor bounds,
#    :ref:`sphx_glr_notes_tensors_data_types.py` the one for dtypes.
