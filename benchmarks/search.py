"""Measure the search in Chromium: `nox -s bench -- search`.

The pages of the last build are indexed once as they are, and once multiplied to 500
pages, with other words in part, since more notes have more words. Each query is typed
into the dialog of a page that was just opened, with nothing in the browser's cache.
Bytes are those of all files that the dialog loads, as they are and as a server would
compress them; the time is from the query in the field to the results below it.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import re
import shutil
import statistics
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import chromium
from playwright.sync_api import Browser, Response, sync_playwright

from syntax_notes.site.search import index_files
from syntax_notes.site.search.weights import count

ROOT = Path(__file__).parents[1]
PAGE = "notes/data/dataset.html"
QUERIES = {
    "en": [
        "torch.gather",
        "keepdim",
        "broadcast",
        "index out of range in self",
        "size of tensor a must match",
        "sampler option is mutually exclusive",
    ],
    "zh-cn": [
        "张量的广播机制",
        "索引张量",
        "转置卷积",
        "按索引取值",
        "scatter_",
        "index out of range in self",
    ],
}
# Every so many words of a copy is a word of its own.
NEW_WORDS = 8
TYPE = """
query => new Promise((resolve) => {
  const input = document.querySelector("dialog.search input");
  const list = document.querySelector(".search-results");
  const start = performance.now();
  new MutationObserver(() => resolve(performance.now() - start))
    .observe(list, { childList: true });
  input.value = query;
  input.dispatchEvent(new Event("input"));
})
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serve files without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def multiplied(pages: list[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    """Yield the pages, then copies of the notes among them until there are enough."""
    yield from pages
    notes = [page for page in pages if page["note"]]
    for copy in range(number - len(pages)):
        text = json.dumps(notes[copy % len(notes)], ensure_ascii=False)
        round_ = f"x{copy // len(notes)}"
        # Words in any script, but no escapes, no keys and no single letters.
        yield json.loads(re.sub(r"(?<!\\)\b\w{2,}\b(?!\":)", _other(round_), text))


def _other(suffix: str) -> Any:
    def replace(match: re.Match[str]) -> str:
        word = match[0]
        if zlib.crc32(f"{word}{suffix}".encode()) % NEW_WORDS or word in {"true"}:
            return word
        return word + suffix

    return replace


def measure(browser: Browser, page_url: str, query: str) -> tuple[float, int, int]:
    """Return milliseconds, bytes, and bytes when compressed."""
    loaded: list[Response] = []
    context = browser.new_context()
    page = context.new_page()
    page.goto(page_url, wait_until="networkidle")
    page.on("response", lambda response: loaded.append(response))
    page.keyboard.press("Control+k")
    page.wait_for_load_state("networkidle")
    took = float(page.evaluate(TYPE, query))
    bodies = [response.body() for response in loaded]
    context.close()
    return took, sum(map(len, bodies)), sum(len(gzip.compress(body)) for body in bodies)


def main() -> None:
    """Print a line for each language and number of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="times each")
    rounds = parser.parse_args().rounds
    site = ROOT / "_build" / "html"
    if not site.exists():
        sys.exit("needs a site that `nox -s docs` has built")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        copy = Path(temporary, "site")
        shutil.copytree(site, copy)
        handler = functools.partial(Quiet, directory=str(copy))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox"]
        )
        print("language  pages   ms median   ms worst   kB worst   kB worst compressed")
        for language, queries in QUERIES.items():
            doctrees = "zh_CN" if language == "zh-cn" else language
            kept = ROOT / "_build" / "work" / "cpu" / "doctrees" / doctrees
            stored = json.loads((kept / "search.json").read_text("utf-8"))["kept"]
            pages = [one["page"] for one in stored]
            for number in (len(pages), 500):
                many = list(multiplied(pages, number))
                counts = list(map(count, many))
                index_files.write(many, counts, copy / language / index_files.FOLDER)
                url = f"http://127.0.0.1:{server.server_port}/{language}/{PAGE}"
                measure(browser, url, queries[0])  # a browser that has just started
                results = [
                    measure(browser, url, query)
                    for _ in range(rounds)
                    for query in queries
                ]
                times, sizes, compressed = zip(*results, strict=True)
                print(
                    f"{language:8} {number:6} {statistics.median(times):11.0f}"
                    f" {max(times):10.0f} {max(sizes) / 1000:10.0f}"
                    f" {max(compressed) / 1000:21.0f}",
                    flush=True,
                )
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
