"""
Module.register_buffer: state that is not trained
=================================================

Keep a tensor in a module so that it is saved, loaded and moved, but not trained.
"""

# %%
# The rule
# --------
#
# ``module.register_buffer(name, tensor)`` adds a tensor to the module's state:
# ``module.<name>`` reads it, ``state_dict()`` lists it for saving, ``to()`` moves it,
# and ``parameters()`` leaves it out. See :meth:`torch.nn.Module.register_buffer`.

# sphinx_gallery_tags = ["module", "dtype"]
import torch
from torch import nn

module = nn.Module()
module.register_buffer("mean", torch.zeros(2))
print(module.mean)
print("buffers:   ", [name for name, _ in module.named_buffers()])
print("parameters:", [name for name, _ in module.named_parameters()])
print("saved:     ", list(module.state_dict()))

assert [name for name, _ in module.named_buffers()] == ["mean"]
assert list(module.parameters()) == []
assert list(module.state_dict()) == ["mean"]
assert module.to("meta").mean.is_meta

# %%
# A buffer that changes
# ---------------------
#
# This layer has one parameter, ``scale``, and two buffers. In training, ``forward``
# moves ``mean`` halfway to the mean of the batch, and counts the batch.


class Center(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(2))
        self.register_buffer("mean", torch.zeros(2))
        self.register_buffer("batches", torch.tensor(0))

    def forward(self, x):
        if self.training:
            self.mean.lerp_(x.detach().mean(dim=0), 0.5)
            self.batches.add_(1)
        return (x - self.mean) * self.scale


center = Center()
print([name for name, _ in center.named_parameters()])
print([name for name, _ in center.named_buffers()])

assert [name for name, _ in center.named_parameters()] == ["scale"]
assert [name for name, _ in center.named_buffers()] == ["mean", "batches"]

# %%
# The mean of this batch is (2, 4). Each call halves the distance. In ``eval()`` this
# ``forward`` leaves both buffers alone, since it asks ``self.training``.

x = torch.tensor([[1.0, 2.0], [3.0, 6.0]])
for _ in range(3):
    center(x)
    print(f"batch {center.batches.item()}: {center.mean.tolist()}")
center.eval()
center(x)
print(f"eval():  {center.mean.tolist()}")

assert x.mean(dim=0).tolist() == [2, 4]
assert center.mean.tolist() == [1.75, 3.5]
assert center.batches == 3

# %%
# The state dict holds both kinds
# -------------------------------
#
# :meth:`torch.nn.Module.state_dict` returns an ordered dictionary: parameters and
# buffers, by name. Both are plain tensors there; which is which, the module knows.

state = center.state_dict()
print(type(state).__name__)
for name, tensor in state.items():
    print(f"{name:8} {tensor.tolist()}")

assert type(state).__name__ == "OrderedDict"
assert list(state) == ["scale", "mean", "batches"]
assert {type(tensor) for tensor in state.values()} == {torch.Tensor}

# %%
# Inside another module the names get a prefix, as those of parameters do.

model = nn.Sequential(nn.Linear(2, 2), center)
print([name for name, _ in model.named_buffers()])

assert [name for name, _ in model.named_buffers()] == ["1.mean", "1.batches"]
assert model.get_buffer("1.mean") is center.mean

# %%
# A buffer is saved and loaded
# ----------------------------
#
# Write the state to a file, make a new layer, load. The buffers come back with the
# parameter.

import tempfile
from pathlib import Path

fresh = Center()
print("new:   ", fresh.mean.tolist(), fresh.batches.item())
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "center.pt")
    torch.save(center.state_dict(), file)
    fresh.load_state_dict(torch.load(file, weights_only=True))
print("loaded:", fresh.mean.tolist(), fresh.batches.item())

assert fresh.mean.tolist() == [1.75, 3.5]
assert fresh.batches == 3

# %%
# The optimizer is not given the buffers
# --------------------------------------
#
# An optimizer changes what you hand to it, and ``parameters()`` does not list buffers.
# So ``step()`` moves ``scale`` and not ``mean``.

optimizer = torch.optim.SGD(fresh.parameters(), lr=0.5, weight_decay=0.1)
fresh(x).sum().backward()
before = {name: tensor.clone() for name, tensor in fresh.state_dict().items()}
optimizer.step()
for name, tensor in fresh.state_dict().items():
    print(f"{name:8} changed: {not torch.equal(tensor, before[name])}")

assert not torch.equal(fresh.scale, before["scale"])
assert torch.equal(fresh.mean, before["mean"])
assert torch.equal(fresh.batches, before["batches"])

# %%
# ``.to(dtype)`` casts the floats and leaves the integers
# -------------------------------------------------------
#
# :meth:`torch.nn.Module.to` with a dtype casts parameters and buffers, but not those of
# integers or booleans: a counter or a mask keeps its own dtype. The module then holds a
# new tensor as the buffer; the parameter is the same object as before.

mixed = Center()
mixed.register_buffer("mask", torch.tensor([True, False]))
scale, mean = mixed.scale, mixed.mean
mixed.to(torch.float16)
for name, tensor in mixed.state_dict().items():
    print(f"{name:8} {tensor.dtype}")

assert mixed.scale.dtype == mixed.mean.dtype == torch.float16
assert mixed.batches.dtype == torch.int64
assert mixed.mask.dtype == torch.bool
assert mixed.scale is scale
assert mixed.mean is not mean

# %%
# An integer dtype is refused, and nothing is cast. :meth:`torch.nn.Module.type` makes
# no difference between dtypes: it casts counters and masks too.

try:
    mixed.to(torch.int64)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a module was cast to integers")

assert mixed.mean.dtype == torch.float16
mixed.type(torch.float64)
print({name: tensor.dtype for name, tensor in mixed.named_buffers()})

assert {tensor.dtype for tensor in mixed.buffers()} == {torch.float64}

# %%
# ``.to(device)`` moves all of them. The ``meta`` device, which holds shapes without
# numbers, exists on every machine and shows it.

mixed.to("meta")
print({name: str(tensor.device) for name, tensor in mixed.state_dict().items()})

assert all(tensor.is_meta for tensor in mixed.state_dict().values())

# %%
# ``persistent=False``: moved, but not saved
# ------------------------------------------
#
# For a tensor that you can compute again, such as a mask or a table of positions. It is
# a buffer like any other, but ``state_dict()`` leaves it out.

module = nn.Module()
module.register_buffer("positions", torch.arange(3.0), persistent=False)
print("buffers:", [name for name, _ in module.named_buffers()])
print("saved:  ", list(module.state_dict()))
module.to(torch.float64)
print("dtype:  ", module.positions.dtype)

assert "positions" in dict(module.named_buffers())
assert list(module.state_dict()) == []
assert module.positions.dtype == torch.float64

# %%
# A state without it loads. A state that still holds it, from before you added
# ``persistent=False``, does not.

print(module.load_state_dict({}))
try:
    module.load_state_dict({"positions": torch.arange(3.0)})
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a buffer that is not persistent was loaded")

# %%
# Assigning a tensor keeps it a buffer
# ------------------------------------
#
# Once a name is registered, ``module.name = tensor`` replaces the buffer. There is no
# need to register again. Writing in place, with ``copy_`` or ``+=``, keeps the tensor
# and changes its numbers.

center = Center()
first = center.mean
center.mean = first + 1
print("assigned:", center.mean is first, list(center.state_dict()))
second = center.mean
center.mean += 1
center.mean.copy_(2 * center.mean)
print("in place:", center.mean is second, center.mean.tolist())

assert center.mean is second is not first
assert center.mean.tolist() == [4, 4]
assert "mean" in dict(center.named_buffers())
assert first.tolist() == [0, 0]

# %%
# :class:`torch.nn.parameter.Buffer`, also ``nn.Buffer``, registers by assignment, as
# :class:`torch.nn.parameter.Parameter` does. Here too, ``persistent=False`` keeps it
# out of the state dict.

# sphinx_gallery_fails_on = {"torch<2.5": "nn.Buffer is new in 2.5 (pytorch/pytorch#125971)."}  # noqa: E501
module = nn.Module()
module.mean = nn.Buffer(torch.zeros(2))
module.scratch = nn.Buffer(torch.zeros(2), persistent=False)
print("buffers:", [name for name, _ in module.named_buffers()])
print("saved:  ", list(module.state_dict()))

assert [name for name, _ in module.named_buffers()] == ["mean", "scratch"]
assert list(module.state_dict()) == ["mean"]

# %%
# You may have read: a buffer is a constant
# -----------------------------------------
#
# Nothing makes it constant. ``mean`` in ``Center`` follows the batches in training, and
# so do the buffers of :class:`torch.nn.BatchNorm1d`. A buffer can hold a constant; the
# word says only that the module keeps it and ``parameters()`` does not list it.

# sphinx_gallery_claim = ["(lambda norm: (norm(torch.ones(2, 2)), norm.running_mean.tolist()))(nn.BatchNorm1d(2))[1] == [0, 0]"]  # noqa: E501
norm = nn.BatchNorm1d(2, momentum=0.5)
start = {name: buffer.clone() for name, buffer in norm.named_buffers()}
norm(x)
for name, buffer in norm.named_buffers():
    print(f"{name:20} {start[name].tolist()} -> {buffer.tolist()}")

assert all(not torch.equal(norm.get_buffer(name), start[name]) for name in start)

# %%
# You may have read: buffers are updated in ``forward``
# -----------------------------------------------------
#
# Only if you write it there. Registering updates nothing, and any other code may change
# a buffer as well.

# sphinx_gallery_claim = ["(lambda norm: (norm(torch.ones(2, 2)), norm.running_mean.tolist()))(nn.BatchNorm1d(2))[1] != [0, 0]", "(lambda norm: (norm(torch.ones(2, 2)), norm.running_mean.tolist()))(nn.BatchNorm1d(2).eval())[1] != [0, 0]"]  # noqa: E501
still = nn.Linear(2, 2)
still.register_buffer("mean", torch.zeros(2))
still(x)
after_forward = still.mean.tolist()
still.mean.fill_(5)
print("after forward:", after_forward)
print("after fill_:  ", still.mean.tolist())

assert after_forward == [0, 0]
assert still.mean.tolist() == [5, 5]

# %%
# You may have read: a buffer has no gradient
# -------------------------------------------
#
# A tensor requires none by default. If it does, it gets ``.grad`` like any other leaf.
# It is still no parameter: :meth:`torch.nn.Module.zero_grad` does not clear it, so its
# gradient piles up, and an optimizer made from ``parameters()`` passes it by. Hand the
# buffer itself to an optimizer, and ``step()`` moves it.

# sphinx_gallery_claim = ["not nn.BatchNorm1d(2).running_mean.requires_grad", '(lambda one: (one.register_buffer("shift", torch.zeros(2, requires_grad=True)), one.shift.sum().backward(), one.shift.grad))(nn.Module())[2] is None']  # noqa: E501
steered = nn.Linear(2, 2)
steered.register_buffer("shift", torch.zeros(2, requires_grad=True))
for _ in range(2):
    steered.zero_grad()
    (steered(x) + steered.shift).sum().backward()
    print("bias:", steered.bias.grad.tolist(), "shift:", steered.shift.grad.tolist())

assert steered.shift.grad.tolist() == [4, 4]
assert steered.bias.grad.tolist() == [2, 2]
torch.optim.SGD(steered.parameters(), lr=0.5).step()
assert steered.shift.tolist() == [0, 0]
torch.optim.SGD([steered.shift], lr=0.5).step()
assert steered.shift.tolist() == [-2, -2]
assert not any(buffer.requires_grad for buffer in Center().buffers())

# %%
# You may have read: registering a name twice is an error
# -------------------------------------------------------
#
# For a buffer it is not. The second call replaces the first, with a new shape and a new
# ``persistent``, and nothing is raised.

# sphinx_gallery_claim = ['raises(lambda: [one.register_buffer("mean", None) for one in [nn.Module()] * 2])']  # noqa: E501
module = nn.Module()
module.register_buffer("mean", torch.zeros(2))
module.register_buffer("mean", torch.ones(3), persistent=False)
print(module.mean, list(module.state_dict()))

assert module.mean.shape == (3,)
assert list(module.state_dict()) == []

# %%
# Pitfall: a name that is taken, or has a dot
# -------------------------------------------
#
# It is an error if the name belongs to something else: a parameter, a method, or a
# plain attribute that you set before. A dot is refused as well: in a state dict it
# stands between a module and its child.

taken = nn.Linear(2, 2)
taken.plain = torch.zeros(2)
for name in ("weight", "training", "forward", "plain", "running.mean"):
    try:
        taken.register_buffer(name, torch.zeros(2))
    except KeyError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError(f"{name} was registered over")

# %%
# Delete the plain attribute first, or register it in the first place. For the dot use
# an underscore.

del taken.plain
taken.register_buffer("plain", torch.zeros(2))
taken.register_buffer("running_mean", torch.zeros(2))
print([name for name, _ in taken.named_buffers()])

assert [name for name, _ in taken.named_buffers()] == ["plain", "running_mean"]

# %%
# Pitfall: a buffer before ``super().__init__()``
# -----------------------------------------------
#
# ``nn.Module.__init__`` makes the dictionary that holds the buffers. Call it first, as
# ``Center`` does.


class TooEarly(nn.Module):
    def __init__(self):
        self.register_buffer("mean", torch.zeros(2))
        super().__init__()


try:
    TooEarly()
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a buffer was registered too early")

assert "mean" in dict(Center().named_buffers())

# %%
# Pitfall: assigning a number
# ---------------------------
#
# The name of a buffer takes a tensor or ``None``, but no number: resetting a counter
# with ``= 0`` stops. Fill the tensor instead.

try:
    center.batches = 0
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a number became a buffer")
center.batches.fill_(0)
print(center.batches)

assert center.batches == 0
assert center.batches.dtype == torch.int64

# %%
# Pitfall: a saved state without the buffer
# -----------------------------------------
#
# A model gains a buffer after its weights were saved. Loading then fails, since by
# default every name must be there.

old_state = Center().state_dict()
del old_state["mean"]
try:
    Center().load_state_dict(old_state)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a missing buffer went unnoticed")

# %%
# ``strict=False`` loads the rest and returns what was missing. Check that list: a
# misspelt name is skipped in the same way. For what need not be saved, use
# ``persistent=False``.

center = Center()
report = center.load_state_dict(old_state, strict=False)
print(f"{report.missing_keys = }")
print(f"{report.unexpected_keys = }")

assert report.missing_keys == ["mean"]
assert report.unexpected_keys == []
misspelt = center.load_state_dict({"maen": torch.ones(2)}, strict=False)
assert misspelt.unexpected_keys == ["maen"]
assert center.mean.tolist() == [0, 0]

# %%
# A shape that differs is an error with ``strict=False`` too.

try:
    center.load_state_dict({"mean": torch.zeros(3)}, strict=False)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a wrong shape was loaded")

assert center.mean.shape == (2,)

# %%
# Pitfall: a buffer that is ``None``
# ----------------------------------
#
# ``register_buffer(name, None)`` reserves a name. While it is ``None``, it is not saved
# and not loaded. Filled and saved, it does not load into a new module. Give that one a
# tensor of the right shape first.

filled, empty = nn.Module(), nn.Module()
filled.register_buffer("threshold", None)
empty.register_buffer("threshold", None)
filled.threshold = torch.tensor([0.5])
try:
    empty.load_state_dict(filled.state_dict())
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a buffer that is None was loaded")

assert list(filled.state_dict()) == ["threshold"]
assert list(empty.state_dict()) == []
empty.threshold = torch.zeros(1)
print(empty.load_state_dict(filled.state_dict()))

assert empty.threshold.tolist() == [0.5]

# %%
# Pitfall: the graph of the last batch
# ------------------------------------
#
# A buffer computed from a tensor that requires a gradient remembers how. Here ``scale``
# is learned, so ``mean`` becomes part of the graph: look at its ``grad_fn``.


class KeepsGraph(Center):
    def forward(self, x):
        x = x * self.scale
        self.mean = (self.mean + x.mean(dim=0)) / 2
        return (x - self.mean).square().sum()


keeps = KeepsGraph()
keeps(x).backward()
print(keeps.mean)

assert keeps.mean.requires_grad

# %%
# The next batch builds on that graph, which the first ``backward`` has freed.

try:
    keeps(x).backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {str(error).split(' (')[0]}")
else:
    raise AssertionError("the old graph was still there")

keeps = KeepsGraph()
keeps(x).backward(retain_graph=True)
keeps(x).backward()  # with the graph kept, no error: that it was freed is the cause

# %%
# Detach what goes into the buffer, as ``Center`` does.


class Detaches(Center):
    def forward(self, x):
        x = x * self.scale
        self.mean = (self.mean + x.detach().mean(dim=0)) / 2
        return (x - self.mean).square().sum()


detaches = Detaches()
for _ in range(2):
    detaches(x).backward()
print(detaches.mean)

assert not detaches.mean.requires_grad

# %%
# Pitfall, silent: a plain tensor attribute
# -----------------------------------------
#
# ``self.mean = torch.zeros(2)`` without registering makes an attribute like any other.
# It is not saved, not cast and not moved, alone or in a list.

module = nn.Linear(2, 2)
module.plain = torch.zeros(2)
module.several = [torch.zeros(2)]
module.register_buffer("mean", torch.zeros(2))
module.to(torch.float64)
print("saved:", list(module.state_dict()))
print("dtype:", module.mean.dtype, module.plain.dtype, module.several[0].dtype)

assert list(module.state_dict()) == ["weight", "bias", "mean"]
assert module.mean.dtype == torch.float64
assert module.plain.dtype == module.several[0].dtype == torch.float32

# %%
# It shows when the model moves to another device. The plain tensor stays behind, and
# here the first operation on both stops. Register it.

module.to("meta")
try:
    module.mean - module.plain
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two devices in one operation")

assert module.mean.is_meta
assert not module.plain.is_meta
assert not module.several[0].is_meta

# %%
# Pitfall, silent: a shape nobody checks
# --------------------------------------
#
# Assignment accepts any shape. Forget ``.mean(dim=0)`` in an update, and the buffer has
# a row for each sample. Here ``forward`` runs; loading such a state fails.

center = Center()
center.mean = (center.mean + x) / 2
print(center.mean.shape, center(x).shape)
try:
    Center().load_state_dict(center.state_dict())
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a buffer of another shape was loaded")

assert center.mean.shape == (2, 2)

# %%
# Arithmetic in place cannot change the shape, so the mistake shows where it is made.
# Write running values in place.

center = Center()
try:
    center.mean.add_(x).div_(2)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the buffer grew in place")
center.mean.add_(x.mean(dim=0)).div_(2)

assert center.mean.tolist() == [1, 2]

# %%
# Pitfall, silent: ``state_dict()`` is not a copy
# -----------------------------------------------
#
# Its tensors share memory with the module's own. A "best state" kept that way follows
# every update in place. Copy it with :func:`copy.deepcopy`.

import copy

best = center.state_dict()
copied = copy.deepcopy(best)
center.train()(x)
print("kept:  ", best["mean"].tolist())
print("copied:", copied["mean"].tolist())

assert torch.equal(best["mean"], center.mean)
assert best["mean"].data_ptr() == center.mean.data_ptr()
assert copied["mean"].tolist() == [1, 2]

# %%
# Pitfall, silent: ``no_grad`` does not stop an update
# ----------------------------------------------------
#
# :class:`torch.no_grad` is about gradients. Validate without ``eval()``, and the data
# that you validate with goes into the running mean.

training, evaluating = nn.BatchNorm1d(2), nn.BatchNorm1d(2).eval()
with torch.no_grad():
    training(x)
    evaluating(x)
for norm in (training, evaluating):
    mean = [round(number, 1) for number in norm.running_mean.tolist()]
    print(f"training {norm.training!s:5} running mean {mean}")

assert training.running_mean.all()
assert training.num_batches_tracked == 1
assert not evaluating.running_mean.any()
assert evaluating.num_batches_tracked == 0

# %%
# Pitfall, silent: copying the parameters only
# --------------------------------------------
#
# Averaging or copying a model through ``parameters()`` leaves the buffers behind. The
# copy has the same weights and other results. Copy the state dict.

nn.init.constant_(center.eval().scale, 3.0)
twin = Center().eval()
with torch.no_grad():
    for target, source in zip(twin.parameters(), center.parameters(), strict=True):
        target.copy_(source)
print("same weights:", torch.equal(twin.scale, center.scale))
by_parameters = torch.equal(twin(x), center(x))
twin.load_state_dict(center.state_dict())
print("same result, by parameters():", by_parameters)
print("same result, by state_dict():", torch.equal(twin(x), center(x)))

assert not by_parameters
assert torch.equal(twin.mean, center.mean)
assert torch.equal(twin(x), center(x))

# %%
# Pitfall, silent: one tensor in two modules
# ------------------------------------------
#
# Registering does not copy. Hand the same tensor to two modules, and an update in place
# in one shows in the other. Hand over ``start.clone()`` each time.

start = torch.zeros(2)
left, right = nn.Module(), nn.Module()
left.register_buffer("mean", start)
right.register_buffer("mean", start)
left.mean += 1
print(right.mean)

assert left.mean is right.mean is start
assert right.mean.tolist() == [1, 1]

# %%
# Pitfall, silent: loading keeps the module's dtype
# -------------------------------------------------
#
# Loading copies numbers into the tensors that are there. Their dtype wins: a large
# number overflows in ``float16``, and a fraction in an integer buffer is cut off. With
# ``assign=True`` the loaded tensors themselves become the state.

# sphinx_gallery_fails_on = {"torch<2.1": "load_state_dict has assign= since 2.1."}
half = Center().half()
numbers = {"mean": torch.tensor([1e6, 1.0]), "batches": torch.tensor(2.7)}
half.load_state_dict({"scale": torch.ones(2)} | numbers)
print(half.mean, half.batches)

assert half.mean.isinf().tolist() == [True, False]
assert half.batches == 2
half.load_state_dict({"scale": torch.ones(2)} | numbers, assign=True)
assert half.mean.dtype == half.batches.dtype == torch.float32
assert half.mean is numbers["mean"]

# %%
# Next to its neighbours
# ----------------------
#
# Five ways to keep a tensor in a module. The optimizer gets the parameters, and each
# tensor has a part in the loss.

keeper = nn.Module()
keeper.parameter = nn.Parameter(torch.ones(1))
keeper.frozen = nn.Parameter(torch.ones(1), requires_grad=False)
keeper.register_buffer("buffer", torch.ones(1))
keeper.register_buffer("scratch", torch.ones(1), persistent=False)
keeper.plain = torch.ones(1)
names = ["parameter", "frozen", "buffer", "scratch", "plain"]
optimizer = torch.optim.SGD(keeper.parameters(), lr=0.5)
sum(getattr(keeper, name) for name in names).backward()
print({name: getattr(keeper, name).grad is not None for name in names})

assert keeper.parameter.grad is not None

# %%
# Now one step of the optimizer, then a cast to ``float64``. The table says which
# tensors are listed, saved, changed and cast.

optimizer.step()
keeper.to(torch.float64)
print(f"{'':10} parameters() state_dict() stepped cast")
table = {}
for name in names:
    tensor = getattr(keeper, name)
    table[name] = (
        name in dict(keeper.named_parameters()),
        name in keeper.state_dict(),
        tensor.item() != 1,
        tensor.dtype == torch.float64,
    )
    print("{:10} {!s:12} {!s:12} {!s:7} {!s}".format(name, *table[name]))

assert table["parameter"] == (True, True, True, True)
assert table["frozen"] == (True, True, False, True)
assert table["buffer"] == (False, True, False, True)
assert table["scratch"] == (False, False, False, True)
assert table["plain"] == (False, False, False, False)

# %%
# A frozen parameter is close to a buffer. One difference is the first column; another
# shows when you unfreeze the module with :meth:`torch.nn.Module.requires_grad_`: the
# parameter follows, the buffer does not.

keeper.requires_grad_(True)
print(f"{keeper.frozen.requires_grad = }")
print(f"{keeper.buffer.requires_grad = }")

assert keeper.frozen.requires_grad
assert not keeper.buffer.requires_grad

# %%
# Predict it
# ----------
#
# How many buffers does ``nn.BatchNorm1d(3)`` have, and which of them is not ``float16``
# after ``.to(torch.float16)``?

norm = nn.BatchNorm1d(3).to(torch.float16)
for name, buffer in norm.named_buffers():
    print(f"{name:20} {buffer.dtype}")

assert len(list(norm.buffers())) == 3
assert norm.running_mean.dtype == norm.running_var.dtype == torch.float16
assert norm.num_batches_tracked.dtype == torch.int64

# %%
# You keep a second name for a buffer, cast the module, then change the buffer. What
# does ``alias`` hold?
#
# .. code-block:: python
#
#     center = Center()
#     alias = center.mean
#     center.to(torch.float64)
#     center.mean.fill_(7)

center = Center()
alias = center.mean
center.to(torch.float64)
center.mean.fill_(7)
print(alias)

assert alias.tolist() == [0, 0]
assert alias is not center.mean

# %%
# And if you assign a parameter to the name of a buffer? Which list holds ``mean`` after
# ``center.mean = nn.Parameter(torch.zeros(2))``?

center.mean = nn.Parameter(torch.zeros(2))
print("parameters:", [name for name, _ in center.named_parameters()])
print("buffers:   ", [name for name, _ in center.named_buffers()])

assert "mean" in dict(center.named_parameters())
assert "mean" not in dict(center.named_buffers())

# %%
# .. seealso::
#
#    :meth:`torch.nn.Module.buffers` and :meth:`torch.nn.Module.named_buffers` list
#    them; :meth:`torch.nn.Module.load_state_dict` loads them;
#    :ref:`sphx_glr_notes_modules_embedding.py` shows a table that is trained or frozen;
#    :ref:`sphx_glr_notes_tensors_data_types.py` explains the dtypes.
