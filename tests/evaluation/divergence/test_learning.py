import json
from datetime import date

from evaluation.divergence.clusters import Cluster
from evaluation.divergence.examples import develop_examples, read_cluster
from evaluation.divergence.injection.model import Change, Half
from evaluation.divergence.learning import Example, learn, write_weights
from service.divergence.departing.topics import Topic
from service.divergence.departing.weights import weights_of
from tests.service.divergence.papers import case_of, theft

_TODAY = date(2024, 1, 1)
_MORE = "其归案后如实供述自己的罪行，依法可以从轻处罚。"


def _cluster(at, half=Half.DEVELOP):
    texts = {f"{at}-{n}": theft(10 * at + n, more=_MORE) for n in range(6)}
    return Cluster(name=f"thefts:{at}", texts=texts, half=half)


def _examples():
    for at in range(8):
        cluster = _cluster(at)
        cases = list(read_cluster(cluster, today=_TODAY).values())
        fraud = case_of(theft(10 * at + 9, charge="诈骗罪"))
        for case, change in ((fraud, Change.CHARGE), (cases[0], None)):
            yield Example(
                case=case, others=tuple(cases[1:]), change=change, cluster=cluster.name, times=8
            )


def test_a_topic_is_learned_where_its_signs_tell_and_else_left_out(tmp_path):
    weights = learn(list(_examples()), expectation=None)
    write_weights(tmp_path / "weights.json", weights, made_by="a test")

    told = json.loads((tmp_path / "weights.json").read_text(encoding="utf-8"))
    charge = weights_of(told["topics"])[Topic.CHARGE]

    assert told["made_by"] == "a test"
    assert told["topics"]["CHARGE"]["held_out_auc"] == 1.0
    assert charge.score({"odd": 0.9}) > 0.5 > charge.score({"odd": 0.1})
    assert "ISSUE" not in told["topics"]


def test_examples_are_of_the_develop_half_alone_and_count_how_often_they_were_drawn():
    clusters = (_cluster(1), _cluster(2, Half.REPORT))
    once = develop_examples(clusters, seeds=range(1), today=_TODAY)
    often = develop_examples(clusters, seeds=range(3), today=_TODAY)

    assert {each.cluster for each in often} == {"thefts:1"}
    for examples in (once, often):
        changed = sum(each.times for each in examples if each.change is not None)
        assert changed == sum(each.times for each in examples if each.change is None) > 0
    assert sum(each.times for each in often) == 3 * sum(each.times for each in once)
    assert all(each.case.judgment.id not in {o.judgment.id for o in each.others} for each in once)


def test_a_provision_that_every_changed_reasoning_names_is_learned_as_if_some_were_silent():
    examples = [
        Example(
            case=case_of(theft(10 * at + 9, article=article, more=more)),
            others=tuple(case_of(theft(10 * at + n)) for n in range(3)),
            change=change,
            cluster=str(at),
        )
        for at in range(8)
        for article, more, change in (
            ("第二百六十六条", "应适用《中华人民共和国刑法》第二百六十六条。", Change.STATUTE),
            ("第二百六十六条", "不适用《中华人民共和国刑法》第二百七十条。", None),
        )
    ]

    weight = weights_of(learn(examples, expectation=None))[Topic.LAW]
    silent, reasoned, other = (
        weight.score({"beside": 0.75, "in_place": 0.75, "missing": 0.75, "reasoned": each})
        for each in (0.5, 1.0, 0.0)
    )

    assert reasoned > silent > other
