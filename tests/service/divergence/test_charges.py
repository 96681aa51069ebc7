from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.divergence.charges import (
    LEAST_ODD,
    ChargedFacts,
    charge_findings,
    charged_facts,
    likeness_of,
    odd_groups,
)
from service.divergence.model import DivergenceKind
from service.divergence.rivals import rivals_of
from service.divergence.severity import STANDARD
from tests.service.divergence.papers import case_of

CHEATED = (
    "虚构急需用钱周转的事实",
    "冒充老同学在微信上向被害人借钱",
    "收到转账后将被害人拉黑",
    "谎称能够代办入学手续收取好处费",
    "编造亲属重病住院的谎言博取同情",
    "以恋爱交友为名多次索要生活费",
    "骗得的钱款被其用于网络游戏充值",
    "更换手机号码逃避被害人追要",
)
CONTRACTED = (
    "以某商贸公司名义与被害单位订立供货合同",
    "骗得预付货款后不组织货源",
    "将货款用于归还公司旧债",
    "隐瞒公司已经停产的真相",
    "以伪造的产权证明作担保订立租赁协议",
    "先履行小额订单诱使对方继续供货",
    "收受对方交付的定金后关闭厂房",
    "在没有履行能力的情况下承揽工程",
)
TOWNS = "东南西北中上下左右前后内外大小"


def paper(number, clauses, charge, more=""):
    town = TOWNS[number % len(TOWNS)]
    picked = list(combinations(clauses, 4))[number * 17 % 70] if len(clauses) > 4 else clauses
    facts = "，".join(picked)
    return (
        f"某县人民法院\n刑事判决书\n（2020）某0101刑初{number}号\n公诉机关某县人民检察院。\n被告人赵某，男。\n"
        f"经审理查明，{town}镇的赵某{facts}，{more}案发后在{town}街被抓获，涉案{number}万元。\n"
        f"本院认为，被告人赵某的行为已构成{charge}。依照《中华人民共和国刑法》第二百六十六条之规定，判决如下：\n"
        f"被告人赵某犯{charge}，判处有期徒刑一年，并处罚金二千元。\n"
        "审判长 钱某\n二〇二〇年六月一日\n"
    )


def court(n_odd):
    """Cheating and contracts, a dozen each, and some cheating that was called by the other name."""
    texts = [paper(n, CHEATED, "诈骗罪") for n in range(1, 13)]
    texts += [paper(n, CONTRACTED, "合同诈骗罪") for n in range(21, 33)]
    texts += [paper(n, CHEATED, "合同诈骗罪") for n in range(41, 41 + n_odd)]
    return {case.judgment.id: case for case in map(case_of, texts)}


def told_of(cases):
    return [charged_facts(cases[key].judgment) for key in sorted(cases)]


@pytest.mark.parametrize(("n_odd", "is_reported"), [(3, True), (2, False), (1, None), (0, None)])
def test_like_facts_of_another_charge_are_told_from_enough_judgments_on(n_odd, is_reported):
    cases = court(n_odd)
    groups = odd_groups(told_of(cases))
    findings = list(charge_findings(groups, cases, standard=STANDARD, asking=None))
    if is_reported is None:
        assert findings == []
        return
    (finding,) = findings
    assert finding.kind is DivergenceKind.LAW
    assert finding.cause == "合同诈骗罪、诈骗罪"
    near, odd = finding.groups
    assert (near.label, odd.label) == ("诈骗罪", "合同诈骗罪")
    assert len(odd.members) == n_odd
    assert all(cases[each.judgment_id].judgment.charges for each in near.members)
    assert finding.is_reported is is_reported


def test_where_the_rival_was_brought_its_own_cases_tell():
    cases = court(3)
    charged = "公诉机关指控被告人赵某犯诈骗罪。"
    brought = {
        case.judgment.id: case
        for case in (
            case_of(paper(n, CHEATED, "合同诈骗罪").replace("经审理查明", f"{charged}\n经审理查明"))
            for n in (51, 52, 53)
        )
    }
    plain = {key: cases[key] for key in sorted(cases)[:] if "刑初4" not in cases[key].judgment.text}
    every = plain | brought
    groups = odd_groups(told_of(every))
    assert groups
    assert list(charge_findings(groups, every, standard=STANDARD, asking=None)) == []


@pytest.mark.parametrize(
    "text",
    [
        paper(1, CHEATED, "贪污罪"),
        paper(1, ["骗钱"], "诈骗罪").replace("案发后", ""),
        paper(1, CHEATED, "诈骗罪").replace("犯诈骗罪，判处", "犯诈骗罪、盗窃罪，判处"),
        paper(1, CHEATED, "诈骗罪").replace("犯诈骗罪，判处有期徒刑一年，并处罚金二千元", "无罪"),
    ],
)
def test_judgments_that_tell_nothing_are_left_out(text):
    assert charged_facts(case_of(text).judgment) is None


def test_what_the_facts_call_themselves_has_no_say():
    plain = charged_facts(case_of(paper(1, CHEATED, "诈骗罪")).judgment)
    for name in ("诈骗罪", "合同诈骗罪"):
        named = paper(1, CHEATED, "诈骗罪", more=f"因涉嫌{name}")
        words = charged_facts(case_of(named).judgment).words
        assert not set(plain.words.tolist()) - set(words.tolist()) - {0}
        other = "合同诈骗罪" if name == "诈骗罪" else "诈骗罪"
        again = charged_facts(case_of(named.replace(f"涉嫌{name}", f"涉嫌{other}")).judgment)
        assert np.array_equal(words, again.words)


def test_whoever_tells_the_same_event_has_no_say():
    """Co-accused in judgments of their own leave each other where they were."""
    cases = court(0)
    alone = case_of(paper(61, CHEATED, "合同诈骗罪"))
    twins = [case_of(paper(61, CHEATED, "合同诈骗罪") + f"书记员{n}\n") for n in range(4)]

    def oddness(more):
        every = cases | {case.judgment.id: case for case in more}
        told = told_of(every)
        place = sorted(every).index(more[0].judgment.id)
        return likeness_of(told).oddness(place, "合同诈骗罪")[0]

    assert oddness([alone]) >= LEAST_ODD
    assert oddness(twins) >= LEAST_ODD


@given(seed=st.integers(0, 10_000), n=st.integers(0, 30))
@settings(max_examples=40, deadline=None)
def test_order_does_not_matter_and_nobody_has_a_say_of_himself(seed, n):
    rng = np.random.default_rng(seed)
    charges = ("诈骗罪", "合同诈骗罪", "盗窃罪")
    told = [
        ChargedFacts(
            judgment_id=f"j{at:03}",
            charge=charges[rng.integers(3)],
            words=np.unique(rng.integers(1, 300, size=60)).astype(np.uint32),
        )
        for at in range(n)
    ]
    groups = odd_groups(told)
    for group in groups:
        assert group.rival in rivals_of(group.charge)
        assert set(group.odd).isdisjoint(group.near)
        assert len(group.odd) >= 2
        assert group.oddness >= LEAST_ODD
    shuffled = [told[at] for at in rng.permutation(n)]
    assert {(g.charge, g.rival, g.odd) for g in odd_groups(shuffled)} == {
        (g.charge, g.rival, g.odd) for g in groups
    }


def test_rivals_rival_each_other():
    for charge in ("诈骗罪", "抢劫罪", "故意伤害罪"):
        for other in rivals_of(charge):
            assert charge in rivals_of(other)
