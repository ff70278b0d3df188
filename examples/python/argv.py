"""
sys.argv: the words after python
================================

Give a script its files and numbers on the command line, and know what arrives: strings.
"""

# %%
# The rule
# --------
#
# When you run a script, :data:`sys.argv` is a list of strings: first the script, as you
# named it, then one entry for each argument. Here ``python temp.py a b c d`` is really
# run. ``temp.py`` prints its list as JSON, so that this page can read it back.

# sphinx_gallery_tags = ["python", "command line"]
import json
import subprocess
import sys
import tempfile
from pathlib import Path

folder = tempfile.TemporaryDirectory()
script = "import json, sys\nprint(json.dumps(sys.argv))\n"
(Path(folder.name) / "temp.py").write_text(script, encoding="utf-8")


def python(*words):
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=folder.name, capture_output=True, check=True)
    return json.loads(done.stdout)


argv = python("temp.py", "a", "b", "c", "d")
print(argv)

assert argv == ["temp.py", "a", "b", "c", "d"]
assert isinstance(sys.argv, list)

# %%
# Five entries for four arguments, since the script is entry 0.

for position, entry in enumerate(argv):
    print(f"sys.argv[{position}] == {entry!r}")

assert len(argv) == 5
assert argv[0] == "temp.py"
assert argv[1] == "a"
assert argv[2] == "b"
assert argv[3] == "c"
assert argv[4] == "d"

# %%
# The arguments alone are ``sys.argv[1:]``. A slice is never out of range: without
# arguments it is empty.

print(argv[1:])
alone = python("temp.py")
print(alone[1:])

assert argv[1:] == ["a", "b", "c", "d"]
assert alone == ["temp.py"]

# %%
# Where one argument ends
# -----------------------
#
# On Linux and macOS the shell cuts the line into words, at spaces that are not in
# quotes. Python gets the words, not the quotes. :func:`shlex.split` cuts by the same
# rules, without a shell. (By Python's documentation, Windows has rules of its own.)

import shlex

for line in (
    "temp.py --lr 0.1",
    "temp.py --lr=0.1",
    'temp.py "two words" ""',
    "temp.py *.txt",
):
    argv = python(*shlex.split(line))
    print(f"{line:24} {len(argv)} {argv}")
    assert argv == shlex.split(line)

# %%
# No shell saw the last line, so the pattern arrived as it was. A shell of Linux or
# macOS puts the matching file names in its place. Where no shell did, do it in Python.

argv = python("temp.py", "*.py")
print(argv[1:])
print([path.name for path in Path(folder.name).glob(argv[1])])

assert argv == ["temp.py", "*.py"]
assert [path.name for path in Path(folder.name).glob(argv[1])] == ["temp.py"]

# %%
# Options for Python itself
# -------------------------
#
# What stands before the script is for Python, and is not in ``sys.argv``. What stands
# after it is for the script, even if it looks the same.

argv = python("-O", "temp.py", "-O")
print(argv)

assert argv == ["temp.py", "-O"]

# %%
# You may have read: ``sys.argv[0]`` is the module's name
# -------------------------------------------------------
#
# It is the script's path, as you typed it. The module's name would be ``temp``. With
# ``-m temp`` it is the full path of the file, and with ``-c`` there is no file at all.

# sphinx_gallery_claim = ['typed == "temp"', 'full == "temp"', 'no_file == "temp"']
(typed,) = python("./temp.py")
print(typed)
(full,) = python("-m", "temp")
print("full path:", Path(full).is_absolute(), Path(full).name)
(no_file,) = python("-c", script)
print(no_file)

assert typed == "./temp.py"
assert Path(full).is_absolute()
assert Path(full).name == "temp.py"
assert no_file == "-c"

# %%
# Pitfall: a missing argument
# ---------------------------
#
# Nobody checks how many arguments you expect. The list is shorter, and the index fails.

try:
    print(alone[1])
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("there was an argument")

# %%
# Check the length first, and end with a sentence. :func:`sys.exit` prints it to
# standard error, and the exit code is 1.

script = """
import sys

if len(sys.argv) != 2:
    sys.exit("usage: python read.py FILE")
print("reading", sys.argv[1])
"""
(Path(folder.name) / "read.py").write_text(script, encoding="utf-8")
for words in (["read.py"], ["read.py", "planets.csv"]):
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=folder.name, capture_output=True, text=True)
    print(done.returncode, (done.stdout + done.stderr).strip())

    assert done.returncode == (1 if words == ["read.py"] else 0)
    assert done.stderr.startswith("usage") == (words == ["read.py"])

# %%
# Pitfall, silent: numbers that are words
# ---------------------------------------
#
# ``+`` joins strings. ``<`` and :func:`max` compare them letter by letter. Nothing is
# raised.

argv = python("temp.py", "9", "10")
print(argv[1] + argv[2])
print(argv[1] < argv[2])
print(max(argv[1:]))

assert argv[1] + argv[2] == "910"
assert not argv[1] < argv[2]
assert max(argv[1:]) == "9"

# %%
# Convert first. A word is then an error on the spot.

numbers = [int(entry) for entry in argv[1:]]
print(sum(numbers), max(numbers))
argv = python("temp.py", "ten")
try:
    int(argv[1])
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
else:
    raise AssertionError("a word was a number")

assert sum(numbers) == 19
assert max(numbers) == 10

# %%
# Pitfall, silent: ``False`` is true
# ----------------------------------
#
# :class:`bool` of a string asks one thing: is there anything in it? Every word is true.

argv = python("temp.py", "False", "0", "")
print([bool(entry) for entry in argv[1:]])

assert [bool(entry) for entry in argv[1:]] == [True, True, False]

# %%
# Compare with the word that you mean, or use a flag of :mod:`argparse`, below.

print([entry == "True" for entry in argv[1:]])

assert argv[1] != "True"

# %%
# Pitfall, silent: a name with a space
# ------------------------------------
#
# Without quotes, one file name becomes two arguments. The script reads the first.

argv = python(*shlex.split("temp.py my data.csv"))
print(argv[1])

assert argv == ["temp.py", "my", "data.csv"]

# %%
# Quote it on the command line. If Python starts the program, pass a list: each entry is
# one argument, and needs no quotes. :func:`shlex.join` shows what you would type on
# Linux or macOS.

argv = python("temp.py", "my data.csv")
print(argv[1])
print(shlex.join(["python", *argv]))

assert argv[1] == "my data.csv"
assert shlex.split(shlex.join(argv)) == argv

# %%
# The same with argparse
# ----------------------
#
# :class:`argparse.ArgumentParser` counts, converts, and explains what was wrong. Its
# method ``parse_args`` reads ``sys.argv[1:]``, or a list that you pass.

import argparse

argv = python("temp.py", "a", "b", "c", "d")
parser = argparse.ArgumentParser(prog="temp.py")
parser.add_argument("letters", nargs=4)
args = parser.parse_args(argv[1:])
print(args)

assert args.letters == argv[1:]

# %%
# A name with dashes in front is an option. It may be left out, unless you say
# ``required=True``. ``type`` converts. In the result, a dash within is an underscore.

parser = argparse.ArgumentParser(prog="train.py")
parser.add_argument("file")
parser.add_argument("--epochs", type=int, default=1)
parser.add_argument("--learning-rate", type=float, default=0.1)
args = parser.parse_args(["planets.csv", "--epochs", "3"])
print(args)

assert args.epochs + 1 == 4
assert args.learning_rate == 0.1
assert parser.parse_args(["planets.csv", "--epochs=3"]) == args
assert parser.parse_args(["planets.csv"]).epochs == 1

# %%
# A wrong argument ends the program with exit code 2 and a message. The exception is
# :exc:`SystemExit`, which ``except Exception`` does not catch.

import contextlib
import io


def complaint(parser, words):
    with contextlib.redirect_stderr(io.StringIO()) as text:
        try:
            parser.parse_args(words)
        except SystemExit as error:
            return f"{error.code} {text.getvalue().splitlines()[-1]}"
    raise AssertionError("these arguments were accepted")


print(complaint(parser, []))
print(complaint(parser, ["planets.csv", "--epochs", "three"]))
print(complaint(parser, ["planets.csv", "moons.csv"]))

wrong = ([], ["planets.csv", "--epochs", "three"], ["planets.csv", "moons.csv"])
assert all(complaint(parser, words).startswith("2 ") for words in wrong)
assert not issubclass(SystemExit, Exception)

# %%
# Pitfall, silent: ``type=bool``
# ------------------------------
#
# ``type`` is called with the string. So ``type=bool`` is the pitfall from above again.

parser = argparse.ArgumentParser(prog="train.py")
parser.add_argument("--shuffle", type=bool, default=True)
print(parser.parse_args(["--shuffle", "False"]))

assert parser.parse_args(["--shuffle", "False"]).shuffle is True

# %%
# :class:`argparse.BooleanOptionalAction` makes two flags, and neither takes a value.

parser = argparse.ArgumentParser(prog="train.py")
parser.add_argument("--shuffle", action=argparse.BooleanOptionalAction, default=True)
for words in ([], ["--shuffle"], ["--no-shuffle"]):
    print(words, parser.parse_args(words))

assert parser.parse_args([]).shuffle is True
assert parser.parse_args(["--no-shuffle"]).shuffle is False
assert "ignored explicit argument" in complaint(parser, ["--shuffle=False"])

# %%
# Pitfall, silent: half a name
# ----------------------------
#
# The beginning of an option's name is enough for argparse, as long as only one fits.
# Add an option one day, and an old command line fails.

parser = argparse.ArgumentParser(prog="train.py")
parser.add_argument("--learning-rate", type=float, default=0.1)
print(parser.parse_args(["--learn", "0.5"]))
assert parser.parse_args(["--learn", "0.5"]).learning_rate == 0.5

parser.add_argument("--learner")
print(complaint(parser, ["--learn", "0.5"]))

# %%
# Or worse: add ``--learn`` itself, and the old line means something else.

parser.add_argument("--learn")
print(parser.parse_args(["--learn", "0.5"]))

assert parser.parse_args(["--learn", "0.5"]).learning_rate == 0.1

# %%
# ``allow_abbrev=False`` asks for the whole name from the first day on.

parser = argparse.ArgumentParser(prog="train.py", allow_abbrev=False)
parser.add_argument("--learning-rate", type=float, default=0.1)
print(complaint(parser, ["--learn", "0.5"]))

assert "unrecognized" in complaint(parser, ["--learn", "0.5"])

# %%
# Pitfall: ``parse_args()`` in a notebook
# ---------------------------------------
#
# There, ``sys.argv`` belongs to the program that runs your cells. It has a ``-f`` that
# you never typed. Here ``sys.argv`` is set to such a list for a moment. (``None`` in
# place of a list is the same as no list.)

from unittest import mock

kernel = ["ipykernel_launcher.py", "-f", "kernel.json"]
with mock.patch.object(sys, "argv", kernel):
    parser = argparse.ArgumentParser(prog=kernel[0])
    parser.add_argument("--epochs", type=int, default=1)
    message = complaint(parser, None)
print(message)

assert message.endswith("unrecognized arguments: -f kernel.json")

# %%
# Pass a list of your own. An empty one gives the defaults.

print(parser.parse_args([]))
print(parser.parse_args(["--epochs", "5"]))

assert parser.parse_args([]).epochs == 1

# %%
# Next to its neighbours
# ----------------------
#
# :data:`sys.orig_argv` is the whole command, Python's own options included; its entry 0
# is Python itself. ``sys.argv`` is what is left for the script.

whole = "import json, sys\nprint(json.dumps([sys.orig_argv, sys.argv]))\n"
(Path(folder.name) / "whole.py").write_text(whole, encoding="utf-8")
original, argv = python("-O", "whole.py", "a")
print(original[1:])
print(argv)

assert "python" in Path(original[0]).name.lower()
assert original[1:] == ["-O", "whole.py", "a"]
assert argv == original[2:]

# %%
# ``parse_args()`` and ``parse_args(sys.argv[1:])`` are the same.

with mock.patch.object(sys, "argv", ["train.py", "--epochs", "7"]):
    without, given = parser.parse_args(), parser.parse_args(sys.argv[1:])
print(without)
print(given)

assert without == given
assert without.epochs == 7

# %%
# Predict it
# ----------
#
# How many entries has ``sys.argv``?
#
# .. code-block:: text
#
#    python -O temp.py --name "Solomon Grundy" --epochs=3

argv = python(*shlex.split('-O temp.py --name "Solomon Grundy" --epochs=3'))
print(len(argv))

assert argv[1:] == ["--name", "Solomon Grundy", "--epochs=3"]
assert len(argv) == 4

# %%
# What do the two lines print, run as ``python temp.py 2 3``?
#
# .. code-block:: python
#
#    print(sys.argv[1] * 3)
#    print(int(sys.argv[1]) * 3)

argv = python("temp.py", "2", "3")
print(argv[1] * 3)
print(int(argv[1]) * 3)

assert argv[1] * 3 == "222"
assert int(argv[1]) * 3 == 6

# %%
# And what is ``sys.argv`` here?
#
# .. code-block:: text
#
#    python -c "import sys; print(sys.argv)" temp.py a

argv = python("-c", "import json, sys; print(json.dumps(sys.argv))", "temp.py", "a")
print(argv)

assert argv == ["-c", "temp.py", "a"]

folder.cleanup()

# %%
# .. seealso::
#
#    :data:`sys.argv`, :mod:`argparse` and :mod:`shlex` in Python's documentation;
#    :func:`subprocess.run` runs other programs, as this page does.
#    :ref:`sphx_glr_notes_data_dataset.py` and :ref:`sphx_glr_notes_data_dataloader.py`
#    are what such arguments are often for.
