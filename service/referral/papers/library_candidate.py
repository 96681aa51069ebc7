"""How is a judgment put forward for the People's Court Case Library (人民法院案例库备选案例)?

In the parts of an entry. Facts and reasoning are words of the judgment with names hidden, for a
person to write the entry from; titles name parties and are written by a person.

Source: 法〔2024〕92号 art. 4, 5 (parts; at most two cases for a question of law, as a rule).
"""

from collections.abc import Iterator
from typing import Final

from corpus.judgment import CaseType, Judgment, SectionKind
from corpus.privacy.display import masked_judgment
from corpus.spans import value_of
from service.labels import label_of
from service.referral.papers.paper import Paper
from service.referral.papers.shared import BLANK, heading, numbered
from service.referral.papers.upward import UpwardFile, latest_first, or_fill, to_fill
from service.referral.papers.vocabulary import MeetingPaper
from service.reports.blocks import Block, Facts, Paragraph
from service.reports.phrases import day_words
from service.reports.vocabulary import FileClass

_SERIES: Final = "案例"
_MOST_KEYWORDS: Final = 7
_DRAWN: Final = "（案情、裁判结果和裁判理由摘自生效裁判，姓名由程序隐去，待编写人核对、改写）"


def library_candidate(of: UpwardFile) -> Paper:
    """Return the entry of the latest judgment in effect on the side of the answer.

    Where there is none, what a judgment tells stays blank.
    """
    return Paper(
        kind=MeetingPaper.LIBRARY_CANDIDATE,
        court=of.court,
        heading="人民法院案例库备选案例",
        number=of.edition.number(_SERIES),
        file_class=FileClass.MAIN,
        made_at=of.edition.moved_at,
        blocks=tuple(_blocks(of, chosen_of(of))),
    )


def chosen_of(of: UpwardFile) -> Judgment | None:
    """Return the judgment that is put forward: of the first side, in effect, not in the library."""
    own = [each for each in of.views[0].in_effect if value_of(each.library_number) is None]
    return next(iter(latest_first(own)), None)


def _blocks(of: UpwardFile, judgment: Judgment | None) -> Iterator[Block]:
    shown = None if judgment is None else masked_judgment(judgment).judgment
    yield Facts(
        pairs=(
            ("报送法院", of.court),
            ("受理法院", or_fill(of.to_court, "审核备选案例的上级法院")),
            ("入库编号", to_fill("入库时编定")),
        )
    )
    yield heading(1, "标题")
    yield Paragraph(text=_title(of, judgment))
    yield heading(2, "副标题")
    yield Paragraph(text=f"——{of.question}")
    yield heading(3, "关键词")
    yield from _keywords(of, judgment)
    yield heading(4, "基本案情")
    yield from _facts(shown)
    yield heading(5, "裁判理由")
    told = "" if shown is None else shown.section_text(SectionKind.REASONING)
    yield Paragraph(text=or_fill(told, "生效裁判的理由"))
    if of.reasons.strip():
        yield Paragraph(label="本院形成规则的理由", text=of.reasons)
    yield heading(6, "裁判要旨")
    yield Paragraph(text=or_fill(of.answer, "裁判要旨"))
    yield heading(7, "关联索引")
    yield from _index(of, judgment)


def _title(of: UpwardFile, judgment: Judgment | None) -> str:
    cause = next(iter(of.causes), "")
    kind = None if judgment is None else value_of(judgment.case_type)
    if kind is CaseType.CRIMINAL:
        return f"{BLANK}{cause.removesuffix('罪')}案（待填写：隐名后的被告人）"
    return f"{BLANK}诉{BLANK}{cause}案（待填写：隐名后的当事人）"


def _keywords(of: UpwardFile, judgment: Judgment | None) -> Iterator[Block]:
    kind = None if judgment is None else value_of(judgment.case_type)
    known = (*(() if kind is None else (label_of(kind),)), *of.causes)[:_MOST_KEYWORDS]
    left = _MOST_KEYWORDS - len(known)
    more = f" {to_fill(f'争议问题的关键词，至多{left}个')}" if left else ""
    yield Paragraph(text=f"{' '.join(known)}{more}")


def _facts(shown: Judgment | None) -> Iterator[Block]:
    told = "" if shown is None else shown.section_text(SectionKind.FACTS)
    if shown is not None:
        yield Paragraph(text=_DRAWN)
    yield Paragraph(text=or_fill(told, "案件事实"))
    ruled = () if shown is None else tuple(each.of(shown.text) for each in shown.disposition)
    yield from numbered(ruled or (to_fill("裁判结果"),), label="裁判结果")


def _index(of: UpwardFile, judgment: Judgment | None) -> Iterator[Block]:
    cited = () if judgment is None else tuple(str(each.value) for each in judgment.provisions)
    provisions = tuple(dict.fromkeys((*of.provisions, *cited)))
    yield from numbered(provisions or (to_fill("条文"),), label="关联条文")
    if judgment is None:
        yield Paragraph(label="各审裁判", text=to_fill("审级、法院、案号、裁判日期"))
        return
    yield from numbered((_instance(judgment), *_other_instances(judgment)), label="各审裁判")


def _instance(judgment: Judgment) -> str:
    instance, court = value_of(judgment.instance), value_of(judgment.court)
    number, day = value_of(judgment.case_number), value_of(judgment.decided_on)
    return (
        f"{to_fill('审级') if instance is None else label_of(instance)}："
        f"{to_fill('法院') if court is None else court.name}"
        f"{to_fill('案号') if number is None else number}"
        f"（{to_fill('日期') if day is None else day_words(day)}）"
    )


def _other_instances(judgment: Judgment) -> tuple[str, ...]:
    own = value_of(judgment.case_number)
    quoted = dict.fromkeys(str(each.value) for each in judgment.quoted_case_numbers)
    return tuple(
        f"文书中写明的案号{number}：{to_fill('是否本案前审，及其审级、法院、裁判日期')}"
        for number in quoted
        if number != str(own)
    )
