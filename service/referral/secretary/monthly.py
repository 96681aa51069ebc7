"""What does the monthly summary (月度通报) tell?

It counts acts of the month and names nobody: no judge, no party, no case, no question.

Source: 长林春林区中院 实施意见 (2021) art. 14 (周调度、月通报).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from service.court_time import court_day, court_moment
from service.referral.committee.vocabulary import ItemAct as CommitteeAct
from service.referral.committee.vocabulary import ItemState as CommitteeState
from service.referral.committee.vocabulary import MeetingAct
from service.referral.conference.vocabulary import ConferenceAct, ItemAct, ItemState
from service.referral.course.acts import MatterKind
from service.referral.papers.paper import Paper
from service.referral.papers.shared import heading
from service.referral.papers.vocabulary import MeetingPaper
from service.referral.referrals.model import ReferralAct
from service.referral.rules.model import RuleAct
from service.reports.blocks import Block, Column, Paragraph, Signature, Table
from service.reports.phrases import day_words
from service.reports.vocabulary import FileClass

_COLUMNS: Final = (Column(title="事项", share=70), Column(title="数量", share=30))
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the summary.

    Attributes:
        words: What is counted.
        kind: On which kind of matter.
        act: Which act.
        state: The state that it led to; None for any.
    """

    words: str
    kind: MatterKind
    act: StrEnum
    state: StrEnum | None = None


_K = MatterKind
SECTIONS: Final[tuple[tuple[str, tuple[Line, ...]], ...]] = (
    (
        "分歧移送",
        (
            Line(words="提出移送", kind=_K.REFERRAL, act=ReferralAct.PROPOSE),
            Line(words="立项", kind=_K.REFERRAL, act=ReferralAct.ACCEPT),
            Line(words="认定不构成分歧", kind=_K.REFERRAL, act=ReferralAct.DISMISS),
            Line(words="并入其他移送", kind=_K.REFERRAL, act=ReferralAct.MERGE),
            Line(words="报上级法院", kind=_K.REFERRAL, act=ReferralAct.SEND_UP),
            Line(words="办结", kind=_K.REFERRAL, act=ReferralAct.CLOSE),
        ),
    ),
    (
        "专业法官会议",
        (
            Line(words="召开会议（次）", kind=_K.CONFERENCE, act=ConferenceAct.CLOSE),
            Line(words="建议提交的议题", kind=_K.CONFERENCE_ITEM, act=ItemAct.SUGGEST),
            Line(words="主持人不召开", kind=_K.CONFERENCE_ITEM, act=ItemAct.REFUSE),
            Line(words="讨论后归纳意见", kind=_K.CONFERENCE_ITEM, act=ItemAct.SUMMARISE),
            Line(
                words="合议庭复议后采纳",
                kind=_K.CONFERENCE_ITEM,
                act=ItemAct.RECONSIDER,
                state=ItemState.ADOPTED,
            ),
            Line(
                words="合议庭复议后未采纳",
                kind=_K.CONFERENCE_ITEM,
                act=ItemAct.RECONSIDER,
                state=ItemState.NOT_ADOPTED,
            ),
            Line(
                words="合议庭难以决定",
                kind=_K.CONFERENCE_ITEM,
                act=ItemAct.RECONSIDER,
                state=ItemState.UNDECIDED,
            ),
            Line(words="层报院长", kind=_K.CONFERENCE_ITEM, act=ItemAct.REPORT_UP),
        ),
    ),
    (
        "审判委员会",
        (
            Line(words="召开会议（次）", kind=_K.COMMITTEE_MEETING, act=MeetingAct.CLOSE),
            Line(words="提请讨论", kind=_K.COMMITTEE_ITEM, act=CommitteeAct.APPLY),
            Line(words="院长批准", kind=_K.COMMITTEE_ITEM, act=CommitteeAct.APPROVE),
            Line(words="院长不予提交", kind=_K.COMMITTEE_ITEM, act=CommitteeAct.REFUSE),
            Line(
                words="形成决定",
                kind=_K.COMMITTEE_ITEM,
                act=CommitteeAct.REVEAL,
                state=CommitteeState.DECIDED,
            ),
            Line(
                words="未形成决定",
                kind=_K.COMMITTEE_ITEM,
                act=CommitteeAct.REVEAL,
                state=CommitteeState.UNDECIDED,
            ),
            Line(words="缓议", kind=_K.COMMITTEE_ITEM, act=CommitteeAct.POSTPONE),
            Line(
                words="备案文书与决定一致",
                kind=_K.COMMITTEE_ITEM,
                act=CommitteeAct.FILE_JUDGMENT,
                state=CommitteeState.CONFORMS,
            ),
            Line(
                words="备案文书与决定不一致",
                kind=_K.COMMITTEE_ITEM,
                act=CommitteeAct.FILE_JUDGMENT,
                state=CommitteeState.DIFFERS,
            ),
        ),
    ),
    (
        "裁判规则",
        (
            Line(words="发布", kind=_K.RULE, act=RuleAct.PUBLISH),
            Line(words="提请复审", kind=_K.RULE, act=RuleAct.CALL_FOR_REVIEW),
            Line(words="被替代", kind=_K.RULE, act=RuleAct.REPLACE),
            Line(words="废止", kind=_K.RULE, act=RuleAct.REPEAL),
        ),
    ),
)
"""What is counted, section by section."""

ActCounts = Mapping[tuple[MatterKind, str, str], int]
"""How many acts there were, by kind of matter, act, and state that it led to."""


def bounds_of(month: date) -> tuple[datetime, datetime]:
    """Return when a month begins and when the next does, in the time of the courts.

    Example:
        >>> [f"{each:%Y-%m-%d %H:%M}" for each in bounds_of(date(2026, 12, 9))]
        ['2026-12-01 00:00', '2027-01-01 00:00']
    """
    is_last = month.month == _DECEMBER
    after = date(month.year + 1, 1, 1) if is_last else date(month.year, month.month + 1, 1)
    first = month.replace(day=1)
    return court_moment(f"{first}T00:00"), court_moment(f"{after}T00:00")


def count_of(line: Line, counts: ActCounts) -> int:
    """Return how many acts a line counts."""
    return sum(
        n
        for (kind, act, state), n in counts.items()
        if kind is line.kind
        and act == line.act.value
        and (line.state is None or state == line.state.value)
    )


def monthly_summary(counts: ActCounts, *, court: str, month: date, now: datetime) -> Paper:
    """Return the summary of a month.

    Args:
        counts: Acts of the month.
        court: Full name of the court; may be empty.
        month: Any day of the month.
        now: When it is made; a month that still runs is told as far as it has come.
    """
    return Paper(
        kind=MeetingPaper.MONTHLY,
        court=court,
        heading=f"法律适用分歧解决工作月度通报（{month.year}年{month.month}月）",
        number=f"月通报〔{month.year}〕{month.month}号",
        file_class=FileClass.INNER,
        made_at=now,
        blocks=tuple(_blocks(counts, month, now)),
    )


def _blocks(counts: ActCounts, month: date, now: datetime) -> Iterator[Block]:
    _, after = bounds_of(month)
    if now < after:
        yield Paragraph(text=f"本月尚未结束，数据截至{day_words(court_day(now))}。")
    for place, (title, lines) in enumerate(SECTIONS, start=1):
        yield heading(place, title)
        yield Table(
            columns=_COLUMNS,
            rows=tuple((line.words, str(count_of(line, counts))) for line in lines),
        )
    yield Paragraph(
        text="按当月留痕的动作计数：同一事项在当月多次发生的逐次计入。"
        "通报不列法官、当事人姓名、案号和讨论的问题。"
    )
    yield Signature(lines=("审判管理办公室", day_words(court_day(now))))
