"""Small wheels in a folder, which pip takes for its index."""

from __future__ import annotations

import os
import sysconfig
import zipfile
from collections.abc import Mapping
from pathlib import Path

# What has a wheel bring all packages of the environment that the tests run in.
EVERYTHING = {"everything.pth": f"{sysconfig.get_path('purelib')}\n"}


def write_wheel(
    folder: Path, name: str, version: str, files: Mapping[str, str] | None = None
) -> None:
    """Write a wheel with some files, by their names in it."""
    about = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    kind = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    content = {
        **(files or {}),
        f"{about}/METADATA": metadata,
        f"{about}/WHEEL": kind,
    }
    content[f"{about}/RECORD"] = "".join(
        f"{one},,\n" for one in (*content, f"{about}/RECORD")
    )
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for one, text in content.items():
            wheel.writestr(one, text)


def pip_uses(folder: Path | None, **further: str) -> dict[str, str]:
    """Return the variables that have pip look in a folder only."""
    set_elsewhere = {name: "" for name in os.environ if name.startswith("PIP_")}
    only = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder)} if folder else {}
    return {**set_elsewhere, "PIP_CONFIG_FILE": os.devnull, **only, **further}
