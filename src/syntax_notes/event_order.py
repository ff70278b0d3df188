"""The order of handlers: every priority that this package gives, with its reason.

Sphinx calls the handlers of an event from the lowest priority to the highest, and those
of the same priority as they were connected. What is not listed here has Sphinx's
default, 500, and does not depend on others. Numbers of other packages, between which a
handler has to stand, are listed as well; ``tests/test_event_order.py`` compares them
with what is installed.
"""

from enum import IntEnum


class ConfigInited(IntEnum):
    """Settings are known; nothing is built yet."""

    PARENT_PROCESS = 1  # Whatever follows ends with the build that started it.
    ENVIRONMENT = 2  # Before Sphinx looks for it.
    CLUSTER = 4  # Counts the workers, which is how many processes there will be.
    PROCESSES = 5  # Tells sphinx-gallery, which reads its settings next.
    HIDE_MATPLOTLIB = 9  # Around sphinx-gallery's reading, which would import it.
    SPHINX_GALLERY = 10  # Theirs.
    SHOW_MATPLOTLIB = 11
    BOOK = 900  # Sphinx checks the settings of a book by then.
    # A new environment looks for pages right after this event, and finds what is gone
    # no more: in the process that prunes, and in those of other languages, which wait.
    PRUNE = 950
    WAIT_FOR_PRUNING = 960


class BuilderInited(IntEnum):
    """The builder is there; sphinx-gallery runs the notes."""

    SPHINX_GALLERY_SETTINGS = 10  # Theirs.
    WARNING_PLACES = 12  # Before anything that may warn of a note.
    READING_SCRIPTS = 13  # Before anybody reads one, and others add scrapers.
    DIAGRAMS = 15  # Joins the scrapers, which the runner drops where nothing is drawn.
    RUNNER = 20  # After them, since sphinx-gallery resolves names of hooks there.
    FOOTPRINTS = 21  # The hooks of the runner come first, before a note and after it.
    WAIT_FOR_NOTES = 25  # Before anybody looks at what the other process generates.
    NARROW = 30  # To the notes that were asked for, before sphinx-gallery looks.
    REFUSE = 35  # Among them what is no note; who follows sees notes only.
    LAY_PLACES = 40  # What they are is known.
    SPHINX_GALLERY_RUN = 500  # Theirs.
    FOLDERS = 510  # Tells the rest of the build where the generated pages are.
    CLOSE_POOL = 511  # As soon as all notes have run.
    RESULTS = 900  # The notes have run, and nothing else follows that fails them.
    LISTEN_FOR_WARNINGS = 999  # The notes have run.
    ENVIRONMENT = 1000  # All waiting is over; pages come next.


class EnvPurgeDoc(IntEnum):
    """A page is about to be read."""

    WAIT_FOR_PAGE = 1  # Nothing looks at the page before it is written.


class Transform(IntEnum):
    """A page is parsed; docutils and Sphinx change its tree."""

    GALLERY_WORDS = 15  # Before catalogs are looked up.
    NOTE_STRIP = 16  # The gallery's own words are in place.
    LOCALE = 20  # Sphinx's: the page is translated.
    UNTRANSLATED = 21  # As it is now known what is not.
    GENINDEX = 840  # Before Sphinx collects the entries of the index, at 850.


class PostTransform(IntEnum):
    """References are about to be resolved."""

    CODE_LINKS = 4  # Before sphinx-gallery makes a node of each token.
    SPHINX_GALLERY = 5  # Theirs.


class DoctreeRead(IntEnum):
    """A page was read; handlers lay it out, one after the other."""

    CARDS = 300  # The sentence stands right below the title.
    SINGLE_CELLS = 330  # Code stands above what it shows, for all that follow.
    COUNTS = 340  # Cells, before they are laid out.
    DOWNLOADS = 350  # With the plots of each cell, before outputs are put in.
    DEVICE_OUTPUTS = 400  # Outputs are complete before cells are laid out.
    CELLS = 490  # Before those who look at cells, at 500.


class EnvGetOutdated(IntEnum):
    """It is known which pages have changed; they are about to be read."""

    MISSING_FILES = 100  # Before the pages are removed that should be missing.


class EnvUpdated(IntEnum):
    """All pages are read."""

    REMOVE_FILES = 900  # Downloads and pictures are known when all others are done.
    DEPENDENCIES = 910  # They are as they will stay.


class DoctreeResolved(IntEnum):
    """References are resolved; a page is about to be written."""

    UNTRANSLATED = 890  # All links are there.
    SEARCH = 900  # The page is complete.
    BOOK = 901  # A book leaves out what only a site has, and has no search.


class HtmlPageContext(IntEnum):
    """A page is handed to its template."""

    NOT_FOUND = 400  # Theirs: sphinx-notfound-page's.
    NAVIGATION = 401  # After it, and before furo, which then lays out no tree.
    UNTRANSLATED = 450  # Furo reads the contents of the page next.
    FURO = 500  # Theirs.
    # What the head of a page holds, in this order.
    LANGUAGES = 501
    SEARCH = 502
    DESCRIPTIONS = 503
    DIAGRAMS = 504
    TAG_FILTER = 505
    MARKDOWN_TWINS = 506
    FOLDS = 507
    COPY_BUTTONS = 508
    LOADED_FILES = 900  # Chooses among the files that others have added.
    BOOK = 901  # Takes out what a book cannot hold.


class BuildFinished(IntEnum):
    """The pages are written."""

    PAGES_WRITTEN = 1  # A mark for who waits for the pages, not for the search.
    LEFTOVERS = 800  # What this build has not written by now it will not write.
    LIST_FILES = 900  # All files are written, and others gone.
    FORGET_WARNED = 999  # All warnings have been given.
    FREEZE_GARBAGE = 1000  # Nothing that follows makes objects.
