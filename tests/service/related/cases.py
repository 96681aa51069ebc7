"""Pending cases made of the suits of the tests of relations."""

from datetime import UTC, date, datetime

from corpus.case_number import read_case_number
from corpus.judgment import CaseType, PartyKind, Role
from service.pending.model import PaperKind, PendingCase, PendingCaseId, PendingParty, Stage

COMPLAINT = """民事起诉状
原告：{plaintiff}。
被告：{defendant}。
诉讼请求：
1.{claim}；
2.诉讼费由被告承担。
事实和理由：{story}
此致
{court}
具状人：某某
2026年9月10日
"""
_OPENED = datetime(2026, 9, 11, tzinfo=UTC)


def pending(suit, *, end="c1", serial=700, judge="钱一", court="某县人民法院", filed=None):
    return PendingCase(
        id=PendingCaseId(end),
        case_number=read_case_number(f"（2026）吉0123民初{serial}号"),
        case_type=CaseType.CIVIL,
        court=court,
        cause=suit.cause,
        charges=(),
        parties=(
            PendingParty(
                name=suit.plaintiff.split("，")[0], role=Role.PLAINTIFF, kind=PartyKind.NATURAL
            ),
            PendingParty(name=suit.defendant.split("，")[0], role=Role.DEFENDANT),
        ),
        handling_judge=judge,
        panel=(),
        filed_on=filed or date(2026, 9, 11),
        due_on=None,
        happened_on=None,
        stage=Stage.FILED,
        issues=(),
        intended_provisions=(),
        intended_ruling="",
        paper=PaperKind.FILE,
        text=COMPLAINT.format(
            plaintiff=suit.plaintiff,
            defendant=suit.defendant,
            claim=suit.claim,
            story=suit.story,
            court=court,
        ),
        file_name=None,
        external_id=None,
        opened_by=1,
        opened_at=_OPENED,
        changed_at=_OPENED,
    )
