from datetime import date

import numpy as np
import pytest

from evaluation.divergence.below import Below, recited
from evaluation.divergence.standing_out import Stood, measured, nearest, place_among, stand
from tests.service.divergence.papers import theft

TODAY = date(2026, 1, 1)
RECITED = "判决：一、被告人甲犯盗窃罪，判处有期徒刑一年，并处罚金人民币二千元；二、责令退赔五百元。"


def paper(ruled):
    return (
        "某市中级人民法院刑事判决书（2019）某01刑终1号。原公诉机关某县人民检察院。上诉人（原审被告人）甲，男。"
        "某县人民法院审理甲盗窃一案，作出刑事判决。原审判决认定，经审理查明，甲在店内窃得手机一部，价值二千元。"
        "原审法院认为，被告人甲以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪，到案后如实供述自己的罪行，可以从轻处罚，其家属代为退赔全部损失，可以酌情从轻处罚。"
        f"依照《中华人民共和国刑法》第二百六十四条之规定，{ruled}宣判后，甲不服，提出上诉。"
        "二审经审理查明的事实与原审一致。本院认为，上诉人甲秘密窃取他人财物，数额较大，其行为已构成盗窃罪，案发后主动投案，系自首，可以从轻处罚，其家属已经退赔全部损失，"
        "对其可以适用缓刑，原判量刑过重。判决如下：撤销某县人民法院刑事判决第一项；上诉人甲犯盗窃罪，判处拘役三个月。"
    )


def test_a_recited_ruling_becomes_a_paper_with_what_came_of_it():
    found = recited({"id": 7, "qw": paper(RECITED)})
    assert (found.name, found.kind, found.is_changed) == ("lecard:7", "刑事", True)
    assert found.text.rpartition("判决如下：")[2].strip() == RECITED.removeprefix("判决：")
    assert "如实供述" in found.text
    for word in ("上诉", "拘役", "缓刑", "不服"):
        assert word not in found.text


@pytest.mark.parametrize("ruled", ["", "判决：驳回甲的诉讼请求。"])
def test_what_recites_no_sentence_is_left_out(ruled):
    assert recited({"id": 7, "qw": paper(ruled)}) is None


def test_the_nearest_are_told_without_the_ruling_itself():
    corpus = {str(n): theft(n) for n in range(1, 15)} | {"other": "天气晴朗，风和日丽。"}
    ((first, *_),) = nearest(["赵某在商场盗得手机，秘密窃取他人财物，构成盗窃罪。"], corpus)
    assert first != "other"
    assert nearest([theft(3)], {"itself": theft(3), "other": corpus["other"]}) == [[]]
    assert nearest([], corpus) == []
    assert nearest(["甲"], {}) == [[]]


@pytest.mark.parametrize("term", ["有期徒刑八年", "有期徒刑一年"])
def test_a_ruling_unlike_its_like_cases_stands_in_front(term):
    like = [theft(n, term=f"有期徒刑一年{words}") for n, words in enumerate(("", "一个月") * 4, 1)]
    below = Below(name="x", kind="刑事", text=theft(20, term=term), is_changed=True)
    stood = stand(below, like, today=TODAY)
    assert (stood.place == 1) is (term == "有期徒刑八年")
    assert stood.score >= 0


def test_too_few_like_cases_tell_nothing():
    below = Below(name="x", kind="刑事", text=theft(20), is_changed=True)
    assert stand(below, [theft(n) for n in range(1, 4)], today=TODAY) is None


def test_places_are_shares_with_ties_in_half():
    assert place_among(0.0, [0.0] * 4) == 0.5
    assert place_among(1.0, [0.0] * 4) == 1


def test_changed_and_affirmed_rulings_are_told_apart_by_kind():
    def stood(kind, is_changed, place):
        below = Below(name=f"{kind}{is_changed}{place}", kind=kind, text="", is_changed=is_changed)
        return Stood(below=below, score=0.5, place=place, place_by_words=0.5)

    rows = [stood("民事", True, 0.9), stood("民事", True, 0.7), stood("民事", False, 0.2)]
    figures, details = measured([*rows, stood("刑事", True, 0.4)], np.random.default_rng(1))
    assert figures["before/civil/changed_place"] == pytest.approx(0.8)
    assert figures["before/civil/affirmed_place"] == 0.2
    assert figures["before/civil/auc"] == 1
    assert figures["before/criminal/changed_place"] == 0.4
    assert "before/criminal/auc" not in figures
    low, high = details["civil changed"]["interval"]
    assert 0.7 <= low < high <= 0.9
    assert details["criminal affirmed"] == {"n": 0}
