"""How does each labelled set become texts to read and labels to score?

Nothing of a label reaches the reader. Two sets hold no running text, and their texts are put
together here:

* ``wenshu``: the page (``qwContent``) without its markup where the record has it and the labelled
  parts are found in it, else the parts joined by line breaks.
* ``simucourt-*``: the set holds a judgment split by hand into fields. The text is laid out as a
  judgment: court, kind (last words of the case's name) and number each on a line, parties, claims,
  facts, the court's view behind 本院认为 where it does not say so itself, the cited articles behind
  依照 and 判决如下 or 裁定如下, the results numbered. Fields that say 无 are left out; no
  date and no signature exist. What is scored is whether the reader finds in running words what
  the labels hold in fields.
"""

import json
import lzma
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from corpus.cleaning import clean
from evaluation.errors import BenchmarkError
from evaluation.extraction.record import GoldRecord, GoldSection, gold_section

_WENSHU_PARTS: Final = (
    ("s22", "head"),
    ("s23", "procedure"),
    ("s25", "facts"),
    ("s26", "reasons"),
    ("s27", "disposition"),
    ("s28", "signature"),
)
_NUMBERS: Final = "一二三四五六七八九十"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines, packed or not.

    Raises:
        BenchmarkError: The file is missing or holds something else.
    """
    opened = lzma.open if path.suffix == ".xz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                if line.strip():
                    yield json.loads(line)
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise BenchmarkError(str(path), f"no JSON lines ({error})") from error


def wenshu_record(row: Mapping[str, Any]) -> GoldRecord:
    """Return a record of the court portal."""
    parts = [(label, str(row[key])) for key, label in _WENSHU_PARTS if row.get(key)]
    page = clean(str(row.get("qwContent") or "")).text
    sections = _find_parts(page, parts) if page else None
    scheme = "page"
    if sections is None:
        page, sections = _join_parts(parts)
        scheme = "portal"
    is_cut_late = "认为" not in str(row.get("s26"))[:40] and any(
        re.search(r"本院认为|审查认为", words)
        for label, words in parts
        if label in {"procedure", "facts"}
    )
    return GoldRecord(
        id=str(row.get("id", "")),
        text=page,
        labels={
            **row,
            "case_number": row.get("s7"),
            "court": row.get("s2"),
            "decision_date": row.get("s31"),
            "document_kind": row.get("s1") or "",
        },
        sections=sections,
        scheme=scheme,
        gold_fault="the labelled reasons begin behind 本院认为" if is_cut_late else None,
    )


def _join_parts(parts: list[tuple[str, str]]) -> tuple[str, tuple[GoldSection, ...]]:
    parts = [(label, clean(words).text) for label, words in parts]
    text = "\n".join(words for _, words in parts)
    sections, at = [], 0
    for label, words in parts:
        sections.append(gold_section(label, text, at, at + len(words)))
        at += len(words) + 1
    return text, tuple(sections)


def _find_parts(page: str, parts: list[tuple[str, str]]) -> tuple[GoldSection, ...] | None:
    """Find the labelled parts in a page, whatever white space it has; None if one is not there."""
    places = [i for i, character in enumerate(page) if not character.isspace()]
    squeezed = "".join(page[i] for i in places)
    sections, at = [], 0
    for label, words in parts:
        needle = "".join(words.split())
        found = squeezed.find(needle, at)
        if found < 0:
            return None
        at = found + len(needle)
        sections.append(GoldSection(label, places[found], places[at - 1] + 1))
    return tuple(sections)


def lecard_record(row: Mapping[str, Any]) -> GoldRecord:
    """Return a LeCaRD judgment; parts that are missing from the full text are not scored."""
    text = clean(str(row.get("qw") or "")).text
    sections: list[GoldSection] = []
    at = 0
    for key, label in (("ajjbqk", "facts"), ("cpfxgc", "reasons"), ("pjjg", "disposition")):
        words = clean(str(row.get(key) or "")).text
        found = text.find(words, at) if words else -1
        if found < 0:
            sections = []
            break
        at = found + len(words)
        sections.append(gold_section(label, text, found, at))
    return GoldRecord(
        id=str(row["id"]), text=text, labels=row, sections=tuple(sections), scheme="lecard"
    )


def casegen_record(row: Mapping[str, Any]) -> GoldRecord:
    """Return a CaseGen judgment: facts, reasoning and ruling, one behind the other."""
    parts = [
        ("facts", str(row["fact"])),
        ("reasons", str(row["reasoning"])),
        ("disposition", str(row["judgment"])),
    ]
    text, sections = _join_parts(parts)
    facts, reasons = parts[0][1].strip(), parts[1][1]
    is_twice = bool(facts) and (facts[:60] in reasons or facts[-60:] in reasons)
    return GoldRecord(
        id=str(row["id"]),
        text=text,
        labels=row,
        sections=sections,
        scheme="casegen",
        gold_fault="the labelled reasoning repeats the labelled facts" if is_twice else None,
    )


def judge_record(row: Mapping[str, Any]) -> GoldRecord:
    """Return a JuDGE judgment."""
    return GoldRecord(id=str(row["text_id"]), text=str(row["fd"]), labels=row)


def simucourt_first_record(row: Mapping[str, Any]) -> GoldRecord:
    """Return a first-instance record of SimuCourt, laid out as a judgment."""
    criminal = row["类别"] == "刑事"
    lines = [
        *_head_lines(row),
        _said(row, "原告（公诉）", "公诉机关" if criminal else "原告"),
        _said(row, "原告代理人", "委托诉讼代理人"),
        _said(row, "被告", "被告人" if criminal else "被告"),
        _said(row, "代理人", "辩护人" if criminal else "委托诉讼代理人"),
        _said(row, "原告诉请判令（公诉机关指控）", "" if criminal else "原告诉讼请求"),
        _said(row, "原告陈述", "" if criminal else "事实与理由"),
        _said(row, "被告陈述", "被告人辩称" if criminal else "被告辩称"),
        _said(row, "被告代理人辩护", "辩护人提出" if criminal else "被告代理人辩称"),
        _said(row, "基本案情", "经审理查明"),
        _view(row, "法院意见"),
        _law_line(row),
        *_results(row),
    ]
    return _simucourt(row, lines)


def simucourt_second_record(row: Mapping[str, Any]) -> GoldRecord:
    """Return a second-instance record of SimuCourt, laid out as a judgment."""
    lines = [
        *_head_lines(row),
        _said(row, "上诉人", "上诉人"),
        _said(row, "被上诉人", "被上诉人"),
        _said(row, "上诉请求", "上诉请求"),
        _said(row, "上诉人辩护", "上诉人提出"),
        _said(row, "被上诉人辩护", "被上诉人辩称"),
        _said(row, "一审法院认定事实", "一审法院认定事实"),
        _said(row, "一审法院意见", "一审法院认为"),
        _said(row, "一审法院审判依据", "一审法院依照"),
        _said(row, "一审法院审判结果", "一审法院判决"),
        _said(row, "本院二审查明事实", "本院二审查明"),
        _view(row, "二审意见"),
        _law_line(row),
        *_results(row),
    ]
    return _simucourt(row, lines)


def _simucourt(row: Mapping[str, Any], lines: list[str]) -> GoldRecord:
    return GoldRecord(
        id=str(row["序号"]),
        text="\n".join(line for line in lines if line),
        labels={
            **row,
            "case_number": _filled(row, "案号"),
            "court": _filled(row, "法院"),
            "document_kind": _filled(row, "案件名"),
        },
    )


def _filled(row: Mapping[str, Any], key: str) -> str:
    words = str(row.get(key) or "").strip()
    return "" if words in {"无", "nan"} else words


def _head_lines(row: Mapping[str, Any]) -> list[str]:
    name = _filled(row, "案件名")
    kind = re.search(r"(?:判决书|裁定书|调解书|决定书)", name)
    category = f"{row['类别']}" if row.get("类别") else "民事"
    return [
        _filled(row, "法院"),
        f"{category}{kind.group() if kind else '判决书'}",
        _filled(row, "案号"),
    ]


def _said(row: Mapping[str, Any], key: str, opening: str) -> str:
    words = _filled(row, key)
    if not words:
        return ""
    if opening and not words.startswith(opening[:4]):
        words = f"{opening}：{words}"
    return words if words.endswith(("。", "；", "！", "”")) else words + "。"


def _view(row: Mapping[str, Any], key: str) -> str:
    words = _filled(row, key)
    if not words:
        return ""
    words = words if "本院认为" in words else f"本院认为，{words}"
    return words if words.endswith("。") else words + "。"


def _law_line(row: Mapping[str, Any]) -> str:
    cited = [_filled(row, f"引用法律条文{n}") for n in range(1, 12)]
    law = "、".join(words for words in cited if words)
    verb = "裁定" if "裁定" in _filled(row, "案件名") else "判决"
    return f"依照{law}的规定，{verb}如下：" if law else f"{verb}如下："


def _results(row: Mapping[str, Any]) -> list[str]:
    if row["类别"] == "刑事":
        results = [_filled(row, f"刑事_结果{n}") for n in range(1, 4)]
        if not any(results):
            whole = "，".join(
                words
                for words in (_filled(row, f"刑事_{part}") for part in ("罪名", "刑期", "罚金"))
                if words
            )
            results = [whole]
    else:
        results = [_filled(row, f"{row['类别']}结果{n}") for n in range(1, 4)]
    filled = [words for words in results if words]
    return [f"{_NUMBERS[n]}、{words.removesuffix('。')}。" for n, words in enumerate(filled)]


DATASETS: Final[Mapping[str, Callable[[Mapping[str, Any]], GoldRecord]]] = {
    "judge": judge_record,
    "wenshu": wenshu_record,
    "simucourt-first": simucourt_first_record,
    "simucourt-second": simucourt_second_record,
    "lecard-sections": lecard_record,
    "casegen": casegen_record,
}
"""Set by the name on the command line."""
