"""Record devices: run notes on each, and accept what they print."""

from __future__ import annotations

from pathlib import Path

from ..recordings.merges import sides
from ..recordings.recording_files import MERGED
from .device_runs import Request, record_notes
from .lock import lock_folder
from .recording_remarks import RECORDINGS
from .report import print_problems, results_table


def record(request: Request, chosen: list[str]) -> int:
    """Run notes on each device, and accept what they print as their recordings.

    Parameters
    ----------
    request : Request
        What is asked for; the setting ``selected`` names the notes.
    chosen : list of str
        Device types.

    Returns
    -------
    int
        The exit status: 0 if every note passed everywhere. The recording of a note that
        fails stays as it is.
    """
    root = request.root
    with lock_folder(root):
        before = _contents(root / RECORDINGS)
        runs = [
            record_notes(request, device, root / RECORDINGS / device)
            for device in chosen
        ]
        after = _contents(root / RECORDINGS)
    print(f"\n{results_table({run.device: run.results for run in runs})}\n")
    changed = sorted(path for path in after if after[path] != before.get(path))
    for path in changed:
        state = "changed" if path in before else "new"
        if sides(before.get(path, b"").decode(errors="replace")):
            state = f"written anew, {MERGED}"
        print(f"{path.relative_to(root).as_posix()}: {state}")
    if not changed:
        print("No recording has changed.")
    return int(print_problems(runs, request.settings.get("selected", [])))


def _contents(folder: Path) -> dict[Path, bytes]:
    paths = (path for path in folder.glob("*/*/*/*.json") if path.is_file())
    return {path: path.read_bytes() for path in paths}
