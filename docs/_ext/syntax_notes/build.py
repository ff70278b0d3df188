"""Build the site: one Sphinx run for each device, then publish, then a table.

Everything is made in ``_build/work``. The site that people open, ``_build/html``, is
replaced only by a build in which nothing failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from . import devices, publishing
from .results import Results

# What lies at the root of the site, beside the folders of the languages.
ROOT_FILES = Path("docs", "_root")


def build(root: Path, chosen: list[str], time_limit: int | None = None) -> int:
    """Run the notes on each device and publish the site.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    chosen : list of str
        Device types. The pages show what the first one printed.
    time_limit : int, optional
        Seconds that one note may run; conf.py says how many by default.

    Returns
    -------
    int
        The exit status: 0 if every note passed everywhere and the site was published.
    """
    work = root / "_build" / "work"
    settings = [] if time_limit is None else ["-D", f"notes_time_limit={time_limit}"]
    site, *others = chosen
    runs = {
        device: _run_notes(root, work / device, device, settings) for device in others
    }
    runs[site] = _build_pages(root, work / site, site, settings)

    print(f"\n{_table({device: runs[device][1] for device in chosen})}\n")
    if any(status for status, _ in runs.values()):
        for device, (status, results) in runs.items():
            for line in _problems(device, status, results, work / device):
                print(line, file=sys.stderr)
        print("The site was not replaced.", file=sys.stderr)
        return 1
    first_page = publishing.publish(
        work / site / "html", root / ROOT_FILES, root / "_build" / "html"
    )
    print(f"Open {first_page.as_uri()}")
    return 0


def _build_pages(
    root: Path, work: Path, device: str, settings: list[str]
) -> tuple[int, Results]:
    """Run the notes on the device that the pages show, and build the pages."""
    print(f"Running the notes on {device} and building the pages.", flush=True)
    arguments = ["-b", "html", *settings, str(root / "docs"), str(work / "html" / "en")]
    return _sphinx(root, work, device, arguments)


def _run_notes(
    root: Path, work: Path, device: str, settings: list[str]
) -> tuple[int, Results]:
    """Run the notes on one more device; its pages are not rendered."""
    print(f"Running the notes on {device}.", flush=True)
    # A source folder of its own, since docs/notes holds what was run on the device of
    # the pages. Its only page is this one: what sphinx-gallery generates is not read.
    source = work / "source"
    source.mkdir(parents=True, exist_ok=True)
    (source / "index.rst").write_text("Notes\n=====\n", encoding="utf-8")
    examples = Path(os.path.relpath(root / "examples", source)).as_posix()
    arguments = [
        *("-b", "dummy", *settings),
        *("-D", "include_patterns=index.rst"),
        *("-D", f"sphinx_gallery_conf.examples_dirs={examples}"),
        *(str(source), str(work / "out")),
    ]
    return _sphinx(root, work, device, arguments)


def _sphinx(
    root: Path, work: Path, device: str, arguments: list[str]
) -> tuple[int, Results]:
    """Run Sphinx in a process of its own, which a note may bring down."""
    work.mkdir(parents=True, exist_ok=True)
    report = work / "results.json"
    report.unlink(missing_ok=True)
    command = [
        *(sys.executable, "-m", "sphinx"),
        *("-c", str(root)),
        # Every unresolved reference is a warning, and a warning fails the build,
        # after all of them have been shown.
        *("-n", "-W", "--keep-going"),
        *("-d", str(work / "doctrees")),
        *("-D", f"notes_device={device}", "-D", f"notes_results={report}"),
        *arguments,
    ]
    status = subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL).returncode
    if not report.exists():
        return status or 1, Results()
    results = Results.read(report)
    return status or bool(results.failed), results


def _problems(device: str, status: int, results: Results, work: Path) -> list[str]:
    """Say in one line for each what went wrong on a device."""
    if results.failed:
        return [f"{failure} (on {device})" for failure in results.failed]
    running = work / "doctrees" / "running-note"
    if running.exists():
        note = running.read_text(encoding="utf-8")
        return [f"{note} ended the build (on {device}, exit status {status})."]
    if status:
        return [f"Sphinx reported problems (on {device}); they are shown above."]
    return []


def _table(runs: dict[str, Results]) -> str:
    """Lay out the results, a line for each device."""
    rows: list[tuple[str, ...]] = [
        ("device", "name", "run", "passed", "failed", "unchanged")
    ]
    for device, results in runs.items():
        counts = (
            len(results.passed) + len(results.failed),
            len(results.passed),
            len(results.failed),
            len(results.unchanged),
        )
        rows.append((device, devices.full_name(device), *map(str, counts)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(lines)
