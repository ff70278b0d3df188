"""
DataLoader: batches from a dataset
==================================

Take samples in order or shuffled, a few at a time, and know which batch comes next.
"""

# %%
# The rule
# --------
#
# For a dataset with indices, a :class:`torch.utils.data.DataLoader` takes indices from
# a sampler, ``batch_size`` at a time, fetches the sample of each, and hands the list of
# samples to ``collate_fn``, which makes one batch of it.

# sphinx_gallery_tags = ["data", "random"]
from torch.utils.data import DataLoader

loader = DataLoader(range(10), batch_size=4)
for batch in loader:
    print(batch)

assert [batch.tolist() for batch in loader] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]

# %%
# You may have read: ``torch.utils.data.Dataloader``
# --------------------------------------------------
#
# The class has a capital L.

import torch

try:
    torch.utils.data.Dataloader
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("there is a Dataloader after all")

assert torch.utils.data.DataLoader is DataLoader

# %%
# A real file
# -----------
#
# Ten lines of a nursery rhyme, written to a temporary folder. They differ in length,
# which will matter soon.

import tempfile
from pathlib import Path

folder = tempfile.TemporaryDirectory()
path = Path(folder.name) / "rhyme.txt"
rhyme = [
    "solomon grundy",
    "born on a monday",
    "christened on tuesday",
    "married on wednesday",
    "took ill on thursday",
    "grew worse on friday",
    "died on saturday",
    "buried on sunday",
    "that was the end",
    "of solomon grundy",
]
path.write_text("\n".join(rhyme), encoding="utf-8")
print([len(line.split()) for line in rhyme])

assert len(rhyme) == 10

# %%
# The dataset reads the file and numbers the words from 1 on. One sample is one line, as
# a tensor of word numbers.

from torch.utils.data import Dataset


class Lines(Dataset):
    def __init__(self, path):
        self.lines = [line.split() for line in path.read_text("utf-8").splitlines()]
        words = sorted({word for line in self.lines for word in line})
        self.number = {word: i for i, word in enumerate(words, start=1)}

    def __getitem__(self, index):
        return torch.tensor([self.number[word] for word in self.lines[index]])

    def __len__(self):
        return len(self.lines)


lines = Lines(path)
print(len(lines), "lines,", len(lines.number), "words")
print(lines[0])
print(lines[1])

assert lines[0].tolist() == [lines.number["solomon"], lines.number["grundy"]]
assert (len(lines[0]), len(lines[1])) == (2, 4)

# %%
# batch_size, and the last batch
# ------------------------------
#
# The last batch holds what is left. ``drop_last=True`` leaves it out if it is smaller
# than ``batch_size``. ``len(loader)`` counts batches, not samples.

print("batch_size  drop_last  len(loader)  sizes")
for size in (1, 4, 5):
    for drop in (False, True):
        loader = DataLoader(range(10), batch_size=size, drop_last=drop)
        sizes = [len(batch) for batch in loader]
        print(f"{size:10}  {drop!s:9}  {len(loader):11}  {sizes}")
        assert len(loader) == len(sizes) == (10 // size if drop else -(-10 // size))
        assert sum(sizes) == (len(loader) * size if drop else 10)

# %%
# ``batch_size=1`` makes batches of one. ``batch_size=None`` makes no batches: you get
# the samples themselves, and ``len(loader)`` counts them.

print(list(DataLoader(range(3), batch_size=1)))
print(list(DataLoader(range(3), batch_size=None)))

assert [batch.shape for batch in DataLoader(range(3), batch_size=1)] == [(1,)] * 3
assert list(DataLoader(range(3), batch_size=None)) == [0, 1, 2]
assert len(DataLoader(range(3), batch_size=None)) == 3

# %%
# shuffle: a new order for every epoch
# ------------------------------------
#
# ``shuffle=True`` draws a permutation each time that you start a loop. The generator
# must live on the default device, for the permutation is drawn there.

from itertools import chain


def shuffled(seed):
    generator = torch.Generator(device=torch.empty(0).device).manual_seed(seed)
    return DataLoader(range(10), batch_size=4, shuffle=True, generator=generator)


def epoch(loader):
    return [batch.tolist() for batch in loader]


loader = shuffled(seed=0)
first, second = epoch(loader), epoch(loader)
print(first)
print(second)

assert first != second
assert sorted(chain(*first)) == sorted(chain(*second)) == list(range(10))

# %%
# A new generator with the same seed gives the same epochs again: first the first, then
# the second.

again = shuffled(seed=0)
repeated = [epoch(again), epoch(again)]
print(repeated == [first, second])

assert repeated == [first, second]

# %%
# sampler: an order of your own
# -----------------------------
#
# Anything that a loop can take indices from can be the sampler. A list will do: some
# samples twice, others never. Since it sets the order, ``shuffle`` is refused with it.

sampled = DataLoader(range(10), batch_size=4, sampler=[9, 0, 0, 5, 9])
print(epoch(sampled))
try:
    DataLoader(range(10), sampler=[9, 0, 0, 5, 9], shuffle=True)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a sampler and shuffle were accepted together")

assert epoch(sampled) == [[9, 0, 0, 5], [9]]

# %%
# collate_fn: from a list of samples to a batch
# ---------------------------------------------
#
# Unless you pass one, :func:`torch.utils.data.default_collate` makes the batches.
# Integers and floats become a tensor, tensors are stacked, words stay words. Tuples and
# dictionaries are taken apart, and each field is collated for itself.

from torch.utils.data import default_collate

for samples in (
    [1, 2],
    [0.5, 1.5],
    [("one", 1), ("two", 2)],
    [{"n": 1, "m": 3}, {"n": 2, "m": 4}],
):
    print(samples, "->", default_collate(samples))

assert default_collate([1, 2]).dtype == torch.int64
assert default_collate([0.5, 1.5]).dtype == torch.float64
assert default_collate([torch.zeros(2), torch.ones(2)]).shape == (2, 2)
assert default_collate([("one", 1), ("two", 2)])[0] == ("one", "two")
assert default_collate([{"n": 1, "m": 3}, {"n": 2, "m": 4}])["m"].tolist() == [3, 4]

# %%
# Pitfall: samples of different lengths
# -------------------------------------
#
# Tensors of different shapes cannot be stacked. The first two lines of the rhyme have
# two words and four.

try:
    next(iter(DataLoader(lines, batch_size=4)))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("lines of different lengths were stacked")

# %%
# Write the ``collate_fn``. It gets the list of samples. This one pads them with zeros
# to the longest of the batch, and keeps the lengths.

from torch.nn.utils.rnn import pad_sequence


def pad(samples):
    lengths = torch.tensor([len(sample) for sample in samples])
    return pad_sequence(samples, batch_first=True), lengths


# sphinx_gallery_diagram = "pad_sequence([lines[0], lines[1]], batch_first=True)"
words, lengths = next(iter(DataLoader(lines, batch_size=4, collate_fn=pad)))
print(words)
print(lengths)

assert words.shape == (4, 4)
assert lengths.tolist() == [2, 4, 3, 3]
assert all(torch.equal(words[i, : lengths[i]], lines[i]) for i in range(4))

# %%
# Each batch is as wide as its own longest line. If you want nothing stacked, ``list``
# is a ``collate_fn`` too: the batch is then the list of samples.

loader = DataLoader(lines, batch_size=2, collate_fn=pad)
print([tuple(words.shape) for words, lengths in loader])
print(next(iter(DataLoader(lines, batch_size=2, collate_fn=list))))

assert [words.shape[1] for words, _ in loader] == [4, 3, 4, 3, 4]
two = next(iter(DataLoader(lines, batch_size=2, collate_fn=list)))
assert isinstance(two, list)
assert all(torch.equal(two[i], lines[i]) for i in range(2))

# %%
# Pitfall, silent: lists are turned on their side
# -----------------------------------------------
#
# Two samples of three numbers each. As lists, they are collated position by position:
# you get three tensors of two.

samples = [[1, 2, 3], [4, 5, 6]]
print(next(iter(DataLoader(samples, batch_size=2))))

assert len(next(iter(DataLoader(samples, batch_size=2)))) == 3

# %%
# Let the dataset return tensors. Then there is one row for each sample.

rows = [torch.tensor(sample) for sample in samples]
batch = next(iter(DataLoader(rows, batch_size=2)))
print(batch)

assert batch.tolist() == samples

# %%
# Pitfall: a batch that is a list
# -------------------------------
#
# A sample of :class:`torch.utils.data.TensorDataset` is a tuple, even with one tensor
# in it. So the batch is a list with one tensor.

from torch.utils.data import TensorDataset

loader = DataLoader(TensorDataset(torch.arange(6).view(3, 2)), batch_size=3)
try:
    for batch in loader:
        print(batch.shape)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the batch was a tensor")

# %%
# Unpack it. Mind the comma.

for (batch,) in loader:
    print(batch.shape)

assert batch.shape == (3, 2)

# %%
# Pitfall: ``None`` among the samples
# -----------------------------------
#
# A dataset that returns ``None`` for a sample that it cannot read passes the problem on
# to ``default_collate``, which has no rule for it.

found = [None, 1, None, 3]
try:
    next(iter(DataLoader(found, batch_size=4)))
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("None was collated")

# %%
# Drop it in a ``collate_fn``. The batch is then smaller than ``batch_size``.


def without_none(samples):
    return default_collate([sample for sample in samples if sample is not None])


print(next(iter(DataLoader(found, batch_size=4, collate_fn=without_none))))

assert epoch(DataLoader(found, batch_size=4, collate_fn=without_none)) == [[1, 3]]

# %%
# Pitfall, silent: the mean of the batch means
# --------------------------------------------
#
# The last batch is smaller, so each of its samples weighs more than it should.

loader = DataLoader(torch.arange(10.0), batch_size=4)
means = torch.stack([batch.mean() for batch in loader])
print(f"{means.mean():.4f} instead of {torch.arange(10.0).mean():.4f}")

assert torch.allclose(means, torch.tensor([1.5, 5.5, 8.5]))
assert not torch.allclose(means.mean(), torch.tensor(4.5))

# %%
# Add up over the samples, and divide once.

total = sum(batch.sum() for batch in loader)
mean = total / len(loader.dataset)
print(f"{mean:.4f}")

assert torch.allclose(mean, torch.tensor(4.5))

# %%
# Pitfall, silent: no batch at all
# --------------------------------
#
# With ``drop_last=True`` and fewer samples than ``batch_size``, the loop runs zero
# times. The training is over at once, and nothing was learned.

loader = DataLoader(range(10), batch_size=16, drop_last=True)
print(len(loader), list(loader))

assert list(loader) == []

# %%
# Keep the last batch, or check ``len(loader)`` before you train.

loader = DataLoader(range(10), batch_size=16)
print(len(loader), [len(batch) for batch in loader])

assert len(loader) == 1

# %%
# Pitfall, silent: a setting that arrives too late
# ------------------------------------------------
#
# A loader chooses its sampler when it is made. Change ``batch_size`` later, and you get
# an error. ``shuffle`` is not even stored: set it, and nothing happens.

loader = DataLoader(range(10), batch_size=4)
try:
    loader.batch_size = 5
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("batch_size was changed")

loader.shuffle = True
print(epoch(loader))

assert epoch(loader) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
assert not hasattr(DataLoader(range(10), shuffle=False), "shuffle")

# %%
# Make a new loader over the same dataset. No sample is copied.

new = DataLoader(loader.dataset, batch_size=5)
print(epoch(new))

assert epoch(new) == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
assert new.dataset is loader.dataset

# %%
# Pitfall, silent: a loop over batches changes your random numbers
# ----------------------------------------------------------------
#
# Each time that you start a loop, a loader draws a number from PyTorch's global
# generator, even without ``shuffle`` and without workers: it would seed the workers.
# One loop more, and the random numbers after it differ.

torch.manual_seed(0)
plain = torch.rand(3)
torch.manual_seed(0)
for _ in DataLoader(range(10)):
    pass
after_loop = torch.rand(3)
print("same numbers:", torch.equal(plain, after_loop))

assert not torch.equal(plain, after_loop)

# %%
# Give the loader a generator of its own.

own = torch.Generator(device=torch.empty(0).device)
torch.manual_seed(0)
for _ in DataLoader(range(10), generator=own):
    pass
after_loop = torch.rand(3)
print("same numbers:", torch.equal(plain, after_loop))

assert torch.equal(plain, after_loop)

# %%
# Workers
# -------
#
# With ``num_workers=2``, two more processes fetch and collate the samples. The batches
# are the same, in the same order. (``list`` makes no tensors: workers should leave the
# GPU alone.) The pitfalls below say why the program is in a file and has a guard.

import runpy


def run(name, program):
    """Run a file as ``python name`` would, and return its variables.

    Use a name once: for workers, Python may load the file only the first time.
    """
    path = Path(folder.name) / name
    path.write_text(program, encoding="utf-8")
    return runpy.run_path(str(path), run_name="__main__")


program = """
from torch.utils.data import DataLoader

if __name__ == "__main__":
    loader = DataLoader(range(10), batch_size=4, num_workers=2, collate_fn=list)
    batches = list(loader)
    print(batches)
"""
names = run("workers.py", program)

alone = DataLoader(range(10), batch_size=4, collate_fn=list)
assert names["batches"] == list(alone) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]

# %%
# Pitfall: no ``if __name__ == "__main__":``
# ------------------------------------------
#
# By Python's documentation, Windows and macOS spawn a worker: a new Python, which
# imports your script first. If that starts workers again, the worker fails, and the
# DataLoader says ``exited unexpectedly``. One process, spawned here, shows the cause.

import re
import subprocess
import sys


def python(*words):
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=folder.name, capture_output=True, text=True, errors="replace"
    )


program = """
import multiprocessing

print("this runs in", __name__, flush=True)
worker = multiprocessing.get_context("spawn").Process(target=len, args=("abc",))
worker.start()
worker.join()
print("the worker ended with", worker.exitcode)
"""
(Path(folder.name) / "train.py").write_text(program, encoding="utf-8")
done = python("train.py")
print(done.stdout, end="")
print(" ".join(re.search(r"An attempt.*?phase\.", done.stderr, re.DOTALL)[0].split()))

assert done.stdout.splitlines() == [
    "this runs in __main__",
    "this runs in __mp_main__",
    "the worker ended with 1",
]

# %%
# Put what starts workers under the guard. In a worker the script goes by another name,
# ``__mp_main__``, so that part is left out. The first print still runs in both. (A
# forked worker, the default on Linux before Python 3.14, imports nothing.)

program = """
import multiprocessing

print("this runs in", __name__, flush=True)
if __name__ == "__main__":
    worker = multiprocessing.get_context("spawn").Process(target=len, args=("abc",))
    worker.start()
    worker.join()
    print("the worker ended with", worker.exitcode)
"""
(Path(folder.name) / "train.py").write_text(program, encoding="utf-8")
done = python("train.py")
print(done.stdout, end="")

assert done.stdout.splitlines() == [
    "this runs in __main__",
    "this runs in __mp_main__",
    "the worker ended with 0",
]

# %%
# Pitfall: a lambda
# -----------------
#
# A spawned worker gets the dataset, ``collate_fn`` and ``worker_init_fn`` pickled. Of a
# function, :mod:`pickle` writes down the name to import it by. A lambda has none. Write
# a ``def`` at the top level of the file, as ``pad`` was.

import pickle

try:
    pickle.dumps(lambda samples: samples)
except (pickle.PicklingError, AttributeError) as error:
    print("not pickled:", type(error).__name__)
else:
    raise AssertionError("a lambda was pickled")

assert pickle.loads(pickle.dumps(pad)) is pad

# %%
# Pitfall: a function or class made in a notebook
# -----------------------------------------------
#
# It has a name, but a spawned worker cannot import a notebook, and does not find it. A
# program that is passed with ``python -c`` is no file either, and fails the same way.

work = """
def work():
    print("working")
"""
start = """
import multiprocessing

if __name__ == "__main__":
    worker = multiprocessing.get_context("spawn").Process(target=work)
    worker.start()
    worker.join()
    print("the worker ended with", worker.exitcode)
"""
done = python("-c", work + start)
print(done.stdout, end="")
print(re.search("AttributeError: .*'work'", done.stderr)[0])

assert done.stdout.splitlines() == ["the worker ended with 1"]

# %%
# Put what workers need into a file, and import it.

(Path(folder.name) / "jobs.py").write_text(work, encoding="utf-8")
done = python("-c", "from jobs import work" + start)
print(done.stdout, end="")

assert done.stdout.splitlines() == ["working", "the worker ended with 0"]

# %%
# Pitfall, silent: every worker has the same random numbers
# ---------------------------------------------------------
#
# The first number of a sample is from a NumPy generator that ``Noise`` keeps. Each
# worker gets a copy of it in the same state, and the next epoch starts with new copies.
# Below, a line is a batch. An epoch has two, one from each worker.

noise = """
import numpy as np
from torch.utils.data import DataLoader, Dataset, get_worker_info


class Noise(Dataset):
    def __init__(self):
        self.rng = np.random.default_rng(0)

    def __getitem__(self, index):
        return int(self.rng.integers(1000)), int(np.random.randint(1000))

    def __len__(self):
        return 4
"""
program = """
if __name__ == "__main__":
    loader = DataLoader(Noise(), batch_size=2, num_workers=2, collate_fn=list)
    batches = [batch for epoch in (1, 2) for batch in loader]
    for batch in batches:
        print(batch)
"""
torch.manual_seed(0)
batches = run("noise.py", noise + program)["batches"]

own = [[first for first, _ in batch] for batch in batches]
assert own == [own[0]] * 4

# %%
# Make a new generator in each worker, from the seed that PyTorch hands out there. It
# calls ``worker_init_fn`` once in each worker, before the first sample.

program = """
def reseed(worker_id):
    info = get_worker_info()
    info.dataset.rng = np.random.default_rng(info.seed)


if __name__ == "__main__":
    options = {"num_workers": 2, "collate_fn": list, "worker_init_fn": reseed}
    loader = DataLoader(Noise(), batch_size=2, **options)
    batches = [batch for epoch in (1, 2) for batch in loader]
    for batch in batches:
        print(batch)
"""
torch.manual_seed(0)
reseeded = run("reseeded.py", noise + program)["batches"]

assert len({tuple(first for first, _ in batch) for batch in reseeded}) == 4

# %%
# You may have read: NumPy repeats itself in every worker
# -------------------------------------------------------
#
# The second number of a sample is from ``np.random.randint``, so from NumPy's global
# generator. PyTorch seeds that one in each worker, anew for each epoch, from its own
# seed: both programs above began with the seed 0. (From version 1.9 on, by its pull
# request 56488.)

# sphinx_gallery_claim = ["len({tuple(numbers) for numbers in second}) < 4"]
second = [[number for _, number in batch] for batch in batches]
print(second)

assert len({tuple(numbers) for numbers in second}) == 4
assert second == [[number for _, number in batch] for batch in reseeded]

# %%
# Pitfall, silent: two workers, every sample twice
# ------------------------------------------------
#
# A :class:`torch.utils.data.IterableDataset` has no indices to share out. Each worker
# runs through a copy of it, from beginning to end.

stream = """
from torch.utils.data import DataLoader, IterableDataset, get_worker_info


class Stream(IterableDataset):
    def __iter__(self):
        return iter(range(4))
"""
program = """
if __name__ == "__main__":
    alone = list(DataLoader(Stream(), batch_size=2, collate_fn=list))
    helped = list(DataLoader(Stream(), batch_size=2, num_workers=2, collate_fn=list))
    print(alone)
    print(helped)
"""
names = run("stream.py", stream + program)

assert names["alone"] == [[0, 1], [2, 3]]
assert names["helped"] == [[0, 1], [0, 1], [2, 3], [2, 3]]

# %%
# Ask :func:`torch.utils.data.get_worker_info` in ``__iter__`` which worker this is, and
# take only its share. Without workers the answer is ``None``.

stream = """
from torch.utils.data import DataLoader, IterableDataset, get_worker_info


class Stream(IterableDataset):
    def __iter__(self):
        info = get_worker_info()
        first, step = (info.id, info.num_workers) if info else (0, 1)
        return iter(range(first, 4, step))
"""
names = run("shared.py", stream + program)

assert names["alone"] == [[0, 1], [2, 3]]
assert names["helped"] == [[0, 2], [1, 3]]

folder.cleanup()

# %%
# Next to its neighbours
# ----------------------
#
# What a loader does, by hand: a sampler, a :class:`torch.utils.data.BatchSampler`, the
# dataset's samples, and ``collate_fn``.

from torch.utils.data import BatchSampler, SequentialSampler

sampler = BatchSampler(SequentialSampler(lines), batch_size=4, drop_last=False)
for indices, (words, _) in zip(
    sampler, DataLoader(lines, batch_size=4, collate_fn=pad), strict=True
):
    by_hand, _ = pad([lines[i] for i in indices])
    print(indices, torch.equal(by_hand, words))
    assert torch.equal(by_hand, words)

# %%
# For one tensor in memory and no shuffling, :func:`torch.split` gives the same pieces.
# They are views, where a loader makes copies.

t = torch.arange(10)
pieces = t.split(4)
batches = list(DataLoader(t, batch_size=4))
print(pieces)

assert all(torch.equal(a, b) for a, b in zip(pieces, batches, strict=True))
t[0] = -1
assert (pieces[0][0], batches[0][0]) == (-1, 0)

# %%
# Predict it
# ----------
#
# Which numbers never come out of this loader?
#
# .. code-block:: python
#
#    DataLoader(range(11), batch_size=4, drop_last=True)

loader = DataLoader(range(11), batch_size=4, drop_last=True)
print(set(range(11)) - set(chain(*epoch(loader))))

assert set(range(11)) - set(chain(*epoch(loader))) == {8, 9, 10}

# %%
# Ten pictures of three channels. What is the shape of the last batch?
#
# .. code-block:: python
#
#    dataset = TensorDataset(torch.zeros(10, 3, 8, 8))
#    for (pictures,) in DataLoader(dataset, batch_size=4):
#        shape = pictures.shape
#    print(shape)

dataset = TensorDataset(torch.zeros(10, 3, 8, 8))
for (pictures,) in DataLoader(dataset, batch_size=4):
    shape = pictures.shape
print(shape)

assert shape == (2, 3, 8, 8)

# %%
# ``batch_size=1``, and ``batch_size=None``: which two shapes?
#
# .. code-block:: python
#
#    for size in (1, None):
#        print(next(iter(DataLoader(torch.zeros(5, 2), batch_size=size))).shape)

for size in (1, None):
    print(next(iter(DataLoader(torch.zeros(5, 2), batch_size=size))).shape)

assert next(iter(DataLoader(torch.zeros(5, 2), batch_size=1))).shape == (1, 2)
assert next(iter(DataLoader(torch.zeros(5, 2), batch_size=None))).shape == (2,)

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_data_dataset.py` makes the samples;
#    :ref:`sphx_glr_notes_python_next_iter.py` says what ``next(iter(loader))`` does
#    each time; :func:`torch.nn.utils.rnn.pad_sequence` pads, and
#    :class:`torch.utils.data.WeightedRandomSampler` draws rare samples more often.
