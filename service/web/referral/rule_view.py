"""How does a rule become fields of a form, and the fields an act?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from service.referral.rules.desk import RuleDesk
from service.referral.rules.model import Rule, RuleAct, RuleDraft
from service.store.matter_records import ListedMatter

_PARTED: Final = re.compile(r"[、,，;；\s]+")
_LINES: Final = re.compile(r"[\r\n]+")
_NAMES: Final[Mapping[RuleAct, tuple[str, ...]]] = {
    RuleAct.PUBLISH: ("number", "valid_from", "review_on"),
    RuleAct.CALL_FOR_REVIEW: ("why", "words"),
    RuleAct.KEEP: ("review_on", "law_as_of"),
    RuleAct.REPLACE: ("rule_id",),
    RuleAct.SEND_UP: ("form", "court"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForm:
    """The fields of the form that drafts or revises a rule, as typed.

    Attributes:
        question: The question.
        answer: The rule.
        causes: Charges and causes, parted by 、 or spaces.
        courts: Courts, parted alike.
        law_as_of: The day whose law it is made for.
        force: Whether it binds.
        reasons: Public reasons.
        inner_reasons: Reasons of the inner volume.
        minority: The minority view.
        provisions: Provisions, one a line.
        examples: Judgments of its side, by id.
        counterexamples: Judgments of the other side.
        court: Court that makes it.
        referral_id: The referral that led to it.
        item_ids: Items that decided it.
    """

    question: str = ""
    answer: str = ""
    causes: str = ""
    courts: str = ""
    law_as_of: str = ""
    force: str = "advisory"
    reasons: str = ""
    inner_reasons: str = ""
    minority: str = ""
    provisions: str = ""
    examples: str = ""
    counterexamples: str = ""
    court: str = ""
    referral_id: str = ""
    item_ids: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A line of the register.

    Attributes:
        listed: The rule as lists tell it.
        rule: The rule.
        n_open: Tasks without an answer.
    """

    listed: ListedMatter
    rule: Rule
    n_open: int


def register_rows(desk: RuleDesk, listed: Iterable[ListedMatter]) -> tuple[RegisterRow, ...]:
    """Return the lines of the register, in the order given.

    Cost: one query, and some ten microseconds for each act of each rule.
    """
    shown, rows = tuple(listed), []
    written = desk.records.acts_of_some([each.id for each in shown])
    for each in shown:
        rule = desk.ledger.opened_from(each.id, written.get(each.id, ())).matter
        n_open = sum(task.answer is None for task in rule.tasks)
        rows.append(RegisterRow(listed=each, rule=rule, n_open=n_open))
    return tuple(rows)


def form_of(source: RuleDraft | Rule) -> RuleForm:
    """Return the fields that stand for a draft."""
    text = source.text
    return RuleForm(
        question=text.question,
        answer=text.answer,
        causes="、".join(text.causes),
        courts="、".join(text.courts),
        law_as_of=text.law_as_of.isoformat(),
        force=text.force.value,
        reasons=text.reasons,
        inner_reasons=text.inner_reasons,
        minority=text.minority,
        provisions="\n".join(text.provisions),
        examples=" ".join(text.examples),
        counterexamples=" ".join(text.counterexamples),
        court=source.court,
        referral_id=source.referral_id,
        item_ids=" ".join(source.item_ids),
    )


def content_of(act: RuleAct, fields: Mapping[str, str]) -> dict[str, object]:
    """Return what an act says, as plain data of its content, from the fields of a form."""
    if act is RuleAct.DRAFT:
        return {
            "text": _text(fields),
            **_given(fields, "court", "referral_id"),
            "item_ids": _parts(fields.get("item_ids", "")),
        }
    if act is RuleAct.REVISE:
        return _text(fields)
    return _given(fields, *_NAMES.get(act, ()))


def _text(fields: Mapping[str, str]) -> dict[str, object]:
    lists = {
        name: _parts(fields.get(name, ""))
        for name in ("causes", "courts", "examples", "counterexamples")
    }
    lines = [each.strip() for each in _LINES.split(fields.get("provisions", "")) if each.strip()]
    told = ("question", "answer", "law_as_of", "force", "reasons", "inner_reasons", "minority")
    return {**_given(fields, *told), **lists, "provisions": lines}


def _given(fields: Mapping[str, str], *names: str) -> dict[str, object]:
    return {name: fields.get(name, "").strip() for name in names}


def _parts(words: str) -> list[str]:
    return [each for each in _PARTED.split(words) if each]
