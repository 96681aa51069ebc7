"""What a pending case takes from its paper and from whoever opens it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CaseNumberError
from corpus.judgment import CaseType, Role
from corpus.pending_told import read_told_case
from corpus.sample.generation import generate
from service.errors import CaseFieldError
from service.pending.model import PaperKind, PendingParty, Stage
from service.pending.opening import CaseEntry, CasePaper, open_case, paper_kind, with_entry
from service.pending.typed_lines import panel_lines, party_lines, typed_panel, typed_parties

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
COMPLAINT = (
    "民事起诉状\n原告：甲公司，住所地乙市。\n被告：张三，男，汉族。\n案由：买卖合同纠纷\n"
    "诉讼请求：\n判令被告付款。\n事实与理由：\n被告收货后未付款。\n此致\n北京市海淀区人民法院"
)


def opened(text=COMPLAINT, **paper):
    return open_case(CasePaper(text=text, **paper), pending_id="c1", account_id=1, now=NOW)


@pytest.mark.parametrize("seed", [21, 22])
def test_papers_of_the_sample_tell_what_was_planted(seed):
    planted = generate(seed=seed, size=300).pending_cases
    assert planted
    for case in planted:
        told = read_told_case(case.text, today=NOW.date())
        beside = {Role.COUNSEL, Role.DEFENDER, Role.REPRESENTATIVE}
        assert told.court.name == case.court
        assert told.case_type is case.case_type
        assert told.charges == case.charges
        assert [(party.name, party.role) for party in told.parties] == [
            (party.name, party.role) for party in case.parties if party.role not in beside
        ]


def test_a_complaint_tells_parties_court_and_cause():
    case = opened()
    assert case.court == "北京市海淀区人民法院"
    assert case.cause == "买卖合同纠纷"
    assert case.case_type is CaseType.CIVIL
    assert case.paper is PaperKind.FILE
    assert [(party.name, party.role) for party in case.parties] == [
        ("甲公司", Role.PLAINTIFF),
        ("张三", Role.DEFENDANT),
    ]


def test_facts_alone_tell_nothing_else():
    case = opened("被告人甲醉酒驾驶小型轿车，被民警查获，血液酒精含量为180毫克。")
    assert case.paper is PaperKind.FACTS
    assert (case.court, case.case_number, case.parties) == (None, None, ())


def test_what_somebody_says_goes_before_the_paper():
    entry = CaseEntry(
        case_number="(2026)京0108民初12号",
        court="吉林高院",
        elements=("民间借贷纠纷",),
        stage=Stage.AWAITING_HEARING,
        issues=("  利息如何计算 ", "", "利息如何计算"),
        filed_on=date(2026, 10, 1),
        due_on=date(2027, 4, 1),
    )
    with pytest.raises(CaseFieldError):
        with_entry(opened(), entry, now=NOW)
    case = with_entry(opened(), replace(entry, court="吉林省高级人民法院"), now=NOW)
    assert str(case.case_number) == "（2026）京0108民初12号"
    assert case.court == "吉林省高级人民法院"
    assert case.cause == "民间借贷纠纷"
    assert case.issues == ("利息如何计算",)
    assert case.stage is Stage.AWAITING_HEARING


def test_charges_make_a_case_criminal_and_a_cause_does_not_stay_beside_them():
    case = with_entry(opened(), CaseEntry(elements=("盗窃", "诈骗罪")), now=NOW)
    assert (case.charges, case.cause, case.case_type) == (
        ("盗窃罪", "诈骗罪"),
        None,
        CaseType.CRIMINAL,
    )


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        (CaseEntry(case_number="第五号"), CaseNumberError),
        (CaseEntry(court="不存在的机构"), CaseFieldError),
        (CaseEntry(elements=("偷东西",)), CaseFieldError),
        (CaseEntry(elements=("民间借贷纠纷", "离婚纠纷")), CaseFieldError),
        (CaseEntry(filed_on=date(2026, 5, 2), due_on=date(2026, 5, 1)), CaseFieldError),
        (CaseEntry(happened_on=date(2027, 1, 1)), CaseFieldError),
        (CaseEntry(issues=("长" * 400,)), CaseFieldError),
    ],
)
def test_what_a_case_cannot_take_is_refused(entry, refusal):
    with pytest.raises(refusal):
        with_entry(opened(), entry, now=NOW)


def test_nothing_said_changes_nothing_but_the_moment():
    later = datetime(2026, 11, 3, tzinfo=UTC)
    assert with_entry(opened(), CaseEntry(), now=later) == replace(opened(), changed_at=later)


def test_a_number_tells_the_kind_of_case():
    case = opened("借款后一直没有归还，双方为利息计算发生争议。")
    numbered = with_entry(case, CaseEntry(case_number="（2026）京0108民初12号"), now=NOW)
    assert numbered.case_type is CaseType.CIVIL


def test_lines_of_parties_and_panel_come_back_as_they_went():
    case = opened()
    assert typed_parties(party_lines(case.parties), case.parties) == case.parties
    panel = typed_panel("审判长 王某\n人民陪审员 李某\n赵某")
    assert [member.title for member in panel] == ["审判长", "人民陪审员", ""]
    assert typed_panel(panel_lines(panel)) == panel


def test_what_a_line_cannot_hold_of_a_party_stays():
    known = PendingParty(name="张三", role=Role.DEFENDANT, identity_hash="f" * 32)
    assert typed_parties("被告：张三", [known]) == (known,)


@pytest.mark.parametrize("line", ["张三", "证人：张三", "被告：", "：张三"])
def test_a_line_without_role_or_name_is_refused(line):
    with pytest.raises(CaseFieldError):
        typed_parties(line)


@given(st.text(max_size=300))
def test_any_paper_opens(text):
    case = opened(text or "案情")
    assert case.text == (text or "案情")
    assert paper_kind(case.text) is case.paper
