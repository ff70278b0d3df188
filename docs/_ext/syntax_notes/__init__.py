"""What this site adds to Sphinx and sphinx-gallery.

``python -m syntax_notes`` builds the site or records devices
(:mod:`syntax_notes.build`), or builds at every change (:mod:`syntax_notes.serve`). The
modules with a ``setup`` are Sphinx extensions, one job each:

- :mod:`syntax_notes.running` runs each note from a clean state and within limits;
- :mod:`syntax_notes.gallery` keeps the generated pages true to the notes;
- :mod:`syntax_notes.recording_builder` writes what the notes print on a device;
- :mod:`syntax_notes.results` reports which notes ran, passed and failed;
- :mod:`syntax_notes.wording` loads the words of these extensions;
- :mod:`syntax_notes.lazy_matplotlib` saves a build that runs nothing an import;
- :mod:`syntax_notes.orphan` ends with the build that started it;
- :mod:`syntax_notes.collector` looks for garbage less often;
- :mod:`syntax_notes.template_cache` compiles the templates of pages once, and
  :mod:`syntax_notes.formatter_cache` makes what colours code once;
- :mod:`syntax_notes.cluster` has other machines run the notes;
- :mod:`syntax_notes.warned` has a page that was warned of read again;
- :mod:`syntax_notes.written_with` writes a page again with a note that it shows;
- :mod:`syntax_notes.device_outputs` shows what a note printed on other devices;
- :mod:`syntax_notes.device_report` shows all notes on all devices;
- :mod:`syntax_notes.diagrams` draws what a note asks for;
- :mod:`syntax_notes.cards` makes the cards of the gallery;
- :mod:`syntax_notes.note_strip` puts topic, tags and downloads below a title;
- :mod:`syntax_notes.learning_path` leads from a note to the next one;
- :mod:`syntax_notes.markdown_twins` writes each note for programs that read;
- :mod:`syntax_notes.repository` leads from a page to its source;
- :mod:`syntax_notes.downloads` makes scripts and notebooks in each language;
- :mod:`syntax_notes.search_index` writes what the search dialog reads;
- :mod:`syntax_notes.search_dialog` puts that dialog on each page;
- :mod:`syntax_notes.not_found` makes the page for addresses that do not exist;
- :mod:`syntax_notes.content_policy` lets a page run what the site brings only;
- :mod:`syntax_notes.descriptions` describes each page to search engines;
- :mod:`syntax_notes.languages` leads from a page to itself in the other language;
- :mod:`syntax_notes.navigation` puts the tree of pages into the sidebar;
- :mod:`syntax_notes.cells` lays out code, output and checks, and folds answers;
- :mod:`syntax_notes.code_links` leads from calls in code to their documentation;
- :mod:`syntax_notes.cell_role` links to a cell;
- :mod:`syntax_notes.shown_cell` shows a cell on another page;
- :mod:`syntax_notes.errors` makes the index of error messages;
- :mod:`syntax_notes.figures` says how much was run and checked;
- :mod:`syntax_notes.placeholders` puts in what is made when all notes are read;
- :mod:`syntax_notes.changes` lists the notes that changed, and
  :mod:`syntax_notes.feed` tells feed readers;
- :mod:`syntax_notes.book` writes the notes for e-readers, and
  :mod:`syntax_notes.offline` the site as an archive;
- :mod:`syntax_notes.early_reading` reads pages while the notes run;
- :mod:`syntax_notes.related` leads from a note to its neighbors;
- :mod:`syntax_notes.index_entries` fills the index;
- :mod:`syntax_notes.copy_buttons` lets code be copied;
- :mod:`syntax_notes.assets` loads on each page what it uses.
"""
