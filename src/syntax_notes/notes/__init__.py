"""What a script says: which files are notes, their code, tags, declarations and prose.

Nothing here runs a note or makes a page.
"""
