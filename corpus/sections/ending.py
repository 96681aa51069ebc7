"""What stands between the ruling and the end: items, costs, notice of appeal, signature, annex?"""

import re
from typing import Final

from corpus.judgment import SectionKind
from corpus.sections.sentences import opens_sentence, sentence_end, skip_blank
from corpus.spans import Span

_COSTS: Final = re.compile(r"[^，。]{0,16}(?:受理费|诉讼费|申请费|保全费|鉴定费|执行费|公告费)")
_OF_COSTS: Final = re.compile(
    r"[^。]{0,120}?(?:负担|自行承担|预交|垫付|受理费|诉讼费|保全费|补缴|迳付|径付|缴纳|交纳|对此|开户行|账号|退还|退回|收退)"
)
_NOTICE: Final = re.compile(
    r"(?:如|若|对)?[^，。]{0,24}不服|本(?:判决|裁定|决定|调解|通知)(?:书|协议)?"
    r"(?:系|为|是|一经|自|送达|立即|即|经|于|属|已|不准|不得|是终|一)|上诉于|"
    r"(?:双方|各方)?(?:当事人|申请人|被申请人|被告人|上诉人)[^。]{0,30}(?:上诉|复议)"
)
_LATE: Final = re.compile(r"(?:如果|如|若)?[^，。]{0,12}(?:未|不)按")
# A 调解书 gives its reasons behind what is agreed.
_CONFIRMED: Final = re.compile(r"(?:上述|以上|该)(?:调解)?协议[^。]{0,60}(?:确认|不违反|准许)")
_ANNEX: Final = re.compile(
    r"[（(【]?附[：:录件页一二三1、\s]|附相关|附本|附判|附裁|附法|附引|附适|附《|附有|附主|附原|附有关|"
    r"(?:本案)?(?:所)?(?:引用|适用|相关|有关|援引)的?(?:相关|有关)?法律|相关法条|法律条文"
)
DELAYED: Final = re.compile(
    r"(?:如果|如|若|倘若)?[^，。；]{0,24}?(?:未|不|逾期)[^，。；]{0,4}(?:按|履行)[^。；]{0,80}(?:加倍支付|迟延履行)"
)
_ITEM: Final = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[、．.]")


def cut_ending(text: str, ruling: int, signature: int) -> list[tuple[int, SectionKind, str]]:
    """Cut the words between 判决如下 and the signature into ruling, costs and notice."""
    start = skip_blank(text, ruling, signature)
    if start >= signature:
        return []
    cuts = [(ruling, SectionKind.DISPOSITION, "ruling")]
    at = start
    while at < signature:
        if _NOTICE.match(text, at, signature) and not _LATE.match(text, at, signature):
            kind = SectionKind.APPEAL_NOTICE
        elif _CONFIRMED.match(text, at, signature):
            kind = SectionKind.REASONING
        elif _COSTS.match(text, at, signature) and not _ITEM.match(text, at, signature):
            kind = SectionKind.COSTS
        elif cuts[-1][1] is SectionKind.APPEAL_NOTICE or _goes_on_costs(text, at, signature, cuts):
            kind = cuts[-1][1]
        else:
            kind = SectionKind.DISPOSITION
        if kind is not cuts[-1][1]:
            cuts.append((at, kind, f"ending:{kind}"))
        at = skip_blank(text, sentence_end(text, at, signature), signature)
    return cuts


def _goes_on_costs(
    text: str, at: int, signature: int, cuts: list[tuple[int, SectionKind, str]]
) -> bool:
    """Tell whether a sentence behind the costs still speaks of them: who pays back what to whom."""
    return (
        cuts[-1][1] is SectionKind.COSTS
        and _ITEM.match(text, at, signature) is None
        and _OF_COSTS.match(text, at, signature) is not None
    )


def find_annex(text: str, signature: int) -> int:
    """Return where the annex behind the signature begins; the end of the text without one."""
    for match in _ANNEX.finditer(text, signature):
        if opens_sentence(text, match.start(), signature):
            return match.start()
    return len(text)


def ruling_items(text: str, span: Span) -> tuple[Span, ...]:
    """Cut a ruling into its items; one that is not numbered is one item.

    Words on delayed performance (如果未按本判决指定的期间履行) behind the last item are none.

    Example:
        >>> text = "一、撤销原判；二、驳回起诉。"
        >>> [item.of(text) for item in ruling_items(text, Span(0, len(text)))]
        ['一、撤销原判；', '二、驳回起诉。']
    """
    starts = []
    first = at = skip_blank(text, span.start, span.end)
    end = span.end
    while at < span.end:
        if _ITEM.match(text, at, span.end):
            starts.append(at)
            end = span.end
        elif at > first and end == span.end and DELAYED.match(text, at, span.end):
            end = at
        at = skip_blank(text, sentence_end(text, at, span.end), span.end)
    if not starts or starts[0] != first:
        starts.insert(0, first)
    ends = [*starts[1:], end]
    return tuple(
        Span(start, _without_blank(text, start, end))
        for start, end in zip(starts, ends, strict=True)
        if start < end
    )


def _without_blank(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
