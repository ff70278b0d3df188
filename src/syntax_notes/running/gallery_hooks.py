"""Hand the notes to the pool that runs them, and sphinx-gallery what it asks for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..adapters.gallery_runs import allow_joblib_all
from ..adapters.joblib import use_in_place_of_loky
from ..adapters.sphinx_gallery import HASH_SUFFIX, MEMORY
from ..backend import backend_of
from ..event_order import BuilderInited, ConfigInited
from ..marks import RUNNING
from ..notes.note_files import galleries, note_names
from ..settings import Settings
from .cluster import ClusterNotes
from .exchange import Limits
from .note_pool import NotePool, Start
from .project_files import ProjectFiles
from .recorder import Recorder
from .recording_builder import RecordingBuilder
from .results import REMARKS
from .runner import NoteRunner
from .starting import ForkedNotes, best_start_method, import_all, start_new

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# From so many notes on, what only some of them need is imported once.
MANY = 3
PLOTTING = (
    "matplotlib.animation",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "matplotlib.style",
)


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Have sphinx-gallery, which reads its settings next, hand the notes to joblib."""
    if not config.notes_generated:
        config.sphinx_gallery_conf["parallel"] = max(2, config.notes_processes)


def on_builder_inited(app: Sphinx) -> None:
    """Hand over the pool; sphinx-gallery's own handlers run before and after."""
    settings = Settings.of(app.config)
    backend = backend_of(app.config)
    conf = app.config.sphinx_gallery_conf
    if settings.generated:
        return  # No note runs here.
    marks = Path(app.doctreedir, RUNNING)
    marks.mkdir(exist_ok=True)
    for mark in marks.iterdir():
        mark.unlink()
    runner = NoteRunner(
        Recorder(backend, settings.device, settings.device_name, settings.supported),
        settings.output_limit,
        settings.memory_limit,
        _folders_of_project(app),
    )
    draws = app.builder.name != RecordingBuilder.name
    conf.update(
        show_memory=runner,
        # A recording has no pictures.
        image_scrapers=(
            runner.scrape,
            *(conf["image_scrapers"] if draws else ()),
        ),
        reset_modules=(*conf["reset_modules"], runner.reset),
        reset_modules_order="both",
    )
    allow_joblib_all()
    on_cpu = settings.device == "cpu"
    limits = Limits(settings.time_limit, settings.memory_limit if on_cpu else 0)
    start: Start
    if settings.cluster:
        start = ClusterNotes(app.notes_client)  # type: ignore[attr-defined]
    elif (settings.start_method or best_start_method()) == "fork":
        start = ForkedNotes(
            [partial(import_all, backend.packages), partial(_warm_up, app)],
            lambda: give_back(),
        )
    else:
        start = start_new
    pool = NotePool(settings.processes, limits, start, marks, _files_of_project(app))
    give_back = use_in_place_of_loky(pool)
    app.notes_pool = pool, give_back  # type: ignore[attr-defined]


def on_run(app: Sphinx) -> None:
    """Close the pool: all notes have run."""
    if not app.config.notes_generated:
        pool, give_back = app.notes_pool  # type: ignore[attr-defined]
        pool.close()
        app.config.sphinx_gallery_conf[REMARKS] = pool.remarks
        give_back()


def _warm_up(app: Sphinx) -> None:
    """Do once what many notes would do in their processes."""
    backend = backend_of(app.config)
    ignored = app.config.sphinx_gallery_conf["ignore_pattern"]
    waiting = [
        name
        for gallery in galleries(app.config, Path(app.srcdir))
        for name in note_names(gallery.examples, ignored)
        if not Path(gallery.pages, f"{name}.py{HASH_SUFFIX}").exists()
    ]
    if len(waiting) >= MANY:
        import_all((*backend.libraries, *PLOTTING))
        backend.warm_up()


def _files_of_project(app: Sphinx) -> ProjectFiles:
    """Return what no note may change, also by a program that it starts."""
    found = galleries(app.config, Path(app.srcdir))
    recordings = Path(app.confdir, app.config.notes_recordings)
    return ProjectFiles(
        Path(app.confdir),
        [Path(app.srcdir), recordings, *(one.examples for one in found)],
        [Path(app.outdir), Path(app.doctreedir), *(one.pages for one in found)],
    )


def _folders_of_project(app: Sphinx) -> list[Path]:
    """Return the folders in which no note may write."""
    examples = [one.examples for one in galleries(app.config, Path(app.srcdir))]
    return [Path(app.confdir), Path(app.srcdir), *examples]


def on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take out the sentence that sphinx-gallery adds about memory, not measured."""
    source[0] = MEMORY.sub("", source[0])


def setup_gallery_hooks(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("config-inited", on_config_inited, priority=ConfigInited.PROCESSES)
    app.connect("builder-inited", on_builder_inited, priority=BuilderInited.RUNNER)
    app.connect("builder-inited", on_run, priority=BuilderInited.CLOSE_POOL)
    app.connect("source-read", on_source_read)
