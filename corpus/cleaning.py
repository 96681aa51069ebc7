"""Which characters of a source are text, and where did each stand before cleaning?

Cleaning takes out what no court wrote: markup, entities, control and zero-width characters,
Windows line ends, look-alike radicals that PDF files carry instead of characters. It never
rewrites words, so that a quote stays verbatim. Every step can be undone on offsets through
:class:`OffsetMap`.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

# PDF fonts put radicals for characters. NFKC knows the Kangxi block (U+2F00-2FD5); these are the
# ones of U+2E80-2EF3 that stand for whole characters of modern text.
_SUPPLEMENT: Final = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻲⻳⺩⺝⺜⺼",
        "母民虎西见角贝车长长长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齐齿齿龙龙龟龟王月日月",
        strict=True,
    )
)
_RADICALS: Final = {ord(a): b for a, b in _SUPPLEMENT.items()} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
_RADICAL: Final = re.compile("[\u2e80-\u2fd5]")
_CONTROL: Final = "\x00-\x08\x0b\x0e-\x1f\x7f\xad\ufeff\u200b-\u200f\u2060"
_SUSPECT: Final = re.compile(f"[\r\x0c<&{_CONTROL}]")
_ANY: Final = re.compile(f"[\r\x0c<&{_CONTROL}\u2e80-\u2fd5]")
# A tag begins with a Latin name, so that 《关于适用<中华人民共和国刑事诉讼法>的解释》 is none.
_NAMES_OF_BLOCKS: Final = (
    "p|div|br|tr|li|ul|ol|table|tbody|thead|h[1-6]|section|article|body|html|head|center|pre"
)
_DIRT: Final = re.compile(
    rf"(?P<line>\r\n?|\x0c)|(?P<control>[{_CONTROL}]+)"
    r"|(?P<hidden><!--(?:[^<-]|-(?!->)|<(?!!--)){0,50000}+-->"
    r"|<(?P<tag>script|style|title)\b[^<>]{0,500}+>[^<]{0,50000}+</(?P=tag)\s{0,5}+>)"
    rf"|(?P<block></?(?:{_NAMES_OF_BLOCKS})(?:[\s/][^<>]{{0,2000}}+)?>)"
    r"|(?P<inline></?[A-Za-z][A-Za-z0-9:]{0,20}+(?:\s[^<>]{0,2000}+|/)?>)"
    r"|(?P<entity>&(?:\#\d{1,7}+|\#[xX][0-9a-fA-F]{1,6}+|[A-Za-z]{2,31}+);)",
    re.IGNORECASE,
)
_MAX_PASSES: Final = 8


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each character of a cleaned text stood in the source.

    Attributes:
        cleaned: Offsets in the cleaned text at which a run of unchanged characters begins,
            never falling.
        source: Offsets in the source of the same places, never falling.
    """

    cleaned: tuple[int, ...] = (0,)
    source: tuple[int, ...] = (0,)

    def to_source(self, offset: int) -> int:
        """Return the offset in the source of an offset in the cleaned text.

        Cost: logarithmic in the number of places changed.
        """
        at = bisect_right(self.cleaned, offset) - 1
        return self.source[at] + offset - self.cleaned[at]

    def to_cleaned(self, offset: int) -> int:
        """Return the offset in the cleaned text of an offset in the source.

        What was taken out leads to the place where it stood.
        """
        at = bisect_right(self.source, offset) - 1
        place = self.cleaned[at] + offset - self.source[at]
        return min(place, self.cleaned[at + 1]) if at + 1 < len(self.cleaned) else place

    def after(self, earlier: "OffsetMap") -> "OffsetMap":
        """Return the map over both cleanings, ``earlier`` first."""
        places = sorted({*self.cleaned, *(self.to_cleaned(place) for place in earlier.cleaned)})
        return OffsetMap(
            tuple(places), tuple(earlier.to_source(self.to_source(place)) for place in places)
        )


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and the way back.

    Attributes:
        text: The text to store.
        offsets: Way back to the source.
    """

    text: str
    offsets: OffsetMap


def clean(source: str) -> Cleaned:
    r"""Take out what no court wrote.

    Cleaning a cleaned text changes nothing.

    Example:
        >>> clean("<p>本院认为</p>\r\n判决如下").text
        '\n本院认为\n\n判决如下'
        >>> clean("关于适用<刑法>的解释").text
        '关于适用<刑法>的解释'

    Cost: linear in the length of the source.
    """
    if not _ANY.search(source):
        return Cleaned(source, OffsetMap())
    text = source.translate(_RADICALS) if _RADICAL.search(source) else source
    offsets = OffsetMap()
    # An entity may hide a tag (&lt;p&gt;), so one pass is not always enough.
    for _ in range(_MAX_PASSES):
        if not _SUSPECT.search(text):
            break
        text, step = _strip(text)
        if step is None:
            break
        offsets = step.after(offsets)
    return Cleaned(text, offsets)


def _strip(text: str) -> tuple[str, OffsetMap | None]:
    """Take out or replace every piece of dirt once."""
    pieces: list[str] = []
    cleaned, source = [0], [0]
    length = done = 0
    for match in _DIRT.finditer(text):
        put = _replacement(match)
        if put == match.group():
            continue
        kept = text[done : match.start()]
        done = match.end()
        pieces += (kept, put)
        length += len(kept) + len(put)
        if put:
            cleaned.append(length - len(put))
            source.append(match.start())
        cleaned.append(length)
        source.append(done)
    if not pieces:
        return text, None
    pieces.append(text[done:])
    return "".join(pieces), OffsetMap(tuple(cleaned), tuple(source))


def _replacement(match: re.Match[str]) -> str:
    if match.lastgroup in {"line", "block"}:
        return "\n"
    if match.lastgroup == "entity":
        return html.unescape(match.group()).replace("\xa0", " ")
    return ""
