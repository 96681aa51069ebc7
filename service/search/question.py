"""What does somebody ask for?"""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from corpus.cause.causes import cause_names
from corpus.cause.charges import charge_names
from corpus.judgment import JudgmentId, SectionKind
from corpus.sections import cut_sections
from indexing.columns.elements import known_elements
from indexing.columns.filters import OPEN_FILTER, SearchFilter
from indexing.searching.query import QueryKind, QueryParts
from service.errors import (
    PageTooDeepError,
    QueryMissingError,
    QueryTooLongError,
    QueryTooShortError,
    UnknownChargeError,
)
from service.search.outline import read_outline
from service.settings import Settings

LEAST_CHARACTERS = 2
_NEAR_NAMES = 3
_LEAST_LIKE = 0.4
_SECTIONS_OF_PAPERS = frozenset({SectionKind.REASONING, SectionKind.PARTIES})
# Neither database nor page can hold these: control characters and halves of surrogate pairs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A search as asked; exactly one of text and judgment is given.

    Attributes:
        text: Facts, a draft or a whole judgment, as pasted.
        judgment_id: A stored judgment that others shall be like.
        filter: Conditions on the answers.
        offset: How many hits are skipped.
        limit: How many are wanted then.
        charges: Charges or causes of action that the case file tells.
        parts: What of the text is compared, where somebody chose; None reads it from the text.
        channels: Ways of finding to use; none named uses all. One alone orders by itself, without
            ranker, and cannot tell whether anything is similar.
    """

    text: str | None = None
    judgment_id: JudgmentId | None = None
    filter: SearchFilter = OPEN_FILTER
    offset: int = 0
    limit: int = 10
    charges: tuple[str, ...] = ()
    parts: QueryParts | None = None
    channels: tuple[str, ...] = ()


def clean_text(text: str) -> str:
    r"""Return a pasted text without what cannot be stored or shown.

    Example:
        >>> clean_text("  盗窃\x00电动车\r\n")
        '盗窃 电动车'
    """
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n")).strip()


def kind_of(text: str) -> QueryKind:
    """Tell whether a text is an account of facts or a whole paper.

    Of a paper only facts and reasoning are searched by; an account is searched by whole.

    Example:
        >>> kind_of("被告人醉酒驾驶小型轿车，被民警查获。").value
        'facts'
    """
    kinds = {section.kind for section in cut_sections(text)}
    return QueryKind.FILE if kinds & _SECTIONS_OF_PAPERS else QueryKind.FACTS


def checked(question: Question, settings: Settings) -> Question:
    """Return the question with its text cleaned.

    Raises:
        QueryMissingError: Neither text nor judgment, or both.
        QueryTooShortError: Fewer than two characters that are not blank.
        QueryTooLongError: More than the settings allow.
        PageTooDeepError: Hits beyond the depth that is ranked.
        UnknownChargeError: A charge or cause that no table knows.
    """
    if (question.text is None) is (question.judgment_id is None):
        raise QueryMissingError
    if question.offset + question.limit > settings.ranked_hits:
        raise PageTooDeepError(asked=question.offset + question.limit, most=settings.ranked_hits)
    text = None if question.text is None else clean_text(question.text)
    outline = None if text is None else read_outline(text)
    told = question.charges or (() if outline is None else outline.charges)
    charges = tuple(dict.fromkeys(_full_name(name) for name in told))
    question = replace(question, charges=charges)
    if text is None:
        return question
    n_characters = len("".join(text.split()))
    if n_characters < LEAST_CHARACTERS:
        raise QueryTooShortError(n_characters=n_characters, least=LEAST_CHARACTERS)
    if len(text) > settings.query_characters:
        raise QueryTooLongError(n_characters=len(text), most=settings.query_characters)
    return replace(question, text=text)


def _full_name(name: str) -> str:
    known = known_elements([name.strip()])
    if known:
        return known[0]
    near = get_close_matches(
        name.strip(), (*charge_names(), *cause_names()), n=_NEAR_NAMES, cutoff=_LEAST_LIKE
    )
    raise UnknownChargeError(name=name, near="、".join(near) or "案由或罪名的全称")
