"""Serve the pages while they are being written, and tell the browser of each build.

A page gets a script that listens to ``/_live``, a stream of server-sent events. Each
event holds the number of the last build of each top folder, a language, and what went
wrong in it.

Only this machine is served, under its own name: a page of another site whose name was
made to lead here reads nothing, and neither can it frame a page or include a script.
Tornado waits for all browsers in one thread; one that is slow, or says nothing, delays
no other and no build.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.locks import Condition
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from ..languages import LANGUAGES
from ..site.root_files import NOT_FOUND

SCRIPT = Path(__file__).parent / "static" / "live.js"
EVENTS = "_live"
HOST = "127.0.0.1"
NAMES = {HOST, "localhost"}
HEARTBEAT = 15  # seconds; a browser that has gone is noticed when nobody takes it
IDLE = 60  # seconds that a connection may wait for a request
LONGEST = 2**16  # bytes of a request
OPEN_FILES = 2**14  # how many a process may want
INDEX = "index.html"
HEADERS = {
    # The browser asks each time.
    "Cache-Control": "no-store",
    # No other site frames a page, or includes what is served here.
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# Where there is no page yet that says so in the language of the reader.
NOTHING = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    "</head><body><p>{title}</p></body></html>"
)


class Site:
    """What is served, and the state of the last build.

    Parameters
    ----------
    folders : list of pathlib.Path
        What they hold lies side by side.
    """

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders
        self.builds: dict[str, int] = {}
        self.problem = ""
        # Who listens sets this, and is called from the thread of the builds.
        self.tell: Callable[[], object] = lambda: None
        self.event = self._event()

    def announce(self, folder: str) -> None:
        """Tell the open pages below a folder that they have been built."""
        self.builds[folder] = time.time_ns() // 1_000_000
        self._changed()

    def complain(self, problem: str) -> None:
        """Show on every open page what went wrong; an empty text takes it back."""
        self.problem = problem
        self._changed()

    def find(self, name: str) -> tuple[Path, Path] | None:
        """Return the folder that has a file, and the file; that of a folder as well."""
        if ".." in name.split("/") or name.startswith("/"):
            return None
        for folder in self.folders:
            path = folder / name
            with contextlib.suppress(OSError, ValueError):  # No system has such a name.
                if path.is_dir():
                    path /= INDEX
                if path.is_file():
                    return folder, path
        return None

    def _changed(self) -> None:
        self.event = self._event()
        self.tell()

    def _event(self) -> bytes:
        state = {"builds": self.builds, "problem": self.problem}
        return f"data: {json.dumps(state)}\n\n".encode()


class Server:
    """Answers on a port of this machine, in a thread, once it is started.

    Parameters
    ----------
    site : Site
        What to serve.
    port : int
        The port to try first; if it is taken, any that is free.
    """

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        try:
            self.sockets = bind_sockets(port, HOST, socket.AF_INET)
        except OSError:
            self.sockets = bind_sockets(0, HOST, socket.AF_INET)
        self.port: int = self.sockets[0].getsockname()[1]

    def start(self) -> None:
        """Answer from now on."""
        _allow_open_files()
        # The terminal is left to the builds.
        logging.getLogger("tornado").setLevel(logging.CRITICAL)
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self.port}/"

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        changed = Condition()
        self.site.tell = lambda: loop.call_soon_threadsafe(changed.notify_all)
        given = {"site": self.site}
        application = Application(
            [
                (f"/{EVENTS}", _Events, {**given, "changed": changed}),
                ("/(.*)", _Files, given),
            ],
            static_hash_cache=False,
        )
        server = HTTPServer(
            application,
            idle_connection_timeout=IDLE,
            max_header_size=LONGEST,
            max_body_size=LONGEST,
        )
        server.add_sockets(self.sockets)
        await asyncio.Event().wait()


def _allow_open_files() -> None:
    """Let this process have more connections than it has by default."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
        if soft != resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


class _Answer(RequestHandler):
    """What all answers have in common."""

    site: Site

    def set_default_headers(self) -> None:
        """Keep what is served to this site and this machine."""
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse whoever calls this machine by another name."""
        if self.request.host_name not in NAMES:
            raise HTTPError(421)

    def compute_etag(self) -> None:
        """Return none, since nothing is kept."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Show the page for wrong addresses, or a sentence."""
        if status_code == 404:
            folders = {language.folder for language in LANGUAGES}
            asked = self.request.path.split("/")[1]
            folder = asked if asked in folders else LANGUAGES[0].folder
            found = self.site.find(f"{folder}/{NOT_FOUND}")
            if found is not None:
                self.finish_page(found[1].read_text("utf-8", errors="replace"))
                return
        title = f"{self._reason}: there is nothing to see at this address."
        self.finish_page(NOTHING.format(title=escape(title)))

    def finish_page(self, html: str) -> None:
        """Put the script into a page, and end with it."""
        folder = self.request.path.split("/")[1]
        script = (
            f'<script src="/{EVENTS}.js" data-folder="{escape(folder)}" '
            f'data-build="{self.site.builds.get(folder, 0)}"></script>'
        )
        head, end, rest = html.rpartition("</body>")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(head + script + end + rest)


class _Files(_Answer, StaticFileHandler):
    """Answers with a file."""

    def initialize(self, site: Site) -> None:  # type: ignore[override]
        """Serve a site; each file is looked for in all of its folders."""
        self.site = site
        super().initialize(str(site.folders[0]), INDEX)

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer with a page, in which the script is, or with another file."""
        if path == f"{EVENTS}.js":
            self.set_header("Content-Type", "text/javascript; charset=utf-8")
            self.finish(SCRIPT.read_bytes())
            return
        found = self.site.find(path)
        if found is None:
            raise HTTPError(404)
        folder, file = found
        if file.suffix != ".html":
            self.root = str(folder)
            await super().get(path, include_body)
        elif file.name == INDEX and not path.endswith(("/", INDEX)) and path:
            self.redirect(f"/{path}/")
        else:
            self.finish_page(file.read_text("utf-8", errors="replace"))


class _Events(_Answer):
    """Answers with the events, as long as the browser takes them."""

    def initialize(self, site: Site, changed: Condition) -> None:
        """Wait for changes of a site."""
        self.site = site
        self.changed = changed

    async def get(self) -> None:
        """Send the state at once, and again when it has changed."""
        self.set_header("Content-Type", "text/event-stream")
        with contextlib.suppress(StreamClosedError):
            while True:
                event = self.site.event
                self.write(event)
                # A browser that does not read waits here alone, and misses some.
                await self.flush()
                if event is self.site.event:
                    await self.changed.wait(timedelta(seconds=HEARTBEAT))
