"""What is special about the library of a gallery: a module for each.

``notes_backend`` in conf.py names one; :class:`syntax_notes.backend.Backend` says what
it is asked for.
"""
