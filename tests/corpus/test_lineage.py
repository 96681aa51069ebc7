"""Papers of one dispute are joined, and each later one tells what the earlier are worth."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.case_number import CaseNumber, read_case_number
from corpus.judgment import (
    DocumentKind,
    Effectiveness,
    Instance,
    Judgment,
    JudgmentId,
    RawJudgment,
    SourceRecord,
)
from corpus.lineage.papers import Act, Link, Paper, case_keys, effect_keys, paper_of
from corpus.lineage.tracing import trace
from corpus.reading import read_judgment
from corpus.spans import Span

FIRST = "（2019）吉0103民初7号"
SECOND = "（2019）吉01民终30号"
RETRIAL = "（2020）吉民再5号"


def read(text: str) -> Judgment:
    raw = RawJudgment(text=text, source=SourceRecord(name="t", place="t", format="text"))
    judgment = read_judgment(raw, today=date(2026, 1, 1))
    assert isinstance(judgment, Judgment)
    return judgment


def civil_appeal(ruling: str, *, kind="判决", number=SECOND, opening=None) -> str:
    opening = opening or (
        f"上诉人甲公司因与被上诉人乙公司买卖合同纠纷一案，不服长春市宽城区人民法院{FIRST}民事判决，"
        "向本院提起上诉。本院依法组成合议庭审理了本案。本案现已审理终结。"
    )
    return (
        f"吉林省长春市中级人民法院\n民事{kind}书\n{number}\n"
        "上诉人（原审被告）：甲公司。\n被上诉人（原审原告）：乙公司。\n"
        f"{opening}\n本院认为，上诉请求应当依法处理。"
        f"依照《中华人民共和国民事诉讼法》第一百七十七条规定，{kind}如下：\n{ruling}\n"
        f"本{kind}为终审{kind}。\n审判长　丙\n二〇一九年八月一日\n书记员　丁\n"
    )


def retrial(ruling: str) -> str:
    return (
        f"吉林省高级人民法院\n民事判决书\n{RETRIAL}\n"
        "再审申请人（一审被告、二审上诉人）：甲公司。\n被申请人（一审原告、二审被上诉人）：乙公司。\n"
        "再审申请人甲公司因与被申请人乙公司买卖合同纠纷一案，不服吉林省长春市中级人民法院"
        f"{SECOND}民事判决，向本院申请再审。本院于2020年1月3日作出（2019）吉民申88号民事裁定，"
        "提审本案。本院依法组成合议庭审理了本案。本案现已审理终结。\n"
        "本院认为，原判决应予处理。依照《中华人民共和国民事诉讼法》第二百零七条规定，判决如下：\n"
        f"{ruling}\n本判决为终审判决。\n审判长　丙\n二〇二〇年六月一日\n书记员　丁\n"
    )


@pytest.mark.parametrize(
    ("ruling", "kind", "act"),
    [
        ("驳回上诉，维持原判。", "判决", Act.AFFIRMS),
        # Neither ruling names the number: the judgment appealed from is meant.
        ("一、撤销原判；\n二、发回长春市宽城区人民法院重审。", "裁定", Act.REMANDS),
        (f"撤销长春市宽城区人民法院{FIRST}民事判决，发回重审。", "裁定", Act.REMANDS),
        (
            f"一、撤销长春市宽城区人民法院{FIRST}民事判决；\n二、驳回乙公司的诉讼请求。",
            "判决",
            Act.REVOKES,
        ),
        # Only an item of it is revoked.
        (
            f"一、撤销长春市宽城区人民法院{FIRST}民事判决第二项；\n二、驳回上诉。",
            "判决",
            Act.VARIES,
        ),
        (
            (
                f"一、维持长春市宽城区人民法院{FIRST}民事判决第一项；\n"
                f"二、变更长春市宽城区人民法院{FIRST}民事判决第二项为：甲公司给付乙公司1万元。"
            ),
            "判决",
            Act.VARIES,
        ),
        # The second item does not name the number again.
        (
            f"一、维持长春市宽城区人民法院{FIRST}民事判决第一项；\n二、变更上述判决第二项为：给付1万元。",
            "判决",
            Act.VARIES,
        ),
        ("准许甲公司撤回上诉。", "裁定", Act.ENDS_REVIEW),
        # A judgment on appeal that does not speak of the earlier one takes its place.
        ("甲公司于本判决生效之日起十日内给付乙公司货款1万元。", "判决", Act.VARIES),
    ],
)
def test_the_ruling_on_appeal_tells_what_is_done_to_the_judgment_below(ruling, kind, act):
    paper = paper_of(read(civil_appeal(ruling, kind=kind)))
    assert [(str(link.number), link.act) for link in paper.links] == [(FIRST, act)]


def test_evidence_holds_the_number_in_the_text():
    judgment = read(civil_appeal("驳回上诉，维持原判。"))
    (link,) = paper_of(judgment).links
    assert link.evidence.of(judgment.text) == "驳回上诉"
    told = read(civil_appeal(f"撤销长春市宽城区人民法院{FIRST}民事判决，驳回起诉。", kind="裁定"))
    (link,) = paper_of(told).links
    assert FIRST in link.evidence.of(told.text)


PRECEDENT = "（2016）最高法民终77号"


@pytest.mark.parametrize(
    "sentence",
    [
        f"本院参照最高人民法院{PRECEDENT}民事判决的观点。",
        f"另案即吉林省高级人民法院{PRECEDENT}民事判决已认定该事实。",
        f"上诉人提交类案检索报告，其中{PRECEDENT}判决与本案情形类似。",
        f"经查，{PRECEDENT}民事判决书载明双方另有借款。",
        f"证据三、{PRECEDENT}民事裁定书，证明乙公司破产。",
    ],
)
def test_a_precedent_or_evidence_is_no_link_of_the_chain(sentence):
    text = civil_appeal("驳回上诉，维持原判。").replace("本院认为，", f"本院认为，{sentence}")
    assert [str(link.number) for link in paper_of(read(text)).links] == [FIRST]


def criminal_first(opening: str, *, particulars: str = "") -> str:
    return (
        "吉林省长春市宽城区人民法院\n刑事判决书\n（2020）吉0103刑初99号\n"
        "公诉机关长春市宽城区人民检察院。\n"
        f"被告人张某，男，1990年1月1日出生。{particulars}\n"
        f"长春市宽城区人民检察院指控被告人张某犯盗窃罪，向本院提起公诉。{opening}"
        "本院依法组成合议庭，公开开庭审理了本案。现已审理终结。\n"
        "经审理查明，张某窃得手机一部。\n本院认为，被告人张某的行为已构成盗窃罪。"
        "依照《中华人民共和国刑法》第二百六十四条的规定，判决如下：\n被告人张某犯盗窃罪，判处拘役三个月。\n"
        "如不服本判决，可在接到判决书的第二日起十日内上诉。\n审判长　丙\n二〇二〇年六月一日\n书记员　丁\n"
    )


def test_prior_convictions_are_no_procedure():
    text = criminal_first(
        "",
        particulars="曾因犯盗窃罪，于2015年被长春市绿园区人民法院以（2015）绿刑初字第8号刑事判决判处拘役。",
    )
    assert paper_of(read(text)).links == ()


def test_a_case_sent_back_names_the_judgment_revoked_and_the_ruling():
    text = criminal_first(
        "本院于2019年5月1日作出（2019）吉0103刑初11号刑事判决。宣判后，被告人张某不服，提出上诉。"
        "吉林省长春市中级人民法院于2019年9月1日作出（2019）吉01刑终44号刑事裁定，撤销原判，发回重审。"
    )
    links = {str(link.number): link.act for link in paper_of(read(text)).links}
    assert links == {
        "（2019）吉0103刑初11号": Act.WAS_REMANDED,
        "（2019）吉01刑终44号": Act.FOLLOWS,
    }


def test_a_civil_case_sent_back_may_say_so_between_opening_and_claims():
    told = (
        f"本院原以{FIRST}判决审结，吉林省长春市中级人民法院作出{SECOND}裁定，撤销原判决，"
        "发回本院重新审理。本院依法另行组成合议庭。\n乙公司诉称"
    )
    text = civil_first().replace(FIRST, "（2019）吉0103民初99号").replace("乙公司诉称", told, 1)
    links = {str(link.number): link.act for link in paper_of(read(text)).links}
    assert links == {FIRST: Act.WAS_REMANDED, SECOND: Act.FOLLOWS}


def test_a_suit_about_a_case_sent_back_elsewhere_is_no_link():
    told = f"经审理查明，甲公司另有纠纷，见{SECOND}判决，乙公司不服"
    text = civil_first().replace("经审理查明，甲公司", told, 1)
    assert paper_of(read(text)).links == ()


def test_what_an_appeal_asks_to_revoke_is_under_review_wherever_it_stands():
    text = civil_appeal(
        "驳回上诉，维持原判。",
        opening="上诉人甲公司因与被上诉人乙公司买卖合同纠纷一案，向本院提起上诉。本案现已审理终结。\n"
        f"二审查明，甲公司请求撤销长春市宽城区人民法院{FIRST}民事判决，依法改判。",
    )
    (link,) = paper_of(read(text)).links
    assert (str(link.number), link.act) == (FIRST, Act.AFFIRMS)


def test_a_suspended_sentence_of_an_older_case_that_is_revoked_is_no_appeal_from_it():
    text = criminal_first("").replace(
        "被告人张某犯盗窃罪，判处拘役三个月。",
        "一、撤销长春市绿园区人民法院（2018）吉0106刑初8号刑事判决对张某宣告的缓刑部分；\n"
        "二、被告人张某犯盗窃罪，判处拘役三个月。",
    )
    assert paper_of(read(text)).links == ()


def test_a_case_sent_back_shows_in_the_effect_of_the_old_judgment():
    old = criminal_first("").replace("（2020）吉0103刑初99号", "（2019）吉0103刑初11号")
    again = criminal_first(
        "本院于2019年5月1日作出（2019）吉0103刑初11号刑事判决。被告人张某不服，提出上诉。"
        "吉林省长春市中级人民法院裁定撤销原判，发回重审。"
    )
    papers = [paper_of(read(text)) for text in (old, again)]
    effect = trace(papers).effects[papers[0].id]
    assert effect.value is Effectiveness.REVOKED
    assert effect.reason == "（2020）吉0103刑初99号判决载明其已被撤销并发回重审"


def civil_first() -> str:
    return (
        f"吉林省长春市宽城区人民法院\n民事判决书\n{FIRST}\n原告：乙公司。\n被告：甲公司。\n"
        "原告乙公司与被告甲公司买卖合同纠纷一案，本院立案后依法审理，现已审理终结。\n"
        "乙公司诉称，甲公司欠款。\n经审理查明，甲公司欠款1万元。\n本院认为，甲公司应当给付。"
        "依照《中华人民共和国民法典》第五百零九条规定，判决如下：\n一、甲公司给付乙公司货款1万元；\n"
        "二、驳回乙公司的其他诉讼请求。\n如不服本判决，可在判决书送达之日起十五日内向本院递交上诉状，"
        "上诉于吉林省长春市中级人民法院。\n审判长　丙\n二〇一九年五月一日\n书记员　丁\n"
    )


def effects(*texts: str) -> dict[str, Effectiveness]:
    papers = [paper_of(read(text)) for text in texts]
    found = trace(papers).effects
    return {str(paper.number): found[paper.id].value for paper in papers}


AFFIRMED = civil_appeal("驳回上诉，维持原判。")


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([], Effectiveness.UNKNOWN),
        ([AFFIRMED], Effectiveness.IN_EFFECT),
        ([civil_appeal("撤销原判，发回重审。", kind="裁定")], Effectiveness.REVOKED),
        # Affirmed on appeal, and the judgment that affirmed varied on retrial: both are revised.
        (
            [
                AFFIRMED,
                retrial(
                    f"一、撤销吉林省长春市中级人民法院{SECOND}民事判决；\n二、驳回乙公司的诉讼请求。"
                ),
            ],
            Effectiveness.REVISED_ON_RETRIAL,
        ),
        # Changed on appeal, and restored on retrial.
        (
            [
                civil_appeal(
                    f"一、撤销长春市宽城区人民法院{FIRST}民事判决；\n二、驳回乙公司的诉讼请求。"
                ),
                retrial(
                    f"一、撤销吉林省长春市中级人民法院{SECOND}民事判决；\n"
                    f"二、维持长春市宽城区人民法院{FIRST}民事判决。"
                ),
            ],
            Effectiveness.IN_EFFECT,
        ),
    ],
)
def test_later_papers_decide_what_the_first_judgment_is_worth(later, expected):
    assert effects(civil_first(), *later)[FIRST] is expected


def test_chain_is_joined_through_a_paper_that_is_not_at_hand():
    papers = [
        paper_of(read(civil_first())),
        paper_of(
            read(
                retrial(
                    f"一、撤销吉林省长春市中级人民法院{SECOND}民事判决和长春市宽城区人民法院{FIRST}民事判决；\n"
                    "二、驳回乙公司的诉讼请求。"
                )
            )
        ),
    ]
    lineage = trace(papers)
    (chain,) = lineage.chains
    assert [str(paper.number) for paper in chain.papers] == [FIRST, RETRIAL]
    assert SECOND in chain.placeholders
    assert lineage.effects[papers[0].id].value is Effectiveness.REVISED_ON_RETRIAL
    assert lineage.effects[papers[0].id].decided_by == papers[1].id


@pytest.mark.parametrize(
    ("printed", "papers", "cases"),
    [
        ("（2016）粤03民辖终3827、3828号", ["3827号", "3828号"], ["3827号", "3828号"]),
        (
            "（2016）粤03民终18-20号之一",
            ["18号之一", "19号之一", "20号之一"],
            ["18号", "19号", "20号"],
        ),
        # 26-1 is a sub-number, not a range.
        ("（2015）一中民保字第26-1号", ["26-1号"], ["26-1号"]),
        # Too long for a range: a misprint stays one number.
        ("（2016）粤03民终1-90000号", ["1-90000号"], ["1-90000号"]),
    ],
)
def test_numbers_of_several_papers_are_taken_apart(printed, papers, cases):
    number = read_case_number(printed)
    assert [key.split("终")[-1].split("第")[-1] for key in effect_keys(number)] == papers
    assert [key.split("终")[-1].split("第")[-1] for key in case_keys(number)] == cases


def number(serial: int) -> CaseNumber:
    return CaseNumber(year=2020, court_code="吉01", type_code="民初", serial=str(serial))


def paper(
    serial: int,
    links=(),
    *,
    instance=Instance.SECOND,
    day=0,
    effect=Effectiveness.IN_EFFECT,
    kind=DocumentKind.PANJUE,
    name=None,
):
    return Paper(
        id=JudgmentId(name or f"j{serial:03}"),
        number=number(serial),
        kind=kind,
        instance=instance,
        decided_on=None if day is None else date(2020, 1, 1) + timedelta(days=day),
        effect=effect,
        effect_reason="",
        links=tuple(
            Link(number=number(to), kind=None, act=act, evidence=Span(0, 1), rule="t")
            for to, act in links
        ),
    )


def test_a_retrial_judgment_that_may_be_appealed_leaves_the_old_one_under_retrial():
    old = paper(1, instance=Instance.FIRST)
    pending = paper(
        2, [(1, Act.REVOKES)], instance=Instance.RETRIAL, day=5, effect=Effectiveness.UNKNOWN
    )
    assert trace([old, pending]).effects[old.id].value is Effectiveness.UNDER_RETRIAL
    affirmed = paper(3, [(2, Act.AFFIRMS)], day=9)
    found = trace([old, pending, affirmed]).effects
    assert found[pending.id].value is Effectiveness.IN_EFFECT
    assert found[old.id].value is Effectiveness.REVISED_ON_RETRIAL


def test_a_refused_retrial_proves_effect_but_revives_nothing():
    unproven = paper(1, instance=Instance.FIRST, effect=Effectiveness.UNKNOWN)
    refusal = paper(2, [(1, Act.REFUSES_RETRIAL)], instance=Instance.RETRIAL_REVIEW, day=9)
    assert trace([unproven, refusal]).effects[unproven.id].value is Effectiveness.IN_EFFECT
    appeal = paper(3, [(1, Act.REVOKES)], day=4)
    assert trace([unproven, refusal, appeal]).effects[unproven.id].value is Effectiveness.REVOKED


def test_when_the_decision_on_appeal_is_sent_back_the_appeal_is_open_again():
    first = paper(1, instance=Instance.FIRST, effect=Effectiveness.UNKNOWN)
    second = paper(2, [(1, Act.AFFIRMS)], day=4)
    sent_back = paper(3, [(2, Act.REMANDS)], instance=Instance.RETRIAL, day=9)
    found = trace([first, second, sent_back]).effects
    assert found[second.id].value is Effectiveness.REVOKED
    assert found[first.id].value is Effectiveness.UNDER_APPEAL


def test_of_two_papers_with_one_number_the_kind_named_is_meant():
    judgment = paper(1, instance=Instance.FIRST, effect=Effectiveness.UNKNOWN, name="ja")
    ruling = paper(1, instance=Instance.FIRST, kind=DocumentKind.CAIDING, name="jb")
    link = Link(
        number=number(1), kind=DocumentKind.PANJUE, act=Act.REVOKES, evidence=Span(0, 1), rule="t"
    )
    appeal = Paper(
        id=JudgmentId("jc"),
        number=number(2),
        kind=DocumentKind.PANJUE,
        instance=Instance.SECOND,
        decided_on=None,
        effect=Effectiveness.IN_EFFECT,
        effect_reason="",
        links=(link,),
    )
    found = trace([judgment, ruling, appeal]).effects
    assert found[judgment.id].value is Effectiveness.REVOKED
    assert found[ruling.id].value is Effectiveness.IN_EFFECT


ACTS = st.sampled_from(Act)


@st.composite
def webs(draw):
    """Any papers quoting any others, circles and shared numbers among them."""
    n = draw(st.integers(1, 6))
    return [
        paper(
            draw(st.integers(1, n)),
            draw(st.lists(st.tuples(st.integers(1, n + 2), ACTS), max_size=3)),
            instance=draw(
                st.sampled_from([Instance.FIRST, Instance.SECOND, Instance.RETRIAL, None])
            ),
            day=draw(st.none() | st.integers(0, 4)),
            effect=draw(st.sampled_from([Effectiveness.UNKNOWN, Effectiveness.IN_EFFECT])),
            name=f"j{i}",
        )
        for i in range(n)
    ]


@given(webs(), st.randoms())
def test_order_of_arrival_changes_nothing(papers, rng):
    shuffled = list(papers)
    rng.shuffle(shuffled)
    assert trace(shuffled) == trace(papers)


@given(webs())
def test_chains_are_the_connected_parts(papers):
    # Oracle: join sets until nothing changes.
    groups = [
        {each.id}
        | set(case_keys(each.number))
        | {k for link in each.links for k in case_keys(link.number)}
        for each in papers
    ]
    merged = True
    while merged:
        merged = False
        for a in groups:
            for b in groups:
                if a is not b and a & b:
                    a.update(b)
                    groups.remove(b)
                    merged = True
                    break
            if merged:
                break
    ids = {each.id for each in papers}
    expected = sorted(sorted(group & ids) for group in groups)
    found = sorted(sorted(each.id for each in chain.papers) for chain in trace(papers).chains)
    assert found == expected


@given(webs())
def test_a_paper_keeps_its_own_effect_unless_a_later_one_speaks_of_it(papers):
    quoted = {key for each in papers for link in each.links for key in case_keys(link.number)}
    found = trace(papers).effects
    for each in papers:
        if not quoted & set(case_keys(each.number)):
            assert found[each.id].value is each.effect
            assert found[each.id].decided_by is None
