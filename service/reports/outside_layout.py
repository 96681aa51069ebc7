"""How are searches on other platforms printed: each with who states it?"""

from collections.abc import Iterator

from service.court_time import court_day, moment_words
from service.labels import label_of
from service.reports.blocks import Block, Facts, Heading, Paragraph
from service.reports.content import ReportContent
from service.reports.outside import outside_queries
from service.reports.phrases import day_words, or_untold
from service.reports.vocabulary import Part

_STATED = "以上由{by}于{at}登记，是检索人在其他平台检索的陈述，未经本系统核对。"


def outside_blocks(content: ReportContent) -> Iterator[Block]:
    """Yield what was searched on other platforms, or that nothing was stated."""
    stated = outside_queries(content)
    for number, query in enumerate(stated, start=1):
        yield Heading(
            text=f"{number}. {query.platform}",
            level=3,
            part=Part.OUTSIDE,
            place=number,
            opens=True,
        )
        yield Facts(
            pairs=(
                ("检索日期", day_words(court_day(query.at))),
                ("检索顺位", "、".join(label_of(tier) for tier in query.tiers)),
                ("检索方法", or_untold(query.method)),
                ("检索式", or_untold(query.words)),
                ("命中", f"{query.n_hits}件"),
            )
        )
        if query.statement is not None:
            said = query.statement
            yield Paragraph(label="检索所得", text=or_untold(said.found))
            yield Paragraph(text=_STATED.format(by=said.by, at=moment_words(said.at)))
    if not stated:
        yield Paragraph(text="没有登记在其他平台的检索。")
