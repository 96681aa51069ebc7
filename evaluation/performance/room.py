"""What room does a judgment take on the disk beyond its text, and what takes it?"""

import argparse
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

from corpus.packing import unpacked
from evaluation.errors import MeasurementError
from evaluation.performance.disk import bytes_of
from evaluation.performance.product import Installation
from evaluation.performance.ready import digest_of_records
from indexing.columns import layout

PROTOCOL: Final = (
    "Bytes of the records (tables and indexes of the SQLite file, its log included) and of the "
    "index in use with its increments, less the UTF-8 bytes of all stored texts, per judgment, in "
    "KiB; a text that lies packed so makes up for other things. The classifier of charges, the "
    "encoder inside of the index and counts by word do not grow with the judgments and are told "
    "apart: kilobytes_per_judgment_that_grow is without them. Other snapshots are not counted."
)
_KIBIBYTE: Final = 1024
_MEBIBYTE: Final = 1024**2
_INDEX: Final = "index"
_RECORDS: Final = "tongpan.db"
_LEARNED: Final = "learned models"
_COUNTS: Final = "counts by word"
_FIXED: Final = frozenset({_LEARNED, _COUNTS})
# By the beginning of a file's path inside a segment; the first that fits.
_PARTS: Final = (
    (layout.ENCODER, _LEARNED),
    ("charge_model", _LEARNED),
    ("sentencing", "expected sentences"),
    (layout.SPREAD, _COUNTS),
    ("words.txt", _COUNTS),
    ("bigrams", "pairs of characters of facts"),
    (layout.PASSAGE_WORDS, "words of passages"),
    ("passage_vectors", "vectors of passages"),
    ("passages", "places of passages"),
    ("pairs", "pairs of characters of whole texts"),
    ("terms_", "counted words"),
    (layout.LEXICAL, "engine of words"),
    (layout.VECTORS, "vectors of judgments"),
)
_TABLES: Final = {
    "judgments": "records: judgments",
    "relation_papers": "records: relations",
    "relation_keys": "records: relations",
    "lineage_papers": "records: chains of procedure",
    "lineage_cases": "records: chains of procedure",
}
_SIZES: Final = "SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = TRUE GROUP BY name"
_OWNERS: Final = "SELECT name, tbl_name FROM sqlite_master"


def measure_room(
    _installation: Installation,
    options: argparse.Namespace,
    _today: date,
    say: Callable[[str], None],
) -> tuple[str, dict[str, float], dict[str, Any]]:
    """Measure the data folder that is named, which stays as it is.

    Args:
        options: ``data``: the folder.
        say: Is told how far it is.

    Returns:
        Protocol, figures and details.

    Raises:
        MeasurementError: There are no records of SQLite, or no index.
    """
    if options.data is None:
        raise MeasurementError("disk", "no data folder; expected --data FOLDER")
    figures, shares = room_of(options.data)
    for part, share in shares.items():
        say(f"{share:7.2f} KiB  {part}")
    details = {
        "corpus_digest": digest_of_records(options.data),
        "kilobytes_per_judgment": shares,
    }
    return PROTOCOL, figures, details


def room_of(data: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Return the figures of a data folder, and by part the KiB a judgment, the largest first.

    Raises:
        MeasurementError: There are no records of SQLite, or no index.
    """
    n_judgments, text, parts = _records(data)
    current = data / _INDEX / "current"
    if not current.is_file():
        raise MeasurementError("disk", f"no index in {data.name}; run `tongpan index` first")
    for part, size in _index(data / _INDEX / current.read_text("utf-8").strip()).items():
        parts[part] += size
    fixed = sum(parts[part] for part in _FIXED)
    beyond = sum(parts.values()) - text
    figures = {
        "kilobytes_per_judgment_beyond_text": beyond / n_judgments / _KIBIBYTE,
        "kilobytes_per_judgment_that_grow": (beyond - fixed) / n_judgments / _KIBIBYTE,
        "kilobytes_of_text": text / n_judgments / _KIBIBYTE,
        "megabytes_that_do_not_grow": fixed / _MEBIBYTE,
    }
    return figures, {
        part: size / n_judgments / _KIBIBYTE for part, size in parts.most_common() if size
    }


def _records(data: Path) -> tuple[int, int, Counter[str]]:
    """Return how many judgments are stored, the bytes of their texts, and those of the parts."""
    path = data / _RECORDS
    if not path.is_file():
        raise MeasurementError("disk", f"no {_RECORDS} in {data.name}")
    parts: Counter[str] = Counter()
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        owners = dict(connection.execute(_OWNERS))
        for name, size in connection.execute(_SIZES):
            parts[_TABLES.get(owners.get(name, name), "records: others")] += size
        sizes = [
            len(unpacked(packed).encode("utf-8", "surrogatepass"))
            for (packed,) in connection.execute("SELECT text FROM judgments")
        ]
    if not sizes:
        raise MeasurementError("disk", f"no judgment in {data.name}")
    kept = bytes_of(data / name for name in (_RECORDS, f"{_RECORDS}-wal"))
    parts["records: empty pages and log"] += max(0, kept - parts.total())
    return len(sizes), sum(sizes), parts


def _index(folder: Path) -> Mapping[str, int]:
    parts: Counter[str] = Counter()
    for path in folder.rglob("*"):
        parts[_part_of(path.relative_to(folder))] += bytes_of([path])
    return parts


def _part_of(path: Path) -> str:
    """Return of which part a file of an index is, in an increment as in the first segment.

    Example:
        >>> _part_of(Path("increments/000001/bigrams.lower.npy"))
        'pairs of characters of facts'
        >>> _part_of(Path("terms_facts.spread.npy"))
        'counts by word'
    """
    inner = Path(*path.parts[2:]) if path.parts[0] == "increments" else path
    if inner.name.endswith(f".{layout.SPREAD}.npy"):
        return _COUNTS
    told = inner.as_posix()
    return next((part for stem, part in _PARTS if told.startswith(stem)), "others")
