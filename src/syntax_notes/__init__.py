"""What this site adds to Sphinx and sphinx-gallery: a house of rooms.

Each sub-package is a room with one job, and imports only rooms that stand before it:

- modules here, at the root: facts that all rooms share;
- :mod:`syntax_notes.notes`: what a script says;
- :mod:`syntax_notes.recordings`: what it printed, and how that is kept and compared;
- :mod:`syntax_notes.kit`: tools on Sphinx;
- :mod:`syntax_notes.diagrams`: how an expression is drawn;
- :mod:`syntax_notes.running`: how the notes are run, limited and recorded;
- :mod:`syntax_notes.outputs`: what a note printed, on its page and in its downloads;
- :mod:`syntax_notes.backends`: what is special about PyTorch, or about NumPy;
- :mod:`syntax_notes.page`: the rest of the page of one note;
- :mod:`syntax_notes.across`: pages over all notes;
- :mod:`syntax_notes.site`: what surrounds every page;
- :mod:`syntax_notes.offline`: the archive and the book;
- :mod:`syntax_notes.speed`: shortcuts, each with what it saves;
- :mod:`syntax_notes.build`: the processes behind the commands.

The rooms down to ``outputs`` are a core that knows nothing of this site;
:mod:`syntax_notes.core` sets it up for any gallery. :mod:`syntax_notes.cli` has the
commands, ``python -m syntax_notes``.
"""
