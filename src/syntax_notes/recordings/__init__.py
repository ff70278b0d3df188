"""What a note printed on a device: the record, its files, its history, differences.

Nothing here runs a note or makes a page.
"""
