"""An Atom feed of the notes that are new or print something else."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feedgen.feed import FeedGenerator

from ..backend import backend_of
from ..languages import language_of
from ..outputs.phrases import describe_change
from .changes import FEED, list_changes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

MOST = 50  # entries
# Where no note has changed yet.
NEVER = "1970-01-01"


def make_feed(app: Sphinx) -> bytes:
    """Return the feed in the language of the build.

    Its addresses are whole where the address of the site is known, and otherwise
    relative to that of the feed.
    """
    here = language_of(app.config)
    base = app.config.html_baseurl
    changes = list_changes(app.env)[:MOST]
    subject = backend_of(app.config).subject
    made = FeedGenerator()
    made.id(identifier(here.folder))
    made.title(here.title)
    made.language(here.tag)
    made.author(name=app.config.author)
    made.rights(here.rights)
    made.generator("Sphinx")
    made.updated(_time(changes[0].change.date if changes else NEVER))
    made.link(href=f"{base}index.html", rel="alternate", type="text/html")
    made.link(href=f"{base}{FEED}", rel="self", type="application/atom+xml")
    for docname, number, change in changes:
        entry = made.add_entry(order="append")
        entry.id(identifier(f"{here.folder}/{docname}#{number}"))
        entry.title(app.env.titles[docname].astext())
        entry.updated(_time(change.date))
        entry.link(href=f"{base}{app.builder.get_target_uri(docname)}")
        entry.summary(describe_change(change, subject))
    text: bytes = made.atom_str(pretty=True)
    return text


def identifier(name: str) -> str:
    """Return a name for ever, which an address that may move is not."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"deep-learning-syntax-notes/{name}").urn


def _time(date: str) -> datetime:
    return datetime.fromisoformat(date).replace(tzinfo=UTC)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Hand its name to the template of every page, for feed readers."""
    config.html_context["feed"] = FEED


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the feed."""
    if exception is None and app.builder.name == "html":
        Path(app.outdir, FEED).write_bytes(make_feed(app))


def setup_feed(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("config-inited", on_config_inited)
    app.connect("build-finished", on_build_finished)
