"""What did a person label by hand? Only ids, fields, tokens and hashes are kept, never words.

A value that names a person or a case is kept as the hash of record, field and value, so that a
reading can be checked against it without the label giving it away.
"""

import csv
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

NONE = "-"
"""Label of a field that the text does not state."""


def hash_of(record: str, field: str, value: str) -> str:
    """Return the hash under which a value is kept.

    Example:
        >>> hash_of("1", "clerk", "张三") == hash_of("2", "clerk", "张三")
        False
    """
    return hashlib.sha256(f"{record}|{field}|{value}".encode()).hexdigest()[:16]


@cache
def read_labels(name: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the labels of a file by record and field, in order of the file."""
    text = files("evaluation.extraction.labels").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    labels: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in csv.DictReader(lines):
        key = (row["record"], row["field"])
        labels[key] = (*labels.get(key, ()), row["value"])
    return labels
