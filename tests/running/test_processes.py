"""More processes, or more machines, make the same site."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from syntax_notes.build import jobs
from tests.support.project import Project

pytestmark = pytest.mark.slow

# Beside what it prints, each note tells the test its process, who has started the
# process that keeps it, and from when to when it ran.
TELL = """
import os, psutil, sys, time
from pathlib import Path
project = Path(sys.argv[0]).parents[2]
began = time.time()
time.sleep(0.5)
with project.with_suffix(".told").open("a") as file:
    starter = psutil.Process(os.getppid()).ppid()
    print(os.getpid(), starter, began, time.time(), file=file)
"""
BODIES = {
    "indexing/one": """
    import torch
    t = torch.arange(12).view(3, 4)
    index = torch.tensor([[3, 0], [1, 1], [0, 2]])
    # sphinx_gallery_diagram = "torch.gather(t, 1, index)"
    out = torch.gather(t, 1, index)
    print(out)
    """,
    "indexing/two": """
    import matplotlib.pyplot as plt
    plt.plot([1, 2, 3])
    plt.title("A line")
    plt.show()
    """,
    "indexing/three": "import torch\nprint(torch.rand(3))\n",
    "tensors/four": "print('four')\n",
    "tensors/five": """
    import multiprocessing
    print(multiprocessing.get_start_method())
    """,
    "tensors/six": "import torch\ntorch.set_printoptions(precision=1)\nprint('six')\n",
}
SCHEDULER = """
from distributed import LocalCluster
with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
    print(cluster.scheduler_address, flush=True)
    input()
"""


def make(folder: Path) -> Project:
    """Return a project whose notes tell which process ran them."""
    folder.mkdir(exist_ok=True)
    project = Project(folder, BODIES)
    for name in BODIES:
        path = folder / "examples" / f"{name}.py"
        path.write_text(f"{path.read_text()}\n{TELL}")
    return project


def site(project: Project) -> dict[str, bytes]:
    """Return every file of the site, without what names its folder."""
    own = str(project.folder).encode()
    return {
        path.relative_to(project.html).as_posix(): path.read_bytes().replace(own, b"")
        for path in project.html.rglob("*")
        if path.is_file()
    }


class Told(NamedTuple):
    """What a note has told of its process."""

    process: float
    starter: float
    began: float
    ended: float


def told(project: Project) -> list[Told]:
    """Return what each note told."""
    lines = project.folder.with_suffix(".told").read_text().splitlines()
    found = [Told(*map(float, line.split())) for line in lines]
    assert len({one.process for one in found}) == len(found) == len(BODIES)
    return found


def most_at_a_time(project: Project) -> int:
    """Return how many notes ran when the most did."""
    found = told(project)
    return max(
        sum(other.began <= one.began < other.ended for other in found) for one in found
    )


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The notes, run one after the other."""
    project = make(tmp_path_factory.mktemp("alone"))
    build = project.build("--jobs", "1")
    assert build.returncode == 0, build.stdout
    assert most_at_a_time(project) == 1
    return project


def test_four_at_a_time_make_the_same_site(alone: Project, tmp_path: Path) -> None:
    project = make(tmp_path / "site")
    build = project.build("--jobs", "4")
    assert build.returncode == 0, build.stdout
    assert most_at_a_time(project) > 1
    assert site(project) == site(alone)


@pytest.fixture
def scheduler() -> Iterator[str]:
    """Start two workers on this machine, and return the address of their scheduler."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCHEDULER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.communicate("\n")


def test_two_workers_of_a_cluster_make_the_same_site(
    alone: Project, scheduler: str, tmp_path: Path
) -> None:
    project = make(tmp_path / "site")
    build = project.build("--cluster", scheduler)
    assert build.returncode == 0, build.stdout
    assert len({one.starter for one in told(project)}) == 2
    assert site(project) == site(alone)


def test_a_failure_in_another_process_is_told_with_its_line(tmp_path: Path) -> None:
    notes = {"topic/bad": "raise ValueError('okapi')\n", "topic/good": "print(1)\n"}
    build = Project(tmp_path, notes).build("--jobs", "2")
    assert build.returncode == 1
    assert "examples/topic/bad.py:7: ValueError: okapi (on cpu)" in build.stdout
    # No process is left that would hold what the build prints to.
    running = psutil.process_iter(["cwd"])
    assert not [one for one in running if str(tmp_path) in (one.info["cwd"] or "")]


def test_processes_that_are_not_forked_make_the_same_site(
    alone: Project, tmp_path: Path
) -> None:
    project = make(tmp_path / "site")
    conf = project.folder / "conf.py"
    conf.write_text(f"{conf.read_text()}\nnotes_start_method = 'spawn'\n")
    build = project.build("--jobs", "2")
    assert build.returncode == 0, build.stdout
    assert most_at_a_time(project) > 0
    assert site(project) == site(alone)


def test_few_notes_leave_a_processor_to_their_pages() -> None:
    assert jobs.choose(None, 22) == jobs.Jobs(min(2, os.cpu_count() or 1), pages=1)
    assert jobs.choose(8, 22) == jobs.Jobs(notes=8, pages=4)
    assert jobs.choose(None, jobs.WORTH).notes >= 1
