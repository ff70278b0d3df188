"""Audit the main pages as a reader's browser gets them: `nox -s lighthouse`.

The site is built in a folder of its own for the address that it is then served at,
compressed, as hosts do. Lighthouse looks at each page as a phone and as a desktop;
html-validate looks at all pages. Both come from npm, so Node.js has to be there.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import chromium
from contender import ours

PACKAGES = ("lighthouse@12.8.2", "html-validate@10.17.0")
PAGES = (
    "index",
    "notes/index",
    "notes/indexing/gather",
    "notes/modules/conv_transpose",
    "notes/data/dataloader",
    "devices",
)
LANGUAGES = ("en", "zh-cn")
# The scores that each page has to reach.
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


class Compressing(SimpleHTTPRequestHandler):
    """Serve files compressed."""

    def do_GET(self) -> None:
        """Send a file whole."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def scores(npm: Path, address: str, form: str, browser: str) -> dict[str, int]:
    """Return what Lighthouse says of a page, of 100 each."""
    desktop = ["--preset=desktop"] if form == "desktop" else []
    found = subprocess.run(
        [
            *(str(npm / "node_modules/.bin/lighthouse"), address, *desktop),
            *("--quiet", "--output=json", "--output-path=stdout"),
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        env=os.environ | {"CHROME_PATH": browser},
        stdout=subprocess.PIPE,
        check=True,
    )
    categories = json.loads(found.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in LEAST}


def valid(npm: Path, site: Path) -> bool:
    """Validate every page, and show what is wrong."""
    pages = [str(path.relative_to(site)) for path in sorted(site.rglob("*.html"))]
    command = str(npm / "node_modules/.bin/html-validate")
    run = subprocess.run([command, "--preset", "standard", *pages], cwd=site)
    print(
        f"\n{len(pages)} pages {'are' if not run.returncode else 'are not'} valid HTML"
    )
    return not run.returncode


def main() -> None:
    """Print the scores as a table; fail if one is too low."""
    browser = chromium.find()
    npm_command = shutil.which("npm")
    if npm_command is None:
        sys.exit("needs Node.js with npm")
    with tempfile.TemporaryDirectory() as temporary:
        npm = Path(temporary, "npm")
        npm.mkdir()
        install = [npm_command, "install", "--no-audit", "--no-fund", "--prefix"]
        subprocess.run([*install, str(npm), *PACKAGES], check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        os.environ["SITE_URL"] = f"http://127.0.0.1:{port}"
        project = ours(Path(temporary, "project"))
        project.build()
        site = project.folder / "_build" / "html"
        handler = functools.partial(Compressing, directory=str(site))
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        passed = valid(npm, site)
        print(f"\n{'page':38} {'as':8}" + "".join(f"{name:>16}" for name in LEAST))
        for language in LANGUAGES:
            for page in PAGES:
                address = f"http://127.0.0.1:{port}/{language}/{page}.html"
                for form in ("phone", "desktop"):
                    row = scores(npm, address, form, browser)
                    low = any(row[name] < least for name, least in LEAST.items())
                    passed = passed and not low
                    numbers = "".join(f"{row[name]:16}" for name in LEAST)
                    mark = "  too low" if low else ""
                    name = f"{language}/{page}"
                    print(f"{name:38} {form:8}{numbers}{mark}", flush=True)
        server.shutdown()
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
