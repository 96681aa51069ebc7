"""What of the related cases of a case should be looked at at once?

Alarms are hints: they say 疑似 and show what they rest on. A series is said to be split where its
open cases lie with several judges of one court, or with several courts.

Source: domain rules on related cases (nine suits of one plaintiff spread over three judges of one
court); 民诉解释 art. 247; 全国法院民商事审判工作会议纪要 art. 53 (lending as a trade; from how many
cases on is for the high court of the province to say, so it is a setting).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from corpus.judgment import Effectiveness
from corpus.relations.model import RelationKind
from service.labels import label_of
from service.related.model import Alarm, AlarmKind, Edge, RelatedCase

OVERTURNED: Final = frozenset(
    {Effectiveness.VARIED, Effectiveness.REVOKED, Effectiveness.REVISED_ON_RETRIAL}
)
"""Effects of a judgment that must not be followed."""


def alarms_of(case: RelatedCase, edges: Mapping[RelationKind, Sequence[Edge]]) -> tuple[Alarm, ...]:
    """Return the alarms that follow from the relations of a case."""
    return (
        *_repeats(edges.get(RelationKind.REPEAT, ())),
        *_split(case, edges.get(RelationKind.SERIES, ())),
    )


def overturned_alarms(similar: Sequence[RelatedCase]) -> tuple[Alarm, ...]:
    """Return an alarm for each judgment given as similar that no longer stands."""
    return tuple(
        Alarm(
            kind=AlarmKind.OVERTURNED,
            sentence=(
                f"作为类案提出的{each.number or each.title}{label_of(each.effect)}："
                f"{each.effect_reason}，不能作为类案参照"
            ),
            members=(each.id,),
        )
        for each in similar
        if each.effect is not None and each.effect in OVERTURNED
    )


def lender_alarm(name: str, *, n_cases: int, months: int, end: str) -> Alarm:
    """Return the alarm on somebody who lends again and again."""
    return Alarm(
        kind=AlarmKind.LENDER,
        sentence=(
            f"{name}在{months}个月内作为出借人起诉的借贷案件共{n_cases}件，疑似职业放贷，"
            "请审查借贷合同效力（九民纪要第53条）"
        ),
        members=(end,),
    )


def _repeats(edges: Sequence[Edge]) -> Iterator[Alarm]:
    for edge in edges:
        number = edge.case.number or "（未载明案号）"
        yield Alarm(
            kind=AlarmKind.REPEAT,
            sentence=f"与{number}当事人、标的、请求均相符，请核对",
            members=(edge.case.id,),
        )


def _split(case: RelatedCase, edges: Sequence[Edge]) -> Iterator[Alarm]:
    """Yield alarms on a series that lies with several judges of one court, or several courts."""
    members = [case, *(edge.case for edge in edges)]
    if len(members) < 2:
        return
    pending = [each for each in members if each.is_pending]
    # Where open cases are split something can still be done; of decided ones it is only told.
    looked_at = pending if len(pending) > 1 else members
    state = "在审" if looked_at is pending else "已决或者在审"
    by_court: defaultdict[str, list[RelatedCase]] = defaultdict(list)
    for each in looked_at:
        if each.court:
            by_court[each.court].append(each)
    shared = {
        court: judges
        for court, own in sorted(by_court.items())
        if len(judges := sorted({each.judge for each in own if each.judge})) > 1
    }
    if shared:
        told = "；".join(
            f"{court}{len(by_court[court])}件由{len(judges)}名法官（{'、'.join(judges)}）"
            for court, judges in shared.items()
        )
        yield Alarm(
            kind=AlarmKind.SPLIT_JUDGES,
            sentence=f"同一法院由不同法官审理（{state}）：{told}",
            members=tuple(sorted(each.id for court in shared for each in by_court[court])),
        )
    if len(by_court) > 1:
        told = "、".join(f"{court}{len(own)}件" for court, own in sorted(by_court.items()))
        yield Alarm(
            kind=AlarmKind.SPLIT_COURTS,
            sentence=f"分散在{len(by_court)}个法院（{state}）：{told}",
            members=tuple(sorted(each.id for each in looked_at)),
        )
