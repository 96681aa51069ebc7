"""What of a judgment matters to the line of papers that it stands in?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from corpus.case_number import CaseNumber
from corpus.judgment import DocumentKind, Effectiveness, Instance, Judgment, JudgmentId
from corpus.lineage.quotation import Manner, Quotation, find_quotations, is_annulment
from corpus.outcome.appeal import read_appeal
from corpus.outcome.model import AppealResult
from corpus.spans import Extracted, Span, value_of


class Act(StrEnum):
    """What a paper does to an earlier one."""

    AFFIRMS = "affirms"
    VARIES = "varies"
    REVOKES = "revokes"
    REMANDS = "remands"
    WAS_REMANDED = "was_remanded"
    """Another paper had sent it back, as this one tells."""

    ORDERS_RETRIAL = "orders_retrial"
    REFUSES_RETRIAL = "refuses_retrial"
    ENDS_REVIEW = "ends_review"
    """The appeal or application was withdrawn, so that the earlier paper stands."""

    ENFORCES = "enforces"
    FOLLOWS = "follows"
    """It comes later in the same dispute; what it did to the earlier one is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A paper says something of an earlier paper of the same dispute.

    Attributes:
        number: Number of the earlier paper.
        kind: Kind of the earlier paper; None where the text does not say.
        act: What is done to it.
        evidence: The words, in the text of the later paper.
        rule: Name of the rule that read them.
    """

    number: CaseNumber
    kind: DocumentKind | None
    act: Act
    evidence: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A judgment as far as its lineage needs it.

    Attributes:
        id: Id of the judgment.
        number: Its own number; None where none was read, and then no other paper can quote it.
        kind: Kind of paper.
        instance: Stage of procedure.
        decided_on: Its date.
        effect: Whether it is in effect on its own evidence.
        effect_reason: Why, in words for a person.
        links: What it says of earlier papers, in order of the text.
    """

    id: JudgmentId
    number: CaseNumber | None
    kind: DocumentKind | None
    instance: Instance | None
    decided_on: date | None
    effect: Effectiveness
    effect_reason: str
    links: tuple[Link, ...]


_MOST_OF_A_RANGE: Final = 100
"""A range of serials longer than this is a misprint; it is kept as one."""

_ACT_OF_RESULT: Final = {
    AppealResult.AFFIRMED: Act.AFFIRMS,
    AppealResult.VARIED: Act.VARIES,
    AppealResult.REVOKED_AND_DECIDED: Act.REVOKES,
    AppealResult.REMANDED: Act.REMANDS,
    AppealResult.RETRIAL_ORDERED: Act.ORDERS_RETRIAL,
    AppealResult.RETRIAL_REFUSED: Act.REFUSES_RETRIAL,
    AppealResult.WITHDRAWN: Act.ENDS_REVIEW,
    AppealResult.REVIEW_ENDED: Act.ENDS_REVIEW,
}
_ACT_OF_MANNER: Final = {
    Manner.EARLIER: Act.FOLLOWS,
    Manner.ENFORCED: Act.ENFORCES,
    Manner.REMANDED: Act.WAS_REMANDED,
}
_CUES: Final = (
    ("维持", Act.AFFIRMS),
    ("不核准", Act.REVOKES),
    ("核准", Act.AFFIRMS),
    ("撤销", Act.REVOKES),
    ("撤消", Act.REVOKES),
    ("纠正", Act.VARIES),
    ("变更", Act.VARIES),
    ("改判", Act.VARIES),
)
# What stands behind the number when an item touches a part of the judgment only.
_PART: Final = re.compile(
    r"[^。；]{0,30}?(?:第[一二三四五六七八九十\d（）()、，,及和与至第项]{1,30}[项款条]|主文|部分|定罪|量刑|"
    r"中对?|对[^，。；]{1,30}的|关于|除)"
)


def paper_of(judgment: Judgment) -> Paper:
    """Return what of a judgment matters to its lineage.

    Cost: linear in the quoted numbers and in the length of the ruling.
    """
    return Paper(
        id=judgment.id,
        number=value_of(judgment.case_number),
        kind=value_of(judgment.document_kind),
        instance=value_of(judgment.instance),
        decided_on=value_of(judgment.decided_on),
        effect=judgment.effect,
        effect_reason=judgment.effect_reason,
        links=links_of(judgment),
    )


def links_of(judgment: Judgment) -> tuple[Link, ...]:
    """Return what a judgment says of earlier papers, one link for each, by place in the text.

    The ruling decides what is done: an item that names a number does it to that paper; the
    others (驳回上诉，维持原判) do it to the papers under review.
    """
    quotations = find_quotations(judgment)
    if not quotations:
        return ()
    result = _result_of(judgment)
    ruled = _acts_of_items(judgment.text, quotations, None if result is None else result.value)
    reviewed = _under_review(quotations)
    sends_back = result is not None and result.value is AppealResult.REMANDED
    links: dict[str, Link] = {}
    for number in dict.fromkeys(str(each.number.value) for each in quotations):
        mine = [each for each in quotations if str(each.number.value) == number]
        kind = next((each.kind for each in mine if each.kind is not None), None)
        if number in ruled:
            act, span = ruled[number]
            act = Act.REMANDS if act is Act.REVOKES and sends_back else act
            link = Link(number=mine[0].number.value, kind=kind, act=act, evidence=span, rule="item")
        elif number in reviewed and result is not None and not ruled.keys() & reviewed:
            link = _reviewed_link(mine[0], kind, result)
        else:
            link = _told_link(mine, kind)
        links[number] = link
    return tuple(sorted(links.values(), key=lambda link: (link.evidence, str(link.number))))


def effect_keys(number: CaseNumber) -> tuple[str, ...]:
    """Return the single papers that a number names: 「1、2号」 are two, 之一 is its own.

    Example:
        >>> from corpus.case_number import read_case_number
        >>> effect_keys(read_case_number("（2016）粤03民辖终3827、3828号"))
        ('（2016）粤03民辖终3827号', '（2016）粤03民辖终3828号')
    """
    return tuple(
        str(_with(number, serial=serial, suffix=number.suffix))
        for serial in _serials(number.serial)
    )


def case_keys(number: CaseNumber) -> tuple[str, ...]:
    """Return the single cases that a number names; papers 之一 and 之二 belong to one case."""
    return tuple(str(_with(number, serial=serial, suffix=0)) for serial in _serials(number.serial))


def keys_of_papers(papers: Iterable[Paper]) -> frozenset[str]:
    """Return every case that papers are of or quote."""
    keys: set[str] = set()
    for paper in papers:
        keys.update(keys_of(paper))
    return frozenset(keys)


def keys_of(paper: Paper) -> frozenset[str]:
    """Return the cases that a paper is of or quotes."""
    own = () if paper.number is None else case_keys(paper.number)
    return frozenset(own).union(*(case_keys(link.number) for link in paper.links))


def _with(number: CaseNumber, *, serial: str, suffix: int) -> CaseNumber:
    return CaseNumber(
        year=number.year,
        court_code=number.court_code,
        specialty_code=number.specialty_code,
        type_code=number.type_code,
        serial=serial,
        suffix=suffix,
        is_old_form=number.is_old_form,
    )


def _serials(printed: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in printed.split("、"):
        first, _, last = part.partition("-")
        is_range = last.isdigit() and 0 < int(last) - int(first) <= _MOST_OF_A_RANGE
        found += [str(n) for n in range(int(first), int(last) + 1)] if is_range else [part]
    return tuple(found)


def _result_of(judgment: Judgment) -> Extracted[AppealResult] | None:
    """Return what the ruling does as a whole, also where the stage of procedure was not read."""
    # At first instance the ruling is on the claims; what it revokes of other cases (缓刑, 假释) is
    # no appeal from them.
    is_first = value_of(judgment.instance) is Instance.FIRST and not is_annulment(judgment)
    if is_first or not judgment.disposition:
        return None
    if judgment.outcome is not None and judgment.outcome.appeal is not None:
        result = judgment.outcome.appeal.result
    else:
        result = read_appeal(judgment.text, judgment.disposition)
    whole = Span(judgment.disposition[0].start, judgment.disposition[-1].end)
    instance = value_of(judgment.instance)
    if result is not None:
        # A review that revokes nothing but sends the case to another court orders its retrial.
        is_order = result.value is AppealResult.REMANDED and instance is Instance.RETRIAL_REVIEW
        if is_order and "撤销" not in whole.of(judgment.text):
            return Extracted(AppealResult.RETRIAL_ORDERED, result.span, result.rule)
        return result
    # A judgment (not a ruling) on appeal or retrial that neither affirms nor names the earlier
    # one decides anew in its place.
    if instance in {Instance.SECOND, Instance.RETRIAL} and (
        value_of(judgment.document_kind) is DocumentKind.PANJUE
    ):
        return Extracted(AppealResult.VARIED, whole, "ruling:anew")
    return None


def _under_review(quotations: tuple[Quotation, ...]) -> frozenset[str]:
    """Return the numbers under review: those appealed from, else the highest of the history."""
    named = {str(q.number.value) for q in quotations if q.manner is Manner.UNDER_REVIEW}
    told = [q for q in quotations if q.manner is Manner.EARLIER]
    if named or not told:
        return frozenset(named)
    highest = max(_rank(q.number.value) for q in told)
    return frozenset(str(q.number.value) for q in told if _rank(q.number.value) == highest)


def _rank(number: CaseNumber) -> int:
    """Rank a number by stage; rulings that only open a review rank lowest."""
    if any(sign in number.type_code for sign in "申监抗辖立"):
        return -1
    return next((rank for sign, rank in (("再", 3), ("终", 2)) if sign in number.type_code), 1)


def _acts_of_items(
    text: str, quotations: tuple[Quotation, ...], result: AppealResult | None
) -> dict[str, tuple[Act, Span]]:
    """Return what the items of the ruling do to each number that they name."""
    acts: dict[str, set[Act]] = {}
    spans: dict[str, Span] = {}
    for quotation in quotations:
        if quotation.manner is not Manner.RULED_ON:
            continue
        number = str(quotation.number.value)
        span = quotation.number.span
        item = quotation.item or span
        act = _act_of_item(text[item.start : span.start], text[span.end : span.end + 60], result)
        acts.setdefault(number, set()).add(act)
        spans.setdefault(number, Span(min(item.start, span.start), span.end))
    return {number: (_joined(found), spans[number]) for number, found in acts.items()}


def _act_of_item(before: str, behind: str, result: AppealResult | None) -> Act:
    # The last word decides, and 不核准 before the 核准 inside it.
    ends = [(before.rfind(word), len(word), act) for word, act in _CUES]
    act = max((at + length, length, act) for at, length, act in ends if at >= 0)[2]
    is_part = _PART.match(behind) is not None
    if is_part and act is Act.REVOKES:
        return Act.VARIES
    # 「一、维持…第一项；二、变更第二项为…」: the second item need not name the number again.
    return Act.VARIES if is_part and result is AppealResult.VARIED else act


def _joined(acts: set[Act]) -> Act:
    """Join what several items do to one paper: part kept and part taken is varied."""
    return next(iter(acts)) if len(acts) == 1 else Act.VARIES


def _reviewed_link(
    quotation: Quotation, kind: DocumentKind | None, result: Extracted[AppealResult]
) -> Link:
    return Link(
        number=quotation.number.value,
        kind=kind,
        act=_ACT_OF_RESULT[result.value],
        evidence=result.span,
        rule=f"ruling:{quotation.manner}",
    )


def _told_link(quotations: list[Quotation], kind: DocumentKind | None) -> Link:
    # A number told as sent back, or as carried out, says more than a bare mention.
    first = min(
        quotations,
        key=lambda q: (_ACT_OF_MANNER.get(q.manner, Act.FOLLOWS) is Act.FOLLOWS, q.number.span),
    )
    return Link(
        number=first.number.value,
        kind=kind,
        act=_ACT_OF_MANNER.get(first.manner, Act.FOLLOWS),
        evidence=first.number.span,
        rule=f"told:{first.manner}",
    )
