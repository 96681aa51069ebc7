"""When did what a case is about happen?

The law in force is asked for the day of the facts, not for the day of filing or of judging
(刑法 art. 12, 法释〔2020〕15号 art. 1). A case tells many days: of the deed, of the arrest, of an
expert opinion, of a day on which something falls due. Only those of the deed count, each with its
words; where nothing remains, the day is not told.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.decision_date import EARLIEST
from corpus.judgment import Section, SectionKind
from corpus.spans import Extracted, Span

_FIGURES: Final = str.maketrans(
    "〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789"
)
_DIGIT: Final = "0-9０-９"
_MOMENT: Final = re.compile(
    rf"(?:(?<![{_DIGIT}])(?P<year>(?:19|20)[0-9]{{2}}|(?:１９|２０)[０-９]{{2}}|[一二][〇○零一二三四五六七八九]{{3}})"
    r"\s?年|(?P<same>同年|当年|该年)|(?P<next>次年|翌年)|(?P<month_same>同月|当月)"
    # The end of a span leaves out what its beginning told: 2012年10月至12月, 7月11日至13日.
    rf"|(?<=[至到—－~～-])(?P<span_end>(?=[{_DIGIT}]{{1,2}}\s?[月日号])))"
    rf"(?:\s?(?P<month>[{_DIGIT}]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?月)?"
    rf"(?:\s?(?P<day>[{_DIGIT}]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?[日号])?"
)
# What happens to the file of a case, not in it.
_OF_THE_FILE: Final = re.compile(
    r"纪委|监委|留置|抓获|到案|投案|归案|传唤|接受(?:调查|讯问)|拘留|逮捕|取保候审|监视居住|羁押|释放|刑满|减刑|假释|提起公诉|移送|立案|受理|"
    r"起诉|诉至|诉讼|鉴定|检验|评估|出具|认定书|仲裁|裁决|判决|裁定|判处|劳动教养|服刑|出生|开庭|报案|报警|"
    r"查封|扣押|冻结|保全|谅解|退赃|退缴|退赔|达成[^，。；]{0,8}协议|送达|复议|听证|勘验|勘查|处以罚款|行政处罚"
)
_BEFORE_FILE: Final = re.compile(
    r"曾因[^。；]{0,24}$|因犯[^。；]{0,24}$|因本案[^。；]{0,10}$|前科|生于\s?$|截至\s?$|截止到?\s?$|庭审|诉讼"
)
# A day on which something shall be done has not happened.
_DUE_BEFORE: Final = re.compile(
    r"(?:约定|承诺|保证|应于|应在|须于|定于|期限|到期日?|还款日|届满|限)[^。；，]{0,14}$"
)
_DUE_BEHIND: Final = re.compile(r"^\s?(?:之?前(?:还|付|交|返|归|偿)|到期|届满|还清|前还清|前付清)")
_LASTING: Final = re.compile(r"至今|持续|一直|陆续|长期|连续|先后|多次|期间")
_PROOF: Final = re.compile(
    r"(?:上述|以上|前述)(?:犯罪|指控)?(?:的)?事实[，,]?(?:有|由|并有|且有|被告人|当事人|双方|经)|认定上述事实"
)
_CLAUSE: Final = "，。；：,;:\n"
_REACH: Final = 36
_BACK: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """A day, a month or a year, as exact as the text tells it.

    Attributes:
        earliest: Its first day.
        latest: Its last day.
    """

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """When the facts of a case happened.

    Attributes:
        moments: Every moment at which something of it happened, in order of the text.
        is_lasting: Whether the text says that it went on or came again (持续, 多次, 期间).
    """

    moments: tuple[Extracted[Moment], ...]
    is_lasting: bool

    @property
    def first(self) -> Extracted[Moment]:
        """The earliest moment with its words."""
        return min(self.moments, key=lambda each: (each.value.earliest, each.span))

    @property
    def last(self) -> Extracted[Moment]:
        """The latest moment with its words."""
        return max(self.moments, key=lambda each: (each.value.latest, -each.span.start))


def read_happening(
    text: str, spans: Sequence[Span], *, not_after: date | None = None
) -> Happening | None:
    """Read when the facts happened that some parts of a text tell.

    Left out are the days of arrest, filing, expert opinions, earlier sentences and births, days on
    which something falls due, and what stands behind 上述事实 (the proof). 同年 and 次年 count from
    the year before them.

    Args:
        text: The text that spans count in.
        spans: Where it tells facts.
        not_after: The day of judging or of asking; what lies behind it has not happened.

    Returns:
        The moments, or None where no day of the facts is told.

    Example:
        >>> told = "2019年5月6日，甲借款；同年12月约定2021年2月1日前还款。2022年3月2日起诉。"
        >>> found = read_happening(told, [Span(0, len(told))])
        >>> found.first.value.earliest, found.last.value.latest
        (datetime.date(2019, 5, 6), datetime.date(2019, 12, 31))

    Cost: linear in the spans.
    """
    moments: list[Extracted[Moment]] = []
    is_lasting = False
    for span in spans:
        proof = _PROOF.search(text, span.start, span.end)
        stop = span.end if proof is None else proof.start()
        found = [
            each
            for each in _moments(text, span.start, stop)
            if each.value.earliest >= EARLIEST
            and (not_after is None or each.value.earliest <= not_after)
        ]
        moments += found
        is_lasting = is_lasting or (
            bool(found) and _LASTING.search(text, span.start, stop) is not None
        )
    return Happening(moments=tuple(moments), is_lasting=is_lasting) if moments else None


def happening_in(
    text: str, sections: Sequence[Section], *, not_after: date | None = None
) -> Happening | None:
    """Return when the facts of a judgment happened, from what the court found.

    Where it found nothing dated, what the court below found counts, then what the parties say.

    Args:
        text: The text that the sections count in.
        sections: Its parts.
        not_after: The day of judging.
    """
    for kinds in (
        (SectionKind.FACTS,),
        (SectionKind.LOWER_COURT,),
        (SectionKind.CLAIMS,),
        (SectionKind.EVIDENCE, SectionKind.REASONING),
    ):
        spans = [each.span for each in sections if each.kind in kinds]
        found = read_happening(text, spans, not_after=not_after) if spans else None
        if found is not None:
            return found
    return None


def _moments(text: str, start: int, stop: int) -> Iterator[Extracted[Moment]]:
    year = month = 0
    for match in _MOMENT.finditer(text, start, stop):
        if match["year"]:
            year = int(match["year"].translate(_FIGURES))
        elif match["next"] and year:
            year += 1
        if not year:
            continue
        if match["month"]:
            month = _small(match["month"])
        elif not match["month_same"] and match["span_end"] is None:
            month = 0
        moment = _moment(year, month, _small(match["day"]) if match["day"] else 0)
        if moment is not None and _is_of_facts(text, match, start, stop):
            yield Extracted(moment, Span(*match.span()), "happening")


def _is_of_facts(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    before = text[max(start, match.start() - _BACK) : match.start()]
    clause = before[max(before.rfind(sign) for sign in "。；\n") + 1 :]
    if _BEFORE_FILE.search(clause) or _DUE_BEFORE.search(before):
        return False
    behind = text[match.end() : min(stop, match.end() + _REACH)]
    if _DUE_BEHIND.match(behind):
        return False
    following = _MOMENT.search(behind)
    own = behind if following is None else behind[: following.start()]
    return not _OF_THE_FILE.search(_first_clauses(own))


def _first_clauses(behind: str) -> str:
    """Return what a moment is said of: to the second comma or the end of the sentence."""
    commas = 0
    for place, sign in enumerate(behind):
        if sign in "。；;\n":
            return behind[:place]
        if sign in _CLAUSE and place > 1:
            commas += 1
            if commas == 2:
                return behind[:place]
    return behind


def _moment(year: int, month: int, day: int) -> Moment | None:
    if month == 0:
        return Moment(earliest=date(year, 1, 1), latest=date(year, 12, 31))
    if not 1 <= month <= 12:
        return None
    days = monthrange(year, month)[1]
    if day > days:
        return None
    first, last = (day, day) if day else (1, days)
    return Moment(earliest=date(year, month, first), latest=date(year, month, last))


def _small(figures: str) -> int:
    """Read a figure below a hundred; one that is none is 99, which no calendar has."""
    plain = figures.translate(_FIGURES)
    if plain.isdigit():
        return int(plain)
    tens, _, ones = plain.partition("十")
    if not f"0{tens}{ones}".isdigit():
        return 99
    return int(tens or 1) * 10 + int(ones or 0)
