"""What do lists tell of a rule, and who takes part?"""

from service.referral.course.acts import MatterKind, Part
from service.referral.rules.model import Rule, RuleState
from service.store.matter_records import Outline


def outline_of(rule: Rule) -> Outline:
    """Return the outline of a rule: the judges of its tasks take part."""
    open_tasks = [each.task.due_on for each in rule.tasks if each.answer is None]
    review = None if rule.publication is None else rule.publication.review_on
    return Outline(
        kind=MatterKind.RULE,
        state=rule.state.value,
        title=rule.text.question,
        court=rule.court,
        cause=rule.text.causes[0],
        parent_id=rule.referral_id or None,
        due_on=min((*open_tasks, *(() if review is None else (review,))), default=None)
        if rule.state is not RuleState.DRAFT
        else None,
        people=frozenset(
            (each.task.judge_id, Part.HANDLING_JUDGE) for each in rule.tasks if each.task.judge_id
        ),
    )
