"""How were the tables of causes and charges made? Run ``python -m corpus.cause.making --help``.

Reads a tree of causes (JSON list of ``id``, ``parent``, ``text``) and a list of charges, one per
line; adds what ``cause_additions.csv`` and ``charge_changes.csv`` say came later; writes
``causes.csv`` and ``charges.csv``.
"""

import argparse
import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from corpus.law.titles import read_table

_BRANCHES: Final = {
    "刑事案由": "criminal",
    "民事案由": "civil",
    "执行案由": "enforcement",
    "国家赔偿案由": "compensation",
    "行政案由": "administrative",
}
# Branch of the tree that holds the causes of 2008-2011.
_FORMER: Final = "8000"
# The list has a look-alike of 刺; half-width brackets stand for full-width ones.
_REPAIR: Final = str.maketrans({"剌": "刺", "(": "（", ")": "）"})
_NOTE: Final = (
    "# {what}\n# from the public repository SeaEagleI/legal_document_analysis and the tables of\n"
    "# changes beside this one; made by python -m corpus.cause.making.\n"
)


def make(causes: Path, charges: Path, tables: Path) -> None:
    """Write both tables."""
    nodes = {node["id"]: node for node in json.loads(causes.read_text(encoding="utf-8"))}
    rows: list[tuple[str, str, str, int, int]] = []
    chapters: dict[str, str] = {}
    parents = {node["parent"] for node in nodes.values()}
    for node in nodes.values():
        path = _path(nodes, node["id"])
        branch = _BRANCHES.get(nodes[path[0]]["text"])
        name = node["text"].translate(_REPAIR)
        parent = nodes[path[-2]]["text"].translate(_REPAIR) if len(path) > 1 else ""
        if branch == "criminal":
            if node["id"] not in parents:
                chapters.setdefault(name, nodes[path[1]]["text"] if len(path) > 2 else "")
        elif branch is not None and len(path) > 1:
            rows.append((branch, name, parent, len(path) - 1, int(_FORMER in path)))
    _write(
        tables / "causes.csv",
        "Causes of action, edition before 2021 (is_former: 2008-2011 only),",
        ("branch", "name", "parent", "level", "is_former"),
        rows,
    )
    lines = charges.read_text(encoding="utf-8").splitlines()
    listed = [line.strip().translate(_REPAIR) for line in lines]
    names = dict.fromkeys(name for name in listed if name)
    former: dict[str, str] = {}
    for row in read_table("charge_changes.csv"):
        names.setdefault(row["name"])
        former |= dict.fromkeys(filter(None, row["former"].split("|")), row["name"])
    names |= dict.fromkeys(former)
    names |= dict.fromkeys(name for name in chapters if name.endswith("罪"))
    _write(
        tables / "charges.csv",
        "Charges with their chapter of the Criminal Law and what they are called today,",
        ("name", "chapter", "renamed_to"),
        [(name, chapters.get(name, ""), former.get(name, "")) for name in names],
    )


def _path(nodes: dict[str, dict[str, str]], node_id: str) -> list[str]:
    """Return the ids from the root down to a node."""
    path = [node_id]
    while (parent := nodes[path[0]]["parent"]) in nodes and parent != "-1":
        path.insert(0, parent)
    return path


def _write(path: Path, what: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(_NOTE.format(what=what))
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Make the tables of causes and charges.")
    parser.add_argument("--causes", type=Path, required=True, help="tree of causes, JSON")
    parser.add_argument("--charges", type=Path, required=True, help="list of charges, text")
    parser.add_argument("--tables", type=Path, default=Path(__file__).parents[1] / "tables")
    options = parser.parse_args(arguments)
    make(options.causes, options.charges, options.tables)


if __name__ == "__main__":
    main()
