"""What standing verdicts say together."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ranking.grading import (
    Need,
    count_verdicts,
    grades_by_question,
    is_teaching,
    questions_of,
    shortages,
)
from service.settings import Settings
from service.verdicts.model import AskedBy, StandingVerdict, Verdict
from tests.service.ranking.conftest import CORPUS

YES, NO, OPEN = Verdict.SIMILAR, Verdict.NOT_SIMILAR, Verdict.OPEN


def said(*verdicts, digest="q", judgment_id="j"):
    return [
        StandingVerdict(asked_digest=digest, judgment_id=judgment_id, verdict=verdict)
        for verdict in verdicts
    ]


@pytest.mark.parametrize(
    ("verdicts", "grade", "n_even"),
    [
        ([YES], True, 0),
        ([NO], False, 0),
        ([OPEN], None, 0),
        ([YES, NO], None, 1),
        ([YES, NO, OPEN], None, 1),
        ([YES, NO, YES], True, 0),
        ([NO, NO, YES, OPEN], False, 0),
    ],
)
def test_the_majority_counts_and_an_even_split_does_not(verdicts, grade, n_even):
    graded, even = grades_by_question(said(*verdicts))
    assert (graded.get("q", {}).get("j"), even) == (grade, n_even)


@given(
    st.lists(
        st.builds(
            StandingVerdict,
            asked_digest=st.sampled_from("abc"),
            judgment_id=st.sampled_from(["j1", "j2", "j3"]),
            verdict=st.sampled_from(list(Verdict)),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_giving_does_not_count(verdicts, random):
    shuffled = list(verdicts)
    random.shuffle(shuffled)
    first, second = grades_by_question(verdicts), grades_by_question(shuffled)
    assert first == second
    assert list(first[0]) == sorted(first[0])
    counts = count_verdicts(verdicts)
    assert counts.similar + counts.not_similar + counts.open == len(verdicts)
    teaching = [grades for grades in first[0].values() if is_teaching(grades)]
    assert counts.n_teaching == len(teaching)
    assert counts.n_graded == len(list(itertools.chain(*teaching)))


@pytest.mark.parametrize(
    ("n_questions", "n_verdicts", "needs"),
    [
        (20, 100, []),
        (19, 100, [Need.QUESTIONS]),
        (20, 99, [Need.VERDICTS]),
        (0, 0, [Need.QUESTIONS, Need.VERDICTS]),
    ],
)
def test_the_least_that_must_be_there(tmp_path, n_questions, n_verdicts, needs):
    short = shortages(
        n_questions=n_questions, n_verdicts=n_verdicts, settings=Settings(data=tmp_path)
    )
    assert [each.need for each in short] == needs


def test_charges_told_once_are_told_for_the_question(court):
    text = "被告人酒后驾驶小型轿车被查获"
    court.say(AskedBy(text=text, charges=("危险驾驶罪",)), CORPUS[0], YES)
    court.say(AskedBy(text=f" {text}\n"), CORPUS[1], NO, by=1)
    ((question,), n_even) = questions_of(court.records.standing())
    assert question.asked.charges == ("危险驾驶罪",)
    assert question.grades == {CORPUS[0].id: True, CORPUS[1].id: False}
    assert n_even == 0


def test_the_short_form_says_the_same_as_the_long_one(court):
    for by, verdict in enumerate((YES, OPEN, NO)):
        court.say(AskedBy(text="盗窃手机"), CORPUS[0], verdict, by=by)
    court.say(AskedBy(text="盗窃手机"), CORPUS[0], NO, by=0)
    short = court.records.standing_in_short()
    assert len(short) == 3
    assert {each.verdict for each in short} == {OPEN, NO}
    assert sorted(map(str, short)) == sorted(str(one.standing) for one in court.records.standing())
