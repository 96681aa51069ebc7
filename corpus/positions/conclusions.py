"""What does a sentence of a court affirm and deny?

Clause by clause: a predicate of the closed table, whether it is denied, and what it is about. What
somebody else is said to have claimed is no conclusion of the court; the answer to it is.
"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.positions.abouts import normal_about
from corpus.positions.denial import is_asked, is_denied, is_modal, open_statement
from corpus.positions.model import Conclusion
from corpus.positions.predicates import PREDICATE, PREDICATES, Place, Predicate, is_word_part
from corpus.positions.sides import Sides
from corpus.spans import Span

_CLAUSE: Final = re.compile(r"[^，,；;：:。！？\n]+")
_CLAIMED: Final = re.compile(
    r"(?<!本院)认为|辩称|诉称|提出|抗辩|主张|要求|请求|上诉称|辩解|以[^，]{2,20}为由|指控|关于|对于|至于|答辩|承诺|声称"
)
# Whose speech goes on behind a comma, until the court takes the word again.
_SPEAKS: Final = re.compile(
    r"(?:(?<!本院)(?<!合议庭)认为|辩称|诉称|提出(?!的|异议|上诉|抗诉|申请|反诉|证据|相反|质)|上诉称|辩解称|答辩称|述称|声称|"
    r"主张(?=[，：:])|意见(?:是|为)?[：:])"
)
_OWN: Final = re.compile(
    r"(?:经查|经审[理查]|本院|但|然而|故|因此|对此|对[该其上此]|该(?:意见|主张|辩解|辩护|抗辩|理由|请求|上诉)|上述|"
    r"综上|依法|应|现有证据|鉴于|与(?:查明|本院|事实|法律)|于法|缺乏|没有|无事实|无法律|不予|予以|不能成立|不足以|符合|"
    r"理由|证据不足)"
)
_FOLLOWED: Final = re.compile(r"(?:但|而|且|并|[，,；;：:。！？）)\n]|之|$)")
_BY: Final = re.compile(r"(?:按照?|以|依照)(?P<by>[^，,按以]{2,20})$")
_WHEN: Final = re.compile(r"(?:[后时前]|(?<!目)的|时候|之日)$")
_OF_LAW: Final = re.compile(r"规定|法律|条例|情形|《")
_JOINED: Final = re.compile(r"[、并且而及]|同时")
_TAIL: Final = re.compile(
    r"(?:本院|依法|于法|不|未|无|应当?|能够?|予以?|宜|再|可以?|难以|没有|尚|认定|认为|确已|确|已经?|均|亦|也|并|其|为|"
    r"当然|必然|导致|足以|举证|提供|证据|证明|现有|未能|进一步|继续)+$"
)
_NOT_TAKEN: Final = re.compile(r"不(?:再)?作(?P<about>[^，,。；]{2,12}?)(?:认定|评价|论处|处理)")
_SUBJECT_OPENS: Final = re.compile(r"^(?:故|因此|综上|据此|从而|因而|所以|本院认为|可见)")


def read_conclusions(text: str, span: Span, sides: Sides) -> tuple[Conclusion, ...]:
    """Read what a sentence affirms and denies, in order.

    Args:
        text: The text that the span counts in.
        span: The sentence.
        sides: Who is named how; names of parties are left out of what a conclusion is about.

    Cost: linear in the length of the sentence.
    """
    return tuple(_conclusions(text, span, sides))


def _conclusions(text: str, span: Span, sides: Sides) -> Iterator[Conclusion]:
    is_argued = False
    for clause in _CLAUSE.finditer(text, span.start, span.end):
        start, end = clause.span()
        if is_argued and _OWN.match(text, start, end):
            is_argued = False
        speaks = _SPEAKS.search(text, start, min(end + 1, span.end))
        is_told = is_asked(text, start, end) or _WHEN.search(text, start, end) is not None
        if not is_argued and not is_told:
            said = tuple(_of_clause(text, start, end, sides))
            yield from said or _open(text, start, end, sides)
        if speaks is not None:
            is_argued = True


def _of_clause(text: str, start: int, end: int, sides: Sides) -> Iterator[Conclusion]:
    claimed = _CLAIMED.search(text, start, end)
    not_taken = _NOT_TAKEN.search(text, start, end)
    if claimed is None and not_taken is not None:
        # 不作逃逸认定 puts what it denies between the denial and the verb.
        about = normal_about(not_taken["about"], sides.names)
        yield Conclusion(predicate="属于", about=about, is_affirmed=False, span=Span(start, end))
        return
    matches = [
        (match, PREDICATES[match.group()])
        for match in PREDICATE.finditer(text, start, end)
        if not is_word_part(text, *match.span(), end)
    ]
    flips = False
    held = start
    for place, (match, predicate) in enumerate(matches):
        at = match.start()
        if claimed is not None and claimed.start() < at and not predicate.answers:
            continue
        denied = is_denied(text, start, at)
        has_inner = place + 1 < len(matches)
        if predicate.carries and has_inner:
            flips ^= denied
            continue
        if not _is_said(text, start, end, match, predicate, is_denied=denied or flips):
            continue
        # 属于违反法定程序 says that it violates; what else stands in an object is part of it.
        if has_inner and matches[place + 1][0].start() - match.end() <= 1 and not denied:
            continue
        if held > start and not predicate.answers and not _JOINED.search(text, held, at):
            continue
        if predicate.place in {Place.BEHIND, Place.EITHER}:
            held = match.end()
        about = _about(text, Span(start, end), match, predicate, sides)
        yield Conclusion(
            predicate=predicate.name,
            about=about,
            is_affirmed=predicate.affirms ^ denied ^ flips,
            span=Span(start, end),
        )


def _open(text: str, start: int, end: int, sides: Sides) -> Iterator[Conclusion]:
    """Yield what a clause without a predicate of the table says ought to be."""
    if _CLAIMED.search(text, start, end) is not None:
        return
    found = open_statement(text, start, end)
    if found is None:
        return
    name, begin, affirms = found
    about = normal_about(text[begin:end], sides.names)
    if len(about) >= 2:
        yield Conclusion(predicate=name, about=about, is_affirmed=affirms, span=Span(start, end))


def _is_said(
    text: str,
    start: int,
    end: int,
    match: re.Match[str],
    predicate: Predicate,
    *,
    is_denied: bool,
) -> bool:
    """Tell whether a predicate is held rather than told, and stands where it can hold."""
    if predicate.place is Place.BEFORE and not _FOLLOWED.match(text, match.end(), end):
        return False
    return is_denied or not predicate.needs_modal or is_modal(text, start, match.start())


def _about(
    text: str, clause: Span, match: re.Match[str], predicate: Predicate, sides: Sides
) -> str:
    before = _bare(text[clause.start : match.start()])
    behind = text[match.end() : clause.end]
    if predicate.place in {Place.BEFORE, Place.SUBJECT}:
        return normal_about(before, sides.names)
    by = _BY.search(before)
    if by is not None and _OF_LAW.search(by["by"]):
        by = None
    if predicate.place is Place.BY:
        return normal_about(before if by is None else by["by"], sides.names)
    prefix = "" if by is None or predicate.place is Place.EITHER else by["by"]
    object_ = normal_about(prefix + behind, sides.names)
    if object_ or predicate.place is Place.BEHIND:
        return object_
    return normal_about(before, sides.names)


def _bare(words: str) -> str:
    """Return the words before a predicate without its denial and its modal."""
    words = _SUBJECT_OPENS.sub("", words)
    return _TAIL.sub("", words)
