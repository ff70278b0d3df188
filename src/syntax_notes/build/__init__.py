"""The processes behind the commands: build, record, serve, begin, publish.

Nothing here is an extension of Sphinx.
"""
