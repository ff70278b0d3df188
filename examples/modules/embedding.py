"""
nn.Embedding: look up rows of a table
=====================================

Turn integer ids into vectors: each id takes one row of a table that can be trained.
"""

# %%
# The rule
# --------
#
# For ids from 0 up, ``embedding(ids)`` is ``embedding.weight[ids]``: every integer is
# replaced by that row of the table. :class:`torch.nn.Embedding` takes the number of
# rows, then their length. The table is filled so that 32 stands in row 3, column 2.

# sphinx_gallery_tags = ["module", "indexing", "gradient"]
import torch
from torch import nn

table = 10.0 * torch.arange(5).view(5, 1) + torch.arange(3)
embedding = nn.Embedding(5, 3)
with torch.no_grad():
    embedding.weight.copy_(table)
ids = torch.tensor([3, 0, 3])
# sphinx_gallery_diagram = "embedding.weight[ids]"
print(embedding.weight.detach())
print(embedding(ids).detach())

assert torch.equal(embedding(ids), embedding.weight[ids])
assert embedding(ids).tolist() == [[30, 31, 32], [0, 1, 2], [30, 31, 32]]

# %%
# The ids may have any shape. The result has that shape with one axis more at the end:
# the length of a row.

for shape in [(), (4,), (2, 4), (2, 1, 4), (0,)]:
    some_ids = torch.zeros(shape, dtype=torch.int64)
    print(f"{shape!s:10} -> {tuple(embedding(some_ids).shape)}")

    assert embedding(some_ids).shape == (*shape, 3)

# %%
# A real text
# -----------
#
# An embedding never sees a word. You make the vocabulary: each word gets an id, and
# that id is its row. Row 0 is kept for padding, row 1 for words you have not met.
# Sorting fixes the ids: a set of strings has no order that you can rely on.

import re

poem = """Twinkle, twinkle, little star,
How I wonder what you are!
Up above the world so high,
Like a diamond in the sky."""
lines = [re.findall("[a-z]+", line.lower()) for line in poem.splitlines()]
words = ["<pad>", "<unk>", *sorted({word for line in lines for word in line})]
vocabulary = {word: row for row, word in enumerate(words)}
print(len(words), "words:", words[:6], "...")

assert len(vocabulary) == len(words) == 22
assert vocabulary["<pad>"] == 0

# %%
# Look the words up in the vocabulary, then pad the lines to one length with
# :func:`torch.nn.utils.rnn.pad_sequence`. It fills with 0, the id of ``<pad>``. With
# ``batch_first=True`` each line of the poem is a row.

from torch.nn.utils.rnn import pad_sequence

encoded = [torch.tensor([vocabulary[word] for word in line]) for line in lines]
batch = pad_sequence(encoded, batch_first=True)
print(batch)

assert batch.shape == (4, 6)
assert batch[0].tolist()[4:] == [0, 0]
assert [words[i] for i in batch[0].tolist()[:4]] == lines[0]

# %%
# Now the table: one row of four numbers for each of the 22 words. The same word gives
# the same row in every line. Position and neighbours play no part.

torch.manual_seed(0)
word_table = nn.Embedding(len(words), 4)
vectors = word_table(batch)
print(f"{word_table.weight.shape = }")
print(f"{vectors.shape = }")

assert vectors.shape == (4, 6, 4)
assert torch.equal(vectors[0, 0], vectors[0, 1])  # twinkle, twinkle
assert torch.equal(vectors[2, 2], vectors[3, 4])  # "the" in two lines

# %%
# A new table is random
# ---------------------
#
# ``weight`` is a parameter, drawn from a normal distribution with mean 0 and standard
# deviation 1. Until you train it or load it, no row means anything.

torch.manual_seed(0)
large = nn.Embedding(1000, 100)
print(f"{type(large.weight).__name__}, {large.weight.requires_grad = }")
print(f"mean {large.weight.mean().abs():.1f}, std {large.weight.std():.1f}")

assert isinstance(large.weight, nn.Parameter)
assert abs(large.weight.mean()) < 0.05
assert abs(large.weight.std() - 1) < 0.05
assert abs((large.weight.abs() < 1).float().mean() - 0.683) < 0.01  # as a normal one

# %%
# Which rows get a gradient
# -------------------------
#
# A lookup sends a gradient to the rows that it took, and to no other. A row that was
# taken twice gets the sum of both gradients. The other rows hold zeros, since the
# gradient has the size of the table.

first_line = encoded[0]
word_table(first_line).sum().backward()
gradient = word_table.weight.grad
for row in gradient.any(dim=1).nonzero().flatten().tolist():
    print(f"{words[row]:8} {gradient[row].tolist()}")

assert gradient.shape == word_table.weight.shape
assert gradient[vocabulary["twinkle"]].tolist() == [2, 2, 2, 2]
assert gradient[vocabulary["star"]].tolist() == [1, 1, 1, 1]
assert gradient.any(dim=1).sum() == 3

# %%
# A step of plain :class:`torch.optim.SGD` then moves these three rows and no other.

before = word_table.weight.detach().clone()
torch.optim.SGD(word_table.parameters(), lr=0.1).step()
moved = (word_table.weight != before).any(dim=1)
print([words[row] for row in moved.nonzero().flatten().tolist()])

assert {words[row] for row in moved.nonzero().flatten().tolist()} == set(lines[0])

# %%
# With ``sparse=True`` the gradient stores the touched rows alone, one entry for each
# lookup; ``coalesce()`` adds up the entries of the same row.
# ``scale_grad_by_freq=True`` divides each row's gradient by how often the id occurs in
# this call.

sparse = nn.Embedding(len(words), 4, sparse=True)
sparse(first_line).sum().backward()
scaled = nn.Embedding(len(words), 4, scale_grad_by_freq=True)
scaled(first_line).sum().backward()
touched = sparse.weight.grad.coalesce().indices()[0].tolist()
print("stored rows:", [words[row] for row in touched])
print("scaled:", scaled.weight.grad[vocabulary["twinkle"]].tolist())

assert sparse.weight.grad._nnz() == 4  # twinkle is there twice
assert len(touched) == 3
assert {words[row] for row in touched} == set(lines[0])
assert torch.equal(sparse.weight.grad.to_dense(), gradient)
assert scaled.weight.grad[vocabulary["twinkle"]].tolist() == [1, 1, 1, 1]

# %%
# Not every optimizer takes a sparse gradient. :class:`torch.optim.Adam` does not.

try:
    torch.optim.Adam(sparse.parameters()).step()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("Adam took a sparse gradient")

# %%
# ``padding_idx``: a row without a gradient
# -----------------------------------------
#
# ``padding_idx=0`` does two things. It fills row 0 with zeros when the module draws its
# table, and a lookup of row 0 adds nothing to the gradient, however often it happens.

padded = nn.Embedding(len(words), 4, padding_idx=0)
padded(batch).sum().backward()
print("row 0:     ", padded.weight[0].tolist())
print("gradient 0:", padded.weight.grad[0].tolist())
print("paddings:  ", (batch == 0).sum().item())

assert (batch == 0).any()
assert not padded.weight[0].any()
assert not padded.weight.grad[0].any()
assert padded.weight.grad[1:].sum() == 4 * (batch != 0).sum()

# %%
# A negative ``padding_idx`` counts from the end. A negative id does not: see below.

last = nn.Embedding(5, 3, padding_idx=-1)
print(last)

assert last.padding_idx == 4

# %%
# ``from_pretrained``: start from your own table
# ----------------------------------------------
#
# :meth:`torch.nn.Embedding.from_pretrained` takes a 2-D tensor as the table. It freezes
# the table, so that training leaves it alone, unless you say ``freeze=False``.

frozen = nn.Embedding.from_pretrained(table)
trainable = nn.Embedding.from_pretrained(table.clone(), freeze=False)
print(f"{frozen.weight.requires_grad = }")
print(f"{trainable.weight.requires_grad = }")

assert torch.equal(frozen(ids), table[ids])
assert not frozen.weight.requires_grad
assert trainable.weight.requires_grad

# %%
# ``max_norm``: the lookup writes to the table
# --------------------------------------------
#
# With ``max_norm=1.0``, each row that you look up is first scaled down to norm 1, if
# its norm is larger. This happens inside ``weight``, in ``eval()`` and under
# :class:`torch.no_grad` too. Row 1 is not looked up here, so it stays as it is.

limited = nn.Embedding(3, 2, max_norm=1.0).eval()
with torch.no_grad():
    limited.weight.copy_(torch.tensor([[3.0, 4.0], [6.0, 8.0], [0.3, 0.4]]))
    print("before:", limited.weight.norm(dim=1))
    limited(torch.tensor([0, 2]))
    print("after: ", limited.weight.norm(dim=1))

torch.testing.assert_close(
    limited.weight.detach().norm(dim=1), torch.tensor([1.0, 10.0, 0.5])
)

# %%
# You may have read: the class is ``nn.Embeddings``
# -------------------------------------------------
#
# The name is in the singular.

try:
    nn.Embeddings(5, 3)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("nn.Embeddings exists")

# %%
# You may have read: the input is a list of indices
# -------------------------------------------------
#
# The documentation says so too. A Python list, a number or a word is refused: the input
# is a tensor of integers.

# sphinx_gallery_claim = ["not raises(lambda: embedding([3, 0, 3]))"]
for wrong_input in ([3, 0, 3], 3, "twinkle"):
    try:
        embedding(wrong_input)
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("something that is no tensor was accepted")

assert embedding(torch.tensor([3, 0, 3])).shape == (3, 3)

# %%
# You may have read: ``padding_idx`` always gives zeros
# -----------------------------------------------------
#
# It does not look at the output. The zeros are written once, when the module draws its
# table. Initialize it again or bring a pretrained table, and the padding gets whatever
# row 0 holds. Nothing is raised.

# sphinx_gallery_claim = ["not padded(torch.tensor([0])).any()", "not overwritten(torch.tensor([0])).any()", "not pretrained(torch.tensor([0])).any()"]  # noqa: E501
overwritten = nn.Embedding(5, 3, padding_idx=0)
nn.init.constant_(overwritten.weight, 0.5)
print(overwritten(torch.tensor([0])).tolist())
pretrained = nn.Embedding.from_pretrained(table + 7, padding_idx=0)
print(pretrained(torch.tensor([0])).tolist())

assert overwritten(torch.tensor([0])).tolist() == [[0.5, 0.5, 0.5]]
assert pretrained(torch.tensor([0])).tolist() == [[7, 8, 9]]

# %%
# Set the row back after you fill the table.

with torch.no_grad():
    overwritten.weight[overwritten.padding_idx] = 0
print(overwritten(torch.tensor([0, 1])).tolist())

assert overwritten(torch.tensor([0])).tolist() == [[0, 0, 0]]

# %%
# You may have read: the padding row is never updated
# ---------------------------------------------------
#
# Its gradient is zero; the optimizer may still move it. Weight decay pulls every row
# towards zero, the padding row included. A row of zeros stays where it is, so this
# shows once the padding row is something else.

# sphinx_gallery_claim = ["padded.weight[0].tolist() == [0, 0, 0, 0]", "decayed.weight[0].tolist() == [1, 1]"]  # noqa: E501
decayed = nn.Embedding(3, 2, padding_idx=0)
nn.init.ones_(decayed.weight)
optimizer = torch.optim.SGD(decayed.parameters(), lr=0.5, weight_decay=0.5)
decayed(torch.tensor([0, 1])).sum().backward()
optimizer.step()
print(decayed.weight.grad)
print(decayed.weight.detach())

assert not decayed.weight.grad[0].any()
assert decayed.weight.tolist() == [[0.75, 0.75], [0.25, 0.25], [0.75, 0.75]]
torch.optim.SGD(padded.parameters(), lr=0.5, weight_decay=0.5).step()
assert not padded.weight[0].any()

# %%
# Pitfall: an id that is too large
# --------------------------------
#
# The table needs as many rows as the largest id plus one, which may be more than there
# are ids: 1 to 5 need six rows. This is run on the CPU, where the error comes at once.

on_cpu = nn.Embedding(5, 3, device="cpu")
one_based = torch.tensor([1, 2, 3, 4, 5], device="cpu")
try:
    on_cpu(one_based)
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("an id beyond the table was accepted")

# %%
# "In self" means: in the table. Give the table one row more, or count from zero.

wider = nn.Embedding(int(one_based.max()) + 1, 3, device="cpu")
print(wider(one_based).shape)

assert wider.num_embeddings == 6
assert wider(one_based).shape == on_cpu(one_based - 1).shape == (5, 3)

# %%
# Pitfall: an id of -1
# --------------------
#
# ``weight[-1]`` is the last row, but the lookup counts from zero only. Data that marks
# padding or unknown words with -1 ends here.

try:
    on_cpu(torch.tensor([2, -1], device="cpu"))
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a negative id was accepted")

assert torch.equal(on_cpu.weight[-1], on_cpu.weight[4])

# %%
# Give padding and unknown words ids of their own: rows that exist. For a word that is
# not in the vocabulary, :meth:`dict.get` hands out that id.

unknown = vocabulary["<unk>"]
question = ["twinkle", "little", "satellite"]
question_ids = torch.tensor([vocabulary.get(word, unknown) for word in question])
print([words[i] for i in question_ids.tolist()])

assert word_table(question_ids).shape == (3, 4)
assert question_ids[2] == unknown == 1

# %%
# Pitfall: ids that are floats
# ----------------------------
#
# Such ids can come from an empty line, since a tensor made from an empty list is
# ``float32`` by default, or from :func:`torch.zeros` without a dtype.

empty_line = torch.tensor([])
try:
    embedding(empty_line)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("float ids were accepted")

assert empty_line.dtype == torch.zeros(2).dtype == torch.float32

# %%
# Say the dtype where you make the ids. Of these integer types only two are accepted.

accepted = []
for dtype in (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8):
    some_ids = empty_line.to(dtype)
    try:
        embedding(some_ids)
    except RuntimeError:
        continue
    accepted.append(dtype)
print("accepted:", accepted)

assert accepted == [torch.int64, torch.int32]
assert embedding(empty_line.to(torch.int64)).shape == (0, 3)

# %%
# Pitfall, silent: one-hot vectors as input
# -----------------------------------------
#
# The lookup does the work of a one-hot encoding. Encode the ids yourself, and every 0
# and every 1 is taken for an id: rows 0 and 1, whatever the words were. The extra axis
# in the shape gives it away.

import torch.nn.functional as F

encoded_ids = F.one_hot(ids, num_classes=5)
wrong = embedding(encoded_ids)
print(f"{wrong.shape = }")
print(f"{embedding(ids).shape = }")

assert wrong.shape == (3, 5, 3)
assert torch.equal(wrong[0], embedding.weight[torch.tensor([0, 0, 0, 1, 0])])

# %%
# Pitfall, silent: a vocabulary built again
# -----------------------------------------
#
# Build the vocabulary from other text, here the last two lines, and a word may get
# another id. The table does not know: "sky" now reads the row of another word. Save the
# vocabulary together with the weights.

other_words = ["<pad>", "<unk>", *sorted({word for line in lines[2:] for word in line})]
for word in ("diamond", "sky"):
    row = other_words.index(word)
    print(f"{word!r} reads the row of {words[row]!r}")

row = other_words.index("sky")
assert words[row] != "sky"
assert not torch.equal(word_table.weight[row], word_table.weight[vocabulary["sky"]])

# %%
# Pitfall, silent: a pretrained table that does not learn
# -------------------------------------------------------
#
# ``from_pretrained`` freezes by default. With another layer behind it, ``backward`` and
# ``step`` run as usual, and the table stays as it was.

model = nn.Sequential(nn.Embedding.from_pretrained(table.clone()), nn.Linear(3, 1))
start = model[0].weight.clone()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(ids).sum().backward()
optimizer.step()
print("table changed:", not torch.equal(model[0].weight, start))
print("gradient:", model[0].weight.grad)

assert torch.equal(model[0].weight, start)
assert model[0].weight.grad is None

# %%
# Pass ``freeze=False``, or unfreeze it later with
# :meth:`torch.nn.Module.requires_grad_`. That is enough here, since the optimizer was
# given the frozen table as well.

model[0].requires_grad_(True)
model(ids).sum().backward()
optimizer.step()
print("table changed:", not torch.equal(model[0].weight, start))

assert not torch.equal(model[0].weight, start)
assert torch.equal(model[0].weight[1], start[1])  # id 1 is not in ids
assert any(p is model[0].weight for p in optimizer.param_groups[0]["params"])

# %%
# Pitfall, silent: the pretrained tensor changes too
# --------------------------------------------------
#
# ``from_pretrained`` does not copy. The tensor that you hand over and the table share
# their memory, so this training step writes to both. Hand over ``source.clone()`` to
# keep the original.

source = torch.zeros(5, 3)
shared = nn.Embedding.from_pretrained(source, freeze=False)
shared(ids).sum().backward()
torch.optim.SGD(shared.parameters(), lr=1.0).step()
print(source)

assert source[3].tolist() == [-2, -2, -2]
assert source.data_ptr() == shared.weight.data_ptr()
cloned = nn.Embedding.from_pretrained(source.clone(), freeze=False)
assert source.data_ptr() != cloned.weight.data_ptr()

# %%
# Pitfall, silent: rows that move without being looked up
# -------------------------------------------------------
#
# The gradient of an absent row is zero, yet the optimizer may move it. Step 1 looks up
# row 0, step 2 looks up row 1. Momentum and Adam remember step 1, so row 0 moves in
# step 2 again. Weight decay moves even row 2, which was never looked up.


def look_up_0_then_1(optimizer_class, sparse=False, **options):
    rows = nn.Embedding.from_pretrained(torch.ones(3, 1), freeze=False, sparse=sparse)
    optimizer = optimizer_class(rows.parameters(), lr=0.25, **options)
    steps = []
    for row in (0, 1):
        optimizer.zero_grad()
        rows(torch.tensor([row])).sum().backward()
        optimizer.step()
        steps.append([round(number, 3) for number in rows.weight.flatten().tolist()])
    print(f"{optimizer_class.__name__:10} {options!s:21} {steps[0]} -> {steps[1]}")
    return steps


momentum = look_up_0_then_1(torch.optim.SGD, momentum=0.5)
adam = look_up_0_then_1(torch.optim.Adam)
decay = look_up_0_then_1(torch.optim.SGD, weight_decay=0.5)

assert momentum == [[0.75, 1, 1], [0.625, 0.75, 1]]
assert adam[1][0] < adam[0][0] < adam[1][2] == 1
assert decay[1][2] < decay[0][2] < 1

# %%
# Plain SGD leaves absent rows as they are. So does :class:`torch.optim.SparseAdam`,
# which needs an embedding with ``sparse=True`` and touches the looked-up rows alone.

plain = look_up_0_then_1(torch.optim.SGD)
lazy = look_up_0_then_1(torch.optim.SparseAdam, sparse=True)

for steps in (plain, lazy):
    assert steps[0][0] == steps[1][0] < 1
    assert steps[0][1] == steps[1][2] == 1

# %%
# Pitfall: writing a row by hand
# ------------------------------
#
# ``weight`` is a leaf that requires a gradient, and autograd refuses changes to it in
# place. Write under :class:`torch.no_grad`.

try:
    embedding.weight[4] = 0
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a leaf was changed in place")
with torch.no_grad():
    embedding.weight[4] = torch.tensor([40.0, 41.0, 42.0])

assert embedding.weight[4].tolist() == [40, 41, 42]

# %%
# Pitfall: ``max_norm`` and a weight used before
# ----------------------------------------------
#
# The lookup writes to the table, and autograd counts that as a change even if no row
# was too long. If an earlier step of the same graph needs the old table for its
# gradient, ``backward`` stops.

limited = nn.Embedding(3, 2, max_norm=5.0)
nn.init.ones_(limited.weight)
penalty = limited.weight.square().sum()
output = limited(torch.tensor([1]))
try:
    (output.sum() + penalty).backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {str(error).split('[')[0]}...")
else:
    raise AssertionError("the changed table went unnoticed")

assert (limited.weight == 1).all()  # nothing was too long

# %%
# Look up first, or give the earlier step a clone of the weight.

output = limited(torch.tensor([1]))
penalty = limited.weight.square().sum()
(output.sum() + penalty).backward()
print(limited.weight.grad)

limited.zero_grad()
penalty = limited.weight.clone().square().sum()
(limited(torch.tensor([1])).sum() + penalty).backward()
assert limited.weight.grad.tolist() == [[2, 2], [3, 3], [2, 2]]

# %%
# Next to its neighbours
# ----------------------
#
# Indexing, :func:`torch.nn.functional.embedding` and, for 1-D ids,
# :func:`torch.index_select` take the same rows. If all numbers are finite, so do a
# product with one-hot vectors and a :class:`torch.nn.Linear` without bias that holds
# the table transposed. They multiply the other rows by 0, and 0 times NaN is NaN.

weight = embedding.weight.detach()
one_hot = F.one_hot(ids, num_classes=5).to(weight.dtype)
linear = nn.Linear(5, 3, bias=False)
linear.weight = nn.Parameter(weight.t())
same = {
    "weight[ids]": weight[ids],
    "F.embedding(ids, weight)": F.embedding(ids, weight),
    "index_select(weight, 0, ids)": torch.index_select(weight, 0, ids),
    "one_hot @ weight": one_hot @ weight,
    "linear(one_hot)": linear(one_hot).detach(),
}
for name, rows in same.items():
    print(f"{name:30}", torch.equal(rows, embedding(ids)))

assert all(torch.equal(rows, embedding(ids)) for rows in same.values())
broken = weight.clone()
broken[1] = torch.nan  # id 1 is not in ids
assert not broken[ids].isnan().any()
assert (one_hot @ broken).isnan().all()

# %%
# The product needs equal dtypes, and :func:`torch.nn.functional.one_hot` returns
# integers. Hence the ``.to(weight.dtype)`` above. See
# :ref:`sphx_glr_notes_indexing_one_hot.py`.

try:
    F.one_hot(ids, num_classes=5) @ weight
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("integers times floats")

assert F.one_hot(ids).dtype == torch.int64

# %%
# :class:`torch.nn.EmbeddingBag` looks up and, by default, averages in one step: one
# vector for each line of the poem. With ``padding_idx`` the padding is left out of the
# mean.

bag = nn.EmbeddingBag.from_pretrained(word_table.weight.detach(), padding_idx=0)
means = bag(batch)
print(f"{means.shape = }")

assert means.shape == (4, 4)
for line, mean in zip(encoded, means, strict=True):
    torch.testing.assert_close(mean, word_table(line).detach().mean(dim=0))

# %%
# Predict it
# ----------
#
# What are the shape and the sum of ``embedding(torch.ones(2, 4, dtype=torch.int64))``,
# with the table of the first cell?

answer = embedding(torch.ones(2, 4, dtype=torch.int64))
print(answer.shape, answer.sum().item())

assert answer.shape == (2, 4, 3)
assert answer.sum() == 8 * (10 + 11 + 12)

# %%
# How many numbers does ``nn.Embedding(10_000, 300)`` train?

numbers = sum(p.numel() for p in nn.Embedding(10_000, 300).parameters())
print(f"{numbers:,}")

assert numbers == 10_000 * 300

# %%
# A language model may use the table twice, to look up and to score the words. Row 0 is
# the padding row. Is its gradient zero after this?
#
# .. code-block:: python
#
#     tied = nn.Embedding(5, 3, padding_idx=0)
#     scores = tied(torch.tensor([2, 0])) @ tied.weight.t()
#     scores.sum().backward()

torch.manual_seed(0)
tied = nn.Embedding(5, 3, padding_idx=0)
scores = tied(torch.tensor([2, 0])) @ tied.weight.t()
scores.sum().backward()
print("zero:", not tied.weight.grad[0].any())

assert tied.weight.grad[0].any()
torch.testing.assert_close(tied.weight.grad[0], tied.weight[2].detach())

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_indexing_one_hot.py` for the encoding that a lookup replaces;
#    :ref:`sphx_glr_notes_indexing_gather.py` for one entry per row instead of whole
#    rows; :ref:`sphx_glr_notes_modules_register_buffer.py` for tables that are not
#    trained; :func:`torch.nn.functional.cross_entropy`, which takes ids as targets.
