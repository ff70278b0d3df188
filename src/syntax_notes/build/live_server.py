"""Serve the pages while they are being written, and tell the browser of each build.

A page gets a script that listens to ``/_live``, a stream of server-sent events. Each
event holds the number of the last build of each top folder, a language, and what went
wrong in it. Only this machine is served.
"""

from __future__ import annotations

import functools
import io
import json
import threading
import time
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

SCRIPT = Path(__file__).parent / "static" / "live.js"
EVENTS = "/_live"
HEARTBEAT = 15  # seconds; a browser that has gone is noticed when nobody takes it


class Site:
    """What is served, and the state of the last build.

    Parameters
    ----------
    folders : list of pathlib.Path
        What they hold lies side by side.
    """

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders
        self.changed = threading.Condition()
        self.builds: dict[str, int] = {}
        self.problem = ""

    def announce(self, folder: str) -> None:
        """Tell the open pages below a folder that they have been built."""
        with self.changed:
            self.builds[folder] = time.time_ns() // 1_000_000
            self.changed.notify_all()

    def complain(self, problem: str) -> None:
        """Show on every open page what went wrong; an empty text takes it back."""
        with self.changed:
            self.problem = problem
            self.changed.notify_all()

    @property
    def event(self) -> bytes:
        """The state, as a server-sent event."""
        state = {"builds": self.builds, "problem": self.problem}
        return f"data: {json.dumps(state)}\n\n".encode()


class Server(ThreadingHTTPServer):
    """Answers on a port of this machine, in a thread, once it is started.

    Parameters
    ----------
    site : Site
        What to serve.
    port : int
        The port to try first; if it is taken, any that is free.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: Site, port: int) -> None:
        handler = functools.partial(_Handler, site=site)
        try:
            super().__init__(("127.0.0.1", port), handler)
        except OSError:
            super().__init__(("127.0.0.1", 0), handler)

    def start(self) -> None:
        """Answer from now on."""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that have gone."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        self.site = site
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer with the events or with a file."""
        if self.path == EVENTS:
            self._stream()
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        """Look for the file in each folder."""
        found = ""
        for folder in reversed(self.site.folders):
            self.directory = str(folder)
            found = super().translate_path(path)
            if Path(found).exists():
                break
        return found

    def send_head(self) -> BinaryIO | io.BytesIO | None:
        """Put the script into pages."""
        if self.path.partition("?")[0] == f"{EVENTS}.js":
            return self._send(SCRIPT.read_bytes(), "text/javascript")
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.endswith("/"):
            path /= "index.html"
        if path.suffix != ".html" or not path.exists():
            return super().send_head()
        folder = self.path.split("/")[1]
        script = (
            f'<script src="{EVENTS}.js" data-folder="{escape(folder)}" '
            f'data-build="{self.site.builds.get(folder, 0)}"></script>'
        )
        html = path.read_text(encoding="utf-8", errors="replace")
        head, end, rest = html.rpartition("</body>")
        return self._send((head + script + end + rest).encode(), "text/html")

    def _send(self, content: bytes, kind: str) -> io.BytesIO:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        while True:
            with self.site.changed:
                event = self.site.event
                self.wfile.write(event)
                self.wfile.flush()
                self.site.changed.wait(HEARTBEAT)

    def end_headers(self) -> None:
        """Have the browser ask each time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Leave the terminal to the builds."""
