"""The touches on how sphinx-gallery runs scripts, as it was seen in 0.22.1."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from .sphinx_gallery import HASH_SUFFIX

SEEN_IN = "0.22.1"
# What it asks joblib for: a function, and the arguments that it names below.
Calls = Iterable[tuple[Callable[..., Any], tuple[Any, ...]]]


def lines_of(execute: Callable[[], object]) -> list[int]:
    """Return the lines of the code that the hook for memory is asked to execute.

    They come in the order of the code. The hook is also asked once to execute something
    that has none.
    """
    code = getattr(execute, "code", None)
    return [line for *_, line in code.co_lines() if line] if code is not None else []


def set_code(execute: Any, code: CodeType) -> None:
    """Have the hook for memory execute other code when it is called again."""
    execute.code = code
    execute.run = False


def execute_instead(execute: Any, code: CodeType, **names: object) -> None:
    """Execute other code in the place of that which the hook is asked to execute."""
    execute.code = code
    vars(execute.fake_main).update(names)
    execute()


def main_module(execute: Callable[[], object]) -> ModuleType | None:
    """Return the module in which the code is executed, if there is code."""
    return getattr(execute, "fake_main", None)


def will_run(calls: Calls) -> bool:
    """Tell whether one of the scripts that joblib is asked to run will be executed.

    It will not if it has run to its end and has not changed since, or if it is shown
    and never executed.
    """
    from sphinx_gallery.gen_rst import executable_script
    from sphinx_gallery.utils import get_md5sum

    for _, (name, pages, examples, conf) in calls:
        script, made = Path(examples, name), Path(pages, f"{name}{HASH_SUFFIX}")
        if not executable_script(str(script), conf):
            continue
        if conf["run_stale_examples"] or not made.exists():
            return True
        if made.read_text(encoding="utf-8") != get_md5sum(str(script), mode="t"):
            return True
    return False


def scripts_of(calls: Calls) -> list[Path]:
    """Return the scripts that joblib is asked to run, spelt as when they run."""
    return [
        Path(os.path.normpath(Path(examples, name)))
        for _, (name, _, examples, _) in calls
    ]


def forget_runs(calls: Calls) -> None:
    """Have the scripts that joblib is asked to run count as not run."""
    for _, (name, pages, _, _) in calls:
        Path(pages, f"{name}{HASH_SUFFIX}").unlink(missing_ok=True)


def settings_of(calls: Calls) -> dict[str, Any]:
    """Return the settings that the scripts which joblib is asked to run have."""
    *_, conf = next(iter(calls))[1]
    settings: dict[str, Any] = conf
    return settings


def allow_joblib_all() -> None:
    """Hand joblib every script, also one that asks to run while no other does.

    sphinx-gallery would run such a script in the process of the build.
    """
    from sphinx_gallery import gen_rst

    gen_rst._split_parallel = _split_none


def _split_none(names: list[str], *_: Any) -> tuple[list[str], list[str]]:
    return [], names
