from datetime import date

import pytest

from corpus.judgment import Effectiveness, Judgment, RawJudgment, SourceRecord
from corpus.reading import read_judgment
from service.audits.model import ReversalReason, ReversedCase
from service.audits.reversals import count_reversals, reason_of_reversal

PAPER = """吉林省长春市中级人民法院
民事判决书
（2025）吉01民终12号
上诉人（原审被告）：张长安，男，1980年1月2日出生，汉族，住长春市。
被上诉人（原审原告）：李顺利，男，1979年1月2日出生，汉族，住长春市。
上诉人张长安因与被上诉人李顺利民间借贷纠纷一案，不服吉林省长春市朝阳区人民法院（2024）吉0104民初5号民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。本案现已审理终结。
张长安上诉请求：撤销一审判决。事实和理由：一审法院认定事实不清，适用法律错误，程序违法。
本院认为，{reasons}
依照《中华人民共和国民事诉讼法》第一百七十七条第一款第二项规定，判决如下：
一、撤销吉林省长春市朝阳区人民法院（2024）吉0104民初5号民事判决；
二、驳回李顺利的诉讼请求。
本判决为终审判决。
审判长　王公正
审判员　赵明理
审判员　钱秉义
二〇二五年三月四日
书记员　孙小书
"""


def paper(reasons):
    found = read_judgment(
        RawJudgment(
            text=PAPER.format(reasons=reasons),
            source=SourceRecord(name="测试", place="1", format="text"),
        ),
        today=date(2026, 3, 2),
    )
    assert isinstance(found, Judgment)
    return found


@pytest.mark.parametrize(
    ("reasons", "reason"),
    [
        ("一审判决适用法律错误，应予纠正。", ReversalReason.LAW),
        ("一审判决认定基本事实不清，本院依法改判。", ReversalReason.FACTS),
        (
            "二审期间，张长安提交新的证据，足以证明借款已还，一审判决应予改判。",
            ReversalReason.NEW_EVIDENCE,
        ),
        ("因二审期间出现新证据，一审判决应予改判。", ReversalReason.NEW_EVIDENCE),
        ("原判定罪准确，但量刑过重，应予改判。", ReversalReason.SENTENCE),
        ("一审法院遗漏必要的当事人，严重违反法定程序。", ReversalReason.PROCEDURE),
        ("二审期间双方当事人达成和解协议，本院予以确认。", ReversalReason.SETTLED),
        # What a party says is not what the court holds.
        ("张长安上诉称一审程序违法。经查，一审判决适用法律不当。", ReversalReason.LAW),
        # Nor is what it denies.
        ("双方均未提交新的证据。一审判决认定事实错误，应予改判。", ReversalReason.FACTS),
        ("一审程序并无不当，但认定事实有误，且适用法律错误。", ReversalReason.LAW),
    ],
)
def test_the_reason_of_the_court_is_read(reasons, reason):
    judgment = paper(reasons)
    found = reason_of_reversal(judgment)
    assert found is not None
    assert found.value is reason
    assert found.span.of(judgment.text) in judgment.text.replace("本院认为，", "本院认为，")


@pytest.mark.parametrize(
    "reasons",
    ["一审判决应予改判。", "张长安主张一审适用法律错误。", "本案不存在适用法律错误。"],
)
def test_where_the_court_says_no_reason_there_is_none(reasons):
    assert reason_of_reversal(paper(reasons)) is None


def case(n, reason):
    return ReversedCase(
        judgment_id=f"j{n}",
        court="甲法院",
        cause="民间借贷纠纷",
        decided_on=date(2024, 1, 1),
        effect=Effectiveness.REVOKED,
        later_id=f"l{n}",
        later_court="乙法院",
        reversed_on=date(2025, 3, 4),
        reason=reason,
    )


def test_differences_of_view_are_what_stays():
    cases = [
        case(1, ReversalReason.NEW_EVIDENCE),
        case(2, ReversalReason.LAW),
        case(3, ReversalReason.LAW),
        case(4, ReversalReason.UNTOLD),
    ]
    # Case 1 is marked too: it is taken off once, not twice.
    counts = count_reversals(cases, {"j1", "j3", "j9"})
    assert (counts.n_reversed, counts.n_new_evidence, counts.n_court_above_wrong) == (4, 1, 1)
    assert counts.n_difference_of_view == 4 - 1 - 1
