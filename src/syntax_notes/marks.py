"""Files by which one process of a build tells another how far it is.

They lie beside the results of a run (:mod:`syntax_notes.running.results`) and have its
name with one of these suffixes.
"""

# A folder beside the results, with a file for each note that is running.
RUNNING = "running"
# What is out of date among the generated pages is gone.
PRUNED = ".pruned"
# Beside it: the date, in nanoseconds, of each file that the pages depend on.
DEPENDENCIES = "dependencies.json"
# All pages are written.
WRITTEN = ".written"
# There is a place for each page of a note.
PLACES = ".places"
# A file beside what was read, which says how much of each page has no translation.
UNTRANSLATED = "untranslated.json"
