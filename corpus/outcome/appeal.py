"""What became of the judgment before a higher or retrying court, and which judgment was it?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.case_number import CaseNumber, find_case_numbers
from corpus.court import read_court_name
from corpus.numerals import find_dates
from corpus.outcome.model import AppealResult, EarlierJudgment
from corpus.spans import Extracted, Span

_PART: Final = (
    r"第[一二三四五六七八九十0-9０-９、，及和至第项]{1,24}项|定罪|量刑|部分"
    r"|对[^，。；]{0,20}的|犯[^，。；]{1,30}罪"
)
_RULES: Final = (
    (
        AppealResult.REMANDED,
        re.compile(
            r"发回[^。；]{0,40}(?:重审|重新审|另行|审理|审查)"
            r"|(?:指令|移送|移交|交由)[^。；]{0,60}(?:审理|受理|审查)"
            r"|(?:本案|[，；、])由[^。；]{1,40}法院[^。；]{0,80}审理"
        ),
    ),
    (
        AppealResult.RETRIAL_ORDERED,
        re.compile(r"指令[^。；]{0,40}再审|(?:由)?本院(?:另行组成合议庭)?(?:提审|再审)|提审本案"),
    ),
    (
        AppealResult.REVIEW_ENDED,
        re.compile(r"终结(?:本案|对本案)?的?(?:再审)?(?:申请)?的?审查|终结审查"),
    ),
    (AppealResult.RETRIAL_REFUSED, re.compile(r"驳回[^。；]{0,60}(?:再审申请|申诉)")),
    (
        AppealResult.WITHDRAWN,
        re.compile(
            r"(?:准许|准予|同意)[^。；]{0,200}撤回[^。；]{0,12}(?:上诉|抗诉|再审申请|申请)|按[^。；]{0,20}撤回"
        ),
    ),
)
_DISMISSED: Final = re.compile(r"驳回[^。；]{0,40}(?:上诉|抗诉|复议)|核准")
_UPHELD: Final = re.compile(r"维持")
_REVOKED: Final = re.compile(r"撤销|撤消")
_CHANGED: Final = re.compile(r"变更|改判")
_JUDGMENT: Final = re.compile(r"(?:判决|裁定|决定|调解)")
_PARTLY: Final = re.compile(_PART)

# Words before a case number that say it is the one under review.
_CUE: Final = re.compile(r"(?:不服|作出|做出|撤销|撤消|维持|变更|审理|对|以)[^。；]*$")
# What asks for or does something to it says so more strongly than 作出.
_STRONG: Final = re.compile(r"(?:不服|撤销|撤消|维持|变更)[^。；]{0,48}$")
_KIND: Final = re.compile(
    r"[的之]?[《〈]?(?:[×xX＊*]{2})?(?:一审|二审)?(?:刑事|民事|行政|执行|知识产权|国家)?(?:附带民事)?(?:赔偿)?"
    r"(?:公益诉讼)?(?P<kind>判决|裁定|决定|调解)"
)
_COURT: Final = re.compile(
    r"(?P<court>(?:[\u4e00-\u9fff（）]{1,28}?(?:法院|法庭))|本院)"
    r"(?:[（(]以下[^（）()]{0,30}[）)])?(?:于?[^（(，。；]{0,24})?(?:作出的?|做出的?|的)?$"
)
_BEFORE_COURT: Final = re.compile(
    r"^.*(?:不服|撤销|撤消|维持|变更|判令|依法|要求|请求|审理|，|、|。|；|：|\s)"
)
_NO_NAME: Final = re.compile(r"(?:该|此|原|贵|一审|二审|原审|再审|上级|人民){0,3}(?:人民)?法院")
# These words stand before a court or inside its name (经济技术开发区); the table decides.
_PERHAPS_BEFORE: Final = re.compile(r"[因由经向对为将]")
_RANKS: Final = (("再", 3), ("终", 2), ("初", 1))


def read_appeal(
    text: str, items: Sequence[Span], *, is_review: bool = False
) -> Extracted[AppealResult] | None:
    """Read what the items of a ruling do with the judgment before the court.

    A ruling that leaves part of it standing varies it; one that revokes it all and rules itself
    decides anew. Returns None where the items speak of no earlier judgment.

    Args:
        text: The text that the spans count in.
        items: The ruling item by item.
        is_review: Whether the court only reviews if there is to be a retrial; then 指令某法院审理,
            with nothing revoked, orders one.

    Example:
        >>> read_appeal("驳回上诉，维持原判。", [Span(0, 10)]).value
        <AppealResult.AFFIRMED: 'affirmed'>
    """
    whole = Span(items[0].start, items[-1].end) if items else Span(0, 0)
    for result, rule in _RULES:
        if match := rule.search(text, whole.start, whole.end):
            is_order = is_review and result is AppealResult.REMANDED and not _revokes(text, whole)
            value = AppealResult.RETRIAL_ORDERED if is_order else result
            return Extracted(value, Span(*match.span()), f"appeal:{value}")
    upheld = revoked = changed = None
    is_partial = False
    for item in items:
        words = item.of(text)
        if _REVOKED.match(words.lstrip(_NUMBERING)) and _JUDGMENT.search(words):
            revoked = revoked or item
            is_partial |= bool(_PARTLY.search(words.split("即")[0]))
        elif _UPHELD.match(words.lstrip(_NUMBERING)):
            upheld = upheld or item
            is_partial |= bool(_PARTLY.search(words))
        elif _CHANGED.match(words.lstrip(_NUMBERING)) and _JUDGMENT.search(words):
            changed = changed or item
    dismissed = _DISMISSED.search(text, whole.start, whole.end)
    return _decided(dismissed, upheld, revoked or changed, is_partial=is_partial or bool(changed))


def _revokes(text: str, whole: Span) -> bool:
    return _REVOKED.search(text, whole.start, whole.end) is not None


_NUMBERING: Final = "一二三四五六七八九十、.．0123456789（）() \n\t　"


def _decided(
    dismissed: re.Match[str] | None,
    upheld: Span | None,
    revoked: Span | None,
    *,
    is_partial: bool,
) -> Extracted[AppealResult] | None:
    """Draw the conclusion from what stands and what does not."""
    if revoked is not None:
        is_varied = is_partial or upheld is not None
        result = AppealResult.VARIED if is_varied else AppealResult.REVOKED_AND_DECIDED
        return Extracted(result, revoked, "appeal:revoked")
    if dismissed is not None:
        return Extracted(AppealResult.AFFIRMED, Span(*dismissed.span()), "appeal:dismissed")
    if upheld is not None:
        result = AppealResult.VARIED if is_partial else AppealResult.AFFIRMED
        return Extracted(result, upheld, "appeal:upheld")
    return None


def find_below(
    text: str, spans: Sequence[Span], *, own: CaseNumber | None
) -> tuple[Extracted[EarlierJudgment], ...]:
    """Find the judgments under review, the latest instance first.

    Args:
        text: The text that the spans count in.
        spans: Where to look, in order: opening, claims, ruling.
        own: The number of this judgment.

    Example:
        >>> text = "甲不服长春市宽城区人民法院（2022）吉0103民初412号民事判决，提起上诉"
        >>> (found,) = find_below(text, [Span(0, len(text))], own=None)
        >>> found.value.court, str(found.value.number)
        ('长春市宽城区人民法院', '（2022）吉0103民初412号')

    Cost: linear in the characters of the spans.
    """
    found: dict[str, tuple[bool, Extracted[EarlierJudgment]]] = {}
    for span in spans:
        for number in find_case_numbers(text, span.start, span.end):
            kind = _KIND.match(text, number.span.end, number.span.end + 18)
            begin = max(span.start, number.span.start - 90)
            before = text[begin : number.span.start]
            if kind is None or not _CUE.search(before) or not _may_be_below(number.value, own):
                continue
            is_strong = _STRONG.search(before) is not None
            if kind["kind"] == "调解" and "不服" not in before:
                continue
            earlier = _earlier(text, begin, number)
            was_strong, known = found.get(str(number.value), (False, earlier))
            merged = replace(
                known.value,
                court=known.value.court or earlier.value.court,
                decided_on=known.value.decided_on or earlier.value.decided_on,
            )
            fact = Extracted(merged, known.span, known.rule)
            found[str(number.value)] = (is_strong or was_strong, fact)
    ordered = sorted(found.values(), key=lambda each: (-_rank(each[1].value.number), not each[0]))
    return tuple(earlier for _, earlier in ordered)


def _may_be_below(number: CaseNumber, own: CaseNumber | None) -> bool:
    """Tell whether a number can be of a lower instance of the same case.

    A civil appeal is about a civil judgment, not about one of another family (破, 执).
    """
    if own is None or own.is_old_form or number.is_old_form:
        return number != own
    return number != own and number.type_code[:1] == own.type_code[:1]


def _rank(number: CaseNumber) -> int:
    """Return how high in the order of instances a number stands."""
    return next((rank for sign, rank in _RANKS if sign in number.type_code), 0)


def _trimmed(words: str) -> str | None:
    """Return the name of a court without the words before it."""
    name = _BEFORE_COURT.sub("", words).lstrip("但又故即而且由因经对")
    if _NO_NAME.fullmatch(name):
        return None
    if read_court_name(name) is None:
        for match in _PERHAPS_BEFORE.finditer(name):
            if read_court_name(name[match.end() :]) is not None:
                return name[match.end() :]
    return name or None


def _earlier(text: str, begin: int, number: Extracted[CaseNumber]) -> Extracted[EarlierJudgment]:
    """Read court and date that stand before a number."""
    before = text[begin : number.span.start]
    court = _COURT.search(before)
    name = None
    if court is not None and court["court"] != "本院":
        name = _trimmed(court["court"])
    days = [day.value for day in find_dates(before) if isinstance(day, Extracted)]
    value = EarlierJudgment(number=number.value, court=name, decided_on=days[-1] if days else None)
    return Extracted(value, number.span, "below")
