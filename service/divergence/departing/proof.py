"""On whom does the reasoning put the burden of proof?"""

import re
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.spans import Extracted, Span

_ON_ANSWERING: Final = re.compile(
    r"被告[^。；，]{0,16}?(?:负有?|承担)[^。；，]{0,6}?(?:举证|证明)(?:责任|义务)"
    r"|(?:举证|证明)责任[^。；，]{0,4}(?:在|由|归于)[^。；，]{0,2}被告"
    r"|由被告[^。；，]{0,14}?(?:举证|加以证明|证明责任|承担举证)"
    r"|被告[^。；]{0,30}?(?:未(?:能)?(?:提供|提交|举证)|举证不能)[^。；]{0,40}?不利(?:的)?(?:法律)?后果"
)
_ON_ASKING: Final = re.compile(
    r"原告[^。；，]{0,16}?(?:负有?|承担)[^。；，]{0,6}?(?:举证|证明)(?:责任|义务)"
    r"|(?:举证|证明)责任[^。；，]{0,4}(?:在|由|归于)[^。；，]{0,2}原告"
    r"|由原告[^。；，]{0,14}?(?:举证|加以证明|证明责任|承担举证)"
    r"|原告[^。；]{0,60}?(?:未(?:能)?(?:向本院)?(?:提供|提交|举证)|举证不能|不足以证明|不能证明)"
)


def burden_of(judgment: Judgment) -> Extracted[str] | None:
    """Return on whom the burden lies by the reasoning; None where it says nothing of it."""
    for section in judgment.sections:
        if section.kind is SectionKind.REASONING:
            for side, rule in (("answering", _ON_ANSWERING), ("asking", _ON_ASKING)):
                if match := rule.search(judgment.text, section.span.start, section.span.end):
                    return Extracted(side, Span(*match.span()), f"burden:{side}")
    return None
