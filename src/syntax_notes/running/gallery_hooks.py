"""Hand the runner of the notes to sphinx-gallery, and end when it has run them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.joblib import end_workers
from ..adapters.sphinx_gallery import MEMORY
from ..backend import backend_of
from ..event_order import BuilderInited, BuildFinished, ConfigInited
from ..marks import RUNNING
from ..settings import Settings
from .recorder import Recorder
from .recording_builder import RecordingBuilder
from .runner import NoteRunner

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Tell sphinx-gallery, which reads its settings next, how many processes to use."""
    if config.notes_processes > 1:
        config.sphinx_gallery_conf["parallel"] = config.notes_processes


def on_builder_inited(app: Sphinx) -> None:
    """Hand the runner to sphinx-gallery, whose own handlers run before and after."""
    settings = Settings.of(app.config)
    running = Path(app.doctreedir, RUNNING)
    running.mkdir(exist_ok=True)
    for mark in running.iterdir():
        mark.unlink()
    runner = NoteRunner(
        Recorder(backend_of(app.config), settings.device, settings.device_name),
        settings.time_limit,
        settings.output_limit,
        settings.memory_limit,
        running,
    )
    conf = app.config.sphinx_gallery_conf
    draws = app.builder.name != RecordingBuilder.name
    conf.update(
        show_memory=runner,
        # A recording has no pictures.
        image_scrapers=(
            runner.recorder.scrape,
            *(conf["image_scrapers"] if draws else ()),
        ),
        reset_modules=(*conf["reset_modules"], runner.reset),
        reset_modules_order="both",
    )


def on_run(app: Sphinx) -> None:
    """Date images back, as soon as all are drawn."""
    runner: NoteRunner = app.config.sphinx_gallery_conf["show_memory"]
    runner.images.date_back()


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """End, though a thread of a note goes on; Python would wait for it for ever."""
    settings = Settings.of(app.config)
    if settings.processes > 1 and not (settings.cluster or settings.generated):
        end_workers()
    runner: NoteRunner = app.config.sphinx_gallery_conf["show_memory"]
    if runner.threads_left:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(app.statuscode)


def on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take out the sentence that sphinx-gallery adds about memory, not measured."""
    source[0] = MEMORY.sub("", source[0])


def setup_gallery_hooks(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("config-inited", on_config_inited, priority=ConfigInited.PROCESSES)
    app.connect("builder-inited", on_builder_inited, priority=BuilderInited.RUNNER)
    app.connect("builder-inited", on_run, priority=BuilderInited.DATE_IMAGES)
    app.connect("source-read", on_source_read)
    app.connect("build-finished", on_build_finished, priority=BuildFinished.END)
