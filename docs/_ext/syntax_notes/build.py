"""Build the site, or record devices: a run for each device, then a table.

The site that people open, ``_build/html``, is replaced only by a build in which nothing
failed.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from . import devices, full_disk, gallery, last_build, offline, recordings, sitemap
from .publishing import NextSite
from .results import RUNNING, Results
from .runs import (
    Run,
    pages_folder,
    record_notes,
    run_pages,
    site_address,
    write_books,
)

# What lies at the root of the site, beside the folders of the languages.
ROOT_FILES = Path("docs", "_root")
RECORDINGS = "recordings"


def build(
    root: Path,
    chosen: list[str],
    notes: list[str] | None = None,
    limits: list[str] | None = None,
    *,
    with_offline: bool = False,
) -> int:
    """Run the notes on each device and publish the site.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    chosen : list of str
        Device types. The pages show what the first one printed first.
    notes : list of str, optional
        Notes to run again although nothing changed, ``<topic>/<note>``. Only they run
        on the other devices; on that of the pages, all that have changed run as well.
    limits : list of str, optional
        Settings for Sphinx: how long a note may run, and in how many processes.
    with_offline : bool
        Whether to make what can be read without a network as well.

    Returns
    -------
    int
        The exit status: 0 if every note passed everywhere and the site was published.
    """
    settings = [*(limits or []), "-D", f"notes_offline={int(with_offline)}"]
    site, *others = chosen
    html = root / "_build" / "html"
    asked = [chosen, [devices.full_name(device) for device in chosen], settings]
    with alone(root):
        remarks = None if notes else last_build.remarks(root, asked)
        if remarks is not None:
            print(f"{_unchanged(root, chosen)}\n", *remarks, sep="\n")
            print(f"Open {(html / 'index.html').as_uri()}")
            return 0
        gallery.forget(root / "docs" / "notes", notes or [])
        selected = settings + _selection(notes or [])
        runs = [
            record_notes(root, device, root / "_build" / RECORDINGS / device, selected)
            for device in others
        ]
        if others:
            fresh = ",".join(f"_build/{RECORDINGS}/{device}" for device in others)
            settings += ["-D", f"notes_fresh_recordings={fresh}"]
        print(f"Running the notes on {site} and building the pages.", flush=True)
        next_site = NextSite(html)
        pages = pages_folder(root, site)
        # One language is copied while another is still being written.
        run = run_pages(root, site, settings, written=lambda _: next_site.add(pages))
        runs.insert(0, run)
        print(f"\n{_table({run.device: run.results for run in runs})}\n")
        if any(run.status for run in runs):
            _explain(runs)
            next_site.discard()
            print("The site was not replaced.", file=sys.stderr)
            if others and not runs[0].status:
                hint = f"`nox -s docs -- --device {site}` builds it without the others."
                print(hint, file=sys.stderr)
            return 1
        remarks = list(_remarks(root, runs))
        print(*remarks, sep="\n", end="\n" if remarks else "")
        made = sitemap.write_root_files(pages, site_address(), run.work / "root")
        parts = (pages, root / ROOT_FILES, made)
        if with_offline:
            print("Writing the books and the archive.", flush=True)
            books = write_books(root, site, settings)
            if books.status:
                next_site.discard()
                print("The site was not replaced.", file=sys.stderr)
                return 1
            offline.write(books.paths, made, *parts)
        first_page = next_site.publish(*parts)
        last_build.remember(root, asked, remarks)
    print(f"Open {first_page.as_uri()}")
    return 0


def record(
    root: Path,
    chosen: list[str],
    notes: list[str],
    limits: list[str] | None = None,
) -> int:
    """Run notes on each device, and accept what they print as their recordings.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    chosen : list of str
        Device types.
    notes : list of str
        The notes, as ``<topic>/<note>``; an empty list is for all of them.
    limits : list of str, optional
        Settings for Sphinx: how long a note may run, and in how many processes.

    Returns
    -------
    int
        The exit status: 0 if every note passed everywhere. The recording of a note that
        fails stays as it is.
    """
    settings = [*(limits or []), *_selection(notes)]
    with alone(root):
        before = _contents(root / RECORDINGS)
        runs = [
            record_notes(root, device, root / RECORDINGS / device, settings)
            for device in chosen
        ]
        after = _contents(root / RECORDINGS)
    print(f"\n{_table({run.device: run.results for run in runs})}\n")
    changed = sorted(path for path in after if after[path] != before.get(path))
    for path in changed:
        state = "changed" if path in before else "new"
        print(f"{path.relative_to(root).as_posix()}: {state}")
    if not changed:
        print("No recording has changed.")
    _explain(runs)
    return int(any(run.status for run in runs))


def _selection(notes: list[str]) -> list[str]:
    return ["-D", f"notes_selected={','.join(notes)}"] if notes else []


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait until no other build runs in this folder, and keep others out."""
    folder = root / "_build"
    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("Waiting: another build runs in this folder.", flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _explain(runs: list[Run]) -> None:
    """Say in one line for each what went wrong."""
    for run in runs:
        for line in problems(run):
            print(line, file=sys.stderr)


def problems(run: Run) -> list[str]:
    """Say what went wrong, in a sentence for each thing."""
    if run.status and (full := full_disk.noticed(run.work)):
        return [full]
    if run.results.failed:
        return [f"{failure} (on {run.device})" for failure in run.results.failed]
    running = sorted(mark.name for mark in (run.doctrees / RUNNING).glob("*"))
    if running:
        notes = running[0] if len(running) == 1 else f"One of {', '.join(running)}"
        return [f"{notes} ended the build (on {run.device}, exit status {run.status})."]
    if run.status:
        return [f"Sphinx reported problems (on {run.device}); they are shown above."]
    return []


def _remarks(root: Path, runs: list[Run]) -> Iterator[str]:
    """Say what the accepted recordings do not agree with, and how to accept it."""
    accepted = root / RECORDINGS
    notes = gallery.names(root / "examples")
    known = devices.TYPES | {run.device for run in runs}
    yield from recordings.strays(accepted, notes, known)
    for run in runs:
        accept = f"`nox -s record -- --device {run.device}"
        recorded = {note: accepted / run.device / f"{note}.json" for note in notes}
        if not any(path.exists() for path in recorded.values()):
            yield f"{run.device} has no recordings; {accept}` keeps what it printed."
            continue
        other = []
        for note in sorted(notes & run.printed.keys()):
            try:
                if not _agree(recorded[note], run.printed[note], run.device):
                    other.append(note)
            except recordings.RecordingError as error:
                yield str(error)
        if other:
            yield (
                f"Not as recorded on {run.device}: {', '.join(other)}; "
                f"{accept} {' '.join(other)}` accepts it."
            )


def _agree(recorded: Path, printed: Path, device: str) -> bool:
    if not recorded.exists():
        return False
    pair = (recordings.read(path, device).cells for path in (recorded, printed))
    return next(pair) == next(pair)


def _contents(folder: Path) -> dict[Path, bytes]:
    paths = (path for path in folder.glob("*/*/*.json") if path.is_file())
    return {path: path.read_bytes() for path in paths}


def _unchanged(root: Path, chosen: list[str]) -> str:
    """Say that nothing has changed, in the table of a build."""
    results = Results(unchanged=sorted(gallery.names(root / "examples")))
    table = _table(dict.fromkeys(chosen, results))
    return f"Nothing has changed since the last build.\n\n{table}"


def _table(results: dict[str, Results]) -> str:
    """Lay out the results, a line for each device."""
    rows: list[tuple[str, ...]] = [
        ("device", "name", "run", "passed", "failed", "unchanged")
    ]
    for device, found in results.items():
        counts = (
            len(found.passed) + len(found.failed),
            len(found.passed),
            len(found.failed),
            len(found.unchanged),
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
