"""How is an application to the committee drawn up from a referral?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.parameters.book import ParameterBook
from service.parameters.table import Parameter
from service.referral.committee.applications import Application, ConferenceOpinion, Taker
from service.referral.committee.grounds import Ground, grounds_on
from service.referral.course.acts import Act, Part
from service.referral.referrals.model import Referral, SentOn


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationEntry:
    """What a person says who asks the committee.

    Attributes:
        questions: Questions of law, one by one; empty takes that of the referral.
        grounds: Tokens of the grounds on which it is asked.
        exemption: Why no conference was held; empty where one was.
        facts: Facts and evidence as reported.
        proposed: The ruling proposed; empty takes that of the referral.
        reasons: Why.
        like_cases: What the search of like and related cases gave.
    """

    questions: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    exemption: str = ""
    facts: str = ""
    proposed: str = ""
    reasons: str = ""
    like_cases: str = ""


def application_of(
    referral_id: str,
    referral: Referral,
    entry: ApplicationEntry,
    *,
    sent: Act,
    division: str,
    takers: Sequence[Taker],
    parameters: ParameterBook,
    day: date,
) -> Application:
    """Return the application, with what the court has set for its day.

    Args:
        referral_id: Id of the referral.
        referral: It as it stands, whole.
        entry: What they say.
        sent: The act that hands the referral over, which names the signed search report.
        division: Division that it belongs to; may be empty.
        takers: Who takes part by the case.
        parameters: What the court sets.
        day: The day.
    """
    proposal = referral.proposal
    questions = tuple(each.strip() for each in entry.questions if each.strip())
    return Application(
        referral_id=referral_id,
        title=referral.question,
        questions=questions or (referral.question,),
        court=proposal.court,
        division=division,
        cause=proposal.cause,
        pending_id=proposal.pending_id,
        case_number=proposal.case_number,
        takers=tuple(takers),
        is_sole=_is_sole(takers),
        positions=referral.positions,
        evidence=referral.evidence,
        facts=entry.facts.strip(),
        opinions=referral.opinions,
        proposed=entry.proposed.strip() or referral.proposed_text,
        reasons=entry.reasons.strip(),
        conference=_conference(referral),
        exemption="" if referral.conference is not None else entry.exemption,
        report_id=sent.content_as(SentOn).report_id,
        like_cases=entry.like_cases.strip(),
        grounds=_chosen(grounds_on(parameters, day), entry.grounds),
        reconsiderations=parameters.number(Parameter.COMMITTEE_RECONSIDERATIONS, day),
    )


def _is_sole(takers: Sequence[Taker]) -> bool:
    """Tell whether nobody sits beside whoever handles the case."""
    parts = {each.part for each in takers}
    return parts.isdisjoint({Part.PRESIDING_JUDGE, Part.PANEL_MEMBER})


def _conference(referral: Referral) -> ConferenceOpinion | None:
    back = referral.conference
    if back is None:
        return None
    return ConferenceOpinion(item_id=back.item_id, outcome=back.outcome, words=back.words)


def _chosen(grounds: Sequence[Ground], tokens: Sequence[str]) -> tuple[Ground, ...]:
    return tuple(each for each in grounds if each.token in tokens)
