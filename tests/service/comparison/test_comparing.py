from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from corpus.judgment import CaseType
from corpus.law.timing import LawSameness
from corpus.listed import ListedJudgment
from indexing.searching.query import QueryParts
from service.comparison.asking import side_of_case, side_of_question
from service.comparison.comparing import compare
from service.comparison.listed_law import listed_law
from service.comparison.model import Axis, AxisGrade, DifferenceKind
from service.comparison.sides import side_of_judgment, side_of_text
from service.pending.model import PaperKind, PendingCase, PendingCaseId, Stage
from service.search.question import Question
from tests.service.comparison.papers import ACCOUNT, timber
from tests.service.papers import papers

TODAY = date(2026, 3, 2)


def asked(text=ACCOUNT, charges=("盗伐林木罪",)):
    return side_of_question(Question(text=text, charges=charges), None, as_of=TODAY)


def differences(one, other):
    compared = compare(one, other)
    return {each.kind: each for each in compared.differences}, {
        each.kind: each for each in compared.untold
    }


def test_the_three_axes_stand_apart_in_the_order_of_the_rule():
    compared = compare(asked(), side_of_judgment(timber(2024)))
    assert [axis.axis for axis in compared.axes] == [Axis.FACTS, Axis.ISSUES, Axis.LAW]
    assert compared.facts.grade is AxisGrade.NEAR
    assert compared.issues.grade is AxisGrade.UNTOLD
    pair = compared.facts.pairs[0]
    assert "盗伐红松" in pair.asked.text
    assert "盗伐红松" in pair.found.text


def test_articles_that_both_cite_are_quoted_from_both():
    one, other = side_of_judgment(timber(2024)), side_of_judgment(timber(2025))
    compared = compare(one, other)
    assert compared.law.grade is AxisGrade.NEAR
    assert str(compared.law.cited[0].provision) == "《中华人民共和国刑法》第345条第1款"
    assert {each.asked.text for each in compared.law.cited} == {"第三百四十五条第一款", "第四条"}


def test_another_version_of_the_law_is_never_near():
    compared = compare(side_of_judgment(timber(2024)), side_of_judgment(timber(2022)))
    assert compared.law_in_time.sameness is LawSameness.OTHER
    assert compared.law.grade is AxisGrade.FAR
    assert "法律版本不同" in compared.law.sentence
    [version] = [d for d in compared.differences if d.kind is DifferenceKind.LAW_VERSION]
    assert version.asked
    assert version.found


@pytest.mark.parametrize(
    ("found", "kind", "told"),
    [
        ({"volume": "60"}, DifferenceKind.QUANTITY, True),
        ({"circumstance": "甲某不构成自首。"}, DifferenceKind.CIRCUMSTANCE, True),
        ({"circumstance": ""}, DifferenceKind.CIRCUMSTANCE, False),
        ({"more": "护林员轻伤二级。"}, DifferenceKind.INJURY, False),
    ],
)
def test_what_both_tell_otherwise_differs_and_what_one_tells_is_a_gap(found, kind, told):
    differing, untold = differences(asked(), side_of_judgment(timber(2024, **found)))
    assert (kind in differing) is told
    assert (kind in untold) is not told
    each = (differing if told else untold)[kind]
    assert each.is_told_by_both is told
    assert each.asked or each.found
    if not told:
        assert "未载明" in each.sentence


def test_like_cases_have_no_differences():
    compared = compare(side_of_judgment(timber(2024)), side_of_judgment(timber(2025)))
    assert compared.differences == ()
    assert compared.untold == ()


@pytest.mark.parametrize(
    ("one", "other", "is_different"),
    [
        ("轻伤二级", "重伤二级", True),
        ("轻伤二级", "轻伤二级", False),
        ("轻微伤、轻伤一级", "轻伤一级", False),
    ],
)
def test_the_gravest_injury_decides(one, other, is_different):
    differing, _ = differences(
        side_of_judgment(timber(2024, more=f"致护林员{one}。")),
        side_of_judgment(timber(2025, more=f"致护林员{other}。")),
    )
    assert (DifferenceKind.INJURY in differing) is is_different


def test_charge_instance_and_kind_of_case_are_told():
    drunk, *_, loan = papers()
    differing, _ = differences(side_of_judgment(drunk), side_of_judgment(loan))
    assert {DifferenceKind.ELEMENT, DifferenceKind.INSTANCE} <= differing.keys()
    assert differing[DifferenceKind.ELEMENT].asked[0].text == "危险驾驶罪"


def test_renamed_charges_are_one():
    side = side_of_judgment(timber(2024))
    old = replace(side, elements=tuple(replace(each, value="偷税罪") for each in side.elements[:1]))
    new = replace(side, elements=tuple(replace(each, value="逃税罪") for each in side.elements[:1]))
    differing, untold = differences(old, new)
    assert DifferenceKind.ELEMENT not in {*differing, *untold}


def test_every_quote_stands_in_the_text_of_its_side():
    one, other = asked(), side_of_judgment(timber(2022, volume="60", circumstance=""))
    compared = compare(one, other)
    mine = [pair.asked for axis in compared.axes for pair in axis.pairs]
    theirs = [pair.found for axis in compared.axes for pair in axis.pairs]
    for each in (*compared.differences, *compared.untold):
        mine += each.asked
        theirs += each.found
    assert mine
    assert theirs
    assert all(quote.whole is one.text for quote in mine)
    assert all(quote.whole is other.text for quote in theirs)


def test_parts_joined_of_several_lines_are_found_again_in_the_text():
    text = "甲\n经查明一\n乙\n经查明二"
    side = side_of_text(
        text, parts=QueryParts(facts="经查明一\n经查明二"), elements=(), as_of=TODAY
    )
    assert [span.of(text) for span in side.facts] == ["经查明一", "经查明二"]


def pending(**changes):
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return PendingCase(
        **{
            "id": PendingCaseId("p1"),
            "case_number": None,
            "case_type": CaseType.CRIMINAL,
            "court": None,
            "cause": None,
            "charges": ("盗伐林木罪",),
            "parties": (),
            "handling_judge": "",
            "panel": (),
            "filed_on": None,
            "due_on": None,
            "happened_on": None,
            "stage": Stage.IN_TRIAL,
            "issues": (),
            "intended_provisions": (),
            "intended_ruling": "",
            "paper": PaperKind.FACTS,
            "text": ACCOUNT,
            "file_name": None,
            "external_id": None,
            "opened_by": 1,
            "opened_at": at,
            "changed_at": at,
            **changes,
        }
    )


def test_a_pending_case_is_a_side_whose_quotes_count_in_its_text():
    case = pending(happened_on=date(2022, 3, 6), intended_provisions=("《刑法》第三百四十五条",))
    side = side_of_case(case, as_of=TODAY)
    assert side.law.happening.first.value.earliest == date(2022, 3, 6)
    assert side.law.is_pending
    compared = compare(side, side_of_judgment(timber(2024)))
    assert [each.asked.text for each in compared.law.cited] == [""]
    assert all(pair.asked.whole is case.text for pair in compared.facts.pairs)


def test_the_list_says_of_the_law_what_the_page_says():
    for judgment in (timber(2022), timber(2024), *papers()):
        for side in (asked(), side_of_judgment(timber(2021))):
            on_list = listed_law(side.law, ListedJudgment.of(judgment))
            assert on_list == compare(side, side_of_judgment(judgment)).law_in_time


def test_noted_issues_are_quoted_from_the_note_where_the_paper_does_not_hold_them():
    noted = pending(issues=("盗伐林木是否构成自首", "立木蓄积如何认定"))
    side = side_of_case(noted, as_of=TODAY)
    axis = compare(side, side_of_judgment(timber(2024))).issues
    assert axis.is_of_note
    assert axis.grade is not AxisGrade.UNTOLD
    assert all(pair.asked.whole == "\n".join(noted.issues) for pair in axis.pairs)
    held = side_of_case(pending(issues=("构成自首",)), as_of=TODAY)
    assert not held.typed_issues
    assert [span.of(ACCOUNT) for span in held.issues] == ["构成自首"]
