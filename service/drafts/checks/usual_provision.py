"""Is the provision cited on which a part of the sentence rests?

Source: 刑法 art. 65, 67, 69, 72. Of the first-instance convictions of a public collection with the
circumstance 95 to 98 in 100 cite the article.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.citations import find_provisions, read_abbreviations
from corpus.judgment import DocumentKind, SectionKind
from corpus.outcome.model import CircumstanceKind
from corpus.sections.sentences import sentence_end, sentence_start
from corpus.spans import Span
from service.drafts.found import Found
from service.drafts.paper import DraftPaper
from service.drafts.ruling import item_of
from service.drafts.vocabulary import DraftRule

_LAW: Final = "中华人民共和国刑法"
_WHERE: Final = (SectionKind.REASONING, SectionKind.LEGAL_BASIS, SectionKind.DISPOSITION)
# A sentence that weighs what somebody else says, or denies it.
_DOUBT: Final = re.compile("不|未|意见|辩|提出|以自首论|除|但")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    """What rests on which articles.

    Attributes:
        what: What the draft does, in Chinese.
        articles: Any of them is enough.
        words: The article in Chinese.
    """

    what: str
    articles: frozenset[int]
    words: str


_PROBATION: Final = _Basis(what="宣告缓刑", articles=frozenset({72, 73}), words="第七十二条")
_COMBINED: Final = _Basis(what="数罪并罚", articles=frozenset({69, 70, 71}), words="第六十九条")
_CIRCUMSTANCES: Final = {
    CircumstanceKind.RECIDIVIST: _Basis(
        what="认定累犯", articles=frozenset({65, 66, 356}), words="第六十五条"
    ),
    CircumstanceKind.SURRENDER: _Basis(
        what="认定自首", articles=frozenset({67}), words="第六十七条第一款"
    ),
}


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give what a conviction does without citing its article of the Criminal Law."""
    if not draft.is_first or draft.kind is not DocumentKind.PANJUE or not draft.judgment.provisions:
        return
    cited = set(_cited(draft))
    for basis, words in _done(draft):
        if not basis.articles & cited:
            yield Found(
                rule=DraftRule.USUAL_PROVISION,
                spans=(words, draft.judgment.provisions[-1].span),
                sentence=f"{basis.what}，裁判依据没有引用《{_LAW}》{basis.words}。",
            )


def _cited(draft: DraftPaper) -> Iterator[int]:
    """Give the articles of the Criminal Law, misspelt or not, that the court itself cites."""
    short = read_abbreviations(draft.text)
    for span in draft.spans(*_WHERE):
        for each in find_provisions(draft.text, span.start, span.end, abbreviations=short):
            if each.value.law.endswith(_LAW[-2:]):
                yield each.value.article


def _done(draft: DraftPaper) -> Iterator[tuple[_Basis, Span]]:
    """Give once what the draft does that needs a basis, with the words that do it."""
    done: dict[str, tuple[_Basis, Span]] = {}
    for accused in draft.accused:
        final = accused.value.final
        if final is not None and final.probation_months is not None:
            done.setdefault(_PROBATION.what, (_PROBATION, item_of(draft, accused)))
        if accused.value.combined is not None and len(accused.value.convictions) > 1:
            done.setdefault(_COMBINED.what, (_COMBINED, item_of(draft, accused)))
    outcome = draft.judgment.outcome
    criminal = None if outcome is None else outcome.criminal
    for each in () if criminal is None else criminal.circumstances:
        basis = _CIRCUMSTANCES.get(each.value.kind)
        if basis is not None and not _is_doubted(draft, each.span):
            done.setdefault(basis.what, (basis, each.span))
    yield from done.values()


def _is_doubted(draft: DraftPaper, words: Span) -> bool:
    """Tell whether the sentence that speaks of a circumstance may not find it."""
    text = draft.text
    start, end = sentence_start(text, words.start, 0), sentence_end(text, words.end, len(text))
    return _DOUBT.search(text, start, end) is not None
