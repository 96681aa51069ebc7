"""How are the minutes of several items compiled into one paper (纪要汇编)?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.court_time import court_day
from service.referral.papers.paper import Edition, Paper
from service.referral.papers.vocabulary import MeetingPaper
from service.reports.blocks import Block, Column, Facts, PlainHeading, Table
from service.reports.phrases import NOTHING, day_words
from service.reports.vocabulary import FileClass

_CONTENTS: Final = (
    Column(title="序号", share=8),
    Column(title="日期", share=18),
    Column(title="会议", share=32),
    Column(title="问题", share=42),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMinutes:
    """The minutes of one item.

    Attributes:
        question: What was discussed.
        meeting: Name of the meeting; may be empty.
        held_on: Its day; None where not told.
        number: Number of the minutes.
        edition: Of which matter and act they are.
        blocks: What they say.
    """

    question: str
    meeting: str
    held_on: date | None
    number: str
    edition: Edition
    blocks: tuple[Block, ...]


def compile_minutes(kept: Sequence[KeptMinutes], *, court: str) -> Paper:
    """Return the minutes of several items as one paper, the earliest meeting first.

    Args:
        kept: The minutes; at least one.
        court: Full name of the court.

    Cost: grows with their length; some 30 ms for each item when printed.
    """
    ordered = sorted(kept, key=lambda each: (each.held_on or date.max, each.edition.matter_id))
    made_at = max(each.edition.moved_at for each in ordered)
    return Paper(
        kind=MeetingPaper.COMPILED_MINUTES,
        court=court,
        heading="会议纪要汇编",
        number=f"汇编〔{court_day(made_at).year}〕共{len(ordered)}项",
        file_class=FileClass.INNER,
        made_at=made_at,
        blocks=tuple(_blocks(ordered)),
    )


def _blocks(ordered: Sequence[KeptMinutes]) -> Iterator[Block]:
    yield Table(
        columns=_CONTENTS,
        rows=tuple(
            (str(place), _day(each), each.meeting or NOTHING, each.question)
            for place, each in enumerate(ordered, start=1)
        ),
    )
    for place, each in enumerate(ordered, start=1):
        yield PlainHeading(text=f"第{place}项　{each.question}", level=1)
        yield Facts(pairs=(("会议", each.meeting or NOTHING), ("编号", each.number)))
        yield from each.blocks


def _day(kept: KeptMinutes) -> str:
    return NOTHING if kept.held_on is None else day_words(kept.held_on)
