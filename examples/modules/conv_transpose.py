"""
nn.ConvTranspose2d: make a small picture large
==============================================

Each input pixel stamps a scaled kernel onto a larger picture, and overlaps add up.
"""

# %%
# The rule
# --------
#
# Take one channel. Each input pixel stamps the kernel, multiplied by that pixel, onto
# the output. Stamps start ``stride`` apart, and overlaps add up. Then ``padding`` rows
# or columns are cut off each side, and the bias is added. ``[None]`` adds the axes that
# :func:`torch.nn.functional.conv_transpose2d` wants for channels.

# sphinx_gallery_tags = ["image", "module", "shape"]
from itertools import product

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from matplotlib.cbook import get_sample_data
from torch import nn

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
w = torch.tensor([[1.0, 10.0], [100.0, 1000.0]])
# sphinx_gallery_diagram = "F.conv_transpose2d(x[None], w[None, None], stride=2)[0]"
out = F.conv_transpose2d(x[None], w[None, None], stride=2)[0]
print(out.long())

assert out.tolist() == [
    [1, 10, 2, 20],
    [100, 1000, 200, 2000],
    [3, 30, 4, 40],
    [300, 3000, 400, 4000],
]

# %%
# Stride: how far apart the stamps lie
# ------------------------------------
#
# With ``stride=1`` the four stamps overlap, and overlaps add up. Read the digits of the
# middle number from the right: every input pixel put one there.

# sphinx_gallery_diagram = "F.conv_transpose2d(x[None], w[None, None], stride=1)[0]"
overlapping = F.conv_transpose2d(x[None], w[None, None], stride=1)[0]
print(overlapping.round().long())

assert overlapping.shape == (3, 3)
assert overlapping[1, 1].round() == 4 * 1 + 3 * 10 + 2 * 100 + 1 * 1000

# %%
# The rule as a loop: pixel ``(i, j)`` stamps with its top left corner at
# ``(i * stride, j * stride)``. With a stride larger than the kernel, zeros stay between
# the stamps.

for stride in (1, 2, 3):
    by_hand = torch.zeros(stride + 2, stride + 2)
    for i, j in product(range(2), range(2)):
        top, left = i * stride, j * stride
        by_hand[top : top + 2, left : left + 2] += x[i, j] * w
    out = F.conv_transpose2d(x[None], w[None, None], stride=stride)[0]
    print(f"stride {stride}: same values: {torch.allclose(by_hand, out)}")
    assert torch.allclose(by_hand, out)
print(out.long())

assert out.shape == (5, 5)
assert (out[2] == 0).all()
assert (out[:, 2] == 0).all()

# %%
# The layer holds the numbers
# ---------------------------
#
# :class:`torch.nn.ConvTranspose2d` is the same call with a weight and a bias of its
# own, which are trained. It wants a batch of pictures ``(N, C, H, W)``, or one picture
# ``(C, H, W)``.

layer = nn.ConvTranspose2d(1, 1, kernel_size=2, stride=2)
batch = layer(x[None, None])
single = layer(x[None])
print([name for name, _ in layer.named_parameters()])
print(f"{batch.shape = }")
print(f"{single.shape = }")

call = F.conv_transpose2d(x[None], layer.weight, layer.bias, stride=2)
assert [name for name, _ in layer.named_parameters()] == ["weight", "bias"]
assert batch.shape == (1, 1, 4, 4)
assert single.shape == (1, 4, 4)
assert torch.allclose(single, call)
assert torch.allclose(batch[0], single)

# %%
# The weight: input channels first
# --------------------------------
#
# The shape is ``(in, out / groups, height, width)``. ``Conv2d`` has
# ``(out, in / groups, height, width)``. So one and the same weight serves a convolution
# from 2 to 3 channels and a transposed convolution from 3 to 2.

for groups in (1, 2):
    ordinary = nn.Conv2d(4, 6, 3, groups=groups)
    transposed = nn.ConvTranspose2d(4, 6, 3, groups=groups)
    print(f"{groups=} Conv2d          {tuple(ordinary.weight.shape)}")
    print(f"{groups=} ConvTranspose2d {tuple(transposed.weight.shape)}")

    assert ordinary.weight.shape == (6, 4 // groups, 3, 3)
    assert transposed.weight.shape == (4, 6 // groups, 3, 3)
shared = torch.ones(3, 2, 3, 3)
forth = F.conv2d(torch.ones(1, 2, 5, 5), shared)
back = F.conv_transpose2d(forth, shared)
print(tuple(forth.shape), "->", tuple(back.shape))

assert forth.shape == (1, 3, 3, 3)
assert back.shape == (1, 2, 5, 5)

# %%
# With one group, each pair of an input and an output channel has a kernel of its own.
# An output channel adds up the stamps from all input channels, and its bias once.

k = 3
maps = torch.arange(50.0).view(1, 2, 5, 5)
weight = torch.arange(54.0).view(2, 3, k, k) - 20
bias = torch.tensor([1.0, 2.0, 3.0])
by_pairs = torch.zeros(3, 7, 7) + bias.view(3, 1, 1)
for i, o in product(range(2), range(3)):
    pair = F.conv_transpose2d(maps[:, i : i + 1], weight[i : i + 1, o : o + 1])
    by_pairs[o] += pair[0, 0]
out = F.conv_transpose2d(maps, weight, bias)[0]
print(tuple(out.shape), "same values:", torch.allclose(by_pairs, out, atol=0.01))

assert torch.allclose(by_pairs, out, atol=0.01)

# %%
# Padding: how much is cut off
# ----------------------------
#
# In an ordinary convolution, padding widens the input. Here it does the reverse to the
# output: it cuts ``padding`` rows off the top and the bottom, and as many columns off
# the left and the right.

uncut = F.conv_transpose2d(x[None], w[None, None], stride=2)[0]
cut = F.conv_transpose2d(x[None], w[None, None], stride=2, padding=1)[0]
print(cut.long())

assert torch.equal(cut, uncut[1:-1, 1:-1])
assert cut.tolist() == [[1000, 200], [30, 4]]

# %%
# A convolution shrinks, this one goes back in size
# -------------------------------------------------
#
# Without padding, :class:`torch.nn.Conv2d` makes a picture smaller, if the kernel is
# larger than 1 x 1. A transposed convolution with the same settings goes the other way.
# At stride 1 the size comes back, whatever the convolution did to it.

picture = torch.arange(25.0).view(1, 1, 5, 5)
for p in range(3):
    small = nn.Conv2d(1, 1, 3, padding=p)(picture)
    large = nn.ConvTranspose2d(1, 1, 3, padding=p)(small)
    print(f"padding={p}: {picture.shape[-1]} -> {small.shape[-1]} -> {large.shape[-1]}")

    assert small.shape[-1] == 5 - 2 + 2 * p
    assert large.shape == picture.shape

# %%
# You may have read: padding=0 means no padding
# ---------------------------------------------
#
# In terms of :func:`torch.nn.functional.conv2d`, it is the *full* padding ``k - 1``. At
# stride 1, padding ``p`` equals an ordinary padding of ``k - 1 - p``, with the kernel
# flipped in both directions and its two channel axes swapped.

# sphinx_gallery_claim = ["F.conv_transpose2d(maps, weight, padding=0).shape == F.conv2d(maps, ordinary_weight).shape"]  # noqa: E501
ordinary_weight = weight.transpose(0, 1).flip(2, 3)
print("transposed  ordinary  output")
for p in range(k):
    a = F.conv_transpose2d(maps, weight, padding=p)
    b = F.conv2d(maps, ordinary_weight, padding=k - 1 - p)
    same = torch.allclose(a, b, atol=0.01)
    print(f"padding={p}   padding={k - 1 - p}  {tuple(a.shape)}, same values: {same}")

    assert a.shape == b.shape == (1, 3, 7 - 2 * p, 7 - 2 * p)
    assert same

# %%
# With stride ``s``, first put ``s - 1`` zeros between neighbouring inputs. The ordinary
# convolution that follows has stride 1.

for s, p in product((2, 3), range(k)):
    spread = torch.zeros(1, 2, 4 * s + 1, 4 * s + 1)
    spread[:, :, ::s, ::s] = maps
    a = F.conv_transpose2d(maps, weight, stride=s, padding=p)
    b = F.conv2d(spread, ordinary_weight, stride=1, padding=k - 1 - p)
    same = torch.allclose(a, b, atol=0.01)
    print(f"stride={s}, padding={p}: {tuple(a.shape)}, same values: {same}")

    assert same

# %%
# ``dilation`` puts zeros between the weights, so every stamp grows. The full padding is
# then ``dilation * (k - 1)``.

stamp = F.conv_transpose2d(torch.ones(1, 1, 1), w[None, None], dilation=2)[0]
print(stamp.long())
a = F.conv_transpose2d(maps, weight, padding=1, dilation=2)
b = F.conv2d(maps, ordinary_weight, padding=2 * (k - 1) - 1, dilation=2)
print(tuple(a.shape), "same values:", torch.allclose(a, b, atol=0.01))

assert stamp.tolist() == [[1, 0, 10], [0, 0, 0], [100, 0, 1000]]
assert torch.allclose(a, b, atol=0.01)

# %%
# You may have read: padding runs from 0 to p - 1
# -----------------------------------------------
#
# The letter should be ``k``: from 0 to ``k - 1``, where ``k - 1 - p`` is not negative.
# PyTorch does not enforce it. With padding ``k``, an ordinary convolution gets a border
# computed from padding alone; a transposed one acts as if its *input* lost a ring.

ones = torch.ones(1, 1, 4, 4)
kernel = torch.ones(1, 1, k, k)
more = F.conv2d(ones, kernel, padding=k)[0, 0].round().long()
print(more[:2])
a = F.conv_transpose2d(maps, weight, padding=k)
b = F.conv2d(maps[:, :, 1:-1, 1:-1], ordinary_weight, padding=0)
print(tuple(a.shape), "same values:", torch.allclose(a, b, atol=0.01))

assert (more[0] == 0).all()
assert (more[1, 1:-1] > 0).all()
assert torch.allclose(a, b, atol=0.01)

# %%
# The size of the output
# ----------------------
#
# ``(n - 1) * stride - 2 * padding + dilation * (k - 1) + output_padding + 1``, where
# ``n`` is the height of the input and ``k`` that of the kernel. For the width likewise.
# Here it is checked against the real output on a grid of settings.


def predicted_size(n, k, stride=1, padding=0, dilation=1, output_padding=0):
    return (n - 1) * stride - 2 * padding + dilation * (k - 1) + output_padding + 1


checked = 0
oblong = torch.ones(1, 1, 3, 5)
for size, s, p, d, op in product((1, 4), (1, 3), (0, 1), (1, 2), (0, 1)):
    if op >= max(s, d):
        continue
    block = torch.ones(1, 1, size, size)
    y = F.conv_transpose2d(oblong, block, None, s, p, op, dilation=d)
    assert y.shape[-2] == predicted_size(3, size, s, p, d, op)
    assert y.shape[-1] == predicted_size(5, size, s, p, d, op)
    checked += 1
print(f"{checked} settings, every height and width as predicted")

assert checked == 28

# %%
# Without dilation, the size is ``n * stride`` exactly when
# ``k - 2 * padding + output_padding`` equals the stride. Look for 16: kernel 3 with
# padding 1 falls one short, and ``output_padding=1`` makes it good.

for size, p, op in ((2, 0, 0), (3, 1, 0), (3, 1, 1), (4, 1, 0), (5, 2, 1), (6, 2, 0)):
    block, eight = torch.ones(1, 1, size, size), torch.ones(1, 1, 8, 8)
    y = F.conv_transpose2d(eight, block, None, 2, p, op)
    print(f"kernel {size}, padding {p}, output_padding {op}: 8 -> {y.shape[-1]}")

    assert y.shape[-1] == (15 if (size, op) == (3, 0) else 16)
    assert (y.shape[-1] == 16) == (size - 2 * p + op == 2)

# %%
# What output_padding is for
# --------------------------
#
# A convolution with stride 2 maps two input sizes to one output size. On the way back
# you get the smaller one, and ``output_padding=1`` gives the other. Or name the size
# when you call the layer: ``output_size`` overrules the layer's ``output_padding``.

for n in (7, 8):
    small = F.conv2d(torch.ones(1, 1, n, n), kernel, stride=2, padding=1)
    print(f"{n} -> {small.shape[-1]}")
    assert small.shape[-1] == 4
up = nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)
up_one_more = nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1)
print(f"{up(small).shape[-1] = }")
print(f"{up_one_more(small).shape[-1] = }")
print(f"{up_one_more(small, output_size=(7, 7)).shape[-1] = }")

assert up(small).shape[-1] == 7
assert up_one_more(small).shape[-1] == 8
assert up(small, output_size=(8, 8)).shape[-1] == 8
assert up_one_more(small, output_size=(7, 7)).shape[-1] == 7

# %%
# You may have read: output_padding adds zeros
# --------------------------------------------
#
# It cuts less: ``padding`` off the top and the left as before, but only
# ``padding - output_padding`` off the bottom and the right. The extra line holds real
# sums. If there is nothing left to uncover, no stamp reaches it: it is the bias alone.

# sphinx_gallery_claim = ["not F.conv_transpose2d(counting, counting, stride=3, output_padding=1)[..., -1, :].any()", "not F.conv_transpose2d(counting, counting, stride=2, padding=1, output_padding=1)[..., -1, :].any()"]  # noqa: E501
counting = torch.arange(1.0, 10.0).view(1, 1, 3, 3)
uncut = F.conv_transpose2d(counting, counting, stride=2)
one_more = F.conv_transpose2d(counting, counting, stride=2, padding=1, output_padding=1)
print(one_more[0, 0].round().long())
bare = F.conv_transpose2d(counting, counting, torch.tensor([0.5]), 3, output_padding=1)
print(bare[0, 0, -1])

assert torch.allclose(one_more, uncut[:, :, 1:, 1:], atol=0.01)
assert (one_more[0, 0, -1] > 1).all()
assert bare.shape == (1, 1, 10, 10)
assert (bare[..., -1, :] == 0.5).all()
assert (bare[..., -1] == 0.5).all()
assert (bare[..., :-1, :-1] != 0.5).all()

# %%
# You may have read: it undoes a convolution
# ------------------------------------------
#
# "Deconvolution" promises an inverse. The size comes back, the values do not: four
# numbers cannot hold sixteen. It is no inverse where nothing is lost, either: a kernel
# that doubles the values doubles them again.

# sphinx_gallery_claim = ["torch.equal(F.conv_transpose2d(F.conv2d(original, block, stride=2), block, stride=2), original)", "torch.equal(F.conv_transpose2d(F.conv2d(original, 2 * block[..., :1, :1]), 2 * block[..., :1, :1]), original)"]  # noqa: E501
original = torch.arange(16.0).view(1, 1, 4, 4)
block = torch.ones(1, 1, 2, 2)
squeezed = F.conv2d(original, block, stride=2)
returned = F.conv_transpose2d(squeezed, block, stride=2)
print(original[0, 0].long())
print(returned[0, 0].long())

two = torch.tensor([[[[2.0]]]])
assert returned.shape == original.shape
assert returned[0, 0, 0, 0] == 0 + 1 + 4 + 5
assert not torch.equal(returned, original)
assert torch.allclose(F.conv_transpose2d(F.conv2d(original, two), two), 4 * original)

# %%
# What it is: the transpose
# -------------------------
#
# For pictures of one size, a convolution without bias is a matrix. Feed it the pictures
# with a single 1, and you read off its columns. The transposed convolution with the
# same weight and settings is that matrix, transposed.

kernel9 = torch.arange(1.0, 10.0).view(1, 1, 3, 3)
columns = F.conv2d(torch.eye(16).view(16, 1, 4, 4), kernel9).flatten(1)
columns_back = F.conv_transpose2d(torch.eye(4).view(4, 1, 2, 2), kernel9).flatten(1)
matrix, matrix_back = columns.T, columns_back.T
for row in matrix.round().long().tolist():
    print(*row)

assert matrix.shape == (4, 16)
assert matrix_back.shape == (16, 4)
assert torch.allclose(matrix_back, matrix.T, atol=0.01)

# %%
# Two consequences. It is the adjoint: ``sum(conv(a) * b)`` equals
# ``sum(a * conv_transpose(b))``. So the gradient of that sum with respect to ``a``, as
# autograd computes it, is ``conv_transpose(b)``.

a = torch.arange(16.0).view(1, 1, 4, 4).requires_grad_()
b = torch.tensor([[1.0, -2.0], [3.0, 5.0]]).view(1, 1, 2, 2)
left = (F.conv2d(a, kernel9) * b).sum()
right = (a * F.conv_transpose2d(b, kernel9)).sum()
(gradient,) = torch.autograd.grad(left, a)
print(f"{left.item() = }")
print(f"{right.item() = }")

assert torch.allclose(left, right, atol=0.01)
assert torch.allclose(gradient, F.conv_transpose2d(b, kernel9), atol=0.01)

# %%
# On a real picture
# -----------------
#
# A photograph from Matplotlib's sample data, cropped, in grey, 32 x 32. Three kernels
# enlarge it at stride 2: 2 x 2 ones, 3 x 3 ones, and a tent with the weights 1/4, 3/4,
# 3/4, 1/4 in each direction.

with get_sample_data("grace_hopper.jpg") as file:
    photo = plt.imread(file)
crop = torch.tensor(photo[30:350, 90:410]).float().mean(2)
grey = F.avg_pool2d(crop[None, None], 10).round()
tent = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 4
tents = tent.outer(tent)[None, None]
blocks = F.conv_transpose2d(grey, torch.ones(1, 1, 2, 2), stride=2)
board = F.conv_transpose2d(grey, torch.ones(1, 1, 3, 3), stride=2, padding=1)
smooth = F.conv_transpose2d(grey, tents, stride=2, padding=1)
print(*(tuple(y.shape[-2:]) for y in (grey, blocks, board, smooth)))

assert grey.shape == (1, 1, 32, 32)
assert blocks.shape == smooth.shape == (1, 1, 64, 64)
assert board.shape == (1, 1, 63, 63)

# %%
# The kernel of three draws a checkerboard over the face: between the single pixels lie
# sums of two and of four. The weights of the tent sum to 1 at every output pixel away
# from the border. The board and the border each have a pitfall below.

names = ("input", "2 x 2 ones", "3 x 3 ones", "4 x 4 tent")
fig, axes = plt.subplots(1, 4, figsize=(8, 2.6), layout="constrained")
for ax, y, name in zip(axes, (grey, blocks, board, smooth), names, strict=True):
    ax.imshow(y[0, 0].cpu(), cmap="gray")
    ends = (0, y.shape[-1] - 1)
    ax.set(xlabel=f"column ({name})", xticks=ends, yticks=ends)
axes[0].set_ylabel("row")
fig.suptitle("Enlarged by three kernels: the 3 x 3 ones leave a board")
plt.show()

total = F.conv_transpose2d(torch.ones_like(grey), tents, stride=2, padding=1)
pairs = grey[..., :-1, :] + grey[..., 1:, :]
assert torch.equal(total[..., 1:-1, 1:-1], torch.ones(1, 1, 62, 62))
assert torch.equal(board[..., ::2, ::2], grey)
assert torch.equal(board[..., 1::2, ::2], pairs)
assert torch.equal(board[..., 1::2, 1::2], pairs[..., :-1] + pairs[..., 1:])

# %%
# Pitfall: so much padding that nothing is left
# ---------------------------------------------
#
# At least one row and one column must remain. Each unit of padding takes two rows and
# two columns, one on each side. Take less.

for p in (3, 4):
    try:
        F.conv_transpose2d(ones, kernel, padding=p)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("a size below 1 was accepted")
less = F.conv_transpose2d(ones, kernel, padding=2)
print(f"{less.shape = }")

assert predicted_size(4, 3, padding=3) == 0
assert less.shape == (1, 1, 2, 2)

# %%
# Pitfall: too much output_padding
# --------------------------------
#
# It must be smaller than the stride or smaller than the dilation; one of the two is
# enough. At stride 1 without dilation only 0 is left. Where it is refused, take less
# padding: one unit less gives two lines more.

try:
    F.conv_transpose2d(ones, kernel, stride=2, padding=1, output_padding=2)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("output_padding=2 was accepted at stride 2")
less = F.conv_transpose2d(ones, kernel, stride=2, padding=0)
dilated = F.conv_transpose2d(ones, kernel, stride=1, dilation=3, output_padding=2)
print(f"{less.shape = }")
print(f"{dilated.shape = }")

assert less.shape[-1] == predicted_size(4, 3, 2, padding=1, output_padding=2) == 9
assert dilated.shape[-1] == predicted_size(4, 3, dilation=3, output_padding=2) == 12

# %%
# Pitfall: an output_size out of reach
# ------------------------------------
#
# ``output_size`` chooses an ``output_padding`` from 0 to ``stride - 1``. Dilation does
# not widen that range: the 12 from above is refused here. For any other size, resize
# with :func:`torch.nn.functional.interpolate`.

dilating = nn.ConvTranspose2d(1, 1, 3, dilation=3)
for refusing, size in ((up, 9), (dilating, 12)):
    try:
        refusing(ones, output_size=(size, size))
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError(f"a size of {size} was accepted")
resized = F.interpolate(up(ones), size=(9, 9), mode="nearest")
print(f"{resized.shape = }")

assert resized.shape == (1, 1, 9, 9)

# %%
# Pitfall: stride 2 is not twice the size
# ---------------------------------------
#
# A convolution with kernel 3, stride 2 and padding 1 turns 8 into 4. The transposed one
# with the same settings turns 4 into 7. Nothing is raised until the result meets
# something of the old size, such as a skip connection.

feature = torch.ones(1, 4, 8, 8)
down = nn.Conv2d(4, 4, 3, stride=2, padding=1)
back = nn.ConvTranspose2d(4, 4, 3, stride=2, padding=1)
try:
    feature + back(down(feature))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("sizes 7 and 8 were added")

assert down(feature).shape[-1] == 4
assert back(down(feature)).shape[-1] == 7

# %%
# Hand over the size that you want back. It works for odd sizes too.

for n in (7, 8):
    feature = torch.ones(1, 4, n, n)
    returned = back(down(feature), output_size=feature.shape[-2:])
    print(f"{n} -> {down(feature).shape[-1]} -> {returned.shape[-1]}")

    assert (feature + returned).shape == feature.shape

# %%
# Pitfall: a weight in the order of Conv2d
# ----------------------------------------
#
# You have 2 channels and want 3. The weight that ``conv2d`` would take for it is
# refused, because its first axis counts as the input. Swap the first two axes.

try:
    F.conv_transpose2d(maps, shared)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a weight with 3 input channels was accepted")
three = F.conv_transpose2d(maps, shared.transpose(0, 1))
print(f"{three.shape = }")

assert F.conv2d(maps, shared).shape == (1, 3, 3, 3)
assert three.shape == (1, 3, 7, 7)

# %%
# Pitfall: groups that do not divide
# ----------------------------------
#
# ``groups`` cuts the input channels and the output channels into that many parts. Both
# counts must be divisible, and the layer checks both when you make it.

for channels in ((4, 6), (6, 4)):
    try:
        nn.ConvTranspose2d(*channels, kernel_size=3, groups=4)
    except ValueError as error:
        print(f"{channels}: {type(error).__name__}: {error}")
    else:
        raise AssertionError("groups=4 was accepted")

# %%
# Pitfall, silent: all output channels in a grouped weight
# --------------------------------------------------------
#
# The second axis of the weight counts output channels *per group*. Write all six there,
# and you get six for each group. Only a bias of six numbers would be refused. The layer
# divides for you.

four = torch.ones(1, 4, 5, 5)
too_many = F.conv_transpose2d(four, torch.ones(4, 6, 3, 3), groups=2)
right = F.conv_transpose2d(four, torch.ones(4, 6 // 2, 3, 3), groups=2)
print(f"{too_many.shape = }")
print(f"{right.shape = }")
try:
    F.conv_transpose2d(four, torch.ones(4, 6, 3, 3), torch.ones(6), groups=2)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a bias of six was accepted")

assert too_many.shape == (1, 12, 7, 7)
assert right.shape == (1, 6, 7, 7)
assert nn.ConvTranspose2d(4, 6, 3, groups=2)(four).shape == right.shape

# %%
# Pitfall, silent: weights carried over from Conv2d
# -------------------------------------------------
#
# With as many channels in as out, the shapes agree and nothing complains. The numbers
# are wrong: the channels are swapped and the kernel is turned around. At stride 1, undo
# both and take the padding ``k - 1 - p``, which is again 1 here.

square = torch.arange(36.0).view(2, 2, 3, 3)
swapped = square.transpose(0, 1)
tries = {
    "copied": square,
    "swapped": swapped,
    "flipped": square.flip(2, 3),
    "swapped and flipped": swapped.flip(2, 3),
}
wanted = F.conv2d(maps, square, padding=1)
for name, tried in tries.items():
    y = F.conv_transpose2d(maps, tried, padding=1)
    same = torch.allclose(y, wanted, atol=0.01)
    print(f"{name}: shape {tuple(y.shape)}, same values: {same}")

    assert y.shape == wanted.shape
    assert same == (name == "swapped and flipped")

# %%
# Pitfall, silent: arguments by position
# --------------------------------------
#
# After ``padding``, ``Conv2d`` goes on with ``dilation``, ``ConvTranspose2d`` with
# ``output_padding``. The two functions differ in the same way. Here even the sizes
# agree, and only the numbers tell. Name every argument after the kernel size.

by_position = nn.ConvTranspose2d(1, 1, 3, 3, 0, 2)
print(by_position)
six_by_position = F.conv_transpose2d(ones, kernel, None, 3, 0, 2)
six_by_name = F.conv_transpose2d(ones, kernel, stride=3, padding=0, dilation=2)
print(six_by_position[0, 0, 0].long())
print(six_by_name[0, 0, 0].long())

dilated = F.conv2d(maps, shared, stride=3, dilation=2)
assert nn.Conv2d(1, 1, 3, 3, 0, 2).dilation == (2, 2)
assert by_position.dilation == (1, 1)
assert by_position.output_padding == (2, 2)
assert torch.allclose(F.conv2d(maps, shared, None, 3, 0, 2), dilated, atol=0.01)
assert six_by_position.shape == six_by_name.shape
assert not torch.allclose(six_by_position, six_by_name)

# %%
# Pitfall: padding="same" is accepted, then fails
# -----------------------------------------------
#
# ``Conv2d`` knows the word. ``ConvTranspose2d`` does not, but you learn it only when
# data arrives: the layer cuts the string into letters and keeps them. The size stays at
# stride 1 with an odd kernel and padding ``(k - 1) / 2``.

same = nn.ConvTranspose2d(1, 1, 3, padding="same")
print(same)
try:
    same(ones)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("padding='same' was accepted")
for size in (1, 3, 5):
    kept = nn.ConvTranspose2d(1, 1, size, padding=(size - 1) // 2)(ones)
    print(f"kernel {size}: {ones.shape[-1]} -> {kept.shape[-1]}")

    assert kept.shape == ones.shape
assert nn.Conv2d(1, 1, 3, padding="same")(ones).shape == ones.shape
assert same.padding == ("s", "a", "m", "e")

# %%
# Pitfall, silent: the checkerboard
# ---------------------------------
#
# If all inputs and all weights are 1, each output pixel counts the stamps that reach
# it. Kernel 3 at stride 2: 1, 2 or 4 of them, in turn. So with equal weights, a flat
# area gets a pattern.

flat = torch.ones(1, 1, 6, 6)
uneven = F.conv_transpose2d(flat, torch.ones(1, 1, 3, 3), stride=2)[0, 0]
even = F.conv_transpose2d(flat, torch.ones(1, 1, 4, 4), stride=2)[0, 0]
fig, axes = plt.subplots(1, 2, figsize=(6, 3), layout="constrained")
for ax, counts, size in zip(axes, (uneven, even), (3, 4), strict=True):
    image = ax.imshow(counts.cpu(), cmap="gray", vmin=0, vmax=4)
    ax.set(xlabel=f"column (kernel {size}, stride 2)", ylabel="row")
fig.colorbar(image, ax=axes, label="stamps per pixel", ticks=range(5))
fig.suptitle("Uneven for a kernel of 3, even for a kernel of 4")
plt.show()

assert uneven.unique().tolist() == [1, 2, 4]
assert uneven[2:4, 2:4].tolist() == [[4, 2], [2, 1]]
assert (even[2:-2, 2:-2] == 4).all()

# %%
# Without dilation, the counts away from the border are equal exactly when the stride
# divides the kernel size. A kernel smaller than the stride leaves holes.

for size, s in product((1, 2, 3, 4, 5, 6), (2, 3)):
    counts = F.conv_transpose2d(flat, torch.ones(1, 1, size, size), stride=s)
    inner = counts[0, 0, size:-size, size:-size].long().unique().tolist()
    print(f"kernel {size}, stride {s}: {inner} stamps per pixel")

    assert (len(inner) == 1) == (size % s == 0)
    assert (0 in inner) == (size < s)

# %%
# You may have read: a divisible kernel cures the checkerboard
# ------------------------------------------------------------
#
# Equal counts are not equal sums. At stride 2, an output pixel meets every second
# weight in each direction. That makes four sets of weights, and a flat area stays flat
# only if their sums are equal. Kernel 4 can break this, and kernel 3 can keep it.

# sphinx_gallery_claim = ["len(F.conv_transpose2d(flat, torch.ones(1, 1, 4, 4), stride=2)[0, 0, 3:-3, 3:-3].unique()) == 1", "len(F.conv_transpose2d(flat, ramp, stride=2)[0, 0, 3:-3, 3:-3].unique()) == 1"]  # noqa: E501
ramp = torch.arange(16.0).view(1, 1, 4, 4)
slope = torch.tensor([1.0, 2.0, 1.0])
weights3 = slope.outer(slope)[None, None] / 4
inner4 = F.conv_transpose2d(flat, ramp, stride=2)[0, 0, 3:-3, 3:-3]
inner3 = F.conv_transpose2d(flat, weights3, stride=2)[0, 0, 3:-3, 3:-3]
print("kernel 4:", inner4.unique().tolist())
print("kernel 3:", inner3.unique().tolist())

phases = [ramp[0, 0, i::2, j::2].sum() for i, j in product(range(2), range(2))]
assert inner4.unique().tolist() == sorted(phases) == [20, 24, 36, 40]
assert inner3.unique().tolist() == [1]

# %%
# If you enlarge first and convolve at stride 1 afterwards, every pixel away from the
# border gets the sum of all weights, so a flat area stays flat whatever they are.

doubled = F.interpolate(flat, scale_factor=2, mode="nearest")
inner = F.conv2d(doubled, ramp)
print(inner.unique().tolist())

assert torch.allclose(inner, ramp.sum(), atol=0.01)

# %%
# Pitfall, silent: a dark border
# ------------------------------
#
# When stamps overlap, fewer of them meet at the border, since none come from outside
# the picture. The sums are smaller there. A white picture shows it.

white = torch.ones(1, 1, 4, 4)
dark = F.conv_transpose2d(white, tents, stride=2, padding=1)
print(dark[0, 0])

assert dark[0, 0, 0, 0] == 0.75**2
assert (dark[0, 0, 0, 1:-1] == 0.75).all()
assert (dark[0, 0, 1:-1, 1:-1] == 1).all()

# %%
# ``padding_mode`` does not help: it takes nothing but ``"zeros"``. Repeat the border of
# the input with :func:`torch.nn.functional.pad`, and cut the extra off again with
# ``padding``: one input pixel is ``stride`` lines of output.

wide = F.pad(white, (1, 1, 1, 1), mode="replicate")
bright = F.conv_transpose2d(wide, tents, stride=2, padding=1 + 2)
print(bright.unique())
try:
    nn.ConvTranspose2d(1, 1, 4, padding_mode="replicate")
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("padding_mode='replicate' was accepted")

assert torch.equal(bright, torch.ones(1, 1, 8, 8))

# %%
# Next to its neighbours
# ----------------------
#
# ``interpolate`` has nothing to train. With fixed kernels, the transposed convolution
# doubles a picture in the same way: ones give ``"nearest"``, and the tent, with the
# border repeated, gives ``"bilinear"``.

repeated = F.pad(grey, (1, 1, 1, 1), mode="replicate")
smoother = F.conv_transpose2d(repeated, tents, stride=2, padding=3)
for mode, y in (("nearest", blocks), ("bilinear", smoother)):
    enlarged = F.interpolate(grey, scale_factor=2, mode=mode)
    same = torch.allclose(y, enlarged, atol=0.01)
    print(f"{mode}: {tuple(y.shape)}, same values: {same}")

    assert same

# %%
# When kernel size and stride are equal, stamps lie side by side without overlap. With
# nothing cut off, this is a 1 x 1 convolution followed by
# :class:`torch.nn.PixelShuffle`. See :ref:`sphx_glr_notes_modules_pixel_shuffle.py`.

tiles = torch.arange(24.0).view(2, 3, 2, 2)
stamped = F.conv_transpose2d(maps, tiles, stride=2)
one_by_one = tiles.flatten(1).T[:, :, None, None]
shuffled = F.pixel_shuffle(F.conv2d(maps, one_by_one), 2)
print(f"{one_by_one.shape = }")
print(f"{shuffled.shape = }")

assert one_by_one.shape == (12, 2, 1, 1)
assert shuffled.shape == (1, 3, 10, 10)
assert torch.allclose(stamped, shuffled, atol=0.01)

# %%
# In general it is a matrix product, which makes the stamps, and
# :func:`torch.nn.functional.fold`, which lays them down and adds the overlaps.

stamps = weight.flatten(1).T @ maps.flatten(2)
print(f"{stamps.shape = }")
for s in (1, 2, 3):
    folded = F.fold(stamps, output_size=(4 * s + 3, 4 * s + 3), kernel_size=3, stride=s)
    call = F.conv_transpose2d(maps, weight, stride=s)
    same = torch.allclose(folded, call, atol=0.01)
    print(f"stride {s}: {tuple(folded.shape)}, same values: {same}")

    assert same
assert stamps.shape == (1, 3 * 3 * 3, 5 * 5)

# %%
# Predict it
# ----------
#
# The generator of a GAN ends with this layer. What are the shapes of the output and of
# the weight?
#
# .. code-block:: python
#
#    last = nn.ConvTranspose2d(64, 3, kernel_size=4, stride=2, padding=1)
#    last(torch.zeros(8, 64, 32, 32))

last = nn.ConvTranspose2d(64, 3, kernel_size=4, stride=2, padding=1)
answer = last(torch.zeros(8, 64, 32, 32))
print(f"{answer.shape = }")
print(f"{last.weight.shape = }")

assert answer.shape == (8, 3, 64, 64)
assert last.weight.shape == (64, 3, 4, 4)

# %%
# All inputs are 1, all weights are 1, the kernel is 3 x 3 and the stride is 2. What are
# the five values of the first row?
#
# .. code-block:: python
#
#    F.conv_transpose2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 3, 3), stride=2)

answer = F.conv_transpose2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 3, 3), stride=2)
print(answer[0, 0, 0])

assert answer[0, 0, 0].tolist() == [1, 1, 2, 1, 1]

# %%
# The input is all zeros. Is the output?
#
# .. code-block:: python
#
#    blank = nn.ConvTranspose2d(3, 3, kernel_size=2, stride=2)
#    blank(torch.zeros(1, 3, 4, 4))

blank = nn.ConvTranspose2d(3, 3, kernel_size=2, stride=2)
answer = blank(torch.zeros(1, 3, 4, 4))
print("only zeros:   ", bool((answer == 0).all()))
print("only the bias:", torch.allclose(answer, blank.bias.view(1, 3, 1, 1)))

assert torch.allclose(answer, blank.bias.view(1, 3, 1, 1).expand_as(answer))
assert not (answer == 0).all()

# %%
# .. seealso::
#
#    :class:`torch.nn.Conv2d` is the ordinary convolution;
#    :func:`torch.nn.functional.interpolate` enlarges without weights;
#    :class:`torch.nn.PixelShuffle` moves channels into space, in
#    :ref:`sphx_glr_notes_modules_pixel_shuffle.py`;
#    :func:`torch.nn.functional.fold` lays the stamps down without making them.
