"""What is told of a rule, and to whom?"""

from service.notices.model import Notice, NoticeKind, Recipient
from service.referral.roster.model import Colleague
from service.referral.rules.model import Rule, Task


def published_notice(rule_id: str, rule: Rule, colleague: Colleague) -> Notice:
    """Return what a colleague of a court concerned is told of a new rule."""
    number = "" if rule.publication is None else rule.publication.number
    return Notice(
        kind=NoticeKind.RULE_PUBLISHED,
        keys=(f"rule:{rule_id}",),
        to=Recipient(name=colleague.name, account_id=colleague.account_id),
        subject=rule_id,
        address=f"/rules/{rule_id}",
        sentence=f"{number}裁判规则已公布：{rule.text.question}",
        why=f"规则适用于{colleague.court}。",
    )


def task_notice(rule_id: str, rule: Rule, task: Task) -> Notice:
    """Return what the judge of a pending case is told of a rule that touches it."""
    return Notice(
        kind=NoticeKind.RULE_TASK,
        keys=(f"rule:{rule_id}:{task.pending_id}",),
        to=Recipient(name=task.judge, account_id=task.judge_id or None),
        subject=rule_id,
        address=f"/rules/{rule_id}",
        sentence=(
            f"{task.case_number or '在审案件'}涉及裁判规则“{rule.text.question}”，"
            f"请在{task.due_on.isoformat()}前对照答复。"
        ),
        why="您是该案承办法官。",
    )
