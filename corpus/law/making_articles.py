"""How was the table of articles made? Run ``python -m corpus.law.making_articles --help``.

Reads a collection of law texts (one JSON object per line: ``path``, ``text`` in Markdown with the
history of adoption above a mark) and writes ``law_articles.csv``: for each law how many paragraphs
(款) each article has, and nothing of their words. Of a law whose text the collection holds in
several versions every article has the most paragraphs of any.
"""

import argparse
import csv
import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from corpus.law.titles import canonical_title, clean_title
from corpus.numerals import read_number

_LAWS: Final = re.compile(r"^(?!案例/|其他/)")
_END_OF_HEAD: Final = "<!-- INFO END -->"
_NUMERAL: Final = "〇零一二三四五六七八九十百千"
_ARTICLE: Final = re.compile(
    rf"^\s*第(?P<number>[{_NUMERAL}]+)条(?:之(?P<suffix>[{_NUMERAL}]+))?(?=[\s　【］\[]|$)",
    re.MULTILINE,
)
_NO_PARAGRAPH: Final = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、]|#|[|>*-]|第[^条]{1,8}[编章节])"
)

Counts = dict[tuple[int, int], int]


def paragraph_counts(body: str) -> Counts:
    r"""Return how many paragraphs each article of a text has, by number and suffix.

    Example:
        >>> paragraph_counts("第一条 甲。\n\n乙：\n\n（一）丙；\n\n第二条之一 丁。")
        {(1, 0): 2, (2, 1): 1}
    """
    starts = list(_ARTICLE.finditer(body))
    counts: Counts = {}
    for place, match in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(body)
        words = body[match.end() : end].split("\n")
        n = sum(bool(line.strip()) and not _NO_PARAGRAPH.match(line) for line in words)
        key = (read_number(match["number"]), read_number(match["suffix"] or "零"))
        counts[key] = max(counts.get(key, 1), n)
    return counts


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield title and body of each law of a collection."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            first, _, rest = row["text"].lstrip().partition("\n")
            head, mark, body = rest.partition(_END_OF_HEAD)
            if first.startswith("# ") and _LAWS.match(row["path"]):
                yield canonical_title(clean_title(first[2:])), body if mark else head


def _written(counts: Counts) -> tuple[str, str]:
    """Return the paragraphs of articles 1 to the last, and of those with a suffix."""
    last = max(number for number, _ in counts)
    plain = " ".join(str(counts.get((number, 0), 0)) for number in range(1, last + 1))
    more = "|".join(f"{n}之{s}:{each}" for (n, s), each in sorted(counts.items()) if s)
    return plain, more


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laws", type=Path, required=True, help="texts, JSON lines, xz")
    parser.add_argument("--out", type=Path, required=True, help="the table")
    arguments = parser.parse_args()
    table: dict[str, Counts] = defaultdict(dict)
    for title, body in _texts(arguments.laws):
        for key, n in paragraph_counts(body).items():
            table[title][key] = max(table[title].get(key, 0), n)
    with arguments.out.open("w", encoding="utf-8", newline="") as out:
        out.write(
            "# How many paragraphs (款) each article of a law has, from the public collection\n"
            "# LawRefBook/Laws (to April 2025); 0 where a number is not used. Counts only.\n"
            "# Made by python -m corpus.law.making_articles.\n"
        )
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("title", "paragraphs", "more"))
        writer.writerows(
            (title, *_written(counts)) for title, counts in sorted(table.items()) if counts
        )


if __name__ == "__main__":
    main()
