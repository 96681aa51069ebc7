import pytest

from evaluation.divergence.injection.catalogue import DOSES, INJECTORS
from evaluation.divergence.injection.model import Change, Dose, Half, Order
from evaluation.divergence.injection.parts import parts_of
from tests.evaluation.divergence.injection.papers import LOAN, PROBATION, REFUSED, THEFT

_PAPERS = (THEFT, PROBATION, LOAN, REFUSED)
_ORDERS = [
    Order(dose=dose, half=half, variant=variant)
    for dose in Dose
    for half in Half
    for variant in range(4)
]
_CHANGED = [
    (change, order, paper, injected)
    for change, inject in INJECTORS.items()
    for order in _ORDERS
    for paper in _PAPERS
    if (injected := inject(paper, order)) is not None
]


def _change(paper, change, dose, *, half=Half.DEVELOP, variant=0):
    return INJECTORS[change](paper, Order(dose=dose, half=half, variant=variant))


@pytest.mark.parametrize(
    ("paper", "change", "dose", "variant", "before", "after", "has", "lacks"),
    [
        (THEFT, Change.TERM, Dose.SLIGHT, 0, "有期徒刑八个月", "有期徒刑一年", ["判处有期徒刑一年，并处罚金"], ["8月31日"]),
        (THEFT, Change.TERM, Dose.MARKED, 1, "有期徒刑八个月", "拘役三个月", ["判处拘役三个月"], ["八个月"]),
        (THEFT, Change.TERM, Dose.SEVERE, 0, "有期徒刑八个月", "有期徒刑二年九个月", ["判处有期徒刑二年九个月"], ["8月31日"]),
        (THEFT, Change.PROBATION, Dose.MARKED, 0, "不适用缓刑", "缓刑一年", ["判处有期徒刑八个月，缓刑一年", "第七十二条第一款、第七十三条", "可以宣告缓刑"], ["8月31日"]),
        (PROBATION, Change.PROBATION, Dose.SEVERE, 0, "缓刑", "不适用缓刑", ["判处有期徒刑一年。", "不宜对其适用缓刑"], ["缓刑一年", "第七十二条", "第七十三条", "不致再危害"]),
        (THEFT, Change.CHARGE, Dose.MARKED, 1, "盗窃罪", "诈骗罪", ["犯诈骗罪，判处", "第二百六十六条", "已构成诈骗罪", "罪名"], ["其行为已构成盗窃罪", "罪名成立，", "第二百六十四条"]),
        (PROBATION, Change.CHARGE, Dose.SLIGHT, 0, "故意伤害罪", "寻衅滋事罪", ["犯寻衅滋事罪", "第二百九十三条"], ["犯故意伤害罪"]),
        (LOAN, Change.CLAIM, Dose.SEVERE, 0, "支持诉讼请求", "驳回诉讼请求", ["驳回原告孙某的全部诉讼请求。", "由原告孙某负担"], ["一、", "予以支持。", "加倍支付"]),
        (REFUSED, Change.CLAIM, Dose.SEVERE, 0, "驳回诉讼请求", "支持诉讼请求", ["被告吴某于本判决生效之日起十日内偿还借款80000元。", "由被告负担", "予以支持"], ["驳回原告", "不予支持"]),
        (LOAN, Change.CLAIM, Dose.MARKED, 0, "支持利息", "不支持利息", ["二、驳回原告孙某的其他诉讼请求"], ["按年利率12%计算利息", "三、"]),
        (LOAN, Change.CLAIM, Dose.MARKED, 1, "不支持律师费", "支持律师费", ["三、被告于本判决生效之日起十日内支付原告孙某律师费3000元。四、驳回"], ["未提供证据"]),
        (LOAN, Change.INTEREST, Dose.MARKED, 0, "年利率12%", "年利率6%", ["按年利率6%计算）", "要求按年利率6%计算利息"], ["12%"]),
        (LOAN, Change.INTEREST, Dose.SLIGHT, 1, "年利率12%", "年利率16%", ["按年利率16%计算）"], ["12%"]),
        (LOAN, Change.STATUTE, Dose.SEVERE, 0, "合同法第二百零六条", "民法通则第九十二条", ["《中华人民共和国民法通则》第九十二条、《中华人民共和国合同法》第二百零七条"], ["第二百零六条"]),
        (LOAN, Change.BURDEN, Dose.MARKED, 0, "原告负举证责任", "被告负举证责任", ["举证责任在被告", "不予支持"], ["原告未提供证据"]),
        (REFUSED, Change.BURDEN, Dose.SEVERE, 0, "原告负举证责任", "被告负举证责任", ["举证责任应由被告承担", "被告吴某于本判决生效之日起十日内偿还借款80000元。"], ["驳回"]),
        (LOAN, Change.DISMISSAL, Dose.SEVERE, 0, "实体判决", "裁定驳回起诉", ["裁定如下：驳回原告孙某的起诉。", "应予驳回"], ["判决如下", "予以支持", "如不服本判决"]),
    ],
)  # fmt: skip
def test_changes(paper, change, dose, variant, before, after, has, lacks):
    injected = _change(paper, change, dose, variant=variant)

    assert injected is not None
    assert (injected.truth.change, injected.truth.dose) == (change, dose)
    assert (injected.truth.before, injected.truth.after) == (before, after)
    assert [words for words in has if words not in injected.text] == []
    assert [words for words in lacks if words in injected.text] == []


def test_every_kind_and_dose_is_met():
    met = {(change, injected.truth.dose) for change, _, _, injected in _CHANGED}
    # Made-up papers hold no charge of a severe pair and no item or article of these.
    rare = {
        (Change.CHARGE, Dose.SEVERE),
        (Change.STATUTE, Dose.SLIGHT),
        (Change.STATUTE, Dose.MARKED),
    }

    assert met == {(change, dose) for change, doses in DOSES.items() for dose in doses} - rare


def test_facts_stay_as_they_are():
    for _, _, paper, injected in _CHANGED:
        assert injected.text != paper
        assert injected.text.startswith(parts_of(paper).before)


def test_what_was_changed_is_a_judgment_still():
    for _, _, _, injected in _CHANGED:
        parts = parts_of(injected.text)
        assert parts is not None
        assert parts.text == injected.text
        assert "本院认为" in parts.reasoning
        assert "。。" not in parts.reasoning
        assert "{" not in injected.text


def test_changes_are_pure():
    for change, order, paper, injected in _CHANGED:
        assert INJECTORS[change](paper, order) == injected


def test_halves_share_no_wording():
    for change, _, paper, _ in _CHANGED:
        if change in {Change.TERM, Change.STATUTE}:
            continue
        texts = {
            half: {
                one.text
                for dose in Dose
                for variant in range(4)
                if (one := _change(paper, change, dose, half=half, variant=variant))
            }
            for half in Half
        }
        assert texts[Half.DEVELOP].isdisjoint(texts[Half.REPORT])


@pytest.mark.parametrize("change", Change)
def test_what_is_no_judgment_is_not_changed(change):
    for text in ("", "本院认为，判决如下：", "一纸空文。", THEFT[:40]):
        for order in _ORDERS:
            assert INJECTORS[change](text, order) is None


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Change.TERM, "有期徒刑八个月", "无期徒刑"),
        (Change.TERM, "本院认为，", "本院认为，依法应在三年以上十年以下有期徒刑幅度内量刑，"),
        (Change.TERM, "判决如下：", "判决如下：撤销某县人民法院判决。"),
        (Change.PROBATION, "归案后如实供述", "系累犯"),
        (
            Change.CHARGE,
            "，并处罚金人民币二千元",
            "；犯诈骗罪，判处拘役三个月，决定执行有期徒刑八个月",
        ),
    ],
)
def test_papers_that_would_contradict_themselves_are_left_alone(change, old, new):
    paper = THEFT.replace(old, new)

    assert paper != THEFT
    assert not any(INJECTORS[change](paper, order) for order in _ORDERS)
