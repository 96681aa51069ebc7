"""Keyword search against a naive scan of the texts."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from corpus.judgment import CaseType, SectionKind
from indexing.columns.character_pairs import folded
from indexing.columns.filters import SearchFilter
from indexing.passages import KIND_OF_SECTION, PassageKind
from service.errors import KeywordMissingError
from service.search.methods.desk import answer_by_method
from service.search.methods.keyword_words import read_keywords
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import SearchMethod, SortOrder, TextPart

KINDS = {
    TextPart.FACTS: PassageKind.FACTS,
    TextPart.ISSUES: PassageKind.ISSUES,
    TextPart.REASONING: PassageKind.REASONING,
}
ANY_CASE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ask(search, words, **more):
    question = MethodQuestion(method=SearchMethod.KEYWORD, words=words, limit=100, **more)
    return answer_by_method(question, search)


def ids_of(answer):
    return [hit.similar.judgment.id for hit in answer.hits]


def naive(judgments, query, part):
    """Scan every text: what the index may never change."""
    found = []
    for judgment in judgments:
        texts = parts(judgment, part)

        def holds(word, texts=texts):
            return all(any(piece in text for text in texts) for piece in word.pieces)

        if all(any(map(holds, group)) for group in query.required) and not any(
            map(holds, query.excluded)
        ):
            found.append(judgment.id)
    return sorted(found)


def parts(judgment, part):
    if part is TextPart.WHOLE:
        return [judgment.text]
    if part is TextPart.HOLDING:
        return [s.span.of(judgment.text) for s in judgment.sections if "裁判要" in s.rule]
    runs = []
    for section in judgment.sections:
        kind = KIND_OF_SECTION.get(section.kind)
        if kind is KINDS[part]:
            if runs and runs[-1][1] == section.span.start:
                runs[-1] = (runs[-1][0], section.span.end)
            else:
                runs.append((section.span.start, section.span.end))
    return [judgment.text[start:end] for start, end in runs]


@pytest.mark.parametrize("part", [TextPart.WHOLE, *KINDS, TextPart.HOLDING])
@pytest.mark.parametrize(
    "words",
    [
        "被告", "借款 -离婚", "“利息” 或 违约金", "民间借贷纠纷一案", "年", "应当",
        "立方米 或 公斤 -未成年", "“，判处”", "没有这样的词语吧",
    ],
)  # fmt: skip
def test_the_hits_are_those_of_a_naive_scan(search, judgments, index, words, part):
    query = read_keywords(words, cut=index.snapshot.segmenter.words)
    answer = ask(search, words, part=part)
    assert sorted(ids_of(answer)) == naive(judgments, query, part)
    assert answer.n_hits == len(answer.hits)


@ANY_CASE
@given(st.integers(0, 9_999), st.integers(0, 99_999), st.integers(1, 12))
def test_any_string_of_any_text_is_found_exactly(search, judgments, which, start, length):
    text = judgments[which % len(judgments)].text
    start %= len(text)
    phrase = text[start : start + length]
    assume(phrase == phrase.strip())
    assume(phrase and not set(phrase) & set('“”"「」『』＂\n\r'))
    wanted = sorted(each.id for each in judgments if folded(phrase) in folded(each.text))
    assert sorted(ids_of(ask(search, f"“{phrase}”"))) == wanted


@ANY_CASE
@given(st.text(st.sampled_from("借款利息离婚被告人 或-“”不含|、"), min_size=1, max_size=24))
def test_whatever_is_typed_the_hits_meet_it(search, judgments, index, words):
    query = read_keywords(words, cut=index.snapshot.segmenter.words)
    if not query.required:
        return
    assert sorted(ids_of(ask(search, words))) == naive(judgments, query, TextPart.WHOLE)


def test_width_and_case_of_signs_do_not_count(search, judgments):
    found = ids_of(ask(search, "lpr四倍"))
    assert found == sorted(j.id for j in judgments if "\uff2c\uff30\uff32四倍" in j.text)
    assert len(found) == 2


def test_quotes_are_verbatim_and_every_mark_is_a_word_asked_for(search, shelf):
    answer = ask(search, "借款 “支持” 或 返还", part=TextPart.REASONING)
    assert answer.hits
    for hit in answer.hits:
        similar = hit.similar
        text = shelf.get(similar.judgment.id).text
        assert similar.passages
        for passage in similar.passages:
            assert passage.text == passage.span.of(text)
            assert passage.kind is SectionKind.REASONING
            marked = {mark.of(passage.text) for mark in passage.marks}
            assert marked
            assert all(any(word in mark for word in ("借款", "支持", "返还")) for mark in marked)


def test_by_date_the_newest_stand_first(search, index):
    answer = ask(search, "本院认为", sort=SortOrder.DATE)
    days = [hit.similar.judgment.decided_on for hit in answer.hits]
    decided = [day.value for day in days if day is not None and hasattr(day, "value")]
    assert decided == sorted(decided, reverse=True)


def test_by_relevance_more_often_in_less_text_stands_first(search, shelf):
    answer = ask(search, "借款")
    first, last = (shelf.get(ids_of(answer)[place]).text for place in (0, -1))
    assert first.count("借款") / len(first) > last.count("借款") / len(last)


def test_conditions_hold_for_every_hit_and_pages_cut_one_list(search):
    condition = SearchFilter(case_types=frozenset({CaseType.CIVIL}))
    whole = ask(search, "本院认为", filter=condition)
    assert 5 < whole.n_hits == len(whole.hits) < ask(search, "本院认为").n_hits
    question = MethodQuestion(
        method=SearchMethod.KEYWORD, words="本院认为", filter=condition, offset=3, limit=4
    )
    page = answer_by_method(question, search)
    assert ids_of(page) == ids_of(whole)[3:7]
    assert [hit.similar.rank for hit in page.hits] == [4, 5, 6, 7]


def test_only_excluded_words_are_refused(search):
    with pytest.raises(KeywordMissingError):
        ask(search, "-盗伐")
