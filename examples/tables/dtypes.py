"""
Which dtype works where: 16 calls, dtype by dtype
=================================================

Look up whether a call accepts a dtype, as it answered when this page was built.
"""

# %%
# The rule
# --------
#
# A call raises if it does not take the dtype, and which dtypes are taken differs from
# call to call. So this page asks: each of 16 calls, with a tensor of each dtype that
# ordinary numbers convert to.

# sphinx_gallery_tags = ["dtype", "reference"]
# sphinx_gallery_differs_on = {"torch<2.14": "The dtype bcomplex32 is new in 2.14 (pytorch/pytorch#173783); older releases have fewer still."}  # noqa: E501
import warnings

import torch
import torch.nn.functional as F

# PyTorch warns of complex32 and bcomplex32.
warnings.filterwarnings("ignore", ".* support is experimental")
dtypes = sorted(
    {d for d in vars(torch).values() if isinstance(d, torch.dtype)}, key=str
)
made, refused = {}, []
for dtype in dtypes:
    try:
        made[dtype] = torch.tensor([[1, 0], [2, 1]]).to(dtype)
    except (RuntimeError, TypeError, NotImplementedError):
        refused.append(dtype)
device = made[torch.float32].device.type
print(f"{len(dtypes)} dtypes; run on {device}")

assert torch.float32 in made

# %%
# To some dtypes ordinary numbers cannot be converted. The tables leave them out.

print("no conversion from int64 to:")
for start in range(0, len(refused), 6):
    print("  ", *(str(d).removeprefix("torch.") for d in refused[start : start + 6]))

# Quantized dtypes need a scale, so a plain conversion never makes one.
assert {torch.qint8, torch.quint8, torch.qint32} <= set(refused)

# %%
# How the tables are made
# -----------------------
#
# A call gets the tensor ``t``, made from 1, 0, 2 and 1 in two rows. The answer is
# ``yes``, or ``no`` where the call raises. Only "accepted" is measured here, not
# whether the numbers are right.

answers, messages = {}, {}


def ask(name, call, dtype):
    try:
        call(made[dtype])
    except (RuntimeError, TypeError, NotImplementedError, IndexError) as error:
        answers[name, dtype] = "no"
        messages[name] = f"{dtype}: {type(error).__name__}: {error}"
    else:
        answers[name, dtype] = "yes"


def table(calls):
    print(" " * 16, *(f"{name:14}" for name in calls))
    for dtype in made:
        for name, call in calls.items():
            ask(name, call, dtype)
        row = (f"{answers[name, dtype]:14}" for name in calls)
        print(f"{str(dtype).removeprefix('torch.'):16}", *row)


# %%
# Create and look up
# ------------------
#
# ``arange`` counts in the dtype, ``uniform_`` fills with random numbers, ``gather`` and
# ``scatter_`` read and write values of the dtype where an int64 index says.

# sphinx_gallery_differs_on = {"torch<2.3": "The dtype bcomplex32 is new in 2.14 (pytorch/pytorch#173783); older releases have fewer still.", "torch>=2.3,<2.14": "Before 2.14 gather and scatter_ refused uint16, uint32 and uint64 on the CPU (pytorch/pytorch#183473)."}  # noqa: E501
index = torch.tensor([[0], [1]])
table(
    {
        "arange": lambda t: torch.arange(1, 4, dtype=t.dtype),
        "uniform_": lambda t: t.clone().uniform_(),
        "gather": lambda t: t.gather(1, index),
        "scatter_": lambda t: t.clone().scatter_(1, index, t),
    }
)

assert answers["arange", torch.float16] == "yes"
assert answers["uniform_", torch.int64] != "yes"
assert answers["gather", torch.bool] == answers["scatter_", torch.bool] == "yes"

# %%
# Arithmetic
# ----------
#
# Addition, division, bounds, and the product of two matrices.

# sphinx_gallery_differs_on = {"torch<2.3": "The dtype bcomplex32 is new in 2.14 (pytorch/pytorch#173783); older releases have fewer still.", "torch>=2.3,<2.15": "Before 2.15 clamp refused uint16, uint32 and uint64 (pytorch/pytorch#189953)."}  # noqa: E501
table(
    {
        "t + t": lambda t: t + t,
        "t / t": lambda t: t / t,
        "clamp": lambda t: t.clamp(0, 1),
        "t @ t": lambda t: t @ t,
    }
)

assert answers["t + t", torch.uint8] == answers["t / t", torch.uint8] == "yes"
assert answers["clamp", torch.complex64] != "yes"
assert answers["t @ t", torch.float32] == "yes"

# %%
# Along an axis
# -------------
#
# ``sum`` turns the integers that it takes into int64. ``mean`` and ``softmax`` refuse
# integers: they do not turn them into floats, as ``/`` does.

# sphinx_gallery_differs_on = {"torch<2.14": "The dtype bcomplex32 is new in 2.14 (pytorch/pytorch#173783); older releases have fewer still."}  # noqa: E501
table(
    {
        "sum": lambda t: t.sum(dim=1),
        "mean": lambda t: t.mean(dim=1),
        "argmax": lambda t: t.argmax(dim=1),
        "softmax": lambda t: t.softmax(dim=1),
    }
)

for dtype in made:
    if not (dtype.is_floating_point or dtype.is_complex or dtype == torch.bool):
        assert answers["mean", dtype] != "yes" != answers["softmax", dtype]
        if answers["sum", dtype] == "yes":
            assert made[dtype].sum(dim=1).dtype == torch.int64
assert (made[torch.int64] / made[torch.int64]).dtype == torch.float32
assert answers["argmax", torch.complex64] != "yes"

# %%
# Layers
# ------
#
# ``one_hot`` and ``embedding`` take ``t`` as indices, ``pixel_shuffle`` as four pixels,
# one in each channel, ``conv_transpose2d`` as a picture of two by two. The kernel has
# the dtype of the picture.

# sphinx_gallery_differs_on = {"torch<2.14": "The dtype bcomplex32 is new in 2.14 (pytorch/pytorch#173783); older releases have fewer still."}  # noqa: E501
kernel = torch.ones(1, 1, 2, 2)
table(
    {
        "one_hot": lambda t: F.one_hot(t, 3),
        "embedding": lambda t: F.embedding(t, torch.zeros(3, 2)),
        "pixel_shuffle": lambda t: F.pixel_shuffle(t.reshape(4, 1, 1), 2),
        "conv_transpose": lambda t: F.conv_transpose2d(
            t[None, None], kernel.to(t.dtype)
        ),
    }
)

accepts = {
    name: [dtype for dtype in made if answers[name, dtype] == "yes"]
    for name, _ in answers
}
assert accepts["one_hot"] == [torch.int64]
assert accepts["embedding"] == [torch.int32, torch.int64]

# %%
# What the refusals say
# ---------------------
#
# One message for each call that refused a dtype, that of the last in the table.

# sphinx_gallery_differs_on = {"torch<2.15": "Other dtypes were refused before 2.15, and more of the refusals were a RuntimeError."}  # noqa: E501
for name, message in sorted(messages.items()):
    print(f"{name}: {message.splitlines()[0]}")

assert set(messages) == {name for name in accepts if accepts[name] != list(made)}

# %%
# Which are accepted most
# -----------------------
#
# The count of calls that accepted a dtype, for those that at least 12 of the 16 accept.

counts = {
    dtype: sum(answers[name, dtype] == "yes" for name in accepts) for dtype in made
}
for dtype, count in sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))):
    if count >= 12:
        print(f"{count:2} of {len(accepts)}  {dtype}")

assert len(accepts) == 16
assert counts[torch.float32] == max(counts.values())

# %%
# Predict it
# ----------
#
# A mask holds ``True`` and ``False``. Which of these three calls accept it?
#
# .. code-block:: python
#
#     mask.sum(dim=1)
#     mask.mean(dim=1)
#     mask.argmax(dim=1)

for name in ("sum", "mean", "argmax"):
    print(f"{name:7} {answers[name, torch.bool]}")

assert answers["sum", torch.bool] == "yes"
assert "yes" not in (answers["mean", torch.bool], answers["argmax", torch.bool])

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_tensors_data_types.py` explains what a dtype can hold and how
#    two of them mix; :ref:`sphx_glr_notes_indexing_one_hot.py` and
#    :ref:`sphx_glr_notes_modules_embedding.py` say which integers they take. In the
#    reference: :class:`torch.dtype`.
