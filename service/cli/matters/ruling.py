"""`tongpan rules`: which rules there are, what one says, and what judgments made of them."""

from collections import Counter
from pathlib import Path

from service.cli.matters.transferring import take_up_matters, write_matters
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.house import House
from service.labels import label_of
from service.referral.course.acts import MatterKind
from service.referral.course.transfer import MatterTransfer
from service.referral.rules.model import FollowUpKind, Rule, RuleState
from service.referral.rules.shelf import MOST_RULES
from service.referral.rules.transfer import rule_transfer
from service.stock import utc_now
from service.store.matter_records import Wanted


def run_list(*, state: RuleState | None, words: str, data: Path | None, is_json: bool) -> None:
    """List rules, the last moved first."""
    states = tuple(each.value for each in RuleState if state in {None, each})
    wanted = Wanted(kinds=(MatterKind.RULE,), states=states, words=words)
    with working_house(load_settings({"data": data}), may_make=False) as house:
        found = house.referral.records.find(wanted, most=MOST_RULES)
    if is_json:
        emit(
            [
                {
                    "id": each.id,
                    "state": each.outline.state,
                    "question": each.outline.title,
                    "cause": each.outline.cause,
                    "court": each.outline.court,
                    "moved_at": each.moved_at.isoformat(),
                }
                for each in found
            ]
        )
        return
    for each in found:
        told = (label_of(RuleState(each.outline.state)), each.outline.cause, each.outline.title)
        say("  ".join((each.id, *told)))


def run_show(rule_id: str, *, data: Path | None, is_json: bool) -> None:
    """Show a rule as whoever reads rules may see it, nothing of the inner volume.

    Raises:
        PageNotFoundError: There is none of the id.
        TrailBrokenError: Its acts were tampered with.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        rule = house.referral.rules.ledger.open(rule_id).matter
    if is_json:
        emit({"id": rule_id, **_encoded(rule)})
        return
    text, published = rule.text, rule.publication
    number = "" if published is None else f"  {published.number}"
    say(f"{label_of(rule.state)}  {label_of(text.force)}{number}")
    for label, words in (
        ("问题", text.question),
        ("规则", text.answer),
        ("理由", text.reasons),
        ("少数意见", text.minority),
        ("案由", "、".join(text.causes)),
        ("法院", "、".join(text.courts)),
        ("依据", "、".join(text.provisions)),
        ("施行", "" if published is None else published.valid_from.isoformat()),
        ("复审期限", "" if published is None else published.review_on.isoformat()),
        ("后续裁判", _counted(rule)),
    ):
        if words:
            say(f"{label}：{words}")
    for call in rule.reviews:
        say(f"复审事由：{label_of(call.why)}，{call.words}")


def run_follow(*, data: Path | None, is_json: bool) -> None:
    """Look what judgments made of every rule that stands, and whether one is up for review."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        way_back = house.referral.rules.way_back
        n_looked = way_back.look_after_all(now=utc_now())
        due = [
            each.id
            for each in way_back.shelf.standing()
            if each.matter.state is RuleState.UNDER_REVIEW
        ]
    if is_json:
        emit({"looked": n_looked, "under_review": due})
    else:
        say(f"跟踪规则 {n_looked} 项，待复审 {len(due)} 项")


def run_export(out: Path, *, ids: tuple[str, ...], data: Path | None) -> None:
    """Write rules to a file, as :func:`write_matters` does."""
    write_matters(out, _transfer, ids=ids, data=data)


def run_import(file: Path, *, data: Path | None, is_json: bool) -> None:
    """Take rules from a file, as :func:`take_up_matters` does."""
    take_up_matters(file, _transfer, data=data, is_json=is_json)


def _transfer(house: House) -> MatterTransfer[Rule]:
    return rule_transfer(house.referral.rules.ledger, house.referral.access.accounts)


def _encoded(rule: Rule) -> dict[str, object]:
    text, published = rule.text, rule.publication
    return {
        "state": rule.state,
        "force": text.force,
        "court": rule.court,
        "question": text.question,
        "answer": text.answer,
        "reasons": text.reasons,
        "minority": text.minority,
        "causes": text.causes,
        "courts": text.courts,
        "provisions": text.provisions,
        "law_as_of": text.law_as_of.isoformat(),
        "number": published and published.number,
        "valid_from": published and published.valid_from.isoformat(),
        "review_on": published and published.review_on.isoformat(),
        "follow_ups": {each.value: n for each, n in _kinds(rule).items()},
        "reviews": [{"why": each.why, "words": each.words} for each in rule.reviews],
    }


def _kinds(rule: Rule) -> dict[FollowUpKind, int]:
    found = Counter(each.kind for each in rule.follow_ups)
    return {kind: found[kind] for kind in FollowUpKind if found[kind]}


def _counted(rule: Rule) -> str:
    return "，".join(f"{label_of(kind)}{n}件" for kind, n in _kinds(rule).items())
