"""
Dataset: samples by index
=========================

Turn a file into something with a length, square brackets and a loop that ends where
it should.
"""

# %%
# The rule
# --------
#
# In a :class:`torch.utils.data.Dataset`, ``dataset[i]`` is what your ``__getitem__(i)``
# returns, and ``len(dataset)`` is what your ``__len__()`` returns.

# sphinx_gallery_tags = ["data", "indexing"]
from torch.utils.data import Dataset


class Squares(Dataset):
    def __len__(self):
        return 5

    def __getitem__(self, index):
        return index**2


squares = Squares()
print(len(squares))
print(squares[3])

assert len(squares) == squares.__len__() == 5
assert squares[3] == squares.__getitem__(3) == 9

# %%
# Nothing ties the two together. The length is a promise that you make; no index is
# checked against it.

print(squares[7])
print(squares[-1])

assert squares[7] == 49
assert squares[-1] == (-1) ** 2 != squares[len(squares) - 1]

# %%
# A real file
# -----------
#
# Eight planets: the distance from the Sun and the length of the year, Earth's being 1.
# The script writes the file to a temporary folder.

import tempfile
from pathlib import Path

folder = tempfile.TemporaryDirectory()
path = Path(folder.name) / "planets.csv"
lines = [
    "name,distance,year",
    "Mercury,0.387,0.241",
    "Venus,0.723,0.615",
    "Earth,1.000,1.000",
    "Mars,1.524,1.881",
    "Jupiter,5.203,11.86",
    "Saturn,9.537,29.45",
    "Uranus,19.19,84.02",
    "Neptune,30.07,164.8",
]
path.write_text("\n".join(lines), encoding="utf-8")
print(path.name, len(lines), "lines")

assert path.read_text(encoding="utf-8").count("\n") == 8

# %%
# Now the three methods. ``__init__`` reads the file, once. ``__getitem__`` makes one
# sample: here an input and a target. ``__len__`` counts the samples.

import csv

import torch


class Planets(Dataset):
    def __init__(self, path):
        with open(path, newline="", encoding="utf-8") as file:
            self.rows = list(csv.DictReader(file))

    def __getitem__(self, index):
        row = self.rows[index]
        distance, year = float(row["distance"]), float(row["year"])
        return torch.tensor([distance]), torch.tensor([year])

    def __len__(self):
        return len(self.rows)


planets = Planets(path)
print(len(planets))
print(planets[3])

assert len(planets) == 8
assert planets.rows[3]["name"] == "Mars"

# %%
# Everything was read in ``__init__``, so the file may go. For data that does not fit in
# memory, keep only the paths there, and open a file in ``__getitem__``.

folder.cleanup()
print(path.exists())
print(planets[0])

assert not path.exists()
assert torch.allclose(planets[0][0], torch.tensor([0.387]))

# %%
# A for loop, and how it ends
# ---------------------------
#
# Your class has no ``__iter__``. A for loop then asks for samples 0, 1, 2 and so on. It
# ends when ``__getitem__`` raises ``IndexError``. Here the list of rows raises it.

print("distance cubed, year squared")
for distance, year in planets:
    print(f"{distance.item() ** 3:14.3f} {year.item() ** 2:13.3f}")
    assert torch.allclose(year**2, distance**3, rtol=0.01, atol=0)

assert not hasattr(planets, "__iter__")

# %%
# The columns agree to one per cent: Kepler's third law. Now write down what the loop
# asks for. There is one question more than there are samples.


class Asked(Planets):
    def __init__(self, rows):
        self.rows = rows
        self.asked = []

    def __getitem__(self, index):
        self.asked.append(index)
        return super().__getitem__(index)


noted = Asked(planets.rows)
samples = list(noted)
print(noted.asked)

assert len(samples) == 8
assert noted.asked == [0, 1, 2, 3, 4, 5, 6, 7, 8]

# %%
# You may have read: a for loop stops at ``len(dataset)``
# -------------------------------------------------------
#
# The loop does not look at the length. ``Squares`` never raises ``IndexError``, so a
# loop over it never ends. :func:`itertools.islice` cuts it off here.

# sphinx_gallery_claim = ["len(list(islice(squares, 1000))) == len(squares)"]
from itertools import islice

print(list(islice(squares, 8)))

assert len(squares) == 5
assert len(list(islice(squares, 1000))) == 1000

# %%
# A :class:`torch.utils.data.DataLoader` does look at the length. So training works, and
# the first plain loop hangs. The fix is two lines in ``__getitem__``.

from torch.utils.data import DataLoader


class Checked(Squares):
    def __getitem__(self, index):
        if not 0 <= index < len(self):
            raise IndexError(f"index {index} is outside 0 to {len(self) - 1}")
        return index**2


print(list(Checked()))
print(len(DataLoader(squares)), len(DataLoader(Checked())))

assert list(Checked()) == [0, 1, 4, 9, 16]
assert len(list(DataLoader(squares))) == 5

# %%
# Pitfall, silent: an ``IndexError`` of your own
# ----------------------------------------------
#
# The third line below has no third field. That is a bug in the data. Its ``IndexError``
# looks like the end of the dataset, so the loop stops early and says nothing.


class Thirds(Dataset):
    lines = ("1,2,3", "4,5,6", "7,8", "9,10,11")

    def __getitem__(self, index):
        return int(self.lines[index].split(",")[2])

    def __len__(self):
        return len(self.lines)


thirds = Thirds()
print(list(thirds), "of", len(thirds))

assert list(thirds) == [3, 6]
assert len(thirds) == 4

# %%
# Loop over the indices, or through a DataLoader: both go by the length, so the same bug
# is an error.

try:
    print([thirds[index] for index in range(len(thirds))])
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the short line was accepted")

try:
    list(DataLoader(thirds))
except IndexError:
    print("The DataLoader raises it too.")
else:
    raise AssertionError("the DataLoader stopped early")

# %%
# Pitfall: a slice
# ----------------
#
# ``dataset[0:2]`` hands ``slice(0, 2)`` to your ``__getitem__`` as it is. What happens
# then depends on your code. Here, a list of rows has no field "distance".

try:
    planets[0:2]
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the slice was accepted")

# %%
# Take the samples one by one, or make a :class:`torch.utils.data.Subset`.

from torch.utils.data import Subset

inner = Subset(planets, range(0, 2))
print(len(inner))
print(inner[1])

assert len(inner) == 2
assert inner[1] == planets[1]

# %%
# Subset: some of the samples
# ---------------------------
#
# ``Subset(dataset, indices)`` copies nothing. Its sample ``i`` is
# ``dataset[indices[i]]``, in the order that you give, repeats included.

giants = Subset(planets, [6, 4, 4])
print([giants.dataset.rows[i]["name"] for i in giants.indices])

assert giants.dataset is planets
assert all(giants[i] == planets[giants.indices[i]] for i in range(len(giants)))

# %%
# random_split: every sample in one part
# --------------------------------------
#
# :func:`torch.utils.data.random_split` shuffles the indices and cuts them into subsets.
# The generator has to live on the default device, for the shuffling is done there.

from torch.utils.data import random_split

generator = torch.Generator(device=torch.empty(0).device).manual_seed(0)
train, test = random_split(planets, [6, 2], generator=generator)
print(train.indices)
print(test.indices)

assert isinstance(train, Subset)
assert (len(train), len(test)) == (6, 2)
assert sorted(train.indices + test.indices) == list(range(8))

# %%
# Fractions work too. Each part is rounded down, and what is left over is dealt out one
# by one, from the first part on.

print("samples  [0.8, 0.2]  [0.5, 0.3, 0.2]")
for total in (10, 8, 11):
    two = [len(p) for p in random_split(range(total), [0.8, 0.2], generator)]
    three = [len(p) for p in random_split(range(total), [0.5, 0.3, 0.2], generator)]
    print(f"{total:7}  {two!s:10}  {three}")
    assert sum(two) == sum(three) == total

assert two == [9, 2]
assert three == [6, 3, 2]

# %%
# Pitfall: lengths that do not add up
# -----------------------------------
#
# You round each part yourself, and a sample gets lost on the way.

sizes = [int(0.8 * 8), int(0.2 * 8)]
print(sizes)
try:
    random_split(planets, sizes, generator)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("six and one made eight")

# %%
# Compute one part and subtract it from the length. Nothing can get lost.

n_test = int(0.2 * len(planets))
train, test = random_split(planets, [len(planets) - n_test, n_test], generator)
print(len(train), len(test))

assert len(train) + len(test) == len(planets)

# %%
# Pitfall, silent: another split after a restart
# ----------------------------------------------
#
# Without a fixed seed, a second run of your program makes another split. (One generator
# stands for both runs here.) A saved model is then tested on samples of its training.

first_train, _ = random_split(range(1000), [800, 200], generator)
_, second_test = random_split(range(1000), [800, 200], generator)
leaked = set(first_train.indices) & set(second_test.indices)
print(f"{len(leaked)} of {len(second_test)} test samples were trained on")

assert leaked

# %%
# Make a new generator with the same seed each time, or save the indices with the model.


def split(data):
    generator = torch.Generator(device=torch.empty(0).device).manual_seed(0)
    return random_split(data, [800, 200], generator)


(first_train, _), (_, second_test) = split(range(1000)), split(range(1000))
leaked = set(first_train.indices) & set(second_test.indices)
print(f"{len(leaked)} of {len(second_test)} test samples were trained on")

assert not leaked

# %%
# Pitfall, silent: two parts, one dataset
# ---------------------------------------
#
# A setting meant for the training part reaches the test part, since both subsets hold
# the same dataset object.


class Scaled(Checked):
    scale = 1

    def __getitem__(self, index):
        return super().__getitem__(index) * self.scale


data = Scaled()
train, test = Subset(data, [0, 1, 2]), Subset(data, [3, 4])
train.dataset.scale = 100
print(list(test))

assert test.dataset is train.dataset
assert list(test) == [900, 1600]

# %%
# Build the dataset twice, once with each setting, and use the same indices.

train, test = Subset(Scaled(), [0, 1, 2]), Subset(Scaled(), [3, 4])
train.dataset.scale = 100
print(list(train), list(test))

assert list(train) == [0, 100, 400]
assert list(test) == [9, 16]

# %%
# Pitfall: Python floats make a float64 batch
# -------------------------------------------
#
# A DataLoader makes ``torch.float64`` of a batch of Python floats. The weights of a
# layer are ``torch.float32`` by default.

pairs = [(0.387, 0.241), (0.723, 0.615)]
distances, years = next(iter(DataLoader(pairs, batch_size=2)))
print(distances.dtype)
layer = torch.nn.Linear(1, 1)
try:
    layer(distances.unsqueeze(1))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a float32 layer took a float64 batch")

assert distances.dtype == torch.float64
assert layer.weight.dtype == torch.float32

# %%
# Let ``__getitem__`` return tensors, as ``Planets`` does: they keep their dtype, and
# :func:`torch.tensor` makes ``torch.float32`` of Python floats.

distances, years = next(iter(DataLoader(planets, batch_size=2)))
print(distances.dtype, tuple(layer(distances).shape))

assert distances.dtype == torch.float32
assert layer(distances).shape == (2, 1)

# %%
# Pitfall: a misspelt method
# --------------------------
#
# The base class has its own ``__getitem__``, so a slip in the name is found when the
# first sample is taken.


class Misspelt(Dataset):
    def __get_item__(self, index):
        return index


try:
    Misspelt()[0]
except NotImplementedError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("the misspelt method was called")

assert "__getitem__" not in vars(Misspelt)

# %%
# It has no ``__len__``, so there the error is Python's. A DataLoader needs the length
# too: at once to shuffle, otherwise at the first batch. Write both methods.

unread = DataLoader(Misspelt())
for ask in (
    lambda: len(Misspelt()),
    lambda: DataLoader(Misspelt(), shuffle=True),
    lambda: next(iter(unread)),
):
    try:
        ask()
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("a dataset without a length was accepted")

assert not hasattr(Dataset, "__len__")
assert hasattr(Dataset, "__getitem__")

# %%
# Pitfall, silent: a sample that is a view
# ----------------------------------------
#
# :class:`torch.utils.data.TensorDataset` makes samples by indexing tensors. Such a
# sample is a view. Change it in place, and you have changed the dataset, for good.

from torch.utils.data import TensorDataset

table = torch.arange(6.0).view(3, 2)
stored = TensorDataset(table)
(row,) = stored[0]
row += 100
print(stored[0])

assert torch.equal(stored[0][0], torch.tensor([100.0, 101.0]))
assert torch.equal(table[0], row)

# %%
# Compute a new tensor instead: ``row + 100`` leaves the dataset alone.

(row,) = stored[1]
row = row + 100
print(stored[1])

assert torch.equal(stored[1][0], torch.tensor([2.0, 3.0]))

# %%
# You may have read: a dataset has to inherit from ``Dataset``
# ------------------------------------------------------------
#
# A DataLoader calls the two methods, wherever they come from. A list has both of them,
# and so has a range.

# sphinx_gallery_claim = ["raises(lambda: list(DataLoader(range(4), generator=torch.Generator(device=torch.empty(0).device))))", "raises(lambda: list(DataLoader(iter(range(4)), generator=torch.Generator(device=torch.empty(0).device))))"]  # noqa: E501
for data in ([3, 1, 2], range(4)):
    print(list(DataLoader(data, batch_size=2)))

    assert not isinstance(data, Dataset)
    assert len(list(DataLoader(data, batch_size=2))) == 2

# %%
# What you inherit is ``+``, which gives a :class:`torch.utils.data.ConcatDataset`, and
# the ``NotImplementedError`` above.

from torch.utils.data import ConcatDataset

both = planets + squares
print(len(both), both[8], both[12])

assert isinstance(both, ConcatDataset)
assert (len(both), both[8], both[12]) == (13, squares[0], squares[4])

# %%
# The class does matter for a stream: samples that come in a row and have no index. A
# bare generator is refused, for it has no length.

try:
    next(iter(DataLoader(number for number in range(4))))
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a generator was accepted")

# %%
# Inherit from :class:`torch.utils.data.IterableDataset` and write ``__iter__``. The
# DataLoader knows the class, and asks for no index and no length.

from torch.utils.data import IterableDataset


class Stream(IterableDataset):
    def __iter__(self):
        return (number for number in range(4))


batches = list(DataLoader(Stream(), batch_size=3))
print(batches)

assert [batch.tolist() for batch in batches] == [[0, 1, 2], [3]]
assert not hasattr(Stream, "__len__")

# %%
# Next to its neighbours
# ----------------------
#
# A Dataset makes one sample; a DataLoader stacks samples into batches; :func:`iter`
# walks along either of them.

sample = planets[0]
batch = next(iter(DataLoader(planets, batch_size=4)))
print(f"{[tuple(part.shape) for part in sample] = }")
print(f"{[tuple(part.shape) for part in batch] = }")

assert next(iter(planets)) == planets[0]
for part in (0, 1):
    stacked = torch.stack([planets[i][part] for i in range(4)])
    assert torch.equal(batch[part], stacked)

# %%
# ``TensorDataset`` is the ready-made class for data that already is tensors. It gives
# the samples that ``Planets`` gives, and takes slices too.

inputs = torch.stack([distance for distance, _ in planets])
targets = torch.stack([year for _, year in planets])
ready = TensorDataset(inputs, targets)
print(len(ready), ready[3])

assert all(ready[i] == planets[i] for i in range(len(planets)))
assert ready[0:2][0].shape == (2, 1)

# %%
# Predict it
# ----------
#
# A subset of a subset: which samples of the range are these?
#
# .. code-block:: python
#
#    outer = Subset(range(100, 110), [4, 5, 6, 7])
#    print(list(Subset(outer, [0, 2])))

outer = Subset(range(100, 110), [4, 5, 6, 7])
print(list(Subset(outer, [0, 2])))

assert list(Subset(outer, [0, 2])) == [104, 106]

# %%
# How large are the three parts?
#
# .. code-block:: python
#
#    parts = random_split(range(9), [0.5, 0.25, 0.25], generator)
#    print([len(part) for part in parts])

parts = random_split(range(9), [0.5, 0.25, 0.25], generator)
print([len(part) for part in parts])

assert [len(part) for part in parts] == [5, 2, 2]

# %%
# This dataset promises three samples and holds five. What do the last two lines print?
#
# .. code-block:: python
#
#    class Halves(Dataset):
#        halves = (0.5, 1.0, 1.5, 2.0, 2.5)
#
#        def __getitem__(self, index):
#            return self.halves[index]
#
#        def __len__(self):
#            return 3
#
#
#    print(len(list(Halves())))
#    print(len(list(DataLoader(Halves()))))


class Halves(Dataset):
    halves = (0.5, 1.0, 1.5, 2.0, 2.5)

    def __getitem__(self, index):
        return self.halves[index]

    def __len__(self):
        return 3


print(len(list(Halves())))
print(len(list(DataLoader(Halves()))))

assert len(list(Halves())) == 5
assert len(list(DataLoader(Halves()))) == 3

# %%
# .. seealso::
#
#    :ref:`sphx_glr_notes_data_dataloader.py` makes batches of the samples, shuffled or
#    in worker processes; :ref:`sphx_glr_notes_python_next_iter.py` explains what a for
#    loop asks for; :meth:`object.__getitem__` and :meth:`object.__len__` are the two
#    methods in Python's words; :class:`torch.utils.data.StackDataset` pairs datasets.
