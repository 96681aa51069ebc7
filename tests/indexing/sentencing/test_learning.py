import numpy as np
import pytest

from indexing.sentencing.cases import SentencedJudgment
from indexing.sentencing.learning import learn_sentencing
from indexing.sentencing.model import SentencingParameters
from tests.indexing.sentencing.made import made_judgment, made_world

SMALL = SentencingParameters(n_trees=8, share_columns=1.0)


@pytest.fixture(scope="module")
def world() -> list[SentencedJudgment]:
    return made_world()


@pytest.fixture(scope="module")
def model(world):
    return learn_sentencing(world, parameters=SMALL)


def test_the_rule_of_the_world_is_learned(model) -> None:
    for step in (1, 3, 5):
        (expected,) = model.expect(made_judgment(9_000 + step, step=step))
        assert expected.term.middle == pytest.approx(10 * step, rel=0.1)
        assert expected.term.low < 10 * step < expected.term.high


def test_what_leaves_the_rule_is_surprising_and_what_follows_it_is_not(model) -> None:
    (usual,) = model.expect(made_judgment(9_001, step=3, months=30.0))
    (harsh,) = model.expect(made_judgment(9_001, step=3, months=60.0))
    (lenient,) = model.expect(made_judgment(9_001, step=3, months=15.0))
    assert usual.term.surprise < 0.6
    assert harsh.term.surprise > 0.95
    assert lenient.term.surprise > 0.95


def test_intervals_hold_their_share_of_sentences_not_seen(world, model) -> None:
    told = [each for judgment in world for each in model.expect(judgment)]
    held = [each.term.low <= each.sentence.months <= each.term.high for each in told]
    assert len(told) == len(world)
    assert 0.85 <= np.mean(held) <= 0.95


def test_the_surprise_of_sentences_not_seen_is_evenly_spread(world, model) -> None:
    surprise = [each.term.surprise for judgment in world for each in model.expect(judgment)]
    assert np.mean(np.asarray(surprise) > 0.8) == pytest.approx(0.2, abs=0.06)


def test_probation_and_fine_follow_their_rules(model) -> None:
    (granted,) = model.expect(made_judgment(9_002, step=2, has_surrendered=True))
    (refused,) = model.expect(made_judgment(9_002, step=2))
    assert granted.probation.chance > 0.8
    assert refused.probation.chance < 0.2
    assert granted.fine.middle == pytest.approx(2_000, rel=0.2)


def test_a_judgment_that_was_learned_from_is_told_by_trees_that_have_not_seen_it(world) -> None:
    odd = made_judgment(3, step=2, months=200.0)
    altered = learn_sentencing(
        [odd if each.judgment_id == odd.judgment_id else each for each in world], parameters=SMALL
    )
    (seen,) = altered.expect(odd)
    assert seen.term.middle == pytest.approx(20, rel=0.15)
    assert seen.n_like == len(world) - 1


def test_a_charge_that_few_know_is_not_expected(world) -> None:
    rare = [
        made_judgment(8_000 + number, step=2, charge="放火罪")
        for number in range(SMALL.least_like - 1)
    ]
    model = learn_sentencing([*world, *rare], parameters=SMALL)
    assert model.expect(made_judgment(9_003, step=2, charge="放火罪")) == ()


def test_too_few_sentences_teach_nothing() -> None:
    assert learn_sentencing(made_world(50), parameters=SMALL) is None


def test_the_same_judgments_give_the_same_model(world, model) -> None:
    again = learn_sentencing(world, parameters=SMALL)
    judgment = made_judgment(9_004, step=4)
    assert again.expect(judgment) == model.expect(judgment)


def test_families_are_held_out_together(world) -> None:
    families = [f"f{number // 2}" for number in range(len(world))]
    model = learn_sentencing(world, families=families, parameters=SMALL)
    parts = [model.part_of[each.judgment_id] for each in world]
    assert parts[0::2] == parts[1::2]
