"""How is a question by method written down, so that it can be asked again?

As a plain text of headed parts it is kept, listed and linked like any text that was searched by,
and needs no table of its own. As data it stands in records.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from corpus.judgment import JudgmentId
from service.labels import label_of
from service.search.filtering import filter_of, words_of
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod, SortOrder, TextPart

MemberT = TypeVar("MemberT", bound=StrEnum)

_METHOD: Final = "检索方法"
_WORDS: Final = "检索内容"
_PART: Final = "检索部分"
_SORT: Final = "排列方式"
_STORED: Final = "库中文书"
# What it heads goes to the end, whatever headings stand in it.
_TEXT: Final = "待决案件"
_HEADING: Final = re.compile(
    rf"^【({_METHOD}|{_WORDS}|{_PART}|{_SORT}|{_STORED}|{_TEXT})】[ \t]*$", re.MULTILINE
)


def write_question(question: MethodQuestion) -> str:
    r"""Return a question as text; conditions and page are no part of it.

    Example:
        >>> print(write_question(MethodQuestion(method=SearchMethod.STATUTE, words="刑法264条")))
        【检索方法】
        法条关联检索
        【检索内容】
        刑法264条
    """
    parts = {_METHOD: label_of(question.method), _WORDS: " ".join(question.words.split())}
    if question.part is not TextPart.WHOLE:
        parts[_PART] = label_of(question.part)
    if question.sort is not SortOrder.RELEVANCE:
        parts[_SORT] = label_of(question.sort)
    if question.judgment_id is not None:
        parts[_STORED] = question.judgment_id
    if question.text:
        parts[_TEXT] = question.text
    return "\n".join(f"【{heading}】\n{words}" for heading, words in parts.items() if words)


def read_question(text: str) -> MethodQuestion | None:
    r"""Read what :func:`write_question` wrote; None where a text begins with no method.

    Example:
        >>> read_question("【检索方法】\n关键词检索\n【检索内容】\n“砍头息” -诈骗").words
        '“砍头息” -诈骗'
    """
    told: dict[str, str] = {}
    heading = _HEADING.match(text)
    if heading is None or heading[1] != _METHOD:
        return None
    while heading is not None:
        following = None if heading[1] == _TEXT else _HEADING.search(text, heading.end())
        stop = len(text) if following is None else following.start()
        told.setdefault(heading[1], text[heading.end() : stop].strip())
        heading = following
    method = _labelled(SearchMethod, told[_METHOD])
    if method is None:
        return None
    return MethodQuestion(
        method=method,
        words=told.get(_WORDS, ""),
        part=_labelled(TextPart, told.get(_PART, "")) or TextPart.WHOLE,
        sort=_labelled(SortOrder, told.get(_SORT, "")) or SortOrder.RELEVANCE,
        text=told.get(_TEXT) or None,
        judgment_id=JudgmentId(told[_STORED]) if told.get(_STORED) else None,
    )


def row_of_question(question: MethodQuestion) -> dict[str, object]:
    """Return a question with its conditions as plain data, from which it can be asked again."""
    return {
        "method": question.method.value,
        "words": question.words,
        "part": question.part.value,
        "sort": question.sort.value,
        "text": question.text,
        "judgment_id": question.judgment_id,
        "charges": list(question.charges),
        "filters": {name: list(words) for name, words in words_of(question.filter).items()},
        "offset": question.offset,
        "limit": question.limit,
    }


def question_of_row(row: Mapping[str, object]) -> MethodQuestion:
    """Return the question of plain data.

    Raises:
        KeyError: The data lack a field of :func:`row_of_question`.
        ValueError: A field has no such value.
        FilterError: A condition has no such value.

    Example:
        >>> asked = MethodQuestion(method=SearchMethod.CASE, words="指导性案例24号")
        >>> question_of_row(row_of_question(asked)) == asked
        True
    """
    filters = row["filters"]
    charges = row["charges"]
    text, judgment_id = row["text"], row["judgment_id"]
    return MethodQuestion(
        method=SearchMethod(str(row["method"])),
        words=str(row["words"]),
        part=TextPart(str(row["part"])),
        sort=SortOrder(str(row["sort"])),
        text=None if text is None else str(text),
        judgment_id=None if judgment_id is None else JudgmentId(str(judgment_id)),
        charges=tuple(str(each) for each in charges) if isinstance(charges, list) else (),
        filter=filter_of(filters if isinstance(filters, dict) else {}),
        offset=int(str(row["offset"])),
        limit=int(str(row["limit"])),
    )


def _labelled(members: type[MemberT], label: str) -> MemberT | None:
    return next((member for member in members if label_of(member) == label), None)
