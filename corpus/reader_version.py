"""Which edition of the reader read a stored judgment?"""

READER_VERSION = 10
"""Raised by one whenever reading the same text may give another :class:`Judgment`.

A store that holds readings of a lower edition is read again at the next ingest of its sources.
"""
