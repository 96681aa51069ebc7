"""How were the tables of laws made? Run ``python -m corpus.law.making --help``.

Reads a collection of law texts (one JSON object per line: ``path``, ``text`` in Markdown with the
history of adoption above a mark) and a list of versions (``name``, ``level``, ``publish``,
``valid_from``), keeps titles and dates only, and writes ``laws.csv`` and ``law_versions.csv``.
Dates that the collections lack or have wrong stand, each with its source, in
``law_versions_by_hand.csv`` and win.
"""

import argparse
import csv
import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from corpus.errors import NumeralError
from corpus.law.titles import clean_title, title_key
from corpus.numerals import read_date

_KINDS: Final = {"案例": None, "其他": None, "司法解释": "interpretation", "行政法规": "regulation"}
_KINDS_MORE: Final = {"部门规章": "rule", "宪法": "constitution"}
_END_OF_HEAD: Final = "<!-- INFO END -->"
_HISTORY: Final = re.compile(
    r"^[(（\s]*(?P<day>[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日)(?P<rest>.*)$", re.MULTILINE
)
_IN_FORCE: Final = re.compile(
    r"自(?P<day>[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日)起(?:施行|实施|生效|执行)"
)
# Interpretations are published weeks after the committee passes them.
_PASSED_TO_PUBLISHED: Final = timedelta(days=120)
_PATH_DATE: Final = re.compile(r"\((?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\)\.md$")

Versions = dict[date, date | None]


def _records(path: Path) -> Iterator[dict[str, str]]:
    """Yield the records of a compressed JSON-lines file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _place(versions: Versions, day: date) -> None:
    """Record a day of entry into force with the last version published before it."""
    before = [published for published in versions if published <= day]
    if before and versions[max(before)] is None:
        versions[max(before)] = day


def _read_text(text: str, path: str) -> tuple[str, Versions] | None:
    """Return the title and the dates that a law text states about itself."""
    first, _, rest = text.lstrip().partition("\n")
    if not first.startswith("# "):
        return None
    head, mark, body = rest.partition(_END_OF_HEAD)
    versions: Versions = {}
    in_force: list[date] = []
    for match in _HISTORY.finditer(head if mark else ""):
        day = read_date(match["day"])
        if "施行" in match["rest"][:4]:
            in_force.append(day)
        else:
            versions.setdefault(day)
    if (dated := _PATH_DATE.search(path)) and not versions:
        versions.setdefault(date.fromisoformat(dated["day"]))
    in_force += [read_date(match["day"]) for match in _IN_FORCE.finditer(body[-1500:])][-1:]
    for day in in_force:
        _place(versions, day)
    return clean_title(first[2:]), versions


def _one_each(versions: Versions) -> Versions:
    """Leave out the day of passing where the day of publishing the same text is known too."""
    days = sorted(versions)
    passed = {
        day
        for day, later in pairwise(days)
        if versions[day] is None and later - day <= _PASSED_TO_PUBLISHED
    }
    return {day: versions[day] for day in days if day not in passed}


def make(laws: Path, versions: Path, tables: Path) -> None:
    """Write the tables of titles and of dates."""
    titles: dict[str, tuple[str, str]] = {}
    dates: dict[str, Versions] = defaultdict(dict)
    for record in _records(laws):
        folder = record["path"].split("/")[0]
        kind = {**_KINDS, **_KINDS_MORE}.get(folder, "law")
        read = None if kind is None else _read_text(record["text"], record["path"])
        if read is None or kind is None or folder == "民法典":
            continue
        title, found = read
        titles.setdefault(title_key(title), (title, kind))
        for published, valid_from in found.items():
            known = dates[title_key(title)].get(published)
            dates[title_key(title)][published] = known or valid_from
    for record in _records(versions):
        key = title_key(record["name"])
        if key in titles and record["publish"]:
            published = date.fromisoformat(record["publish"])
            valid = record["valid_from"]
            if valid or published not in dates[key]:
                dates[key][published] = date.fromisoformat(valid) if valid else None
    by_hand: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    with (tables / "law_versions_by_hand.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(line for line in rows if not line.startswith("#")):
            key = title_key(row["title"])
            titles[key] = (row["title"], row["kind"])
            by_hand[key].append((row["published"], row["valid_from"], row["valid_to"]))
    _write(tables / "laws.csv", ("title", "kind"), sorted(titles.values()))
    rows_out: list[tuple[str, str, str, str]] = []
    for key, (title, _) in titles.items():
        if key in by_hand:
            rows_out += [(title, *row) for row in by_hand[key]]
            continue
        rows_out += [
            (title, published.isoformat(), valid.isoformat() if valid else "", "")
            for published, valid in _one_each(dates[key]).items()
        ]
    _write(
        tables / "law_versions.csv",
        ("title", "published", "valid_from", "valid_to"),
        sorted(rows_out),
    )


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write one table with the note where it comes from."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(
            "# Titles and dates of laws, from the public collection LawRefBook/Laws (to April\n"
            "# 2025) and law_versions_by_hand.csv; made by python -m corpus.law.making.\n"
        )
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Make the tables of laws.")
    parser.add_argument("--laws", type=Path, required=True, help="law texts, .jsonl.xz")
    parser.add_argument("--versions", type=Path, required=True, help="list of versions, .jsonl.xz")
    parser.add_argument("--tables", type=Path, default=Path(__file__).parents[1] / "tables")
    options = parser.parse_args(arguments)
    try:
        make(options.laws, options.versions, options.tables)
    except NumeralError as damage:
        parser.error(f"a date in the collection is damaged: {damage}")


if __name__ == "__main__":
    main()
