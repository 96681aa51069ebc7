"""What do the tabs of the search page show, and how does an answer by method look?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from starlette.requests import Request

from service.search.methods.desk import MOST_CHARACTERS
from service.search.methods.model import MethodAnswer, MethodQuestion
from service.search.methods.vocabulary import Relation, SearchMethod, SortOrder, TextPart
from service.web.pieces.hit_view import HitView, view_of
from service.web.pieces.masked_display import masked_hit, with_masking


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodForm:
    """The form of one tab.

    Attributes:
        method: Which way of searching.
        question: What stands in its fields.
        asks: What is to be typed.
        example: What that may look like.
        hint: How it is understood.
        parts: The parts that it can be limited to.
        sorts: The orders that it can be listed in.
        takes_text: Whether facts may be told beside the words.
        most_characters: The longest words.
    """

    method: SearchMethod
    question: MethodQuestion
    asks: str
    example: str
    hint: str
    parts: tuple[TextPart, ...]
    sorts: tuple[SortOrder, ...]
    takes_text: bool
    most_characters: int = MOST_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodHitView:
    """A hit on the list, with how it stands to what was asked."""

    view: HitView
    relation: Relation | None


_WORDS: Final[Mapping[SearchMethod, tuple[str, str, str]]] = MappingProxyType(
    {
        SearchMethod.KEYWORD: (
            "关键词",
            "例如：借条 “预先扣除” 或 砍头息 -诈骗",
            (
                "空格分开的词语须全部出现；加引号的照原样查找；“或”连接的出现其一即可；词语前加 - "
                "或“不含”的不得出现。四个字以内照原样查找，更长而不加引号的按词拆开，都须出现。"
            ),
        ),
        SearchMethod.STATUTE: (
            "法条",
            "例如：刑法第二百六十四条；民法典563条1款 或 577条",
            (
                "可写全称或简称，写到条、款、项均可，也可只写法律名称。多个法条须同时引用，以“或”连接的"
                "引用其一即可。以其为裁判依据的在前，仅在说理中提及的另行标明。"
            ),
        ),
        SearchMethod.CASE: (
            "案号、指导性案例编号、入库编号或标题",
            "例如：（2023）吉01民终1号；指导性案例24号；2023-16-2-103-005",
            "括号、空格、“第”字怎样写都可以。先列该案的全部文书，再列引用它的文书和与它相似的文书。",
        ),
        SearchMethod.ISSUE: (
            "一个争议焦点",
            "例如：预先在本金中扣除的利息能否计入本金",
            "只与各文书的争议焦点、说理和裁判要旨比对，不比较案情；所列的是解决该问题的原文段落。",
        ),
    }
)


def form_of(question: MethodQuestion) -> MethodForm | None:
    """Return the form of a method; None for facts, which have the paste box."""
    told = _WORDS.get(question.method)
    if told is None:
        return None
    is_keyword = question.method is SearchMethod.KEYWORD
    is_statute = question.method is SearchMethod.STATUTE
    return MethodForm(
        method=question.method,
        question=question,
        asks=told[0],
        example=told[1],
        hint=told[2],
        parts=tuple(TextPart) if is_keyword else (),
        sorts=tuple(SortOrder) if is_keyword or is_statute else (),
        takes_text=is_statute,
    )


def method_hits(request: Request, answer: MethodAnswer, *, asked: str) -> tuple[MethodHitView, ...]:
    """Return the hits of an answer as the list shows them.

    Args:
        request: The request of the page.
        answer: The answer.
        asked: Names the question in addresses, as :class:`service.web.pieces.asked.Asked` does.
    """
    views = []
    for hit in answer.hits:
        view = view_of(masked_hit(hit.similar, request), asked=asked)
        view = replace(view, address=with_masking(view.address, request))
        views.append(MethodHitView(view=view, relation=hit.relation))
    return tuple(views)


def question_of_fields(fields: Mapping[str, str]) -> MethodQuestion | None:
    """Return the question that a form asks; None where it is the paste box or none of ours."""
    try:
        method = SearchMethod(fields.get("method", ""))
        part = TextPart(fields.get("part") or TextPart.WHOLE)
        sort = SortOrder(fields.get("sort") or SortOrder.RELEVANCE)
    except ValueError:
        return None
    if method is SearchMethod.FACTS:
        return None
    return MethodQuestion(
        method=method,
        words=fields.get("words", ""),
        part=part,
        sort=sort,
        text=fields.get("text") or None,
    )
