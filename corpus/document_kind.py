"""What kind of paper is this, of what kind of case, at which stage, and what does its head say?

The head (标题) of a judgment is court, kind of paper and case number, in this order, on lines of
their own or not. Portals put their own title before it (…一审刑事判决书), and forms put a notice
there; the head is therefore looked for by its order, not by its place.

Source: 民事裁判文书制作规范 法〔2016〕221号, on 标题; type codes: 法〔2015〕137号, annex.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from corpus.case_number import (
    CaseNumber,
    find_case_numbers,
    find_withheld_number,
    repair_case_number,
)
from corpus.court import read_court_name
from corpus.court_codes import contradicts, court_of_code
from corpus.court_place import place_by_code
from corpus.holes import HOLES_IN_NAMES, MASKS, has_hole
from corpus.judgment import CaseType, Court, DocumentKind, Instance
from corpus.library_case import LibraryCase, read_library_case
from corpus.library_facts import read_library_facts
from corpus.spans import Ambiguous, Extracted, Reading, Span, Unreadable, Withheld, value_of

HEAD_LIMIT: Final = 1500
"""Characters in which the head is looked for; longer ones are notices before it."""

_GAP: Final = r"[ \u3000\xa0]{0,4}+"
_KIND_WORDS: Final = {
    "判决书": DocumentKind.PANJUE,
    "裁判书": DocumentKind.PANJUE,
    "裁定书": DocumentKind.CAIDING,
    "调解书": DocumentKind.TIAOJIE,
    "决定书": DocumentKind.JUEDING,
    "通知书": DocumentKind.TONGZHI,
    "支付令": DocumentKind.ZHIFULING,
}
_CASE_WORDS: Final = (
    ("国家赔偿", CaseType.COMPENSATION),
    ("司法赔偿", CaseType.COMPENSATION),
    ("刑事", CaseType.CRIMINAL),
    ("行政", CaseType.ADMINISTRATIVE),
    ("民事", CaseType.CIVIL),
    ("执行", CaseType.ENFORCEMENT),
    ("赔偿", CaseType.COMPENSATION),
)
_COURT: Final = re.compile(rf"[\u4e00-\u9fa5·]{{2,40}}?(?:法{_GAP}院|分院)")
_SPACED_COURT: Final = re.compile(r"(?:[\u4e00-\u9fa5·][ \u3000]{1,3}){3,30}院")
_JUNK: Final = r"[\sa-z;；”\"〉>=']{0,14}+"
# Before the court: nothing, or the portal's own title that ends in 书; but no quotation.
_ALONE: Final = r"\u4e00-\u9fa5·“‘《，、；。："
_BEFORE: Final = (
    rf"(?:(?<![{_ALONE}])[\u4e00-\u9fa5、，。]{{2,60}}书|(?<![{_ALONE}{HOLES_IN_NAMES}{MASKS}]))"
)
_COURT_NAME: Final = rf"(?P<court>[\u4e00-\u9fa5·]{{2,40}}?(?:法{_GAP}院|分院))"
_FIRST_OF_KIND: Final = r"(?:(?<=\s)[\u4e00-\u9fa5]|[刑民行执国赔司商知附减假收指驳报复核])"
_KIND_PREFIX: Final = rf"(?:{_FIRST_OF_KIND}[\u4e00-\u9fa5 \u3000]{{0,24}}?)?"
_KIND_WORD: Final = (
    rf"(?:判{_GAP}决(?:{_GAP}书|(?=\s{{0,4}}[（(〔［\[]))|裁{_GAP}[定判]{_GAP}书|调{_GAP}解{_GAP}书"
    rf"|决{_GAP}定{_GAP}书|通{_GAP}知{_GAP}书|支{_GAP}付{_GAP}令)"
)
# Behind the kind: a break, the number, or, in a text without breaks, the first party.
_BEHIND: Final = r"(?=[\s（(〔［\[\d]|$|公诉|原|被|上诉|抗诉|申|再审|附带|自诉|罪犯|赔偿|案由)"
_COURT_THEN_KIND: Final = re.compile(
    rf"{_BEFORE}{_COURT_NAME}{_JUNK}(?P<kind>{_KIND_PREFIX}{_KIND_WORD}){_BEHIND}"
)
_KIND_AND_NUMBER: Final = re.compile(
    r"(?P<kind>(?:刑事|民事|行政|执行|国家赔偿)[\u4e00-\u9fa5]{0,12}?(?:判决书|裁定书|调解书|决定书))"
    r"\s{0,6}(?=[（(〔［\[](?:19|20)\d\d)"
)
_LOST: Final = f"{HOLES_IN_NAMES}{MASKS}"
_LOST_COURT: Final = re.compile(
    rf"(?<!\S)(?=\S{{0,38}}[{_LOST}])[\u4e00-\u9fa5·{_LOST}]{{0,34}}"
    rf"(?:法[院{_LOST}]|人民[{_LOST}]{{1,2}}院|[{_LOST}]院)(?=[\s（(刑民行执国赔]|$)"
)
_LONGEST_KIND: Final = 24
_NUMBER_LIKE: Final = re.compile(r"[^\s，。、：]{4,32}?号(?=\s|$)")
_STAGE_WORDS: Final = (
    ("复核终结", Instance.DEATH_REVIEW),
    ("报请本院核准", Instance.DEATH_REVIEW),
    ("再审申请人", Instance.RETRIAL_REVIEW),
    ("申诉人", Instance.RETRIAL_REVIEW),
    ("原审上诉人", Instance.RETRIAL),
    ("上诉人（", Instance.SECOND),
    ("上诉人：", Instance.SECOND),
    ("抗诉机关", Instance.SECOND),
    ("原公诉机关", Instance.SECOND),
    ("申请执行人", Instance.ENFORCEMENT),
    ("提起公诉", Instance.FIRST),
    ("提起诉讼", Instance.FIRST),
)
_STAGE_LIMIT: Final = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of a paper says.

    Attributes:
        court: The court.
        document_kind: 判决书, 裁定书…
        case_type: Criminal, civil…, from the title or from the case number.
        case_number: This paper's own number.
        instance: Stage of procedure.
        title: The words of the kind line, "刑事附带民事判决书"; None when there is none.
        end: Offset behind the head; 0 when the text has none.
    """

    court: Reading[Court]
    document_kind: Reading[DocumentKind]
    case_type: Reading[CaseType]
    case_number: Reading[CaseNumber]
    instance: Reading[Instance]
    title: str | None
    end: int


def read_head(text: str) -> Head:
    r"""Read court, kind and number at the beginning of a paper.

    Example:
        >>> head = read_head("河北省南宫市人民法院\n行政裁定书\n（2014）南行非审字第35号\n申请人")
        >>> value_of(head.document_kind), str(value_of(head.case_number)), head.end
        (<DocumentKind.CAIDING: 'caiding'>, '（2014）南行非审字第35号', 32)

    Cost: constant; only the first :data:`HEAD_LIMIT` characters are looked at.
    """
    case = read_library_case(text)
    if case is not None:
        return _head_of_case(text, case)
    limit = min(len(text), HEAD_LIMIT)
    pair = _best_pair(text, limit)
    court: Reading[Court] = None
    kind_span: Span | None = None
    if pair is not None:
        court = _court(text, Span(*pair.span("court")))
        kind_span = Span(*pair.span("kind"))
    elif (alone := _KIND_AND_NUMBER.search(text, 0, limit)) is not None:
        kind_span = Span(*alone.span("kind"))
    number = _own_number(text, kind_span, limit)
    end = kind_span.end if kind_span else 0
    if isinstance(number, Extracted | Withheld | Unreadable):
        end = max(end, number.span.end)
    if court is None:
        court = _court_alone(text, end or 200)
        if isinstance(court, Extracted):
            end = max(end, court.span.end)
    court = court or _lost_court(text, end or 200)
    own = value_of(number)
    lost = None if kind_span else _lost_kind(text, court, number)
    kind_span = lost.span if lost else kind_span
    title = "".join(kind_span.of(text).split()) if kind_span else None
    case_type = _case_type(title, kind_span, number)
    return Head(
        court=_check_court(court, number),
        document_kind=lost or _kind(title, kind_span),
        case_type=case_type,
        case_number=number,
        instance=_instance(text, own, number),
        title=title,
        end=end,
    )


def _head_of_case(text: str, case: LibraryCase) -> Head:
    """A guiding or reference case is the Supreme People's Court's; it has no number of a case.

    Its instance is that of the judgment behind it.
    """
    end = next((place for place, _, rule in case.cuts if rule != "library:title"), len(text))
    lines = [line.strip() for line in text[:end].splitlines() if line.strip()]
    case_type: Reading[CaseType] = None
    if case.case_type is not None:
        case_type = Extracted(case.case_type[0], case.case_type[1], "case_type:keyword")
    publisher = read_court_name("最高人民法院")
    number = read_library_facts(text, case).deciding
    return Head(
        court=None if publisher is None else Extracted(publisher, case.mark, "court:library"),
        document_kind=Extracted(case.kind, case.mark, "kind:library"),
        case_type=case_type,
        case_number=None,
        instance=None
        if number is None
        else Extracted(
            instance_of_type_code(number.value.type_code), number.span, "instance:number"
        ),
        title=" ".join(lines[:2]) or None,
        end=end,
    )


def _best_pair(text: str, limit: int) -> re.Match[str] | None:
    """Find the court that is followed by the kind of paper; the last such before the number."""
    best = None
    for match in _COURT_THEN_KIND.finditer(text, 0, limit):
        behind = text[match.end() : match.end() + 60].lstrip(" \n\u3000)）")
        if best is None or behind[:1] in "（(〔［[":
            best = match
            if behind[:1] in "（(〔［[":
                break
    return best


def _court(text: str, span: Span) -> Reading[Court]:
    court = read_court_name(span.of(text))
    return None if court is None else Extracted(court, span, "court:head")


def _court_alone(text: str, limit: int) -> Reading[Court]:
    """Read a court named on a line of its own, where the kind does not follow."""
    for pattern in (_COURT, _SPACED_COURT):
        match = pattern.search(text, 0, min(limit, len(text)))
        if match is None or text[: match.start()].strip(" \n\u3000"):
            continue
        following = text[match.end() : match.end() + 1]
        if following == "" or following.isspace() or following in "（(":
            return _court(text, Span(*match.span()))
    return None


def _lost_court(text: str, limit: int) -> Unreadable | Withheld | None:
    """Report a line that named a court before characters of it were lost or hidden."""
    match = _LOST_COURT.search(text, 0, min(limit, len(text)))
    if match is None:
        return None
    span = Span(*match.span())
    if has_hole(match.group()):
        return Unreadable(span, "court:head", "标题中的法院名称有残缺的字")
    return Withheld(span, "court:masked")


def _lost_kind(text: str, court: Reading[Court], number: Reading[CaseNumber]) -> Unreadable | None:
    """Report words between court and number that name no known kind of paper."""
    if not isinstance(court, Extracted | Unreadable | Withheld) or number is None:
        return None
    if isinstance(number, Ambiguous):
        return None
    words = text[court.span.end : number.span.start]
    inner = words.strip()
    if not 0 < len(inner) <= _LONGEST_KIND or not (has_hole(inner) or inner.endswith("书")):
        return None
    start = court.span.end + words.index(inner)
    return Unreadable(
        Span(start, start + len(inner)), "kind:head", "标题中的文书名称有残缺或无法识别的字"
    )


def _own_number(text: str, kind: Span | None, limit: int) -> Reading[CaseNumber]:
    """Return the number behind the kind of paper, or the first of the head."""
    start = kind.end if kind else 0
    window = min(len(text), start + 80) if kind else min(limit, 300)
    found = find_case_numbers(text, start, window)
    if found and (kind or _opens_line(text, found[0].span.start)):
        return Extracted(found[0].value, found[0].span, "case_number:head")
    if kind is None:
        return None
    place = start
    while place < window and text[place].isspace():
        place += 1
    repaired = repair_case_number(text, place, window)
    return repaired or find_withheld_number(text, start, window) or _unreadable(text, place, window)


def _unreadable(text: str, place: int, window: int) -> Unreadable | None:
    """Report words behind the kind of paper that end in 号 and yet are no case number."""
    match = _NUMBER_LIKE.match(text, place, window)
    if match is None:
        return None
    return Unreadable(
        Span(*match.span()), "case_number:head", "标题中的案号不合已知格式（年份、代字或编号缺失）"
    )


def _check_court(court: Reading[Court], number: Reading[CaseNumber]) -> Reading[Court]:
    """Hold a printed court against the code of the number; fill in what is not to be read."""
    if not isinstance(number, Extracted) or number.value.is_old_form:
        return court
    code = number.value.court_code
    if court is None or isinstance(court, Unreadable):
        by_code = court_of_code(code)
        return court if by_code is None else Extracted(by_code, number.span, "court:code")
    if isinstance(court, Extracted) and contradicts(court.value, code):
        by_code = court_of_code(code)
        if by_code is not None:
            other = Extracted(by_code, number.span, "court:code")
            return Ambiguous((court, other))
    if isinstance(court, Extracted) and court.value.province is None:
        placed = place_by_code(court.value, code)
        return court if placed == court.value else replace(court, value=placed)
    return court


def _opens_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace()


def _kind(title: str | None, span: Span | None) -> Reading[DocumentKind]:
    if title is None or span is None:
        return None
    for word, kind in _KIND_WORDS.items():
        if title.endswith(word):
            return Extracted(kind, span, "kind:head")
    return Extracted(DocumentKind.PANJUE, span, "kind:head") if title.endswith("判决") else None


def _case_type(
    title: str | None, span: Span | None, number: Reading[CaseNumber]
) -> Reading[CaseType]:
    if title is not None and span is not None:
        for word, case_type in _CASE_WORDS:
            if word in title:
                return Extracted(case_type, span, "case_type:title")
    if isinstance(number, Extracted):
        for sign, case_type in (
            ("赔", CaseType.COMPENSATION),
            ("刑", CaseType.CRIMINAL),
            ("行", CaseType.ADMINISTRATIVE),
            ("民", CaseType.CIVIL),
            ("商", CaseType.CIVIL),
            ("知", CaseType.CIVIL),
            ("执", CaseType.ENFORCEMENT),
            ("破", CaseType.CIVIL),
        ):
            if sign in number.value.type_code:
                return Extracted(case_type, number.span, "case_type:number")
        return Extracted(CaseType.OTHER, number.span, "case_type:number")
    return None


def instance_of_type_code(type_code: str) -> Instance:
    """Return the stage that a type code (类型代字) stands for.

    Example:
        >>> instance_of_type_code("民终"), instance_of_type_code("刑再终")
        (<Instance.SECOND: 'second'>, <Instance.RETRIAL: 'retrial'>)

    Source: 法〔2015〕137号, annex of type codes; domain notes on 一审 二审 再审 申 监 抗.
    """
    for signs, instance in (
        ("核复", Instance.DEATH_REVIEW),
        ("再提", Instance.RETRIAL),
        ("申监抗", Instance.RETRIAL_REVIEW),
        ("执", Instance.ENFORCEMENT),
        ("终", Instance.SECOND),
        ("初重", Instance.FIRST),
        ("特督催破撤清算医减假更", Instance.SPECIAL),
    ):
        if any(sign in type_code for sign in signs):
            return instance
    return Instance.OTHER


def _instance(text: str, own: CaseNumber | None, number: Reading[CaseNumber]) -> Reading[Instance]:
    """Tell the stage by the number, else by words that only one stage uses."""
    if own is not None and isinstance(number, Extracted):
        return Extracted(instance_of_type_code(own.type_code), number.span, "instance:number")
    for word, instance in _STAGE_WORDS:
        at = text.find(word, 0, _STAGE_LIMIT)
        if at >= 0:
            return Extracted(instance, Span(at, at + len(word)), "instance:words")
    return None
