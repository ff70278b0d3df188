"""Write constraints.txt, the locks and the list of licenses: `nox -s lock`.

constraints.txt pins versions, for everyone. A lock has the hash of each file besides,
as it is installed on Linux, for continuous integration. PyTorch has two: it comes from
its own index, for the CPU only, or from that of everything else.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent
CONSTRAINTS = ROOT / "constraints.txt"
GROUPS = ("docs", "tests", "lint")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
# What is locked, and how pip is asked for it: groups, and the package's extras.
LOCKS: dict[str, list[str]] = {
    **{group: ["--group", group] for group in GROUPS},
    **PROJECT["optional-dependencies"],
    # What starts everything else.
    "nox": ["nox"],
}
# A build of PyTorch is marked with what it was built for: 2.13.0+cpu.
MARK = re.compile(r"\+\w+$", re.MULTILINE)


def pip(*arguments: str) -> str:
    """Run pip in this environment, and return what it prints."""
    command = [sys.executable, "-m", "pip", "--quiet", *arguments]
    return subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def would_install(*arguments: str) -> list[dict[str, Any]]:
    """Return pip's report on what it would install into an empty environment."""
    options = ("--dry-run", "--ignore-installed", "--report", "-")
    report = json.loads(pip("install", *options, *arguments))
    found: list[dict[str, Any]] = report["install"]
    return found


def lock(asked: list[str]) -> str:
    """Return the lock of what pip is asked for: a line for each package."""
    hashes: dict[str, list[str]] = {}
    for package in would_install("-c", str(CONSTRAINTS), *asked):
        hashes.setdefault(_pin(package), []).append(_hash(package))
    for pin in [pin for pin in hashes if pin.startswith("torch==")]:
        found = would_install("--no-deps", _without_mark(pin))
        hashes[pin] += [_hash(one) for one in found]
    return _lines(hashes)


def lock_cuda(docs: str) -> str:
    """Return the lock of what PyTorch needs besides, where it comes with CUDA.

    Parameters
    ----------
    docs : str
        The lock of what is installed anyway.
    """
    known = dict(line.split(" ")[0].split("==") for line in docs.splitlines()[1:])
    torch = _without_mark(f"torch=={known['torch']}")
    needed = would_install("-c", str(CONSTRAINTS), torch)
    return _lines(
        {
            _pin(one): [_hash(one)]
            for one in needed
            if one["metadata"]["name"] not in known
        }
    )


def _without_mark(pin: str) -> str:
    """Have pip leave out builds with a mark, as three signs do."""
    return pin.replace("==", "===")


def _lines(hashes: dict[str, list[str]]) -> str:
    lines = [
        " ".join([pin, *(f"--hash={one}" for one in dict.fromkeys(found))])
        for pin, found in sorted(hashes.items(), key=lambda item: item[0].lower())
    ]
    return "".join(f"{line}\n" for line in _headed(lines))


def _pin(package: dict[str, Any]) -> str:
    metadata = package["metadata"]
    return f"{metadata['name']}=={MARK.sub('', metadata['version'])}"


def _hash(package: dict[str, Any]) -> str:
    return f"sha256:{package['download_info']['archive_info']['hashes']['sha256']}"


def _headed(lines: Iterable[str]) -> list[str]:
    return ["# Written by `nox -s lock`; read by pip.", *lines]


def licenses(pins: list[str]) -> str:
    """Return a table of packages and their licenses, in Markdown."""
    options = ("--format=markdown", "--from=mixed", "--order=name", "--with-system")
    packages = (pin.split("==")[0] for pin in pins)
    command = [sys.executable, "-m", "piplicenses", *options, "--packages", *packages]
    table = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return (
        "# Licenses\n\nOf the packages that `nox -s docs`, `nox -s tests` and "
        "`nox -s lint` install, as they state\nthem. Written by `nox -s lock`.\n\n"
        f"{MARK.sub('', re.sub(r'[+]cpu', '    ', table)).strip()}\n"
    )


def main() -> None:
    """Write all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the versions in constraints.txt, and add what it does not have",
    )
    options = parser.parse_args()
    everything = [argument for asked in LOCKS.values() for argument in asked]
    kept = ["-c", str(CONSTRAINTS)] if options.keep else []
    pip("install", *kept, *everything)
    pins = MARK.sub("", pip("freeze", "--all", "--exclude", "pip")).splitlines()
    CONSTRAINTS.write_text(
        "".join(f"{line}\n" for line in _headed(pins)), encoding="utf-8"
    )
    for name, asked in LOCKS.items():
        (FOLDER / f"{name}.txt").write_text(lock(asked), encoding="utf-8")
    docs = (FOLDER / "docs.txt").read_text(encoding="utf-8")
    (FOLDER / "cuda.txt").write_text(lock_cuda(docs), encoding="utf-8")
    pip("install", "pip-licenses")
    (FOLDER / "licenses.md").write_text(licenses(pins), encoding="utf-8")


if __name__ == "__main__":
    main()
