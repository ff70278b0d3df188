"""Build the site at every change of a file, and show it in the browser by itself.

A process that has imported torch, Sphinx and this package, and done nothing else, is
forked for each build. Where a process cannot be forked, each build is a new one. The
pages are served where Sphinx writes them; the site of the last good ``nox -s docs``
stays as it is. When the package changes, all of this starts again, on the same port.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from typing import NoReturn

from ..room_hashes import PACKAGE
from .build_site import ROOT_FILES
from .device_runs import pages_folder
from .forked_builder import ForkedBuilder
from .live_server import Server, Site
from .watching import wait_for_changes, watch_sources

PORT = 8000
TRIAL = f"from {__package__} import own_modules as own; own.import_own_modules()"


def serve(root: Path, device: str, port: int | None, show: bool) -> NoReturn:
    """Build, serve, and build again at every change, until interrupted.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    device : str
        Where the notes run.
    port : int, optional
        The port to serve on, if it is free.
    show : bool
        Whether to open the site in a browser.
    """
    work = pages_folder(root, device)
    made = work.parent / "root"
    site = Site([made, root / ROOT_FILES, work])
    changes = watch_sources(root)
    builder = ForkedBuilder(root, device, made)
    server = Server(site, port or PORT)
    server.start()
    print(f"Serving on {server.address} (Ctrl+C ends it).", flush=True)
    try:
        changed: set[Path] = set()
        while True:
            if any(map(_is_code, changed)):
                if wrong := _fault_of_package():
                    print(wrong, flush=True)
                    site.complain(wrong)
                    changed = {*changed, *wait_for_changes(changes)}
                    continue
                builder.stop()
                _start_again(server.port)
            began = time.monotonic()
            problem, summary = builder.build(lambda one: site.announce(one.folder))
            site.complain(problem)
            took = time.monotonic() - began
            print(f"{time.strftime('%H:%M:%S')} {summary} ({took:.1f} s)", flush=True)
            if show:
                webbrowser.open(server.address)
                show = False
            changed = wait_for_changes(changes)
    finally:
        builder.stop()


def _is_code(path: Path) -> bool:
    """Tell whether a file is code of this package, which processes have imported."""
    return path.is_relative_to(PACKAGE) and path.suffix == ".py"


def _fault_of_package() -> str:
    """Say what would keep a new process from starting; empty if one starts."""
    tried = subprocess.run(
        [sys.executable, "-c", TRIAL], capture_output=True, encoding="utf-8"
    )
    if tried.returncode == 0:
        return ""
    folder = re.escape(f"{PACKAGE}{os.sep}")
    places = re.findall(rf'File "{folder}(.+)", line (\d+)', tried.stderr)
    place = f"{PACKAGE.name}/{':'.join(places[-1])}: " if places else ""
    return place + tried.stderr.strip().rpartition("\n")[2]


def _start_again(port: int) -> NoReturn:
    """Become a new process with the new code; the browser has the page open."""
    print("The package has changed: starting again.", flush=True)
    command = [sys.executable, "-m", "syntax_notes", "serve", *sys.argv[2:]]
    os.execv(sys.executable, [*command, "--port", str(port), "--no-open"])
