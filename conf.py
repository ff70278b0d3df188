"""Sphinx configuration: data only. What it adds to Sphinx is in src/syntax_notes."""

import os
from pathlib import Path

INVENTORIES = Path(__file__).parent / "docs" / "inventories"

# -- Project ------------------------------------------------------------------
project = "Deep Learning Syntax Notes"
author = "the authors of Deep Learning Syntax Notes"
project_copyright = f"{author}. Code: BSD-3-Clause. Prose: CC BY 4.0"
language = "en"
# Catalogs: a file for each page, without line numbers, so that they change seldom.
locale_dirs = ["locales"]
gettext_compact = False
gettext_location = False
gettext_last_translator = ""
gettext_language_team = ""

# -- Extensions ---------------------------------------------------------------
extensions = [
    "myst_parser",
    "sphinx.ext.intersphinx",
    "sphinx_gallery.gen_gallery",
    "syntax_notes.core",
    "syntax_notes.page",
    "syntax_notes.across",
    "syntax_notes.site",
    "syntax_notes.offline",
    "syntax_notes.speed",
]

# -- Source -------------------------------------------------------------------
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
exclude_patterns = ["_root", "_static", "inventories", "locales"]
nitpicky = True
suppress_warnings = [
    # It means the whole path, and a checkout may lie anywhere.
    "sphinx_gallery.space_in_filename",
    # Of a catalog that is broken, whose page is in English; the build remarks on it.
    "i18n.not_readable",
]
# Links go to the published documentation by way of inventories kept here, so that a
# build needs no network and makes the same links everywhere.
intersphinx_mapping = {
    "python": ("https://docs.python.org/3", str(INVENTORIES / "python.inv")),
    "numpy": ("https://numpy.org/doc/stable", str(INVENTORIES / "numpy.inv")),
    "torch": ("https://docs.pytorch.org/docs/2.15", str(INVENTORIES / "torch.inv")),
}

# -- Notes --------------------------------------------------------------------
sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "notes",
    "subsection_order": [
        "../examples/tensors",
        "../examples/indexing",
        "../examples/arithmetic",
        "../examples/modules",
        "../examples/data",
        "../examples/python",
        "../examples/tables",
        "*",
    ],
    "within_subsection_order": "FileNameSortKey",
    "filename_pattern": r"\.py$",
    "ignore_pattern": r"^__init__\.py$|^\.",  # editors keep files with a dot
    # A page shows what a note prints, and nothing of how long that took.
    "capture_repr": (),
    "image_scrapers": ("syntax_notes.diagrams.plots.scrape_plots",),
    "reset_modules": ("matplotlib", "syntax_notes.diagrams.thumbnails.draw_thumbnail"),
    "only_warn_on_example_error": True,  # syntax_notes.running fails the build
    "min_reported_time": 1e9,
    "write_computation_times": False,
    "remove_config_comments": True,
    "show_signature": False,
    "inspect_global_variables": False,
}
notes_backend = "syntax_notes.backends.pytorch"
# The releases that the notes are recorded on, and those on which each has to pass.
notes_releases = [
    *("1.13.1", "2.0.1", "2.1.2", "2.2.2", "2.3.1", "2.4.1", "2.5.1", "2.6.0", "2.7.1"),
    *("2.8.0", "2.9.1", "2.10.0", "2.11.0", "2.12.1", "2.13.0", "2.14.1", "2.15.0"),
]
notes_supported = ">=2.12"
notes_repository = os.environ.get("SITE_REPOSITORY", "")  # owner/name on GitHub
notes_time_limit = 60  # seconds, for one note
notes_output_limit = 20_000  # characters, for one cell
notes_memory_limit = 4  # GiB, for one note; on the CPU, where the system is Linux

# -- Links to other sites -----------------------------------------------------
linkcheck_retries = 3
linkcheck_timeout = 30  # seconds
linkcheck_rate_limit_timeout = 120  # seconds
linkcheck_ignore = [r"http://localhost"]

# -- HTML ---------------------------------------------------------------------
html_theme = "furo"
html_title = project
html_static_path = ["docs/_static"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/languages.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_css_files = ["site.css"]
html_logo = html_favicon = "docs/_static/logo.svg"
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0b5cad",
        "color-brand-content": "#0b5cad",
        "color-brand-visited": "#6b3fa0",
    },
    "dark_css_variables": {
        "color-brand-primary": "#79b8ff",
        "color-brand-content": "#79b8ff",
        "color-brand-visited": "#c9a6ff",
    },
}
html_copy_source = False
html_math_renderer = "mathml"
html_show_sphinx = False

# -- Book ---------------------------------------------------------------------
epub_basename = "deep-learning-syntax-notes"
epub_uid = "book-id"
epub_description = "Study notes on the syntax of deep learning; outputs are real."
epub_css_files = ["book.css"]
epub_show_urls = "no"
epub_tocdepth = 3
epub_tocdup = False
epub_tocscope = "includehidden"
