"""Build the site: a run for each device, the pages, then a table.

The site that people open, ``_build/html``, is replaced only by a build in which nothing
failed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ..backends.pytorch import devices
from ..diagrams.figure_remarks import read_remarks
from ..notes.note_files import note_names
from ..notes.placement import list_empty_topics
from ..offline import archive
from ..running.generated_pages import forget_run
from ..running.results import Results
from ..site import root_files
from . import last_build
from .device_runs import (
    GENERATED,
    Request,
    pages_folder,
    record_notes,
    run_pages,
    site_address,
    write_books,
)
from .lock import lock_folder
from .publishing import NextSite
from .recording_remarks import RECORDINGS, list_remarks
from .release_list import read_listed
from .report import print_problems, results_table

# What lies at the root of the site, beside the folders of the languages.
ROOT_FILES = Path("docs", "_root")


def build_site(
    request: Request,
    chosen: list[str],
    notes: list[str] | None = None,
    *,
    with_offline: bool = False,
) -> int:
    """Run the notes on each device and publish the site.

    Parameters
    ----------
    request : Request
        What is asked for.
    chosen : list of str
        Device types. The pages show what the first one printed first.
    notes : list of str, optional
        Notes to run again although nothing changed, ``<topic>/<note>``. Only they run
        on the other devices; on that of the pages, all that have changed run as well.
    with_offline : bool
        Whether to make what can be read without a network as well.

    Returns
    -------
    int
        The exit status: 0 if every note passed everywhere and the site was published.
    """
    root = request.root
    request = request.but({"offline": with_offline})
    site, *others = chosen
    html = root / "_build" / "html"
    names = [devices.full_name(device) for device in chosen]
    asked = [chosen, names, request.settings, request.pages]
    with lock_folder(root):
        remarks = None if notes else last_build.read_remarks(root, asked)
        if remarks is not None:
            print(f"{_unchanged(root, chosen)}\n", *remarks, sep="\n")
            print(f"Open {(html / 'index.html').as_uri()}")
            return 0
        for note in notes or []:
            forget_run(root / GENERATED, note)
        fresh = {device: Path("_build", RECORDINGS, device) for device in others}
        selected = request.but({"selected": notes} if notes else {})
        runs = [
            record_notes(selected, device, root / folder)
            for device, folder in fresh.items()
        ]
        if fresh:
            folders = [folder.as_posix() for folder in fresh.values()]
            request = request.but({"fresh_recordings": folders})
        print(f"Running the notes on {site} and building the pages.", flush=True)
        next_site = NextSite(html)
        next_site.prepare()
        pages = pages_folder(root, site)
        # One language is copied while another is still being written.
        run = run_pages(request, site, written=lambda _: next_site.add(pages))
        runs.insert(0, run)
        print(f"\n{results_table({run.device: run.results for run in runs})}\n")
        if print_problems(runs, notes or []):
            next_site.discard()
            print("The site was not replaced.", file=sys.stderr)
            if others and not runs[0].status:
                hint = f"`nox -s docs -- --device {site}` builds it without the others."
                print(hint, file=sys.stderr)
            return 1
        # Nothing else here needs Babel.
        from .translation_remarks import list_translation_remarks

        remarks = [
            *list_remarks(root, runs, read_listed(root)),
            *_figure_remarks(root),
            *list_empty_topics(root),
            *list_translation_remarks(root, run.doctrees.parent),
        ]
        print(*remarks, sep="\n", end="\n" if remarks else "")
        made = root_files.write_root_files(pages, site_address(), run.work / "root")
        parts = (pages, root / ROOT_FILES, made)
        if with_offline:
            print("Writing the books and the archive.", flush=True)
            books = write_books(request, site)
            if books.status:
                next_site.discard()
                print("The site was not replaced.", file=sys.stderr)
                return 1
            archive.write(books.paths, made, *parts)
        first_page = next_site.publish(*parts)
        last_build.remember(root, asked, remarks)
    print(f"Open {first_page.as_uri()}")
    return 0


def _figure_remarks(root: Path) -> Iterator[str]:
    """Say what there is to know of figures, with the lines that drew them."""
    for note in sorted(note_names(root / "examples")):
        for remark in read_remarks(root / GENERATED, note):
            yield f"examples/{note}.py:{remark}."


def _unchanged(root: Path, chosen: list[str]) -> str:
    """Say that nothing has changed, in the table of a build."""
    results = Results(unchanged=sorted(note_names(root / "examples")))
    table = results_table(dict.fromkeys(chosen, results))
    return f"Nothing has changed since the last build.\n\n{table}"
