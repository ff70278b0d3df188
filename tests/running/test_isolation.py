"""What a note sets, the next note does not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from syntax_notes.backends.pytorch import backend
from syntax_notes.running.isolation import Baseline
from syntax_notes.running.logging_state import plain_logging
from tests.support.project import Project


@dataclass(frozen=True)
class Leak:
    """Code that changes the process, and code that fails where that shows."""

    plant: str
    look: str


LEAKS = {
    "default_device": Leak(
        "torch.set_default_device('meta')",
        "assert torch.empty(1).device.type == 'cpu'",
    ),
    "default_dtype": Leak(
        "torch.set_default_dtype(torch.float64)",
        "assert torch.tensor(1.0).dtype == torch.float32",
    ),
    "functions": Leak(
        "import builtins\n"
        "torch.arange = torch.Tensor.sum = np.ones = builtins.oct = print",
        "assert print not in (torch.arange, torch.Tensor.sum, np.ones, oct)",
    ),
    "start_method": Leak(
        "import multiprocessing; multiprocessing.set_start_method('spawn', force=True)",
        "import multiprocessing; print(multiprocessing.get_start_method())\n"
        "assert multiprocessing.get_start_method(True) != 'spawn'",
    ),
    "torch_seed": Leak(
        "torch.manual_seed(5)",
        "a = torch.rand(9); torch.manual_seed(0); assert torch.equal(a, torch.rand(9))",
    ),
    "numpy_seed": Leak(
        "np.random.seed(5)",
        "a = np.random.rand(); np.random.seed(0); assert a == np.random.rand()",
    ),
    "random_seed": Leak(
        "random.seed(5)",
        "a = random.random(); random.seed(0); assert a == random.random()",
    ),
    "torch_print_options": Leak(
        "torch.set_printoptions(precision=1, sci_mode=True, threshold=2)",
        "assert str(torch.tensor([0.125, 1, 2])) == 'tensor([0.1250, 1.0000, 2.0000])'",
    ),
    "numpy_print_options": Leak(
        "np.set_printoptions(precision=1, floatmode='fixed')",
        "assert str(np.array([0.125])) == '[0.125]'",
    ),
    "grad_mode": Leak(
        "torch.set_grad_enabled(False)",
        "assert (torch.ones(1, requires_grad=True) * 2).requires_grad",
    ),
    "deterministic_algorithms": Leak(
        "torch.use_deterministic_algorithms(True)",
        "assert not torch.are_deterministic_algorithms_enabled()",
    ),
    "anomaly_detection": Leak(
        "torch.autograd.set_detect_anomaly(True, check_nan=False)",
        "assert not torch.is_anomaly_enabled()",
    ),
    "numpy_errors": Leak(
        "np.seterr(divide='raise')",
        "assert np.geterr()['divide'] == 'warn'",
    ),
    "matplotlib_settings": Leak(
        "plt.rcParams['figure.figsize'] = (1, 1)",
        "assert list(plt.rcParams['figure.figsize']) == [6.4, 4.8]",
    ),
    "root_logging": Leak(
        "import logging; logging.basicConfig(level=0); logging.disable(50)",
        "import logging; assert not logging.root.handlers; "
        "assert [logging.root.isEnabledFor(level) for level in (20, 30)] == [0, 1]",
    ),
    "logger": Leak(
        "import logging; logging.getLogger('okapi').addHandler(logging.NullHandler())",
        "import logging; assert not logging.getLogger('okapi').handlers",
    ),
    "matplotlib_figure": Leak(
        "plt.figure(7)",
        "assert not plt.get_fignums()",
    ),
    "warning_filters": Leak(
        "warnings.simplefilter('error')",
        "assert warnings.filters[0][0] != 'error'",
    ),
    "environment_variable": Leak(
        "os.environ['NOTE'] = '1'",
        "assert 'NOTE' not in os.environ",
    ),
    "module_path": Leak(
        "sys.path.insert(0, 'here')",
        "assert 'here' not in sys.path",
    ),
    "working_directory": Leak(
        "os.mkdir('deeper'); os.chdir('deeper')",
        "assert not os.listdir()",
    ),
}
IMPORTS = (
    "import os, random, sys, warnings\n"
    "import matplotlib.pyplot as plt\nimport numpy as np\nimport torch\n"
)


@pytest.fixture
def restored() -> Iterator[None]:
    """Keep a planted leak from the other tests."""
    baseline = Baseline.take(backend)
    with plain_logging():
        yield
    baseline.restore("cpu")


@pytest.mark.parametrize("name", sorted(set(LEAKS) - {"working_directory"}))
@pytest.mark.usefixtures("restored")
def test_a_leak_shows_where_nothing_is_put_back(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    with matplotlib.rc_context():
        names: dict[str, object] = {}
        exec(f"{IMPORTS}{LEAKS[name].plant}", names)
        with pytest.raises((AssertionError, FloatingPointError)):
            exec(LEAKS[name].look, names)


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Run each leak in a note, then the look at it in the note that follows."""
    notes = {}
    for name, leak in LEAKS.items():
        notes[f"tensors/{name}_1"] = f"{IMPORTS}{leak.plant}\n"
        notes[f"tensors/{name}_2"] = f"{IMPORTS}{leak.look}\n"
    project = Project(tmp_path_factory.mktemp("leaks"), notes)
    log = project.build("--device", "cpu").stdout
    print(log)
    return list(project.results()["passed"])


@pytest.mark.parametrize("name", sorted(LEAKS))
def test_the_next_note_does_not_see(name: str, passed: list[str]) -> None:
    assert f"tensors/{name}_1" in passed
    assert f"tensors/{name}_2" in passed
