"""What a note sets, the next note does not see; each begins as a script does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import Project

# Each of these changes the state of its process; what it sees of it is printed by LOOK.
PLANTS = {
    "torch": (
        "torch.set_default_device('meta')",
        "torch.set_default_dtype(torch.float64)",
        "torch.manual_seed(5)",
        "torch.set_printoptions(precision=1, sci_mode=True)",
        "torch.set_grad_enabled(False)",
        "torch.use_deterministic_algorithms(True)",
        "torch.autograd.set_detect_anomaly(True, check_nan=False)",
        "torch.set_num_threads(1)",
        "torch.set_flush_denormal(True)",
        "torch.autocast('cpu', dtype=torch.float16).__enter__()",
        "torch.backends.mkldnn.enabled = False",
        "torch.linalg.norm = torch.arange = print",
        "torch.nn.Linear.forward = torch.Tensor.__repr__ = lambda *a, **k: 'leaked'",
        "nn.modules.module.register_module_forward_hook(lambda m, i, o: o * 42)",
        "torch.distributions.Distribution.set_default_validate_args(False)",
        "torch.multiprocessing.set_sharing_strategy('file_system')",
    ),
    "python": (
        "random.seed(5); random.random = print",
        "np.random.seed(5); np.linalg.norm = np.ones = print",
        "np.set_printoptions(precision=1); np.seterr(divide='raise')",
        "builtins.oct = print; math.pi = 42",
        "decimal.getcontext().prec = 3; decimal.DefaultContext.prec = 5",
        "logging.basicConfig(level=0); logging.disable(50)",
        "logging.addLevelName(30, ''); logging.raiseExceptions = False",
        "gc.disable(); gc.set_threshold(7, 7, 7)",
        "signal.signal(signal.SIGINT, signal.SIG_IGN)",
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])",
        "locale.setlocale(locale.LC_ALL, 'C')",
        "os.environ['TZ'] = 'Asia/Tokyo'; time.tzset()",
        "ctypes.CDLL(None).setenv(b'NOTE', b'1', 1); os.umask(0o777)",
        "sys.setrecursionlimit(5000); sys.setswitchinterval(0.5)",
        "sys.excepthook = threading.excepthook = print",
        "sys.path.insert(0, 'here'); sys.modules['leaked'] = sys",
        "del sys.path_hooks[0]",
        "sys.addaudithook(lambda event, arguments: None)",
        "socket.setdefaulttimeout(1); warnings.simplefilter('error')",
        "plt.rcParams['figure.figsize'] = (1, 1); plt.figure(7); plt.plot = print",
        "multiprocessing.set_start_method('spawn', force=True)",
        "os.mkdir('deeper'); os.chdir('deeper'); open('left.txt', 'w')",
        "class Loud:\n    def __del__(self): print('leaked')\nbuiltins.loud = Loud()",
    ),
}
IMPORTS = """
import builtins, ctypes, decimal, gc, locale, logging, math, multiprocessing, os, random
import signal, socket, subprocess, sys, threading, time, warnings
import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
"""
LOOK = f"""{IMPORTS}
import json
hooks = sys.excepthook, threading.excepthook, random.random, np.ones, plt.plot, oct
print(json.dumps({{
    "device": str(torch.empty(1).device), "dtype": str(torch.tensor(1.0).dtype),
    "random": [torch.rand(1).item(), random.random(), np.random.rand()]
        if "SEEDED" in os.environ else 0,
    "printed": [str(torch.tensor([0.125, 1])), str(np.array([0.125]))],
    "grad": torch.is_grad_enabled(), "anomaly": torch.is_anomaly_enabled(),
    "deterministic": torch.are_deterministic_algorithms_enabled(),
    "threads": torch.get_num_threads(), "mkldnn": torch.backends.mkldnn.enabled,
    "denormal": (torch.tensor(1e-39) * 1).item(),
    "autocast": torch.is_autocast_enabled("cpu"),
    "functions": [torch.linalg.norm.__name__, len(torch.arange(3))],
    "module": str(type(nn.Linear(1, 1)(torch.ones(1)))),
    "hooked": nn.ReLU()(torch.ones(1)).item(),
    "validate": torch.distributions.Distribution._validate_args,
    "sharing": torch.multiprocessing.get_sharing_strategy(),
    "norm": str(np.linalg.norm([3, 4])), "errors": np.geterr(), "pi": math.pi,
    "decimal": [str(decimal.Decimal(1) / 3), decimal.DefaultContext.prec],
    "logging": [len(logging.root.handlers), logging.root.level,
        logging.root.manager.disable, logging.getLevelName(30)],
    "garbage": [gc.isenabled(), gc.get_threshold()],
    "signals": [str(signal.getsignal(number)) for number in signal.Signals],
    "blocked": list(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
    "locale": [locale.setlocale(getattr(locale, name)) for name in dir(locale)
        if name.startswith("LC_")],
    "zone": time.tzname, "umask": os.umask(0o22),
    "environment": subprocess.run(["env"], capture_output=True).stdout.decode().count(
        "NOTE="),
    "limits": [sys.getrecursionlimit(), sys.getswitchinterval()],
    "hooks": [hook.__name__ for hook in hooks],
    "modules": ["here" in sys.path, "leaked" in sys.modules, len(sys.path_hooks)],
    "beside": os.path.basename(sys.path[0]),
    "timeout": socket.getdefaulttimeout(), "warnings": warnings.filters[0][0],
    "plots": [list(plt.rcParams["figure.figsize"]), plt.get_fignums()],
    "start": multiprocessing.get_start_method(True),
    "process": [multiprocessing.current_process().name, __name__, sys.argv[1:]],
    "folder": os.listdir(), "kept": hasattr(builtins, "loud"),
}}, default=str))
"""


def note(code: str) -> str:
    """Return the text of a script, with a title."""
    return f'"""\nState: of a process\n===================\n\nIt is shown.\n"""\n{code}'


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """Return what a script sees alone, first, and after notes that change all of it."""
    project = Project(tmp_path_factory.mktemp("leaks"), {})
    folder = project.folder / "examples" / "tensors"
    notes = {"a_first": LOOK}
    for kind, plants in PLANTS.items():
        notes |= {f"b_{kind}_{at}": IMPORTS + code for at, code in enumerate(plants)}
    notes["c_all"] = IMPORTS + "\n".join(PLANTS["torch"])
    notes["d_last"] = LOOK
    for name, code in notes.items():
        project.write(f"tensors/{name}", "")
        (folder / f"{name}.py").write_text(note(code))
    build = project.build("--device", "cpu")
    assert build.returncode == 0, build.stdout
    work = tmp_path_factory.mktemp("alone")
    alone = subprocess.run(
        [sys.executable, str(folder / "a_first.py")],
        cwd=work,
        env=os.environ | {"MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        "alone": json.loads(alone.stdout),
        **{name: json.loads(_printed(project, name)) for name in ("a_first", "d_last")},
    }


def _printed(project: Project, name: str) -> str:
    path = project.folder / "docs" / "notes" / "tensors" / f"{name}.recording.json"
    recording = json.loads(Path(path).read_text(encoding="utf-8"))
    return "\n".join(recording["cells"][-1]["stdout"])


def test_a_note_begins_as_a_script_does(seen: dict[str, dict[str, object]]) -> None:
    assert seen["a_first"] == seen["alone"]


def test_a_note_sees_nothing_of_those_before(
    seen: dict[str, dict[str, object]],
) -> None:
    assert seen["d_last"] == seen["alone"]


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> list[Project]:
    """Build two sites: one of them runs its notes in the reverse order."""
    codes = {
        "counts": "import torch\nprint(torch.initial_seed(), len(torch.rand(2)))\n",
        "draws": "import torch, random\nprint(torch.rand(2), random.random())\n",
        "warns": "import warnings\nwarnings.warn('once', stacklevel=1)\n",
        "sets": "import torch\ntorch.set_default_dtype(torch.float64)\n",
    }
    projects = []
    for names in (sorted(codes), sorted(codes, reverse=True)):
        notes = {f"tensors/{at}_{name}": codes[name] for at, name in enumerate(names)}
        project = Project(tmp_path_factory.mktemp("order"), notes)
        build = project.build("--device", "cpu")
        assert build.returncode == 0, build.stdout
        projects.append(project)
    return projects


def test_the_order_of_notes_changes_nothing(shuffled: list[Project]) -> None:
    outputs = []
    for project in shuffled:
        found = (project.folder / "docs" / "notes").glob("*/*.recording.json")
        outputs.append(
            {
                path.name.partition("_")[2]: json.loads(path.read_text())["cells"]
                for path in found
            }
        )
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 4
