"""Which pending cases does the demonstration begin with?"""

from dataclasses import replace

from corpus.judgment import Role
from corpus.sample.generation import generate
from corpus.sample.pending import PendingCase as SampleCase
from service.house import House
from service.pending.model import PanelMember, PendingParty, Stage
from service.pending.opening import CaseEntry, CasePaper
from service.stock import utc_now

SHARE_OF_JUDGE = 3
"""The demo judge hears one case in so many; the others are colleagues'."""

_BESIDE = frozenset({Role.COUNSEL, Role.DEFENDER, Role.REPRESENTATIVE})
_STAGES = {
    "审理中": Stage.IN_TRIAL,
    "待开庭": Stage.AWAITING_HEARING,
    "已开庭待评议": Stage.AWAITING_DELIBERATION,
    "拟提交法官会议": Stage.BEFORE_CONFERENCE,
}


def open_sample_cases(house: House, *, size: int, seed: int) -> None:
    """Open the pending cases of the sample, as the case system would; a second run changes nothing.

    Args:
        house: Where, with the demo accounts.
        size: Size of the sample.
        seed: Its seed.
    """
    system, judge = house.desk.find("cases"), house.desk.find("judge")
    if system is None or judge is None or house.pending.of_account(system.id):
        return
    for number, case in enumerate(generate(seed=seed, size=size).pending_cases):
        is_own = number % SHARE_OF_JUDGE == 0
        entry = entry_of_sample(case)
        house.pending.open(
            CasePaper(text=case.text, external_id=f"sample-{case.id}"),
            replace(entry, handling_judge=judge.display_name) if is_own else entry,
            account_id=system.id,
            members=(judge.id,) if is_own else (),
            now=utc_now(),
        )


def entry_of_sample(case: SampleCase) -> CaseEntry:
    """Return what the case system would say of a case of the sample."""
    return CaseEntry(
        case_number=case.case_number,
        court=case.court,
        elements=case.charges or (() if case.cause is None else (case.cause,)),
        parties=tuple(
            PendingParty(name=party.name, role=party.role, kind=party.kind)
            for party in case.parties
            if party.role not in _BESIDE
        ),
        handling_judge=case.handling_judge,
        panel=tuple(PanelMember(name=name) for name in case.panel),
        filed_on=case.filed_on,
        due_on=case.due_on,
        stage=_STAGES[case.stage],
        issues=case.issues,
    )
