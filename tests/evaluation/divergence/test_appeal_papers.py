import pytest

from evaluation.divergence.appeal_cuts import cut_appeal
from evaluation.divergence.appeal_papers import views_only, with_rulings
from evaluation.divergence.masking import view_of

_ROW = {
    "序号": 7,
    "类别": "刑事",
    "法院": "某市中级人民法院",
    "案号": "（2023）某01刑终7号",
    "一审法院认定事实": "一审法院查明，被告人甲在某店内窃得财物。",
    "一审法院意见": "原审法院认为，被告人甲秘密窃取他人财物，其行为已构成盗窃罪。",
    "一审法院审判依据": "《中华人民共和国刑法》第二百六十四条",
    "一审法院审判结果": "一、被告人甲犯盗窃罪，判处有期徒刑一年；二、责令退赔乙人民币500元",
    "二审意见": "本院认为，上诉人甲秘密窃取他人财物，其行为已构成盗窃罪。原判量刑过重，应予改判。",
    "引用法律条文1": "《中华人民共和国刑法》第二百六十四条",
    "引用法律条文2": "《中华人民共和国刑事诉讼法》第二百三十六条",
}


def _ruling(text):
    return text.rpartition("判决如下：")[2].strip()


@pytest.mark.parametrize(
    ("words", "accused", "view"),
    [
        ("一审法院认为，双方签订合同。", False, "本院认为，双方签订合同。"),
        ("本院认为，合同有效。一审判决认定事实清楚，应予维持。", False, "本院认为，合同有效。"),
        ("本院认为，被上诉人乙应当付款。上诉人甲的上诉理由不能成立。", False, "本院认为，对方当事人乙应当付款。"),
        ("本院认为，上诉人（原审被告人）甲系自首。定罪准确，量刑适当。", True, "本院认为，被告人甲系自首。"),
        ("本院认为，被诉处罚决定应予撤销。", False, "本院认为，被诉处罚决定应予撤销。"),
    ],
)  # fmt: skip
def test_views_do_not_speak_of_a_judgment_below(words, accused, view):
    assert view_of(words, accused=accused) == view


@pytest.mark.parametrize(
    ("results", "ruling"),
    [
        ({"刑事_结果1": "驳回上诉，维持原判"}, "一、被告人甲犯盗窃罪，判处有期徒刑一年。二、责令退赔乙人民币500元。"),
        (
            {"刑事_结果1": "维持原判第二项", "刑事_结果2": "撤销原判第一项", "刑事_结果3": "上诉人甲犯盗窃罪，判处拘役五个月"},
            "一、责令退赔乙人民币500元。二、被告人甲犯盗窃罪，判处拘役五个月。",
        ),
        (
            {"刑事_结果1": "撤销原判第一项的量刑部分", "刑事_罪名": "上诉人甲犯盗窃罪", "刑事_刑期": "判处拘役四个月"},
            "一、被告人甲犯盗窃罪，判处拘役四个月。",
        ),
    ],
)  # fmt: skip
def test_the_second_paper_rules_by_what_holds_in_the_end(results, ruling):
    pair = with_rulings({**_ROW, **results})

    assert (
        _ruling(pair.first) == "一、被告人甲犯盗窃罪，判处有期徒刑一年。二、责令退赔乙人民币500元。"
    )
    assert _ruling(pair.second) == ruling


def test_no_paper_tells_of_an_appeal():
    for lay in (views_only, with_rulings):
        pair = lay({**_ROW, "刑事_结果1": "驳回上诉，维持原判"})
        for words in ("上诉", "一审", "原审", "原判", "维持", "改判", "诉讼法"):
            assert words not in pair.first + pair.second


def test_views_alone_have_no_ruling():
    pair = views_only(_ROW)

    assert "判决如下" not in pair.first + pair.second
    assert pair.second.endswith("本院认为，被告人甲秘密窃取他人财物，其行为已构成盗窃罪。\n")


_PAPER = (
    "上诉人甲。某县人民法院审理查明，甲多次在店内窃取他人财物，价值三千余元，后被民警抓获归案。"
    "原审法院认为，被告人甲以非法占有为目的，多次秘密窃取他人财物，数额较大，其行为已构成盗窃罪，"
    "归案后如实供述，可以从轻处罚，其家属代为退赔全部损失，可酌情从轻处罚。依照《中华人民共和国刑法》第二百六十四条，判处有期徒刑一年。"
    "宣判后，被告人甲不服，提出上诉。本院认为，上诉人甲以非法占有为目的，多次秘密窃取他人财物，数额较大，"
    "其行为已构成盗窃罪，案发后主动投案，系自首，可以从轻处罚，其家属代为退赔全部损失，可酌情从轻处罚。"
    "依照《中华人民共和国刑事诉讼法》第二百三十六条之规定，判决如下："
)  # fmt: skip


@pytest.mark.parametrize(
    ("ruling", "label"),
    [
        ("驳回上诉，维持原判。", False),
        ("一、撤销某县人民法院刑事判决第一项；二、上诉人甲犯盗窃罪，判处拘役五个月。", True),
        ("一、撤销某县人民法院刑事判决；二、发回某县人民法院重新审判。", None),
    ],
)
def test_criminal_papers_are_cut_with_their_label(ruling, label):
    cut = cut_appeal({"id": 1, "qw": _PAPER + ruling})

    if label is None:
        assert cut is None
        return
    pair, is_changed = cut
    assert is_changed is label
    assert "如实供述" in pair.first
    assert "自首" in pair.second
    assert "自首" not in pair.first
    assert "上诉" not in pair.first + pair.second


def test_other_papers_are_not_cut():
    assert cut_appeal({"id": 1, "qw": "本院认为，被告人甲构成盗窃罪。判决如下：驳回。"}) is None
