import pytest

from service.divergence.departing.topics import Topic
from service.divergence.pairs import differences_of, weight_of
from tests.service.divergence.papers import case_of, loan, theft


@pytest.mark.parametrize(
    ("one", "other", "topics"),
    [
        (theft(1), theft(1), set()),
        (loan(1), loan(1), set()),
        (theft(1), theft(1, term="有期徒刑八个月"), {Topic.TERM}),
        (theft(1), theft(1, charge="诈骗罪", article="第二百六十六条"), {Topic.CHARGE, Topic.LAW}),
        (theft(1), theft(1, term="有期徒刑一年，缓刑一年"), {Topic.TERM, Topic.PROBATION}),
        (theft(1), theft(1, more="案发后其主动投案，系自首，可以从轻处罚。"), {Topic.ISSUE}),
        (loan(1), loan(1, ruling="被告李某偿还原告孙某借款30000元"), {Topic.FIGURE}),
        (loan(1), loan(1, ruling="驳回原告孙某的诉讼请求"), {Topic.RESULT}),
    ],
)
def test_differences(one, other, topics):
    found = differences_of(case_of(one), case_of(other))

    assert {each.topic for each in found} == topics
    assert bool(weight_of(found)) is bool(topics)


def test_differences_are_the_same_both_ways():
    one, other = case_of(theft(1)), case_of(theft(1, term="有期徒刑八个月"))

    there, back = differences_of(one, other), differences_of(other, one)

    assert weight_of(there) == weight_of(back)
    assert [(each.one, each.other) for each in there] == [(each.other, each.one) for each in back]


def test_quotes_stand_in_their_judgments():
    one, other = case_of(theft(1)), case_of(theft(1, charge="诈骗罪", article="第二百六十六条"))

    for each in differences_of(one, other):
        assert each.one.text in one.judgment.text
        assert each.other.text in other.judgment.text


def test_a_larger_difference_weighs_more():
    year = case_of(theft(1))
    near, far = (case_of(theft(1, term=term)) for term in ("有期徒刑十个月", "有期徒刑八年"))

    assert weight_of(differences_of(year, near)) < weight_of(differences_of(year, far))
