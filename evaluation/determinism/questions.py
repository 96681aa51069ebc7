"""Which questions are asked again and again?

They are made of stored judgments, so that all of them find something: the facts, a sentence of the
reasoning, words and phrases, the provisions and the number of a judgment drawn by a seed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from corpus.judgment import Judgment, SectionKind
from corpus.spans import value_of
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod, SortOrder, TextPart

_HAN = re.compile("[\u4e00-\u9fff]{6,}")
_SENTENCE = re.compile("[^。；\n]{8,80}[。；]")
_MOST_FACTS = 1_200
_MOST_PROVISIONS = 3


def questions_of(
    judgments: Sequence[Judgment], facts: Sequence[str], *, count: int, rng: np.random.Generator
) -> tuple[MethodQuestion, ...]:
    """Return questions of all methods in turn.

    Args:
        judgments: What they are made of, in order of id.
        facts: Facts that are asked by first, such as the queries of a benchmark.
        count: How many.
        rng: Draws the judgments and the words.
    """
    methods = tuple(SearchMethod)
    made: list[MethodQuestion] = []
    given = iter(facts)
    while len(made) < count:
        method = methods[len(made) % len(methods)]
        judgment = judgments[int(rng.integers(len(judgments)))]
        told = next(given, None) if method is SearchMethod.FACTS else None
        question = _MADE[method](judgment, rng) if told is None else _of_text(told)
        made.append(question or MethodQuestion(method=SearchMethod.CASE, judgment_id=judgment.id))
    return tuple(made)


def _of_text(text: str) -> MethodQuestion:
    return MethodQuestion(method=SearchMethod.FACTS, text=text[:_MOST_FACTS])


def _facts(judgment: Judgment, _rng: np.random.Generator) -> MethodQuestion | None:
    text = judgment.section_text(SectionKind.FACTS).strip()
    return _of_text(text) if text else None


def _issue(judgment: Judgment, rng: np.random.Generator) -> MethodQuestion | None:
    sentences = _SENTENCE.findall(judgment.section_text(SectionKind.REASONING))
    if not sentences:
        return None
    words = sentences[int(rng.integers(len(sentences)))].strip()
    return MethodQuestion(method=SearchMethod.ISSUE, words=words)


def _keyword(judgment: Judgment, rng: np.random.Generator) -> MethodQuestion | None:
    runs = _HAN.findall(judgment.text)
    if not runs:
        return None
    words = [_cut(runs[int(rng.integers(len(runs)))], rng) for _ in range(3)]
    forms = ("{0}", "{0} {1}", "“{0}” 或 {1}", "{0} -{2}", "“{0}” {1} 或 {2}")
    form = forms[int(rng.integers(len(forms)))]
    return MethodQuestion(
        method=SearchMethod.KEYWORD,
        words=form.format(*words),
        part=(TextPart.WHOLE, TextPart.REASONING)[int(rng.integers(2))],
        sort=tuple(SortOrder)[int(rng.integers(2))],
    )


def _cut(run: str, rng: np.random.Generator) -> str:
    length = int(rng.integers(2, 6))
    start = int(rng.integers(len(run) - length + 1))
    return run[start : start + length]


def _statute(judgment: Judgment, rng: np.random.Generator) -> MethodQuestion | None:
    cited = list(dict.fromkeys(str(found.value) for found in judgment.provisions))
    if not cited:
        return None
    count = int(rng.integers(1, _MOST_PROVISIONS + 1))
    joint = ("、", " 或 ")[int(rng.integers(2))]
    return MethodQuestion(method=SearchMethod.STATUTE, words=joint.join(cited[:count]))


def _case(judgment: Judgment, _rng: np.random.Generator) -> MethodQuestion | None:
    number = value_of(judgment.case_number)
    if number is None:
        return None
    return MethodQuestion(method=SearchMethod.CASE, words=str(number))


_MADE: Mapping[SearchMethod, Callable[[Judgment, np.random.Generator], MethodQuestion | None]] = (
    MappingProxyType(
        {
            SearchMethod.FACTS: _facts,
            SearchMethod.ISSUE: _issue,
            SearchMethod.KEYWORD: _keyword,
            SearchMethod.STATUTE: _statute,
            SearchMethod.CASE: _case,
        }
    )
)
