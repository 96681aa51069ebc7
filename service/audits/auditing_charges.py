"""What does a worker do between charges: like facts that got another one?

The causes are audited one by one; this looks across them. It goes over the judgments twice, first
for their facts alone, so that only those that a finding shows are in memory together.
"""

from typing import Final

from corpus.judgment import JudgmentId
from corpus.store.sql import SqlJudgmentStore
from service.audits.auditing_cause import CauseTask, engine_of, frame_of
from service.audits.clustering import clusters_of
from service.audits.model import CauseAudit
from service.divergence.cases import compared_case
from service.divergence.charges import charge_findings, charged_facts, odd_groups
from service.divergence.model import Severity
from service.divergence.severity import STANDARD

ACROSS: Final = "相近罪名之间"
"""What stands for the cause of what is found between charges."""


def audit_charges(task: CauseTask, *, address: str) -> CauseAudit:
    """Audit what lies between charges; its judgments are counted under their own.

    Args:
        task: All judgments of charges that have rivals.
        address: SQLAlchemy address of the records.

    Raises:
        JudgmentNotFoundError: A judgment has left the store meanwhile.

    Cost: one loading of each judgment, 1 ms for its facts, and the square of their number: 13 s
    for 9,000.
    """
    store = SqlJudgmentStore(engine_of(address))
    told = [
        facts
        for judgment in store.each(task.judgment_ids)
        if (facts := charged_facts(judgment)) is not None
    ]
    groups = odd_groups(told)
    shown = sorted({JudgmentId(key) for group in groups for key in (*group.odd, *group.near)})
    series = {member.judgment_id: member.series for member in task.series}
    judgments = list(store.each(shown))
    cases = {str(each.id): compared_case(each, series=series.get(each.id)) for each in judgments}
    findings = list(charge_findings(groups, cases, standard=STANDARD, asking=task.asking))
    known = [each for each in findings if each.severity is not Severity.INSUFFICIENT]
    return CauseAudit(
        cause=task.cause,
        n_judgments=0,
        n_positions=0,
        n_insufficient=len(findings) - len(known),
        clusters=clusters_of(known, frame_of(task, judgments)),
        reversed_cases=(),
    )
