"""sphinx-gallery as it comes, with hooks that tell what it hands them."""

import json
from pathlib import Path

TOLD = {"scraper": [], "reset": [], "memory": []}


def scrape(block, block_vars, gallery_conf):
    """Tell what a scraper gets."""
    names = block_vars["example_globals"]
    TOLD["scraper"].append([sorted(block_vars), "___" in names])
    return ""


def reset(gallery_conf, fname, when):
    """Tell what a reset hook gets."""
    TOLD["reset"].append([str(fname), when, "src_dir" in gallery_conf])


def measure(execute):
    """Execute a cell, and tell what it has."""
    execute()
    TOLD["memory"].append(hasattr(getattr(execute, "code", None), "co_lines"))
    return 0.0, None


def finish(app, exception):
    """Write all of it, with what became of the scripts and the order of handlers."""
    conf = app.config.sphinx_gallery_conf
    kinds = ("passing_examples", "stale_examples", "failing_examples")
    TOLD["outcome"] = {kind: sorted(conf[kind]) for kind in kinds}
    TOLD["handlers"] = {
        event: {one.handler.__name__: one.priority for one in listeners}
        for event, listeners in app.events.listeners.items()
    }
    TOLD["post transforms"] = {
        one.__module__: one.default_priority
        for one in app.registry.get_post_transforms()
    }
    Path(app.outdir, "told.json").write_text(json.dumps(TOLD))


def setup(app):
    """Register the last handler."""
    app.connect("build-finished", finish, priority=5000)


extensions = ["sphinx_gallery.gen_gallery"]
html_theme = "furo"
sphinx_gallery_conf = {
    "examples_dirs": "../scripts",
    "gallery_dirs": "pages",
    "filename_pattern": "",
    "image_scrapers": ("matplotlib", scrape),
    "reset_modules": (reset,),
    "reset_modules_order": "both",
    "show_memory": measure,
    "only_warn_on_example_error": True,
}
