"""Where in a text do reasoning, legal basis and ruling stand?

Not by the product's own reader: what that cannot cut must stay in the benchmark as a miss.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

_RULING: Final = re.compile(r"(?:判决|裁定)如下[:：]?")
_VIEW: Final = re.compile(r"本院(?:审理)?认为")
_BASIS: Final = re.compile(
    r"(?:(?:综上|综上所述|据此|为此|故此?)[，,])?(?:现|特|分别)?(?:依照|依据|根据|按照)"
    r"(?=[^。；\n]{0,24}《)"
)
_END: Final = re.compile(
    r"如果?(?:被告|原告)?[^。；]{0,40}?未(?:能)?按[^。]{0,30}?(?:期间|期限|时间)"
    r"|(?:本案)?(?:一审)?案件受理费|本案受理费|受理费\d|如不服本(?:判决|裁定)"
)
_ITEM: Final = re.compile(r"(?:(?<=[。；;\n：:\s])|^)(?=[一二三四五六七八九十]{1,3}、)")
_SENTENCE: Final = re.compile(r"[^。；;\n]*[。；;\n]?")
_NUMERALS: Final = "一二三四五六七八九十"
_LEAST_VIEW: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A judgment cut where changes are made; its parts joined are the text again.

    Attributes:
        before: All before the court's view.
        reasoning: From 本院认为 to the legal basis.
        basis: From 依照… to 判决如下.
        ruling: The items.
        after: Costs, notice of appeal, signatures.
    """

    before: str
    reasoning: str
    basis: str
    ruling: str
    after: str

    @property
    def text(self) -> str:
        """The whole text."""
        return self.before + self.reasoning + self.basis + self.ruling + self.after

    def with_words(self, words: str) -> "Parts":
        """Return it with a sentence at the end of the reasoning."""
        return replace(self, reasoning=self.reasoning.rstrip(" \n　，,；;。") + "。" + words)


def parts_of(text: str) -> Parts | None:
    """Cut a judgment; None where it has no view, basis or ruling of the usual form.

    Example:
        >>> view = "本院认为，被告人甲以非法占有为目的，秘密窃取他人财物，数额较大，应予惩处。"
        >>> basis = "依照《中华人民共和国刑法》第二百六十四条之规定，判决如下："
        >>> ruling = "被告人甲犯盗窃罪，判处拘役三个月。"
        >>> parts_of(f"经审理查明，甲盗窃。{view}{basis}{ruling}如不服本判决，可上诉。").ruling
        '被告人甲犯盗窃罪，判处拘役三个月。'

    Cost: linear in the length of the text.
    """
    rulings = list(_RULING.finditer(text))
    if not rulings:
        return None
    ruling = rulings[-1]
    view = _view_before(text, ruling.start())
    if view is None:
        return None
    sentence = _sentence_before(text, view, ruling.start())
    basis = _BASIS.search(text, sentence, ruling.start())
    if basis is None or basis.start() - view < _LEAST_VIEW:
        return None
    # The whole sentence, so that nothing is put into the middle of it.
    start = sentence if sentence - view >= _LEAST_VIEW else basis.start()
    end = _END.search(text, ruling.end())
    stop = end.start() if end else len(text)
    return Parts(
        before=text[:view],
        reasoning=text[view:start],
        basis=text[start : ruling.end()],
        ruling=text[ruling.end() : stop],
        after=text[stop:],
    )


def _view_before(text: str, end: int) -> int | None:
    """Return where the last view begins that is long enough to be one."""
    starts = [m.start() for m in _VIEW.finditer(text, 0, end) if end - m.start() > _LEAST_VIEW * 2]
    opening = [at for at in starts if at == 0 or text[at - 1] in "。\n 　”"]
    return next(reversed(opening or starts), None)


def _sentence_before(text: str, view: int, ruling: int) -> int:
    """Return where the sentence with the ruling's words begins."""
    return max(view, text.rfind("。", view, ruling) + 1, text.rfind("\n", view, ruling) + 1)


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text behind full stops and semicolons; the pieces joined are the text.

    Example:
        >>> sentences("甲。乙；丙")
        ('甲。', '乙；', '丙')
    """
    return tuple(piece for piece in _SENTENCE.findall(text) if piece)


def items(ruling: str) -> tuple[str, ...]:
    """Cut a ruling into its numbered items without their numbers; one where none is numbered.

    Example:
        >>> items("一、甲偿还乙100元；二、驳回其他诉讼请求。")
        ('甲偿还乙100元；', '驳回其他诉讼请求。')
    """
    pieces = [piece.strip() for piece in _ITEM.split(ruling)]
    return tuple(re.sub(r"^[一二三四五六七八九十]{1,3}、", "", piece) for piece in pieces if piece)


def numbered(pieces: tuple[str, ...]) -> str:
    """Put items together again, each with its number and stop.

    Example:
        >>> numbered(("甲偿还乙100元；", "驳回其他诉讼请求"))
        '一、甲偿还乙100元。二、驳回其他诉讼请求。'
    """
    if len(pieces) == 1:
        return pieces[0].rstrip("；;。") + "。"
    return "".join(
        f"{_NUMERALS[at]}、{piece.rstrip('；;。')}。"
        for at, piece in enumerate(pieces[: len(_NUMERALS)])
    )
