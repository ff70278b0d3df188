"""sphinx-gallery as it comes, but for the names of files and folders."""

import gc

import matplotlib.pyplot  # noqa: F401

# Garbage is collected after each script: no need to look at all that was imported.
gc.freeze()

extensions = ["sphinx_gallery.gen_gallery"]
html_theme = "basic"
html_sidebars = {"**": []}
sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "notes",
    "filename_pattern": "",
}
