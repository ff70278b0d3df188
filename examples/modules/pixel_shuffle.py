"""
nn.PixelShuffle: turn channels into pixels
==========================================

Rearrange every group of r x r channels into one channel, r times as high and wide.
"""

# %%
# The rule
# --------
#
# With factor ``r``, input channel ``c * r * r + i * r + j`` goes to output channel
# ``c``. There it fills row ``i`` and column ``j`` of every block of ``r`` x ``r``
# pixels. The bare function is :func:`torch.nn.functional.pixel_shuffle`.

# sphinx_gallery_tags = ["image", "module", "shape"]
from itertools import permutations, product

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from matplotlib.cbook import get_sample_data
from torch import nn

x = torch.arange(4).view(4, 1, 1)
# sphinx_gallery_diagram = "F.pixel_shuffle(x, 2)"
out = F.pixel_shuffle(x, 2)
print(x.tolist())
print(out)

assert out.tolist() == [[[0, 1], [2, 3]]]

# %%
# Four channels of four pixels each. Every block of the output takes one pixel from each
# channel: the upper left block takes the upper left pixels.

x = torch.arange(16).view(4, 2, 2)
# sphinx_gallery_diagram = "F.pixel_shuffle(x, 2)"
out = F.pixel_shuffle(x, 2)
print(x)
print(out)

assert out.shape == (1, 4, 4)
assert out[0, :2, :2].flatten().tolist() == x[:, 0, 0].tolist() == [0, 4, 8, 12]

# %%
# Where each channel goes
# -----------------------
#
# Let every pixel hold the number of its channel. The four numbers make the same pattern
# in every block of the output: each channel has one place there.

channels = torch.arange(4).view(4, 1, 1).expand(4, 2, 2)
print(F.pixel_shuffle(channels, 2))

assert F.pixel_shuffle(channels, 2).tolist() == [[[0, 1, 0, 1], [2, 3, 2, 3]] * 2]

# %%
# Two output channels need eight input channels. Here each pixel holds the number of its
# channel: 0 to 3 make the first output channel, 4 to 7 the second.

named = torch.arange(8).view(8, 1, 1).expand(8, 2, 2)
# sphinx_gallery_diagram = "F.pixel_shuffle(named, 2)"
print(F.pixel_shuffle(named, 2))

assert F.pixel_shuffle(named, 2)[0].unique().tolist() == [0, 1, 2, 3]
assert F.pixel_shuffle(named, 2)[1].unique().tolist() == [4, 5, 6, 7]

# %%
# The rule, read as a loop over every input number:

r = 2
x = torch.arange(2 * r * r * 3 * 2).view(2 * r * r, 3, 2)
by_loop = torch.zeros(2, 3 * r, 2 * r, dtype=x.dtype)
for c, i, j, h, w in product(range(2), range(r), range(r), range(3), range(2)):
    by_loop[c, h * r + i, w * r + j] = x[c * r * r + i * r + j, h, w]
print(torch.equal(by_loop, F.pixel_shuffle(x, r)))

assert torch.equal(by_loop, F.pixel_shuffle(x, r))

# %%
# A layer without weights
# -----------------------
#
# :class:`torch.nn.PixelShuffle` is the same call as a layer. With factor 3 the picture
# becomes 3 times as high and 3 times as wide, and one channel is left of nine.

pixelshuffle = nn.PixelShuffle(3)
input = torch.randn(1, 9, 4, 4)
output = pixelshuffle(input)
print(output.size())

assert str(output.size()) == "torch.Size([1, 1, 12, 12])"
assert torch.equal(output, F.pixel_shuffle(input, 3))
assert list(pixelshuffle.parameters()) == []

# %%
# Any number of axes may stand before the channels, also none, and any of them may be
# empty.

for shape in ((9, 4, 4), (0, 9, 4, 4), (5, 18, 4, 2), (5, 7, 9, 1, 1)):
    print(f"{shape} -> {tuple(pixelshuffle(torch.zeros(shape)).shape)}")

    *batch, channels, height, width = shape
    expected = (*batch, channels // 9, height * 3, width * 3)
    assert pixelshuffle(torch.zeros(shape)).shape == expected

# %%
# You may have read: nn.PixleShuffle
# ----------------------------------
#
# The name is misspelt: pixel ends in "el".

try:
    nn.PixleShuffle(3)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("nn.PixleShuffle exists")

assert hasattr(nn, "PixelShuffle")

# %%
# You may have read: torch.tensor(1, 9, 4, 4)
# -------------------------------------------
#
# :func:`torch.tensor` takes the values, not a shape, and takes them as one argument. To
# give a shape, call :func:`torch.randn` or :func:`torch.zeros`.

try:
    torch.tensor(1, 9, 4, 4)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("torch.tensor took four numbers")

# %%
# One more pair of parentheses silences this error. It makes a tensor of four numbers,
# which fails a line later.

four_numbers = torch.tensor((1, 9, 4, 4))
try:
    pixelshuffle(four_numbers)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a tensor of one axis was accepted")

assert four_numbers.shape == (4,)
assert torch.randn(1, 9, 4, 4).shape == torch.zeros(1, 9, 4, 4).shape == (1, 9, 4, 4)

# %%
# The same by view and permute
# ----------------------------
#
# Split the channels into ``(c, i, j)``, bring ``i`` behind the height and ``j`` behind
# the width, and merge each pair.


def shuffle_by_hand(x, r, order=(0, 1, 4, 2, 5, 3)):
    n, channels, h, w = x.shape
    c = channels // (r * r)
    split = x.view(n, c, r, r, h, w)  # axes 0 to 5: n, c, i, j, h, w
    return split.permute(order).reshape(n, c, h * r, w * r)


x = torch.arange(2 * 18 * 2 * 4).view(2, 18, 2, 4)
print(torch.equal(shuffle_by_hand(x, 3), F.pixel_shuffle(x, 3)))

assert torch.equal(shuffle_by_hand(x, 3), F.pixel_shuffle(x, 3))

# %%
# pixel_unshuffle undoes it
# -------------------------
#
# :func:`torch.nn.functional.pixel_unshuffle` goes the other way, and nothing is lost in
# either direction. The layer is :class:`torch.nn.PixelUnshuffle`.

small = torch.arange(16).view(1, 4, 2, 2)
large = F.pixel_shuffle(small, 2)
print(tuple(small.shape), "->", tuple(large.shape))
print(torch.equal(F.pixel_unshuffle(large, 2), small))
print(torch.equal(F.pixel_shuffle(nn.PixelUnshuffle(2)(large), 2), large))

assert torch.equal(F.pixel_unshuffle(large, 2), small)
assert torch.equal(F.pixel_shuffle(nn.PixelUnshuffle(2)(large), 2), large)

# %%
# Each channel that comes out is a slice of the picture. Channel ``i * r + j`` holds
# every ``r``-th pixel, from row ``i`` and column ``j``. Here is channel 2: ``i`` is 1,
# ``j`` is 0.

# sphinx_gallery_diagram = "F.pixel_unshuffle(large, 2)"
print(large[0, 0])
print(large[0, 0, 1::2, 0::2])
print(F.pixel_unshuffle(large, 2)[0, 2])

for i, j in product(range(2), range(2)):
    channel = F.pixel_unshuffle(large, 2)[0, i * 2 + j]
    assert torch.equal(channel, large[0, 0, i::2, j::2])

# %%
# A real picture
# --------------
#
# A photograph from Matplotlib's sample data, cropped, in grey, 64 x 64. Unshuffled, it
# is four pictures of 32 x 32, one for each place in the blocks. Shuffled, they are the
# photograph again.

with get_sample_data("grace_hopper.jpg") as file:
    array = plt.imread(file)
grey = torch.tensor(array[30:350, 90:410]).float().mean(2)
photo = F.avg_pool2d(grey[None, None], 5)
parts = F.pixel_unshuffle(photo, 2)
again = F.pixel_shuffle(parts, 2)
fig, axes = plt.subplots(
    1, 6, figsize=(8, 2), width_ratios=(2, 1, 1, 1, 1, 2), layout="constrained"
)
labels = ("before", "channel 0", "channel 1", "channel 2", "channel 3", "after")
for ax, y, label in zip(
    axes, (photo[0, 0], *parts[0], again[0, 0]), labels, strict=True
):
    ax.imshow(y.cpu(), cmap="gray")
    ax.set(xlabel=label, xticks=(0, len(y) - 1), yticks=(0, len(y) - 1))
fig.suptitle("Unshuffled into four channels, and shuffled back")
plt.show()

assert parts.shape == (1, 4, 32, 32)
assert torch.equal(again, photo)

# %%
# You may have read: it makes a picture larger
# --------------------------------------------
#
# Height and width grow, but no number is made. As many come out as went in, and they
# are the same.

# sphinx_gallery_claim = ["F.pixel_shuffle(torch.ones(1, 9, 4, 4), 3).shape[-1] > 4", "F.pixel_shuffle(torch.ones(1, 9, 4, 4), 3).numel() > 9 * 4 * 4"]  # noqa: E501
print(f"{parts.numel() = }")
print(f"{again.numel() = }")

assert parts.numel() == again.numel() == 4096
assert torch.equal(parts.flatten().sort().values, again.flatten().sort().values)

# %%
# The new pixels come from the layer before it, a convolution with ``r * r`` times the
# channels that you want. The two together are the sub-pixel convolution.

r, wanted = 2, 3
upscale = nn.Sequential(
    nn.Conv2d(64, wanted * r * r, kernel_size=3, padding=1),
    nn.PixelShuffle(r),
)
print(tuple(upscale(torch.zeros(1, 64, 32, 32)).shape))

assert upscale(torch.zeros(1, 64, 32, 32)).shape == (1, 3, 64, 64)
assert upscale[0].weight.shape == (12, 64, 3, 3)

# %%
# The result is a copy
# --------------------
#
# The result never shares memory with the input, not even with factor 1. The version by
# hand may: for pictures of one pixel, its ``reshape`` needs no copy, and writing to the
# result changes the input.

x = torch.arange(4).view(1, 4, 1, 1)
F.pixel_shuffle(x, 2)[0, 0, 0, 0] = 99
print(x.flatten())
shuffle_by_hand(x, 2)[0, 0, 0, 0] = 99
print(x.flatten())

assert x.flatten().tolist() == [99, 1, 2, 3]
assert F.pixel_shuffle(x, 1).data_ptr() != x.data_ptr()
assert F.pixel_unshuffle(x, 1).data_ptr() != x.data_ptr()

# %%
# Pitfall, silent: the wrong permute
# ----------------------------------
#
# Every order of the last four axes gives the right shape, since ``reshape`` asks only
# for the right number of elements. Of the 24 orders, one gives the right picture.

right = []
for order in permutations((2, 3, 4, 5)):
    y = shuffle_by_hand(parts, 2, (0, 1, *order))
    assert y.shape == photo.shape
    if torch.equal(y, photo):
        right.append(order)
print(right)

assert right == [(4, 2, 5, 3)]

# %%
# Three wrong ones. Without a permute, rows of one part lie side by side. With ``i``
# before the height and ``j`` before the width, the parts stand as tiles. With ``i`` and
# ``j`` exchanged, you see no more than ragged edges.

wrong = {
    "no permute": (0, 1, 2, 3, 4, 5),
    "tiles": (0, 1, 2, 4, 3, 5),
    "i, j exchanged": (0, 1, 4, 3, 5, 2),
}
fig, axes = plt.subplots(1, 4, figsize=(8, 2.6), layout="constrained")
axes[0].imshow(again[0, 0].cpu(), cmap="gray")
axes[0].set(xlabel="pixel_shuffle", xticks=(0, 63), yticks=(0, 63))
for ax, (label, order) in zip(axes[1:], wrong.items(), strict=True):
    y = shuffle_by_hand(parts, 2, order)
    ax.imshow(y[0, 0].cpu(), cmap="gray")
    ax.set(xlabel=label, xticks=(0, 63), yticks=(0, 63))
    assert not torch.equal(y, photo)
fig.suptitle("The right order of the axes, and three wrong ones")
plt.show()

rows, tiles, exchanged = (shuffle_by_hand(parts, 2, o)[0, 0] for o in wrong.values())
assert torch.equal(rows[0], parts[0, 0, :2].flatten())
assert torch.equal(tiles[:32, 32:], parts[0, 1])
assert torch.equal(tiles[32:, :32], parts[0, 2])
assert torch.equal(exchanged[::2, 1::2], photo[0, 0, 1::2, ::2])

# %%
# The fix: call ``pixel_shuffle``, or compare your own version with it on numbers that
# are all different. Let height, width and factor differ too.

test = torch.arange(1 * 18 * 2 * 5).view(1, 18, 2, 5)
print(torch.equal(shuffle_by_hand(test, 3), F.pixel_shuffle(test, 3)))

assert torch.equal(shuffle_by_hand(test, 3), F.pixel_shuffle(test, 3))
for order in wrong.values():
    assert not torch.equal(shuffle_by_hand(test, 3, order), F.pixel_shuffle(test, 3))

# %%
# Pitfall: channels that do not divide
# ------------------------------------
#
# The number of channels must be divisible by the square of the factor: 4, 9, 16 and so
# on. A grey picture or an RGB picture fails for every factor but 1. With 6 channels,
# factor 2 fails too, although 2 divides 6.

for channels in (1, 3, 6):
    try:
        F.pixel_shuffle(torch.zeros(1, channels, 4, 4), 2)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError(f"{channels} channels were accepted")

assert F.pixel_shuffle(torch.zeros(1, 1, 4, 4), 1).shape == (1, 1, 4, 4)
assert F.pixel_shuffle(torch.zeros(1, 3, 4, 4), 1).shape == (1, 3, 4, 4)

# %%
# Let a convolution make the right number first.

widen = nn.Conv2d(3, 3 * 2**2, kernel_size=1)
widened = widen(torch.zeros(1, 3, 4, 4))
print(tuple(widened.shape), "->", tuple(F.pixel_shuffle(widened, 2).shape))

assert F.pixel_shuffle(widened, 2).shape == (1, 3, 8, 8)

# %%
# Pitfall: a picture without a channel axis
# -----------------------------------------
#
# A matrix is refused in both directions: the axis of the channels must be there.

for function in (F.pixel_shuffle, F.pixel_unshuffle):
    try:
        function(photo[0, 0], 2)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("a matrix was accepted")

# %%
# Give it one, with ``[None]`` or :meth:`torch.Tensor.unsqueeze`.

with_channel = photo[0, 0][None]
print(tuple(F.pixel_unshuffle(with_channel, 2).shape))

assert F.pixel_unshuffle(with_channel, 2).shape == (4, 32, 32)

# %%
# Pitfall: a factor that is not an int
# ------------------------------------
#
# A computed factor such as ``64 / 32`` is a float, and there is no separate factor for
# height and width. You can make a layer with both; calling it fails.

for factor in (64 / 32, (2, 2)):
    layer = nn.PixelShuffle(factor)
    try:
        layer(parts)
    except TypeError as error:
        print(layer)
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError(f"{factor} was accepted")

# %%
# Divide with ``//``. For two factors, permute by hand.

rows, columns = 2, 3
x = torch.arange(6 * 2 * 2).view(6, 2, 2)
split = x.view(rows, columns, 2, 2)
oblong = split.permute(2, 0, 3, 1).reshape(2 * rows, 2 * columns)
print(oblong)

assert torch.equal(nn.PixelShuffle(64 // 32)(parts), photo)
assert oblong[:rows, :columns].flatten().tolist() == x[:, 0, 0].tolist()

# %%
# Pitfall: pixel_unshuffle and odd sizes
# --------------------------------------
#
# On the way back, the factor must divide the height and the width. The height is
# checked first, so mend both at once.

for height, width in ((63, 63), (64, 63)):
    try:
        F.pixel_unshuffle(photo[:, :, :height, :width], 2)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("an odd size was accepted")

# %%
# Pad at the bottom and the right with :func:`torch.nn.functional.pad`, and cut the
# extra off after the pixel shuffle.

odd = photo[:, :, :63, :61]
extra_rows, extra_columns = -odd.shape[-2] % 2, -odd.shape[-1] % 2
padded = F.pad(odd, (0, extra_columns, 0, extra_rows), mode="replicate")
halves = F.pixel_unshuffle(padded, 2)
restored = F.pixel_shuffle(halves, 2)[:, :, :63, :61]
print(tuple(odd.shape), "->", tuple(halves.shape), "->", tuple(restored.shape))

assert halves.shape == (1, 4, 32, 31)
assert torch.equal(restored, odd)

# %%
# Pitfall, silent: colours in the wrong order
# -------------------------------------------
#
# PyTorch wants the ``r * r`` channels of one colour side by side. TensorFlow's
# ``depth_to_space``, as documented, wants the colours of one pixel side by side. Give
# PyTorch channels in that other order, and the colours mix.

pixel_by_pixel = [f"{colour}{n}" for n in range(4) for colour in "RGB"]
places = F.pixel_shuffle(torch.arange(12).view(12, 1, 1), 2)
for channel, colour in zip(places, ("red", "green", "blue"), strict=True):
    print(f"{colour:6}", [pixel_by_pixel[place] for place in channel.flatten()])

assert [pixel_by_pixel[n] for n in places[0].flatten()] == ["R0", "G0", "B0", "R1"]

# %%
# Before the call, turn the order (pixel, colour) into (colour, pixel).

x = torch.arange(12).view(1, 12, 1, 1)
reordered = x.view(1, 4, 3, 1, 1).transpose(1, 2).reshape(1, 12, 1, 1)
places = F.pixel_shuffle(reordered, 2)[0]
for channel, colour in zip(places, ("red", "green", "blue"), strict=True):
    print(f"{colour:6}", [pixel_by_pixel[place] for place in channel.flatten()])

assert [pixel_by_pixel[n] for n in places[0].flatten()] == ["R0", "R1", "R2", "R3"]
assert [pixel_by_pixel[n] for n in places[2].flatten()] == ["B0", "B1", "B2", "B3"]

# %%
# Pitfall, silent: channels last
# ------------------------------
#
# A colour image read as an array has the shape ``(H, W, C)``. If its height happens to
# be divisible by ``r * r``, the height passes for the channels.

image = torch.arange(8 * 6 * 4).view(8, 6, 4)
wrong = F.pixel_shuffle(image, 2)
right = F.pixel_shuffle(image.permute(2, 0, 1), 2)
print(f"{wrong.shape = }")
print(f"{right.shape = }")

assert array.shape[2] == 3
assert wrong.shape == (2, 12, 8)
assert right.shape == (1, 16, 12)
assert right[0, :2, :2].flatten().tolist() == image[0, 0].tolist()

# %%
# Pitfall, silent: twice 2 is not 4
# ---------------------------------
#
# Two layers with factor 2 give the same shape as one with factor 4 and put the channels
# elsewhere. A convolution trained in front of one does not fit the other.

x = torch.arange(16).view(1, 16, 1, 1)
twice = F.pixel_shuffle(F.pixel_shuffle(x, 2), 2)
once = F.pixel_shuffle(x, 4)
print(twice[0, 0])
print(once[0, 0])

assert twice.shape == once.shape
assert not torch.equal(twice, once)

# %%
# The fix: ``twice`` shows where two layers put each channel. Unshuffled with factor 4,
# it is the order in which one layer wants the channels to give the same.

order = F.pixel_unshuffle(twice, 4).flatten()
print(order)
x = torch.arange(2 * 16 * 3 * 5).view(2, 16, 3, 5)
one_layer = F.pixel_shuffle(x[:, order], 4)
two_layers = F.pixel_shuffle(F.pixel_shuffle(x, 2), 2)
print(torch.equal(one_layer, two_layers))

assert not torch.equal(F.pixel_shuffle(x, 4), two_layers)
assert torch.equal(one_layer, two_layers)

# %%
# Next to its neighbours
# ----------------------
#
# Repeat every channel ``r * r`` times and shuffle: each block holds one number. That is
# :func:`torch.nn.functional.interpolate` in the mode ``"nearest"``.

repeated = photo.repeat_interleave(4, dim=1)
nearest = F.interpolate(photo, scale_factor=2, mode="nearest")
print(torch.equal(F.pixel_shuffle(repeated, 2), nearest))

assert torch.equal(F.pixel_shuffle(repeated, 2), nearest)

# %%
# The same repetition, done to the weight and the bias of the convolution before it,
# starts a network without a checkerboard: all pixels of a block begin equal. This start
# is known as ICNR.

conv = nn.Conv2d(1, 4, kernel_size=3, padding=1)
alike = nn.Conv2d(1, 4, kernel_size=3, padding=1)
with torch.no_grad():
    alike.weight.copy_(conv.weight[:1].repeat_interleave(4, dim=0))
    alike.bias.copy_(conv.bias[:1].repeat_interleave(4))
for name, layer in (("conv", conv), ("alike", alike)):
    y = F.pixel_shuffle(layer(photo), 2)
    block = F.interpolate(y[:, :, ::2, ::2], scale_factor=2, mode="nearest")
    equal = torch.allclose(y, block, atol=0.01)
    print(f"{name}: pixels of a block equal: {equal}")

    assert equal == (name == "alike")

# %%
# :func:`torch.nn.functional.fold` with kernel size and stride ``r`` is the same
# rearrangement on flattened pictures. :class:`torch.nn.ChannelShuffle` has a similar
# name and another job: it reorders channels and leaves the size alone.

x = torch.arange(12.0 * 2 * 3).view(1, 12, 2, 3)
folded = F.fold(x.flatten(2), output_size=(4, 6), kernel_size=2, stride=2)
print(torch.equal(folded, F.pixel_shuffle(x, 2)))
print(nn.ChannelShuffle(4)(x).shape)

assert torch.equal(folded, F.pixel_shuffle(x, 2))
assert nn.ChannelShuffle(4)(x).shape == x.shape
assert torch.equal(nn.ChannelShuffle(4)(x)[0, :3], x[0, [0, 3, 6]])

# %%
# A transposed convolution whose kernel size equals its stride, without padding, is a
# 1 x 1 convolution followed by a pixel shuffle. See
# :ref:`sphx_glr_notes_modules_conv_transpose.py`.

maps = torch.arange(18.0).view(1, 2, 3, 3)
weight = torch.arange(24.0).view(2, 3, 2, 2)
stamped = F.conv_transpose2d(maps, weight, stride=2)
shuffled = F.pixel_shuffle(F.conv2d(maps, weight.flatten(1).T[:, :, None, None]), 2)
print(torch.allclose(stamped, shuffled, atol=0.01))

assert torch.allclose(stamped, shuffled, atol=0.01)

# %%
# Predict it
# ----------
#
# What is the shape of ``nn.PixelShuffle(2)(torch.zeros(8, 12, 5, 7))``?

answer = nn.PixelShuffle(2)(torch.zeros(8, 12, 5, 7))
print(answer.shape)

assert answer.shape == (8, 3, 10, 14)

# %%
# What is the second row of the output?
#
# .. code-block:: python
#
#    F.pixel_shuffle(torch.arange(16).view(16, 1, 1), 4)[0, 1]

answer = F.pixel_shuffle(torch.arange(16).view(16, 1, 1), 4)[0, 1]
print(answer)

assert answer.tolist() == [4, 5, 6, 7]

# %%
# And which numbers does channel 1 hold?
#
# .. code-block:: python
#
#    F.pixel_unshuffle(torch.arange(16).view(1, 4, 4), 2)[1]

answer = F.pixel_unshuffle(torch.arange(16).view(1, 4, 4), 2)[1]
print(answer)

assert answer.tolist() == [[1, 3], [9, 11]]

# %%
# .. seealso::
#
#    :class:`torch.nn.PixelUnshuffle` is the way back;
#    :class:`torch.nn.ConvTranspose2d` enlarges with weights of its own, in
#    :ref:`sphx_glr_notes_modules_conv_transpose.py`;
#    :func:`torch.nn.functional.interpolate` enlarges without weights;
#    :ref:`sphx_glr_notes_tensors_arange_view.py` explains ``view``.
