"""Searching by provisions, against the provisions that were read of each judgment."""

import pytest

from corpus.judgment import SectionKind
from indexing.columns.citing import WantedProvision, citations_of
from indexing.columns.filters import SearchFilter
from service.errors import ProvisionUnreadError
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import OrderRule, Relation, SearchMethod, SortOrder

CIVIL = "中华人民共和国民法典"
CONTRACT = "中华人民共和国合同法"


def ask(search, words="", **more):
    question = MethodQuestion(method=SearchMethod.STATUTE, words=words, limit=100, **more)
    return answer_by_method(question, search)


def ids_of(answer, *relations):
    wanted = relations or tuple(Relation)
    return {hit.similar.judgment.id for hit in answer.hits if hit.relation in wanted}


def naive(judgments, wanted):
    basis = {j.id for j in judgments if any(wanted.is_met_by(p.value) for p in j.provisions)}
    mention = {
        j.id for j in judgments if any(wanted.is_met_by(each) for each in citations_of(j).mentioned)
    }
    return basis, mention - basis


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("民法典", WantedProvision(law=CIVIL)),
        ("民法典577条", WantedProvision(law=CIVIL, article=577)),
        ("民法典第一千零七十九条", WantedProvision(law=CIVIL, article=1079)),
        ("《民法典》第509条第1款", WantedProvision(law=CIVIL, article=509, paragraph=1)),
        ("合同法第200条", WantedProvision(law=CONTRACT, article=200)),
        ("刑法133条之一", WantedProvision(law="中华人民共和国刑法", article=133, article_suffix=1)),
        ("刑法133条", WantedProvision(law="中华人民共和国刑法", article=133)),
    ],
)
def test_basis_and_mention_are_those_of_each_judgment(search, judgments, words, wanted):
    answer = ask(search, words)
    basis, mention = naive(judgments, wanted)
    assert ids_of(answer, Relation.BASIS) == basis
    assert ids_of(answer, Relation.MENTION) == mention
    assert basis


def test_all_or_any_of_several(search, judgments):
    one, other = (naive(judgments, WantedProvision(law=CIVIL, article=n))[0] for n in (577, 585))
    assert one & other != one | other
    assert ids_of(ask(search, "民法典577条、585条"), Relation.BASIS) == one & other
    assert ids_of(ask(search, "民法典577条 或 585条"), Relation.BASIS) == one | other


def test_those_that_rest_on_it_stand_before_those_that_mention_it(search):
    relations = [hit.relation for hit in ask(search, "民法典").hits]
    assert relations == sorted(relations, key=[Relation.BASIS, Relation.MENTION].index)


def test_quotes_are_the_citation_word_for_word(search, shelf):
    answer = ask(search, "民法典577条")
    for hit in answer.hits:
        text = shelf.get(hit.similar.judgment.id).text
        (first, *_) = hit.similar.passages
        assert first.text == first.span.of(text)
        assert first.kind in {SectionKind.LEGAL_BASIS, SectionKind.REASONING}
        assert any(
            "五百七十七" in m.of(first.text) or "577" in m.of(first.text) for m in first.marks
        )


def test_a_successor_is_offered_and_not_searched(search, judgments):
    answer = ask(search, "合同法第200条")
    (offer,) = answer.successors
    assert (offer.law, offer.successor, offer.ended.year) == (CONTRACT, CIVIL, 2021)
    assert offer.source == "民法典第1260条"
    assert ids_of(answer) == set.union(
        *map(set, naive(judgments, WantedProvision(law=CONTRACT, article=200)))
    )
    assert ask(search, "民法典").successors == ()


def test_with_facts_those_that_cite_it_are_ordered_by_likeness(search, judgments):
    answer = ask(search, "民法典577条", text="买方收到货物后以质量不合格为由拒付货款")
    assert answer.order is OrderRule.LIKENESS
    basis, mention = naive(judgments, WantedProvision(law=CIVIL, article=577))
    assert ids_of(answer) <= basis | mention
    assert answer.hits
    assert answer.hits[0].similar.passages


def test_conditions_hold_and_dates_order(search):
    condition = SearchFilter(causes=frozenset({"买卖合同纠纷"}))
    answer = ask(search, "民法典577条", filter=condition, sort=SortOrder.DATE)
    assert answer.order is OrderRule.NEWEST
    assert {hit.similar.judgment.cause.value for hit in answer.hits} == {"买卖合同纠纷"}
    days = [hit.similar.judgment.decided_on.value for hit in answer.hits]
    assert days == sorted(days, reverse=True)


def test_a_judgment_finds_those_that_rest_on_the_same_articles(search, judgments):
    asked = next(j for j in judgments if any(p.value.article == 577 for p in j.provisions))
    answer = ask(search, judgment_id=asked.id)
    assert asked.id not in ids_of(answer)
    assert all("诉讼法" not in each.words for each in answer.understood)

    def shared(judgment):
        own = {(p.value.law, p.value.article, p.value.article_suffix) for p in asked.provisions}
        theirs = {
            (p.value.law, p.value.article, p.value.article_suffix) for p in judgment.provisions
        }
        return len({each for each in own & theirs if "诉讼法" not in each[0]})

    assert ids_of(answer) == {j.id for j in judgments if j.id != asked.id and shared(j)}
    by_id = {j.id: j for j in judgments}
    counts = [shared(by_id[hit.similar.judgment.id]) for hit in answer.hits]
    assert counts == sorted(counts, reverse=True)


def test_a_pasted_paper_is_asked_by_the_articles_it_cites(search):
    answer = ask(search, text="请求依照《中华人民共和国民法典》第五百七十七条判令赔偿")
    assert [each.words for each in answer.understood] == [f"《{CIVIL}》第577条"]
    assert answer.hits


def test_no_provision_is_refused(search):
    for asked in ({"words": "第264条"}, {"text": "没有引用任何法条的案情"}):
        with pytest.raises(ProvisionUnreadError):
            ask(search, **asked)


def test_what_was_not_understood_is_told(search):
    assert ask(search, "买卖 民法典577条").unread == ("买卖",)
