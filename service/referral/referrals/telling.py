"""Who is told that a referral was made, or moved by somebody else?

Those who lead the division and the offices that keep referrals learn that one came; those who hear
its cases learn what others did with it. A notice says that there is one and where; the question
and everything of the deliberation stand on the page, which asks for permission itself.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from service.labels import label_of
from service.notices.model import Notice, NoticeKind, Recipient
from service.pending.model import PendingCase, PendingCaseId
from service.referral.access import OF_DIVISION, OF_JUDGES, Access, Place
from service.referral.course.ledger import OpenMatter
from service.referral.referrals.model import Referral
from service.referral.referrals.routing import Ground
from service.referral.roster.model import Office
from service.store.account_records import AccountRecord

_OFFICES: Final = frozenset(
    {Office.OVERSIGHT_OFFICE, Office.CONFERENCE_SECRETARY, Office.COMMITTEE_SECRETARY}
)


def notices_of(opened: OpenMatter[Referral], access: Access) -> Iterator[Notice]:
    """Yield the notices of the last act on a referral; whoever did it is told nothing.

    Args:
        opened: The referral after the act.
        access: Tells who takes which part.
    """
    referral, last = opened.matter, opened.acts[-1]
    proposal = referral.proposal
    place = access.place_of(proposal.court, proposal.division, referral.pending_ids)
    is_new = last.number == 1
    told = _keepers(access, place) if is_new else _judges(access, place, referral)
    about = proposal.case_number or proposal.cause or proposal.court
    what = "有一件新的分歧移送" if is_new else f"一件分歧移送现为“{label_of(referral.state)}”"
    for account in access.accounts.some(told - {last.act.doer.account_id}):
        yield Notice(
            kind=NoticeKind.REFERRAL_MOVED,
            keys=(f"referral:{opened.id}:{last.number}",),
            to=_recipient(account),
            subject=opened.id,
            address=f"/referrals/{opened.id}",
            sentence=f"{what}（{about}）。",
            why="您所在的庭或者部门办理分歧移送。"
            if is_new
            else "您审理该移送所涉的案件，或者由您提出。",
        )


def notices_to_heads(
    opened: OpenMatter[Referral],
    access: Access,
    opposed: Callable[[PendingCase], Iterable[PendingCase]],
) -> Iterator[Notice]:
    """Yield the notices to those who lead the divisions of both panels (通知双方庭长).

    Where a referral says that its case goes against one that is pending here. Both cases are told
    by number and division, as colleagues know them; of the referral nothing, since who leads the
    other division takes no part in it.

    Args:
        opened: The referral.
        access: Tells who leads a division.
        opposed: Gives the pending cases of the court whose opinion goes the other way.

    Source: plan, routing table; 法发〔2021〕30号 art. 5 (2) [M].
    """
    referral = opened.matter
    if Ground.AGAINST_PENDING not in referral.grounds:
        return
    for case in access.pending.some([PendingCaseId(each) for each in referral.pending_ids]):
        for other in opposed(case):
            for mine, theirs in ((case, other), (other, case)):
                yield from _to_heads(mine, theirs, access)


def _to_heads(case: PendingCase, other: PendingCase, access: Access) -> Iterator[Notice]:
    place = access.place_of(case.court or "", "", (case.id,))
    heads = {who for who, part in access.people(place) if part in OF_DIVISION}
    division = access.division_of(other)
    where = f"（{division}）" if division else ""
    for account in access.accounts.some(heads):
        yield Notice(
            kind=NoticeKind.PENDING_CONFLICT,
            keys=(f"heads:{case.id}:{other.id}",),
            to=_recipient(account),
            subject=case.id,
            address="/flags",
            sentence=f"您庭在审的{_number(case)}与本院在审的{_number(other)}{where}"
            "对同一问题的裁判意见可能相反，请会同研究是否有必要统一。",
            why="您主管的庭审理其中一案；与本院在审类案可能冲突的，应当通知双方庭长"
            "（法发〔2021〕30号第五条 [M]）。",
        )


def _number(case: PendingCase) -> str:
    return "案号未填写的案件" if case.case_number is None else str(case.case_number)


def _keepers(access: Access, place: Place) -> set[int]:
    offices = access.roster.records.of_court(place.court)
    keepers = {each.account_id for each in offices if each.offices & _OFFICES}
    return keepers | {who for who, part in access.people(place) if part not in OF_JUDGES}


def _judges(access: Access, place: Place, referral: Referral) -> set[int]:
    judges = {who for who, part in access.people(place) if part in OF_JUDGES}
    return judges | ({referral.proposed_by} - {0})


def _recipient(account: AccountRecord) -> Recipient:
    return Recipient(name=account.display_name, account_id=account.id)
