"""`tongpan inspect`: one judgment with every field marked in its text."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.errors import SourceError
from corpus.judgment import Judgment, JudgmentId, RawJudgment, Rejected
from corpus.privacy.display import masked_judgment
from corpus.privacy.sensitivity import propose_sensitivity
from corpus.readers import load_mapping, read_source
from corpus.reading import read_judgment
from service.cli.opening import working_house
from service.cli.output import emit, notices, say
from service.data_folder import load_settings
from service.errors import NoSuchPieceError, NotAJudgmentError
from service.labels import RECOGNISED_TEXT, label_of
from service.reading.fields import (
    GROUP_LABELS,
    STATE_LABELS,
    FieldGroup,
    ReadField,
    count_states,
    fields_of,
)
from service.reading.marking import MarkedLine, mark_text
from service.search.facts import FactState
from service.web.judgments.inspection_page import render_inspection

_STYLES = {
    FieldGroup.HEAD: "blue",
    FieldGroup.PEOPLE: "green",
    FieldGroup.LAW: "magenta",
    FieldGroup.RULING: "yellow",
    FieldGroup.PANEL: "cyan",
}
_DOUBT = "bold red"


def run_inspect(
    file: Path | None,
    *,
    judgment_id: str | None,
    nth: int | None,
    mapping: Path | None,
    is_masked: bool,
    html: Path | None,
    data: Path | None,
    is_json: bool,
) -> None:
    """Show a judgment of a file, or of the store.

    Raises:
        SourceError: The file or the mapping cannot be read, or the page cannot be written.
        NoSuchPieceError: The file holds fewer pieces.
        NotAJudgmentError: The piece is no judgment.
        CorpusError: The store cannot be opened, or does not hold the judgment.
    """
    if judgment_id is None:
        judgment = _read(file or Path(), nth=nth, mapping=mapping)
    else:
        with working_house(load_settings({"data": data}), may_make=False) as house:
            judgment = house.store.get(JudgmentId(judgment_id))
    if is_masked:
        judgment = masked_judgment(judgment).judgment
    if html is not None:
        _write(html, render_inspection(judgment, is_masked=is_masked))
        notices.print(f"已写入 {html}", markup=False)
    if is_json:
        emit(inspection_of(judgment, is_masked=is_masked))
    elif html is None:
        _tell(judgment)


def inspection_of(judgment: Judgment, *, is_masked: bool) -> dict[str, object]:
    """Return everything that was read of a judgment as plain data, offsets in its text."""
    return {
        "judgment_id": judgment.id,
        "title": judgment.title,
        "is_masked": is_masked,
        "is_recognised": judgment.source.is_recognised,
        "effect": judgment.effect,
        "effect_reason": judgment.effect_reason,
        "fields": [_plain(field, judgment.text) for field in fields_of(judgment)],
        "sections": [
            {
                "kind": section.kind,
                "label": label_of(section.kind),
                "start": section.span.start,
                "end": section.span.end,
                "rule": section.rule,
            }
            for section in judgment.sections
        ],
        "sensitivity": [
            {
                "kind": each.kind,
                "label": label_of(each.kind),
                "reason": each.reason,
                "start": each.span.start,
                "end": each.span.end,
            }
            for each in propose_sensitivity(judgment)
        ],
        "text": judgment.text,
    }


def _plain(field: ReadField, text: str) -> dict[str, object]:
    fact = field.fact
    return {
        "name": fact.name,
        "label": field.label,
        "group": field.group,
        "state": fact.state,
        "value": fact.value,
        "quote": None if field.mark is None else field.mark.of(text),
        "start": None if field.mark is None else field.mark.start,
        "end": None if field.mark is None else field.mark.end,
        "rule": fact.rule,
        "reason": fact.reason,
        "candidates": list(fact.candidates),
    }


def _read(file: Path, *, nth: int | None, mapping: Path | None) -> Judgment:
    fields = None if mapping is None else load_mapping(mapping)
    wanted = nth or 1
    pieces: Iterator[RawJudgment | Rejected] = islice(
        read_source(file, mapping=fields), wanted - 1, None
    )
    piece = next(pieces, None)
    if piece is None:
        raise NoSuchPieceError(name=file.name, asked=wanted)
    if nth is None and next(pieces, None) is not None:
        notices.print("文件中不止一篇文书，这是第 1 篇；用 --nth N 查看第 N 篇。", markup=False)
    read = (
        piece if isinstance(piece, Rejected) else read_judgment(piece, today=date.today())  # noqa: DTZ011 - the court's calendar
    )
    if isinstance(read, Rejected):
        raise NotAJudgmentError(place=read.place, reason=read.reason)
    return read


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise SourceError(str(path), error.strerror or "cannot be written") from error


def _tell(judgment: Judgment) -> None:
    console = Console(highlight=False)
    fields = fields_of(judgment)
    console.print(Text(judgment.title or judgment.id, style="bold"))
    console.print(Text(f"{judgment.source.place}  {judgment.id}", style="dim"))
    if judgment.source.is_recognised:
        console.print(Text(RECOGNISED_TEXT, style=_DOUBT))
    for section in mark_text(judgment, fields):
        console.rule(
            Text(label_of(section.section.kind), style="bold"), align="left", style="bright_black"
        )
        for line in section.lines:
            if line.text.strip():
                console.print(_marked(line))
    console.rule(Text("读出的要素", style="bold"), align="left", style="bright_black")
    console.print(_table(fields, judgment.text))
    counts = count_states(fields)
    say("  ".join(f"{STATE_LABELS[state]} {n}" for state, n in counts.items()))
    say(f"裁判效力  {label_of(judgment.effect)}：{judgment.effect_reason}")
    for each in propose_sensitivity(judgment):
        say(f"敏感类别（建议）  {label_of(each.kind)}：{each.reason}")


def _marked(line: MarkedLine) -> Text:
    shown = Text(no_wrap=False, overflow="fold")
    for segment in line.segments:
        nearest = segment.nearest
        for field in segment.opening:
            shown.append(f"[{field.number}]", style="dim")
        text = segment.text.rstrip("\n")
        shown.append(text, style=None if nearest is None else f"{_style(nearest)} underline")
    return shown


def _style(field: ReadField) -> str:
    return _STYLES[field.group] if field.fact.state is FactState.STATED else _DOUBT


def _table(fields: tuple[ReadField, ...], text: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title, least in (("", 3), ("要素", 8), ("读出的值", 24), ("原文", 16), ("规则", 8)):
        table.add_column(title, overflow="fold", min_width=least)
    group: FieldGroup | None = None
    for field in fields:
        if field.group is not group:
            group = field.group
            table.add_row("", Text(GROUP_LABELS[group], style=f"bold {_STYLES[group]}"))
        quote = "" if field.mark is None else _clipped(field.mark.of(text))
        table.add_row(
            str(field.number), field.label, _value(field), Text(quote), Text(field.fact.rule or "")
        )
    return table


def _value(field: ReadField) -> Text:
    fact = field.fact
    if fact.value is not None:
        return Text(fact.value, style=_STYLES[field.group])
    detail = "；".join(fact.candidates) or fact.reason or ""
    words = STATE_LABELS[fact.state] + (f"：{detail}" if detail else "")
    return Text(words, style="dim" if fact.state is FactState.NOT_STATED else _DOUBT)


def _clipped(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:40] + "……"
