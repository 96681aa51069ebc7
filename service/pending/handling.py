"""Who hears a case (承办法官), and what is the text of a case read as a judgment to be?

What stands against the draft of a judge is told to that judge alone: others of the panel learn it
from the judge, not from the machine.
"""

from dataclasses import replace

from corpus.judgment import Judgment, JudgmentId, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from service.actors import Actor
from service.pending.model import PaperKind, PendingCase


def is_handled_by(case: PendingCase, actor: Actor) -> bool:
    """Tell whether somebody who may open a case is its handling judge.

    The case names its judge as the court writes the name, accounts bear it as their display name.
    Of a case that names nobody, whoever opened it is.
    """
    if case.handling_judge:
        return case.handling_judge in {actor.display_name, actor.name}
    return case.opened_by == actor.account_id


def draft_of_case(case: PendingCase) -> Judgment | None:
    """Return the draft of a judgment as read, under the id of the case; None where there is none.

    Spans count in the text of the case.

    Cost: that of reading a judgment, some milliseconds.
    """
    if case.paper is not PaperKind.DRAFT:
        return None
    source = SourceRecord(name="pending", place=case.file_name or case.id, format="text")
    read = read_judgment(RawJudgment(text=case.text, source=source), today=case.changed_at.date())
    # The text of a case is clean already; a draft that is read otherwise has no spans in it.
    if not isinstance(read, Judgment) or read.text != case.text:
        return None
    return replace(read, id=JudgmentId(case.id))
