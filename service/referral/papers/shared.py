"""Which pieces do several papers share: people, opinions of the panel, evidence, numbered lines?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from service.court_time import court_day, moment_words
from service.labels import label_of
from service.referral.referrals.model import Evidence, EvidenceKind, PanelOpinion
from service.referral.roster.model import Seat
from service.reports.blocks import Block, Column, Facts, Paragraph, PlainHeading, Table
from service.reports.phrases import NOTHING, day_words, numeral, or_untold

BLANK: Final = "_" * 12
"""A line on which somebody writes."""
CLOSED_TO_READER: Final = "（对您不公开）"
"""What stands for an item that is not open to whoever has the paper made."""
_PEOPLE: Final = (
    Column(title="序号", share=10),
    Column(title="姓名", share=20),
    Column(title="法院", share=30),
    Column(title="法官等级", share=18),
    Column(title="任现等级时间", share=22),
)


def heading(place: int, text: str) -> PlainHeading:
    """Return a heading of the first level with its number.

    Example:
        >>> heading(2, "议题").text
        '二、议题'
    """
    return PlainHeading(text=f"{numeral(place)}、{text}", level=1)


def rank_words(seat: Seat) -> str:
    """Return the rank of somebody; a dash for whoever is no judge."""
    return "—" if seat.rank is None else label_of(seat.rank)


def with_rank(seat: Seat) -> str:
    """Return a name with the rank behind it, where there is one."""
    return seat.name if seat.rank is None else f"{seat.name}（{label_of(seat.rank)}）"


def people_table(seats: Sequence[Seat]) -> Block:
    """Return a table of people in the order given; a line where there are none."""
    if not seats:
        return Paragraph(text=NOTHING)
    return Table(
        columns=_PEOPLE,
        rows=tuple(
            (
                str(place),
                seat.name,
                seat.court or "—",
                rank_words(seat),
                "—" if seat.ranked_since is None else day_words(seat.ranked_since),
            )
            for place, seat in enumerate(seats, start=1)
        ),
    )


def numbered(lines: Sequence[str], *, label: str = "") -> Iterator[Block]:
    """Give lines with their numbers; one line that says so where there are none."""
    if label:
        yield Paragraph(label=label, text=NOTHING if not lines else "")
    elif not lines:
        yield Paragraph(text=NOTHING)
    for place, line in enumerate(lines, start=1):
        yield Paragraph(text=f"{place}. {line}")


def panel_blocks(opinions: Sequence[PanelOpinion]) -> Iterator[Block]:
    """Give what the members of a panel hold, one by one, majority and minority apart."""
    if not opinions:
        yield Paragraph(label="合议庭意见", text=or_untold(""))
    for each in opinions:
        asks = "；要求提交专业法官会议" if each.asks_for_conference else ""
        reasons = f"　理由：{each.reasons}" if each.reasons.strip() else ""
        yield Paragraph(
            label=f"{label_of(each.side)}（{each.member}）", text=f"{each.opinion}{reasons}{asks}"
        )


def material_lines(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the list of materials, each with its kind and the head of its digest."""
    return tuple(
        f"{label_of(each.kind)}：{each.title}（摘要{each.digest[:12]}）" for each in evidence
    )


def evidence_blocks(evidence: Sequence[Evidence]) -> Iterator[Block]:
    """Give the materials in words, each with its digest."""
    for number, each in enumerate(evidence, start=1):
        yield PlainHeading(text=f"材料{number}　{label_of(each.kind)}：{each.title}", level=2)
        yield Paragraph(text=each.words)
        yield Facts(pairs=(("内容摘要（SHA-256）", each.digest),))


def moment_told(moment: datetime) -> str:
    """Return a moment as official papers write it, in the time of the courts.

    Example:
        >>> from datetime import UTC
        >>> moment_told(datetime(2026, 3, 2, 1, tzinfo=UTC))
        '2026年3月2日09:00'
    """
    return f"{day_words(court_day(moment))}{moment_words(moment)[-5:]}"


def search_words(evidence: Sequence[Evidence]) -> str:
    """Return which search reports go with an item; a blank where none does."""
    reports = [each.title for each in evidence if each.kind is EvidenceKind.REPORT]
    return "；".join(reports) or "未附类案检索报告"


def name_of(names: Mapping[int, str], account_id: int) -> str:
    """Return the name of an account; its number where nobody told the name."""
    return names.get(account_id, f"账号{account_id}")
