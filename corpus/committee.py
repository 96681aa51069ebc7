"""Did the adjudication committee (审判委员会) discuss a judgment?

One of the three factors by which judgments that differ are weighed. A judgment that does not say so
may have been discussed all the same: nothing follows from silence.

Source: 法发〔2020〕24号 art. 11.
"""

import re
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.spans import Span

_DISCUSSED: Final = re.compile(
    r"(?:经|提交|提请|报请|由)?(?:本院)?审判委员会(?:(?:民事|刑事|行政)[^，。；]{0,8}?专业委员会)?"
    r"(?:[^，。；]{0,14}?会议)?(?:委员)?(?:集体|进行了)?(?:讨论|研究|评议|决定)"
    r"(?:并)?(?:一致)?(?:决定|通过|同意|[作做]出决定)?"
)
_NOT_THIS_COURT: Final = re.compile(
    r"(?:原审|一审|原一审|二审|该|下级|仲裁|最高人民法院)[^，。；]{0,8}$"
)
_OWN_WORDS: Final = frozenset(
    {
        SectionKind.PROCEDURE,
        SectionKind.REASONING,
        SectionKind.LEGAL_BASIS,
        SectionKind.DISPOSITION,
    }
)
_BEFORE: Final = 12


def committee_discussion(judgment: Judgment) -> Span | None:
    """Return the words by which a judgment says that this court's committee discussed it.

    Returns:
        The words, or None where it does not say so.

    Cost: linear in the length of the court's own words.
    """
    for section in judgment.sections:
        if section.kind not in _OWN_WORDS:
            continue
        for match in _DISCUSSED.finditer(judgment.text, section.span.start, section.span.end):
            before = judgment.text[max(section.span.start, match.start() - _BEFORE) : match.start()]
            if not _NOT_THIS_COURT.search(before):
                return Span(*match.span())
    return None
