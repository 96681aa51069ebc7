"""How was the table of frames made? Run ``python -m corpus.law.making_frames --help``.

Reads a collection of law texts (one JSON object per line: ``path``, ``text`` in Markdown) and
writes ``law_frames.csv``: which terms the special part of the Criminal Law allows, article by
article, and the words by which it grades them, nothing else of its words. What an amendment since
2015 has made otherwise is left out: older judgments lie under another frame.
"""

import argparse
import csv
import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from corpus.law.frames import GRADE
from corpus.numerals import read_number

_LAW: Final = "刑法/刑法.md"
_AMENDMENTS: Final = re.compile("刑法/刑法修正案（(?:九|十|十一|十二)）")
_NUMERAL: Final = "一二三四五六七八九十百零"
_ARTICLE: Final = re.compile(
    rf"^第(?P<number>[{_NUMERAL}]+)条(?:之(?P<suffix>[{_NUMERAL}]+))?(?=[\s　【])", re.MULTILINE
)
_ITEM: Final = re.compile(rf"^[（(][{_NUMERAL}]+[）)]|^[-*]")
_PUNISHED: Final = re.compile(
    r"(?P<when>[^；。]*?)处(?P<what>[^，；。]*(?:徒刑|拘役|死刑|管制)[^，；。]*)"
)
_FROM: Final = re.compile(rf"(?P<years>[{_NUMERAL}]+)年以上")
_UP_TO: Final = re.compile(rf"(?P<years>[{_NUMERAL}]+)年以下")
_EXACTLY: Final = re.compile(rf"(?P<years>[{_NUMERAL}]+)年有期徒刑")
_CHANGED: Final = re.compile(
    rf"刑法第(?P<number>[{_NUMERAL}]+)条(?:之(?P<suffix>[{_NUMERAL}]+))?"
    rf"(?:第(?P<paragraph>[{_NUMERAL}]+)款)?[^。“]{{0,40}}?(?:修改为|删去)"
)
_FIRST_SPECIAL: Final = 102
_YEAR: Final = 12
_SHORTEST, _SHORTEST_FIXED, _LONGEST, _LONGEST_DETENTION = 1, 6, 180, 6

Frame = tuple[int, int, str]
"""Shortest and longest term in months, and the words of grade, joined by a bar."""
Paragraph = tuple[int, int, int]
"""Article, suffix, paragraph."""


def frames_in(body: str) -> dict[Paragraph, list[Frame]]:
    r"""Return the frames of each paragraph that threatens terms.

    Example:
        >>> frames_in("第二百六十四条 盗窃，数额较大的，处三年以下有期徒刑、拘役或者管制；"
        ...     "数额巨大的，处三年以上十年以下有期徒刑。")
        {(264, 0, 1): [(1, 36, '数额较大'), (36, 120, '数额巨大')]}
    """
    starts = list(_ARTICLE.finditer(body))
    found: dict[Paragraph, list[Frame]] = {}
    for place, match in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(body)
        number, suffix = read_number(match["number"]), read_number(match["suffix"] or "零")
        if number < _FIRST_SPECIAL:
            continue
        for at, words in enumerate(_paragraphs(body[match.end() : end]), start=1):
            if frames := list(_frames(words)):
                found[number, suffix, at] = frames
    return found


def _paragraphs(words: str) -> list[str]:
    """Cut the words of an article into paragraphs; items belong to the paragraph above."""
    found: list[str] = []
    for line in (each.strip() for each in words.split("\n")):
        if line.startswith("#"):
            break
        if line and _ITEM.match(line) and found:
            found[-1] += line
        elif line:
            found.append(line)
    return found


def _frames(words: str) -> Iterator[Frame]:
    for match in _PUNISHED.finditer(words):
        grades = "|".join(dict.fromkeys(GRADE.findall(match["when"])))
        what = match["what"]
        if "有期徒刑" in what:
            low, high = _FROM.search(what), _UP_TO.search(what)
            if low is None and high is None:
                low = high = _EXACTLY.search(what)
            shortest = _SHORTEST if re.search("拘役|管制", what) else _SHORTEST_FIXED
            yield (
                read_number(low["years"]) * _YEAR if low else shortest,
                read_number(high["years"]) * _YEAR if high else _LONGEST,
                grades,
            )
        elif "拘役" in what:
            yield _SHORTEST, _LONGEST_DETENTION, grades


def changed_in(amendment: str) -> Iterator[tuple[int, int, int | None]]:
    """Yield what an amendment has made otherwise: article, suffix, paragraph or None for all.

    Example:
        >>> list(changed_in("十、将刑法第一百四十一条修改为：“生产、销售假药的”"))
        [(141, 0, None)]
    """
    for match in _CHANGED.finditer(amendment):
        paragraph = match["paragraph"]
        yield (
            read_number(match["number"]),
            read_number(match["suffix"] or "零"),
            read_number(paragraph) if paragraph else None,
        )


def _texts(path: Path) -> dict[str, str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["path"]: row["text"] for row in rows if row["path"].startswith("刑法/")}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laws", type=Path, required=True, help="texts, JSON lines, xz")
    parser.add_argument("--out", type=Path, required=True, help="the table")
    arguments = parser.parse_args()
    texts = _texts(arguments.laws)
    changed = {
        each for path, text in texts.items() if _AMENDMENTS.match(path) for each in changed_in(text)
    }
    with arguments.out.open("w", encoding="utf-8", newline="") as out:
        out.write(
            "# Which terms the special part of the Criminal Law allows, in months, by paragraph\n"
            "# and words of grade, from the public collection LawRefBook/Laws; without what was\n"
            "# amended since 2015. Made by python -m corpus.law.making_frames.\n"
        )
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("article", "suffix", "paragraph", "low", "high", "grades"))
        writer.writerows(
            (*key, *frame)
            for key, frames in sorted(frames_in(texts[_LAW]).items())
            if not {(*key[:2], None), key} & changed
            for frame in frames
        )


if __name__ == "__main__":
    main()
