"""Files of many formats become raw judgments, piece by piece."""

from corpus.readers.mapping import GIVEN_FIELDS, FieldMapping, load_mapping
from corpus.readers.source import read_source

__all__ = ["GIVEN_FIELDS", "FieldMapping", "load_mapping", "read_source"]
