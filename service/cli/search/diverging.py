"""`tongpan divergence`: where like cases were decided differently, on the command line."""

from dataclasses import dataclass
from pathlib import Path

from corpus.case_number import read_case_number
from corpus.errors import CorpusError
from corpus.judgment import JudgmentId
from service.actors import Actor
from service.api.divergence_schemas import encode_divergence
from service.case_divergence.model import CaseDivergence
from service.case_divergence.standard import terms_of
from service.case_divergence.words import HINT, nothing_words, scope_words
from service.cli.acting import NOBODY, actor_named
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.errors import MalformedRequestError
from service.house import House
from service.labels import label_of
from service.pending.model import PendingCase
from service.stock import utc_now
from service.web.divergence.divergence_view import FindingView, MemberView, Shown, finding_views

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What was found, and of what.

    Attributes:
        found: What was found.
        is_case: Whether it is of a pending case.
    """

    found: CaseDivergence
    is_case: bool


def run_divergence(what: str, *, account: str | None, data: Path | None, is_json: bool) -> bool:
    """Tell where the like cases of a judgment or of a pending case were decided differently.

    Args:
        what: Id of a stored judgment, or a case number; of a pending case also its id.
        account: The account of the judge who handles the pending case; without one only decided
            cases are looked up.
        data: The data folder.
        is_json: Print JSON.

    Returns:
        Whether a divergence is reported.

    Raises:
        AccountNotFoundError: There is no such account.
        HandlingJudgeError: Another judge handles the pending case.
        JudgmentNotFoundError: Nothing has this number or id.
        MalformedRequestError: Several judgments have this number.
        NotReadyError: Nothing is indexed yet.
        CorpusError: The store cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        told = _found(house, what, NOBODY if account is None else actor_named(house, account))
    if is_json:
        emit(encode_divergence(told.found).model_dump(mode="json"))
    else:
        _tell(told, house)
    return bool(told.found.reported)


def _found(house: House, what: str, actor: Actor) -> _Told:
    case = _case_of(house, what, actor)
    if case is not None:
        found = house.divergence.of_case(case, actor=actor, now=utc_now())
        return _Told(found=found, is_case=True)
    judgment_id = _judgment_of(house, what)
    found = house.divergence.of_judgment(judgment_id, actor=actor, now=utc_now())
    return _Told(found=found, is_case=False)


def _case_of(house: House, what: str, actor: Actor) -> PendingCase | None:
    """Return the pending case of an id or number among those that the account may open."""
    if actor is NOBODY:
        return None
    wanted = {what, _canonical(what)}
    return next(
        (
            case
            for case in house.pending.of_account(actor.account_id)
            if case.id in wanted or str(case.case_number) in wanted
        ),
        None,
    )


def _canonical(what: str) -> str:
    try:
        return str(read_case_number(what))
    except CorpusError:
        return what


def _judgment_of(house: House, what: str) -> JudgmentId:
    """Return the judgment of a number; what is no number is taken as an id."""
    found = house.case_search.numbered.ids_of_number(what)
    if len(found) > 1:
        raise MalformedRequestError(
            problems=(f"{what}: {len(found)} judgments; give an id: {', '.join(found)}",)
        )
    return found[0] if found else JudgmentId(what)


def _tell(told: _Told, house: House) -> None:
    found = told.found
    shown = Shown(
        here="",
        own_id=found.gathered.own_id,
        own_address="",
        address=lambda address: address,
        words=lambda _: lambda words: words,
    )
    say(scope_words(found.gathered, is_case=told.is_case))
    for term in terms_of(house.settings):
        say(f"  {term.title}：{term.value}（{term.source}）")
    say(HINT)
    for number, each in enumerate(finding_views(found, found.reported, shown), start=1):
        _tell_finding(number, each)
    if not found.reported:
        say(f"没有发现立场相反的类案。{nothing_words(found)}")
    for name, findings in (("样本不足", found.insufficient), ("已有无责解释", found.explained)):
        for left in findings:
            say(f"{name}：{left.cause} {left.heading}")


def _tell_finding(number: int, finding: FindingView) -> None:
    places = "、".join(label_of(each) for each in finding.where)
    head = "，".join(filter(None, (label_of(finding.severity), label_of(finding.kind), places)))
    say(f"{number}. {finding.question}")
    say(f"   【{head}】{finding.cause}。{finding.severity_words}。")
    if finding.origins:
        say(f"   分歧来源：{'、'.join(map(label_of, finding.origins))}")
    for each in finding.explanations:
        say(f"   {each.label}：{each.sentence}（{each.share}）")
    if not finding.explanations:
        say(f"   {finding.unexplained}")
    if finding.law:
        say(f"   法律变化：{finding.law}")
    for alarm, words in finding.alarms:
        say(f"   可由人标记：{label_of(alarm)} {words}")
    for position in finding.positions:
        own = "（本案在此）" if position.is_own else ""
        say(f"   {position.letter}{own} “{position.label}”")
        say(
            f"      {position.votes}；{position.levels}；最近{position.newest}；"
            f"{position.committee}"
        )
        for member in sorted(position.members, key=lambda each: not each.is_own)[:_SHOWN]:
            _tell_member(member)
        if len(position.members) > _SHOWN:
            say(f"      其余 {len(position.members) - _SHOWN} 件")


def _tell_member(member: MemberView) -> None:
    court = member.court or "法院未载明"
    effect = "" if member.is_draft else f" [{label_of(member.effect)}]"
    say(f"      {member.title} {court}{effect}「{' '.join(member.holding.words.split())}」")
