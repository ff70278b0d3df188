"""
F.one_hot: one column for each class
====================================

Turn class numbers into rows of zeros with a single one, and hand them to a loss.
"""

# %%
# The rule
# --------
#
# :func:`torch.nn.functional.one_hot` adds an axis at the end, one entry for each class.
# Along that axis the entry at the label is 1 and all others are 0. First the labels:

# sphinx_gallery_tags = ["classification", "indexing", "dtype"]
import torch
import torch.nn.functional as F

print(torch.arange(0, 5) % 3)

assert (torch.arange(0, 5) % 3).tolist() == [0, 1, 2, 0, 1]

# %%
# Five labels, three classes. Row ``i`` has its 1 in the column that label ``i`` names.

# sphinx_gallery_diagram = "F.one_hot(labels)"
print(F.one_hot(torch.arange(0, 5) % 3))

labels = torch.arange(0, 5) % 3
encoded = F.one_hot(labels)
assert encoded.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0]]
assert all(encoded[i, labels[i]] == 1 for i in range(5))
assert (encoded.sum(dim=1) == 1).all()

# %%
# num_classes: how many columns
# -----------------------------
#
# Say how many classes there are, and you get that many columns. Classes that do not
# occur have a column of zeros.

print(F.one_hot(torch.arange(0, 5) % 3, num_classes=5))

wide = F.one_hot(labels, num_classes=5)
assert wide.shape == (5, 5)
assert torch.equal(wide[:, :3], encoded)
assert (wide[:, 3:] == 0).all()

# %%
# Leave it out, or pass -1, and the number is guessed: the largest label of this tensor
# plus one.

for values in ([0, 1, 2], [0, 1, 1], [0, 9]):
    guessed = F.one_hot(torch.tensor(values))
    print(f"{values!s:9}  ->  {tuple(guessed.shape)}")

    assert guessed.shape == (len(values), max(values) + 1)
    assert torch.equal(guessed, F.one_hot(torch.tensor(values), num_classes=-1))

# %%
# The new axis comes last
# -----------------------
#
# Labels may have any shape. It stays in front, and the classes follow.

for shape in ((), (5,), (2, 3), (2, 3, 4), (0,)):
    result = F.one_hot(torch.zeros(shape, dtype=torch.int64), num_classes=7)
    print(f"{shape!s:9}  ->  {tuple(result.shape)}")

    assert result.shape == (*shape, 7)

# %%
# Two axes in, three axes out: a row of the labels becomes a matrix.

grid = torch.tensor([[0, 2], [1, 0]])
# sphinx_gallery_diagram = "F.one_hot(grid)"
print(F.one_hot(grid))

assert F.one_hot(grid).shape == (2, 2, 3)
assert F.one_hot(grid)[0, 1].tolist() == [0, 0, 1]

# %%
# There is no ``dim`` to put the classes elsewhere, and no ``dtype`` either. Change the
# result afterwards: :func:`torch.movedim` or :func:`torch.permute` move the axis.

for option in ({"dim": 1}, {"dtype": torch.float32}):
    try:
        F.one_hot(grid, **option)
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError(f"{option} was accepted")

moved = F.one_hot(grid).movedim(-1, 1)
assert torch.equal(moved, F.one_hot(grid).permute(0, 2, 1))
assert torch.equal(moved[:, 2], (grid == 2).long())

# %%
# The result is int64
# -------------------
#
# You get whole numbers of eight bytes each. Convert them: ``float()`` for arithmetic
# with weights, ``bool()`` to use the rows as a mask.

for result in (encoded, encoded.float(), encoded.bool()):
    print(f"{result.dtype!s:13}  {result.element_size() * result.numel():3} bytes")

assert encoded.dtype == torch.int64
assert encoded.element_size() == 8

# %%
# What takes it as it is, and what wants floats? Six calls to try:

scores = torch.tensor([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 4.0]])
labels = torch.tensor([0, 1, 2])
weight = torch.arange(12.0).view(3, 4)
calls = {
    "scores * rows": lambda rows: scores * rows,
    "rows @ weight": lambda rows: rows @ weight,
    "F.linear": lambda rows: F.linear(rows, weight.T),
    "rows.mean": lambda rows: rows.mean(),
    "F.mse_loss": lambda rows: F.mse_loss(scores, rows),
    "F.cross_entropy": lambda rows: F.cross_entropy(scores, rows),
}

# %%
# All six take ``float()``. Two also take the integers: the product element by element,
# and ``mse_loss``. They convert by themselves. The other four refuse.

taken = {}
for name, call in calls.items():
    call(F.one_hot(labels, 3).float())
    try:
        call(F.one_hot(labels, 3))
    except RuntimeError:
        taken[name] = False
    else:
        taken[name] = True
    print(f"{name:15}  {'takes int64' if taken[name] else 'wants float'}")

assert [name for name in taken if taken[name]] == ["scores * rows", "F.mse_loss"]

# %%
# cross_entropy wants the labels themselves
# -----------------------------------------
#
# For ordinary classification you need no ``one_hot`` at all.
# :func:`torch.nn.functional.cross_entropy` takes one score a class and the number of
# the right class. The one-hot rows say the same with more memory.

by_label = F.cross_entropy(scores, labels)
by_row = F.cross_entropy(scores, F.one_hot(labels, 3).float())
print(by_label, by_row)

torch.testing.assert_close(by_label, by_row)
by_hand = -(scores.log_softmax(1) * F.one_hot(labels, 3)).sum(1).mean()
torch.testing.assert_close(by_label, by_hand)

# %%
# You may have read: cross_entropy does not take one-hot targets
# --------------------------------------------------------------
#
# It does. A target of the same shape as the scores is read as probabilities, and
# probabilities are floats. Integers of that shape are what it refuses.

# sphinx_gallery_claim = ["raises(lambda: F.cross_entropy(scores, F.one_hot(labels, 3).float()))"]  # noqa: E501
try:
    F.cross_entropy(scores, F.one_hot(labels, 3))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("int64 probabilities were accepted")

assert F.cross_entropy(scores, F.one_hot(labels, 3).float()) > 0

# %%
# The message asks for floats. That means probabilities only: class numbers have to
# stay integers (int64, or uint8), and as floats they are refused in turn.

try:
    F.cross_entropy(scores, labels.float())
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("class numbers were accepted as floats")

torch.testing.assert_close(F.cross_entropy(scores, labels.to(torch.uint8)), by_label)

# %%
# Probabilities earn their memory where a target is not one single class, as in a
# mixture of two samples. For smoothed labels you do not need them: the class numbers
# and ``label_smoothing`` give the same loss.

mixed = 0.7 * F.one_hot(labels, 3) + 0.3 * F.one_hot(labels.flip(0), 3)
smooth = 0.9 * F.one_hot(labels, 3) + 0.1 / 3
print(mixed)
print(smooth)

torch.testing.assert_close(mixed.sum(dim=1), torch.ones(3))
torch.testing.assert_close(
    F.cross_entropy(scores, mixed),
    0.7 * by_label + 0.3 * F.cross_entropy(scores, labels.flip(0)),
)
torch.testing.assert_close(
    F.cross_entropy(scores, smooth),
    F.cross_entropy(scores, labels, label_smoothing=0.1),
)

# %%
# You may have read: mse_loss needs one_hot(...).float()
# ------------------------------------------------------
#
# Questions from 2018 quote an error that refuses a LongTensor as the target. Here
# :func:`torch.nn.functional.mse_loss` takes the integers, and since 2.12 the gradient
# is the same.

# sphinx_gallery_fails_on = {"torch<2.12": "Before 2.12 mse_loss took integers, but its gradient raised (pytorch/pytorch#175743)."}  # noqa: E501
# sphinx_gallery_claim = ["raises(lambda: F.mse_loss(scores.clone().requires_grad_(), F.one_hot(labels, 3)).backward())"]  # noqa: E501
x = scores.clone().requires_grad_()
gradients = []
for target in (F.one_hot(labels, 3), F.one_hot(labels, 3).float()):
    loss = F.mse_loss(x, target)
    gradients += torch.autograd.grad(loss, x)
    print(f"{target.dtype!s:13}  {loss.item():.4f}")

assert gradients[0].dtype == torch.float32
torch.testing.assert_close(gradients[0], gradients[1])

# %%
# You may have read: any integer type will do
# -------------------------------------------
#
# The labels must be int64. Images are mostly uint8, arrays from a file may be int32:
# both are refused. The message says "LongTensor", an old name for a tensor of int64.
# ``long()`` makes one.

# sphinx_gallery_claim = ["not raises(lambda: F.one_hot(torch.tensor([0, 1], dtype=torch.int32)))", "not raises(lambda: F.one_hot(torch.tensor([0, 1], dtype=torch.uint8)))"]  # noqa: E501
for dtype in (torch.int32, torch.uint8, torch.bool, torch.float32):
    try:
        F.one_hot(labels.to(dtype))
    except RuntimeError as error:
        print(f"{dtype!s:13}  {type(error).__name__}: {error}")
    else:
        raise AssertionError(f"{dtype} was accepted")

    assert labels.to(dtype).long().dtype == torch.int64
assert torch.equal(F.one_hot(labels.to(torch.uint8).long()), F.one_hot(labels))
assert labels.type().endswith("LongTensor")

# %%
# Pitfall, silent: the width depends on the batch
# -----------------------------------------------
#
# Three classes in the data set, but class 2 is not in the second batch. Without
# ``num_classes`` the second result is narrower, and you hear of it only where the two
# meet. The fix is one habit: always pass ``num_classes``.

first, second = torch.tensor([0, 2, 1]), torch.tensor([0, 1, 1])
print(F.one_hot(first).shape, F.one_hot(second).shape)
try:
    torch.cat([F.one_hot(first), F.one_hot(second)])
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("different widths were joined")

both = torch.cat([F.one_hot(batch, num_classes=3) for batch in (first, second)])
assert both.tolist() == torch.eye(3)[[0, 2, 1, 0, 1, 1]].tolist()
assert F.one_hot(second).shape == (3, 2)

# %%
# Worse is a batch of class 0 alone. Its result has one column, all ones, and that is
# broadcast against three: you pick the score of one class and get the sum of the row.

zeros = torch.zeros(3, dtype=torch.int64)
wrong = (scores * F.one_hot(zeros)).sum(dim=1)
right = (scores * F.one_hot(zeros, num_classes=3)).sum(dim=1)
print(f"{wrong = }")
print(f"{right = }")

assert F.one_hot(zeros).tolist() == [[1], [1], [1]]
assert torch.equal(wrong, scores.sum(dim=1))
assert torch.equal(right, scores[:, 0])

# %%
# Pitfall: "multi-target not supported"
# -------------------------------------
#
# The same guess, another symptom. ``cross_entropy`` reads a target as probabilities
# only if its shape is that of the scores. A narrower one is taken for class numbers,
# and the message is about those.

narrow = F.one_hot(second).float()
try:
    F.cross_entropy(scores, narrow)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("two columns were accepted for three classes")

torch.testing.assert_close(
    F.cross_entropy(scores, F.one_hot(second, num_classes=3).float()),
    F.cross_entropy(scores, second),
)

# %%
# Pitfall: a label that is too large
# ----------------------------------
#
# With ``num_classes=3`` the labels are 0, 1 and 2. Labels that count from 1 do not
# fit. The check is made on the CPU here, where the error comes at once.

from_one = torch.tensor([1, 2, 3], device="cpu")
try:
    F.one_hot(from_one, num_classes=3)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("label 3 was accepted for three classes")

assert F.one_hot(from_one - 1, num_classes=3).shape == (3, 3)

# %%
# Pitfall, silent: labels that count from 1
# -----------------------------------------
#
# Without ``num_classes`` nothing is raised. You get a fourth column, and column 0
# belongs to no class. Making ``num_classes`` larger until the error goes away does the
# same. Subtract 1 instead.

wrong = F.one_hot(torch.tensor([1, 2, 3]))
right = F.one_hot(torch.tensor([1, 2, 3]) - 1, num_classes=3)
print(wrong)
print(right)

assert wrong.shape == (3, 4)
assert (wrong[:, 0] == 0).all()
assert torch.equal(wrong[:, 1:], right)
assert torch.equal(wrong, F.one_hot(torch.tensor([1, 2, 3]), num_classes=4))

# %%
# Pitfall, silent: a mask of 0 and 255
# ------------------------------------
#
# A mask with two classes is often saved as a black and white image, with 0 and 255 in
# it. You get 256 columns, and 254 of them hold zeros only. Compare with a threshold
# first.

mask = torch.tensor([[0, 255, 255], [0, 0, 255]])
wrong = F.one_hot(mask)
right = F.one_hot((mask > 127).long(), num_classes=2)
print(f"{wrong.shape = }")
print(f"{right.shape = }")

assert (wrong.sum(dim=(0, 1)) == 0).sum() == 254
assert torch.equal(right, wrong[..., [0, 255]])

# %%
# Numbering the values with :func:`torch.unique` is no cure. It numbers what occurs in
# this one mask, so in a mask that is white all over, white becomes class 0.

white = torch.full((2, 3), 255)
print(mask.unique(return_inverse=True)[1])
print(white.unique(return_inverse=True)[1])

assert torch.equal(mask.unique(return_inverse=True)[1], (mask > 127).long())
assert (white.unique(return_inverse=True)[1] == 0).all()

# %%
# Pitfall: negative labels
# ------------------------
#
# -1 or -100 often marks "no label". ``one_hot`` refuses both: negative labels do not
# count from the end. (On the CPU again, where the error comes at once.)

for mark in (-1, -100):
    try:
        F.one_hot(torch.tensor([2, mark, 0], device="cpu"), num_classes=3)
    except RuntimeError as error:
        print(f"{mark:4}  {type(error).__name__}: {error}")
    else:
        raise AssertionError("a negative label was accepted")

# %%
# Encode something harmless in that place, then blank the row.

marked = torch.tensor([2, -1, 0])
valid = marked >= 0
blanked = F.one_hot(marked.clamp(min=0), num_classes=3) * valid.unsqueeze(-1)
print(blanked)

assert blanked.tolist() == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]

# %%
# Pitfall, silent: a blank row is not an ignored row
# --------------------------------------------------
#
# As a target of ``cross_entropy``, a row of zeros adds nothing to the sum and is still
# counted in the mean. ``ignore_index`` leaves it out of both. It works with class
# numbers only: beside rows, ``ignore_index=-1`` changes nothing.

wrong = F.cross_entropy(scores, blanked.float())
right = F.cross_entropy(scores, marked, ignore_index=-1)
print(f"{wrong = }")
print(f"{right = }")

torch.testing.assert_close(wrong * 3, right * 2)
torch.testing.assert_close(right, F.cross_entropy(scores[valid], marked[valid]))
torch.testing.assert_close(
    F.cross_entropy(scores, blanked.float(), ignore_index=-1), wrong
)

# %%
# Pitfall, silent: rows that do not sum to 1
# ------------------------------------------
#
# ``cross_entropy`` does not check its probabilities. Twice the row is twice the loss,
# and minus the row is a loss below zero.

target = F.one_hot(labels, num_classes=3).float()
for factor in (1, 2, -1):
    loss = F.cross_entropy(scores, factor * target)
    print(f"{factor:2} * target: {loss:7.4f}")

    torch.testing.assert_close(loss, factor * F.cross_entropy(scores, labels))
assert torch.equal(target.sum(dim=1), torch.ones(3))

# %%
# Pitfall, silent: labels in a column
# -----------------------------------
#
# Labels of shape ``(3, 1)`` give ``(3, 1, 3)``, not ``(3, 3)``. Against scores of shape
# ``(3, 3)`` that is broadcast: every label meets every row. Remove the axis of length
# 1 first.

column = labels.unsqueeze(1)
wrong = (scores * F.one_hot(column, num_classes=3)).sum(dim=-1)
right = (scores * F.one_hot(column.squeeze(1), num_classes=3)).sum(dim=-1)
print(f"{F.one_hot(column, num_classes=3).shape = }")
print(f"{wrong.shape = }, {right = }")

assert wrong.shape == (3, 3)
assert torch.equal(wrong, scores[:, labels].T)
assert torch.equal(wrong.diagonal(), right)
assert right.tolist() == [2, 3, 4]

# %%
# Pitfall: the product with a weight matrix
# -----------------------------------------
#
# The matrix product promotes nothing: both sides need the same dtype. A layer such as
# :class:`torch.nn.Linear` is a matrix product too.

try:
    F.one_hot(labels, num_classes=3) @ weight
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("int64 was multiplied with float32")

product = F.one_hot(labels, num_classes=3).to(weight.dtype) @ weight
assert torch.equal(product, weight[labels])

# %%
# Pitfall: an empty batch
# -----------------------
#
# No labels, no largest label. With ``num_classes`` there is nothing to guess.

nobody = torch.zeros(0, dtype=torch.int64)
try:
    F.one_hot(nobody)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a width was guessed from nothing")

assert F.one_hot(nobody, num_classes=3).shape == (0, 3)

# %%
# Segmentation: from the last axis to the second
# ----------------------------------------------
#
# A mask holds one class per pixel. Images and scores keep their channels in axis 1, so
# the classes have to move there: ``permute(0, 3, 1, 2)``, or ``movedim(-1, 1)``.

mask = torch.tensor([[[0, 0, 2], [1, 2, 3]]])
last = F.one_hot(mask, num_classes=4)
planes = last.permute(0, 3, 1, 2)
print(f"{tuple(mask.shape)} -> {tuple(last.shape)} -> {tuple(planes.shape)}")
print(planes[0, 2])

assert planes.shape == (1, 4, 2, 3)
assert torch.equal(planes, last.movedim(-1, 1))
assert all(torch.equal(planes[:, c], (mask == c).long()) for c in range(4))

# %%
# ``cross_entropy`` spares you this too. It takes scores of shape ``(N, C, H, W)`` and
# the mask of shape ``(N, H, W)``.

pixel_scores = (torch.arange(24) * 7 % 24 / 10).view(1, 4, 2, 3)
print(F.cross_entropy(pixel_scores, mask))

torch.testing.assert_close(
    F.cross_entropy(pixel_scores, mask),
    F.cross_entropy(pixel_scores, planes.float()),
)

# %%
# Pitfall, silent: view in place of permute
# -----------------------------------------
#
# ``view`` gives the shape that you want and leaves the numbers in their old order.
# Pixels and classes are mixed. Two checks together find it: over the classes, each
# pixel sums to 1, and ``argmax`` gives the mask back. Either one alone can miss it.

wrong = last.view(1, 4, 2, 3)
print(f"permute: {planes.sum(dim=1).tolist()} {planes.argmax(dim=1).tolist()}")
print(f"view:    {wrong.sum(dim=1).tolist()} {wrong.argmax(dim=1).tolist()}")

assert wrong.shape == planes.shape
assert (planes.sum(dim=1) == 1).all()
assert torch.equal(planes.argmax(dim=1), mask)
assert not (wrong.sum(dim=1) == 1).all()
assert not torch.equal(wrong.argmax(dim=1), mask)
fools_sum = F.one_hot(torch.tensor([1, 2, 0]), num_classes=3).view(3, 3)
assert fools_sum.sum(dim=0).tolist() == [1, 1, 1]
assert fools_sum.argmax(dim=0).tolist() == [2, 0, 1]
fools_argmax = F.one_hot(torch.tensor([0, 0]), num_classes=2).view(2, 2)
assert fools_argmax.sum(dim=0).tolist() == [2, 0]
assert fools_argmax.argmax(dim=0).tolist() == [0, 0]

# %%
# Pitfall, silent: height and width exchanged
# -------------------------------------------
#
# ``transpose(1, 3)`` also brings the classes to axis 1, but it sends the height to the
# end. On square pictures the shape looks right, each pixel sums to 1, and every plane
# is turned over its diagonal.

square = torch.tensor([[[0, 1, 1], [0, 0, 1], [0, 0, 0]]])
wrong = F.one_hot(square, num_classes=2).transpose(1, 3)
right = F.one_hot(square, num_classes=2).movedim(-1, 1)
print(wrong[0, 1])
print(right[0, 1])

assert wrong.shape == right.shape
assert torch.equal(wrong, right.transpose(2, 3))
assert torch.equal(right[:, 1], square)
assert (wrong.sum(dim=1) == 1).all()
assert not torch.equal(wrong.argmax(dim=1), square)

# %%
# Pitfall: a mask with a channel axis
# -----------------------------------
#
# A mask that was loaded as an image may have shape ``(N, 1, H, W)``. One-hot makes
# five axes of it, and the usual ``permute`` counts four. Remove the channel before you
# encode.

with_channel = mask.unsqueeze(1)
try:
    F.one_hot(with_channel, num_classes=4).permute(0, 3, 1, 2)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("five axes were ordered by four numbers")

again = F.one_hot(with_channel.squeeze(1), num_classes=4).permute(0, 3, 1, 2)
assert torch.equal(again, planes)

# %%
# Next to its neighbours
# ----------------------
#
# Three other ways to the same rows: write ones with :meth:`torch.Tensor.scatter_`,
# take rows of the identity matrix (:func:`torch.eye`), or compare with every class.
# ``one_hot`` is int64 and the comparison is bool. The other two have a dtype of your
# choice, float32 if you make none.

labels = torch.tensor([2, 0, 2, 1])
ways = {
    "one_hot": F.one_hot(labels, num_classes=3),
    "scatter_": torch.zeros(4, 3).scatter_(1, labels.unsqueeze(1), 1.0),
    "eye": torch.eye(3)[labels],
    "compare": labels.unsqueeze(-1) == torch.arange(3),
}
for name, rows in ways.items():
    print(f"{name:8}  {rows.dtype}")

    assert torch.equal(rows.long(), ways["one_hot"])
assert torch.eye(3, dtype=torch.float64)[labels].dtype == torch.float64

# %%
# They also differ in what they do with a label that is none. ``one_hot`` and
# ``scatter_`` refuse -1. The identity matrix takes its last row, and the comparison
# finds no class; neither says a word. (On the CPU again.)

stray = torch.tensor([-1], device="cpu")
print(f"eye      {torch.eye(3, device='cpu')[stray].tolist()}")
print(f"compare  {(stray.unsqueeze(-1) == torch.arange(3, device='cpu')).tolist()}")
for refuse in (
    lambda: F.one_hot(stray, num_classes=3),
    lambda: torch.zeros(1, 3, device="cpu").scatter_(1, stray.unsqueeze(1), 1.0),
):
    try:
        refuse()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("label -1 was accepted")

assert torch.eye(3, device="cpu")[stray].tolist() == [[0, 0, 1]]
assert not (stray.unsqueeze(-1) == torch.arange(3, device="cpu")).any()

# %%
# One-hot rows times a matrix of finite numbers pick rows of that matrix. This is what
# :class:`torch.nn.Embedding` does, without the product and without the zeros. (Zero
# times infinity is NaN: in the product, one infinity spoils the other rows too.)

picked = F.one_hot(labels, num_classes=3).float() @ weight
print(picked)

assert torch.equal(picked, F.embedding(labels, weight))
assert torch.equal(picked, weight[labels])
spoiled = weight.clone()
spoiled[0, 0] = float("inf")
product = F.one_hot(labels, num_classes=3).float() @ spoiled
assert torch.equal(product[:, 0].isnan(), labels != 0)
assert not spoiled[labels].isnan().any()

# %%
# :func:`torch.argmax` undoes it. The sum over the rows counts the classes, as
# :func:`torch.bincount` does. Labels have no gradient, and neither has the result.

rows = F.one_hot(labels, num_classes=3)
print(rows.argmax(dim=-1), rows.sum(dim=0))

assert torch.equal(rows.argmax(dim=-1), labels)
assert torch.equal(rows.sum(dim=0), labels.bincount(minlength=3))
assert not F.one_hot(x.argmax(dim=1), num_classes=3).requires_grad

# %%
# Several labels for one sample: encode them all, then join with ``amax``. A sum would
# count a label that is named twice.

tags = torch.tensor([[0, 2], [3, 3]])
print(F.one_hot(tags, num_classes=4).amax(dim=1))
print(F.one_hot(tags, num_classes=4).sum(dim=1))

assert F.one_hot(tags, num_classes=4).amax(dim=1).tolist() == [
    [1, 0, 1, 0],
    [0, 0, 0, 1],
]
assert F.one_hot(tags, num_classes=4).sum(dim=1).max() == 2

# %%
# Predict it
# ----------
#
# What is the shape of ``F.one_hot(torch.tensor([[4]]))``?

answer = F.one_hot(torch.tensor([[4]])).shape
print(answer)

assert answer == (1, 1, 5)

# %%
# What does this print?
#
# .. code-block:: python
#
#    print(F.one_hot(torch.tensor([2, 0, 2]), num_classes=4).sum(dim=0))

answer = F.one_hot(torch.tensor([2, 0, 2]), num_classes=4).sum(dim=0)
print(answer)

assert answer.tolist() == [1, 0, 2, 0]

# %%
# Four samples: what they are, and what a model takes them for. What is in row 1,
# column 2 of the table, and what does its diagonal add up to?
#
# .. code-block:: python
#
#    truth, guess = torch.tensor([0, 1, 1, 2]), torch.tensor([0, 1, 2, 2])
#    table = F.one_hot(truth, 3).float().T @ F.one_hot(guess, 3).float()

truth, guess = torch.tensor([0, 1, 1, 2]), torch.tensor([0, 1, 2, 2])
table = F.one_hot(truth, 3).float().T @ F.one_hot(guess, 3).float()
print(table)
print(table[1, 2], table.trace())

assert table[1, 2] == ((truth == 1) & (guess == 2)).sum() == 1
assert table.trace() == (truth == guess).sum() == 3

# %%
# .. seealso::
#
#    :func:`torch.nn.functional.one_hot`, :func:`torch.nn.functional.cross_entropy`,
#    :class:`torch.nn.CrossEntropyLoss`, :func:`torch.nn.functional.mse_loss`.
#
#    :ref:`sphx_glr_notes_indexing_scatter.py` writes the ones itself;
#    :ref:`sphx_glr_notes_modules_embedding.py` looks rows up without the product;
#    :ref:`sphx_glr_notes_indexing_argmax.py` goes back to class numbers;
#    :ref:`sphx_glr_notes_indexing_gather.py` picks the score of one class per row.
