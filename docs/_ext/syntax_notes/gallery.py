"""Keep the pages that sphinx-gallery generates true to the notes.

sphinx-gallery runs a note again when its text has changed. Its page also depends on the
device and the versions it ran with and on these extensions, and the page of a note that
was renamed or deleted must go. This extension removes what is out of date before
sphinx-gallery looks, and can narrow what it looks at: to some notes, or to none where
the build of another language has generated all of them.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from . import recordings
from .diagrams import STYLESHEET
from .recorder import SUFFIX

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

STAMP = "environment.json"
DOWNLOADS = "downloads"


def environment(app: Sphinx) -> dict[str, str]:
    """Return what the page of a note depends on besides its text."""
    conf = app.config
    packages = ("torch", "numpy", "matplotlib", "sphinx-gallery")
    return {
        "device": conf.notes_device,
        "device-name": conf.notes_device_name,
        "output-limit": str(conf.notes_output_limit),
        "repr": repr(conf.sphinx_gallery_conf["capture_repr"]),
        "extensions": conf.notes_extensions,
        "python": platform.python_version(),
        **{package: version(package) for package in packages},
    }


def _extensions() -> str:
    """Return a hash of these extensions."""
    # A picture that stands alone holds the style of diagrams.
    files = [*sorted(Path(__file__).parent.glob("*.py")), STYLESHEET]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def names(examples: Path) -> set[str]:
    """Return the notes of a folder as ``<topic>/<note>``."""
    return {
        path.relative_to(examples).with_suffix("").as_posix()
        for path in examples.glob("*/*.py")
    }


def folder(app: Sphinx) -> Path:
    """Return the folder that sphinx-gallery generates."""
    return Path(app.srcdir, app.config.sphinx_gallery_conf["gallery_dirs"])


def forget(generated: Path, notes: list[str]) -> None:
    """Have notes run again, although they have not changed."""
    for note in notes:
        (generated / f"{note}.py.md5").unlink(missing_ok=True)


def prune(generated: Path, current: dict[str, str], notes: set[str]) -> None:
    """Remove from the ``generated`` folder what is out of date.

    Parameters
    ----------
    generated : pathlib.Path
        The gallery folder. All of it goes if it was made in another environment.
    current : dict of str to str
        The environment, as :func:`environment` gives it.
    notes : set of str
        The notes that there are, as :func:`names` gives them.
    """
    stamp = generated / STAMP
    text = json.dumps(current, indent=1, sort_keys=True)
    if stamp.exists() and stamp.read_text("utf-8") == text:
        _prune_notes(generated, notes, current["device"])
        return
    if generated.exists():
        shutil.rmtree(generated)
    generated.mkdir(parents=True)
    stamp.write_text(text, "utf-8")


def _prune_notes(generated: Path, notes: set[str], device: str) -> None:
    topics = {note.split("/")[0] for note in notes}
    # Of a note that has not run, since the build was killed, there is only a page.
    pages = generated.glob("*/*.rst")
    made = {page.relative_to(generated).with_suffix("").as_posix() for page in pages}
    present = names(generated) | made - {f"{topic}/index" for topic in topics}
    for gone in present - notes:
        topic, note = gone.split("/")
        downloads = (generated / DOWNLOADS).glob(f"*/{topic}/{note}.*")
        for path in [*(generated / topic).glob(f"{note}.*"), *downloads]:
            path.unlink()
    for path in generated.iterdir():
        if path.is_dir() and path.name not in topics | {"images", DOWNLOADS}:
            shutil.rmtree(path)
    for hash_file in generated.glob("*/*.py.md5"):
        # Without it the note runs again, and what it prints is kept.
        kept = hash_file.with_suffix("").with_suffix(SUFFIX)
        if recordings.read_if_sound(kept, device) is None:
            kept.unlink(missing_ok=True)
            hash_file.unlink()


def on_builder_inited(app: Sphinx) -> None:
    """Prune before sphinx-gallery generates, and leave out what was not asked for."""
    conf = app.config.sphinx_gallery_conf
    if app.config.notes_generated:
        folders = {name: conf[name] for name in ("examples_dirs", "gallery_dirs")}
        app.gallery_folders = folders  # type: ignore[attr-defined]
        conf.update(examples_dirs=[], gallery_dirs=[])
        return
    prune(
        folder(app),
        environment(app),
        names(Path(app.srcdir, conf["examples_dirs"])),
    )
    if app.config.notes_selected:
        # sphinx-gallery looks at the name of a file, and allows no name twice.
        files = (note.rpartition("/")[2] for note in app.config.notes_selected)
        conf["ignore_pattern"] = rf"^(?!(?:{'|'.join(map(re.escape, files))})\.py$)"


def on_generated(app: Sphinx) -> None:
    """Tell other extensions where the notes are that another build has generated."""
    if app.config.notes_generated:
        app.config.sphinx_gallery_conf.update(app.gallery_folders)  # type: ignore[attr-defined]


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Have a note that failed run again, also when its text becomes what it was."""
    for source in app.config.sphinx_gallery_conf["failing_examples"]:
        forget(folder(app), ["/".join(Path(source).with_suffix("").parts[-2:])])


def on_env_get_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Remove the pages of sources that are gone; Sphinx keeps them."""
    for docname in removed:
        page = Path(app.outdir, app.builder.get_target_uri(docname))
        for path in (page, page.with_suffix(".md")):
            path.unlink(missing_ok=True)
    return []


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove downloads and pictures that no page has any more; Sphinx keeps them."""
    downloads = {Path("_downloads", path) for _, path in env.dlfiles.values()}
    pictures = {name for _, name in env.images.values()}
    # Drawn for the gallery where its words are translated (syntax_notes.cards).
    pictures |= {f"card-{note.split('/')[1]}.svg" for note in names(folder(app))}
    images = {Path(app.builder.imagedir, name) for name in pictures}
    for pattern in ("_downloads/*/*", f"{app.builder.imagedir or '_images'}/*"):
        for path in Path(app.outdir).glob(pattern):
            if path.relative_to(app.outdir) not in downloads | images:
                path.unlink()
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Prune between sphinx-gallery's reading of its settings and its run."""
    app.add_config_value("notes_selected", [], "", types=list)
    app.add_config_value("notes_generated", "", "", types=str)
    # When it changes, pages that are no notes are read again as well.
    app.add_config_value("notes_extensions", _extensions(), "env", types=str)
    app.connect("builder-inited", on_builder_inited, priority=30)
    app.connect("builder-inited", on_generated, priority=510)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-updated", on_env_updated, priority=900)
    app.connect("build-finished", on_build_finished)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
