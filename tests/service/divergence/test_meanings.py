"""Are sentences on one question nearer than those on two, whatever their words?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.divergence.meanings import key_of, meaning_of, run_of, runs_of, shipped_meanings

RATE = "约定的月息过高，高于法律保护上限的那一截，法院不认可。"
RATE_TOO = "利率超过一年期贷款市场报价利率四倍的部分，不受法律保护。"
COUPLE = "这笔钱系丈夫单独举债，没有用在家庭生活，妻子不必偿还。"
COUPLE_TOO = "借款未用于夫妻共同生活，不属于夫妻共同债务。"
DRUNK = "血液中酒精含量很高，醉酒后在道路上驾车，构成危险驾驶。"
DRUNK_TOO = "醉酒驾驶机动车，其行为已构成危险驾驶罪。"


@pytest.mark.parametrize(
    ("one", "same", "others"),
    [
        (RATE, RATE_TOO, (COUPLE_TOO, DRUNK_TOO)),
        (COUPLE, COUPLE_TOO, (RATE_TOO, DRUNK_TOO)),
        (DRUNK, DRUNK_TOO, (RATE_TOO, COUPLE_TOO)),
    ],
)
def test_what_answers_one_question_is_nearer(one, same, others):
    near = float(meaning_of(one) @ meaning_of(same))
    assert near > 0.1 + max(float(meaning_of(one) @ meaning_of(other)) for other in others)


def test_figures_change_nothing():
    one, other = (f"判令其归还借款{sum_}元及利息" for sum_ in (30000, 500))
    assert np.array_equal(meaning_of(one), meaning_of(other))


@given(st.text(max_size=60))
def test_a_vector_has_length_1_or_0(text):
    length = float(np.linalg.norm(meaning_of(text)))
    assert length == pytest.approx(1, abs=1e-4) or length == 0


@given(st.text(min_size=1, max_size=3).filter(lambda run: "\0" not in run))
def test_a_key_is_of_one_run(run):
    assert run_of(key_of(run)) == run
    assert key_of(run) in runs_of(run)[0].tolist()


def test_runs_with_vectors_are_short_and_in_order():
    meanings = shipped_meanings()
    assert meanings.vectors.shape == (len(meanings.runs), 80)
    assert (np.diff(meanings.runs.astype(np.int64)) > 0).all()
    assert all(1 <= len(run_of(int(key))) <= 3 for key in meanings.runs)
