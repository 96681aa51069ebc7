from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cause.causes import cause_names
from corpus.cause.charges import charge_names
from corpus.judgment import CaseType, RawJudgment, SourceRecord
from corpus.law.changes import (
    ChangeScope,
    Confidence,
    Lighter,
    Transition,
    law_changes,
    moved_article,
)
from corpus.law.happening import Happening, Moment, read_happening
from corpus.law.old_citations import old_citations
from corpus.law.placing import LawTime, Place, law_time_of, placed
from corpus.law.timing import LawSameness, compare_law
from corpus.law.titles import read_table
from corpus.law.versions import version_in_force, versions_of
from corpus.provision import Provision
from corpus.reading import read_judgment
from corpus.spans import Extracted, Span

CHANGES = {change.key: change for change in law_changes()}
FOREST_OLD = "最高人民法院关于审理破坏森林资源刑事案件具体应用法律若干问题的解释"
FOREST_NEW = "最高人民法院关于审理破坏森林资源刑事案件适用法律若干问题的解释"
PRC = "中华人民共和国"


def happening(*days: date) -> Happening:
    return Happening(
        moments=tuple(
            Extracted(Moment(earliest=day, latest=day), Span(10 * n, 10 * n + 9), "happening")
            for n, day in enumerate(days)
        ),
        is_lasting=False,
    )


def case(
    *,
    kind=CaseType.CRIMINAL,
    elements=("盗伐林木罪",),
    cites=(),
    facts="",
    happened=(),
    filed=None,
    judged=None,
    pending=False,
) -> LawTime:
    return LawTime(
        case_type=kind,
        elements=elements,
        provisions=tuple(
            Extracted(Provision(law=law, article=article), Span(n, n + 1), "citation")
            for n, (law, article) in enumerate(cites)
        ),
        facts=facts,
        happening=happening(*happened) if happened else None,
        filed_on=filed,
        judged_on=judged,
        is_pending=pending,
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019年5月6日，被告人甲入户盗窃。", (2019, 5, 6), (2019, 5, 6)),
        ("２０１９年５月６日甲盗窃", (2019, 5, 6), (2019, 5, 6)),
        ("二〇一九年五月十六日甲盗窃", (2019, 5, 16), (2019, 5, 16)),
        # A span, a month and a year are as exact as told.
        ("2018年3月至2019年间，被告人甲多次盗窃。", (2018, 3, 1), (2019, 12, 31)),
        ("2020年2月，甲滥伐林木。", (2020, 2, 1), (2020, 2, 29)),
        ("2012年10月至12月间，甲销售假酒。", (2012, 10, 1), (2012, 12, 31)),
        ("2015年7月11日至13日，甲贩卖卷烟。", (2015, 7, 11), (2015, 7, 13)),
        ("2015年7月11日至8月2日，甲贩卖卷烟。", (2015, 7, 11), (2015, 8, 2)),
        # Several events, and words that count from the year before.
        ("2016年8月7日，甲借款；同年9月2日又借款；次年1月3日再借。", (2016, 8, 7), (2017, 1, 3)),
        ("2016年8月7日，甲盗窃。同月9日，甲再次盗窃。", (2016, 8, 7), (2016, 8, 9)),
        # Arrest, proof, earlier sentence, birth and what falls due are no facts of the case.
        ("2019年5月6日甲盗窃。2019年6月1日甲被抓获。", (2019, 5, 6), (2019, 5, 6)),
        ("甲曾因盗窃罪于2010年3月4日被判处拘役。2019年5月6日甲盗窃。", (2019, 5, 6), (2019, 5, 6)),
        ("甲，1980年3月4日出生。2019年5月6日甲盗窃。", (2019, 5, 6), (2019, 5, 6)),
        ("2019年5月6日甲借款，约定2021年5月6日前还清。", (2019, 5, 6), (2019, 5, 6)),
        ("2019年5月6日甲盗窃。上述事实，有2019年7月8日的笔录证实。", (2019, 5, 6), (2019, 5, 6)),
        (
            "2019年5月6日甲驾车。2019年5月9日，经鉴定，血液酒精含量为180毫克。",
            (2019, 5, 6),
            (2019, 5, 6),
        ),
        ("2019年5月6日甲借款。原告于2020年1月2日向本院提起诉讼。", (2019, 5, 6), (2019, 5, 6)),
    ],
)
def test_the_days_of_the_facts_are_read(text, first, last):
    found = read_happening(text, [Span(0, len(text))])
    assert found.first.value.earliest == date(*first)
    assert found.last.value.latest == date(*last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "被告人甲入户盗窃。",
        "2019年13月40日，甲盗窃。",
        "2019年6月1日，甲被公安机关抓获。",
        "同年5月6日甲盗窃。",
    ],
)
def test_no_day_of_the_facts_is_told(text):
    assert read_happening(text, [Span(0, len(text))]) is None


def test_what_lies_behind_the_judgment_has_not_happened():
    text = "2019年5月6日甲借款，2031年1月1日。"
    found = read_happening(text, [Span(0, len(text))], not_after=date(2020, 1, 1))
    assert [each.span.of(text) for each in found.moments] == ["2019年5月6日"]


def test_going_on_is_told():
    text = "2018年至2021年期间，甲持续排放污水。"
    assert read_happening(text, [Span(0, len(text))]).is_lasting


@given(st.text(alphabet="0123456789年月日同次至-，。一二十〇被抓获约定前 ", max_size=60))
def test_any_text_is_read_and_quotes_stand_where_they_say(text):
    found = read_happening(text, [Span(0, len(text))])
    if found is not None:
        for each in found.moments:
            assert each.span.of(text).strip()
            assert each.value.earliest <= each.value.latest
        spans = [each.span for each in found.moments]
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_each_row_of_the_changes_is_sound():
    rows = read_table("law_changes.csv")
    assert len({row["key"] for row in rows}) == len(rows)
    known = {*charge_names(), *cause_names()}
    for change in law_changes():
        assert change.elements <= known, change.key
        assert change.before, change.key
        assert change.after, change.key
        assert change.source, change.key
        assert change.kind in {"criminal", "civil", "administrative", "any"}
        is_punishing = change.transition in {
            Transition.LENIENT,
            Transition.LENIENT_INTERPRETATION,
        }
        assert (change.lighter is not None) is is_punishing, change.key


def test_amendments_count_from_a_day_on_which_the_table_of_versions_has_one():
    for change in law_changes():
        versions = versions_of(change.law)
        if change.law == f"{PRC}刑法" or change.scope is ChangeScope.NUMBERING:
            starts = {version.valid_from for version in versions}
            assert not versions or change.since in starts or change.key == "labour-1-2021", (
                change.key
            )


def test_rows_from_memory_say_so():
    for change in law_changes():
        if "凭记忆" in change.source:
            assert change.confidence is Confidence.MEMORY, change.key


@pytest.mark.parametrize(
    ("key", "since"),
    [
        ("forest-theft", date(2023, 8, 15)),
        ("cc-contract", date(2021, 1, 1)),
        ("xf8-133之1", date(2011, 5, 1)),
        ("xf11-271", date(2021, 3, 1)),
        ("xf12-390", date(2024, 3, 1)),
        ("lending-2015", date(2015, 9, 1)),
        ("lending-2020", date(2020, 8, 20)),
        ("drunk-2023", date(2023, 12, 28)),
        ("theft-2013", date(2013, 4, 4)),
        ("penalty-2021", date(2021, 7, 15)),
        ("company-2024", date(2024, 7, 1)),
        ("forest-act-2020", date(2020, 7, 1)),
        ("family-2-2025", date(2025, 2, 1)),
        ("civil-procedure-2024", date(2024, 1, 1)),
    ],
)
def test_the_great_changes_have_their_day(key, since):
    assert CHANGES[key].since == since


@pytest.mark.parametrize(
    ("law", "article", "cited_on", "successors"),
    [
        ("合同法", 107, date(2019, 5, 1), ["民法典577"]),
        ("侵权责任法", 6, date(2019, 5, 1), ["民法典1165"]),
        ("婚姻法", 32, None, ["民法典1079"]),
        ("担保法", 19, date(2019, 5, 1), ["民法典686"]),
        ("合同法", 52, date(2019, 5, 1), ["民法典146", "民法典153", "民法典154"]),
        ("民事诉讼法", 253, date(2021, 12, 31), ["民事诉讼法264"]),
        ("民事诉讼法", 260, date(2023, 5, 1), ["民事诉讼法264"]),
        ("民事诉讼法", 211, date(2024, 5, 1), []),
        ("刑法", 264, date(2019, 5, 1), []),
    ],
)
def test_articles_are_followed_to_where_they_stand_today(law, article, cited_on, successors):
    found = moved_article(Provision(law=PRC + law, article=article), cited_on=cited_on)
    today = [] if found is None else [f"{each.law}{each.article}" for each in found.successors]
    assert today == [PRC + each for each in successors]


@pytest.mark.parametrize(
    ("change", "given", "place"),
    [
        # 从旧兼从轻: the new thresholds are lighter, so older deeds judged since lie under them.
        ("forest-theft", {"happened": [date(2022, 5, 1)], "judged": date(2022, 9, 1)}, Place.OLD),
        ("forest-theft", {"happened": [date(2022, 5, 1)], "judged": date(2023, 9, 1)}, Place.NEW),
        ("forest-theft", {"happened": [date(2024, 5, 1)], "judged": date(2024, 9, 1)}, Place.NEW),
        ("forest-theft", {"judged": date(2022, 9, 1)}, Place.OLD),
        ("forest-theft", {"judged": date(2024, 9, 1)}, Place.UNTOLD),
        ("forest-theft", {"cites": [(FOREST_OLD, 4)], "judged": date(2024, 9, 1)}, Place.OLD),
        ("forest-theft", {"cites": [(FOREST_NEW, 4)], "happened": [date(2022, 5, 1)]}, Place.NEW),
        ("forest-theft", {"cites": [(FOREST_NEW, 4), (FOREST_OLD, 4)]}, Place.OPEN),
        # The old rule is lighter: a new crime reaches no older deed.
        ("xf9-287之2", {"happened": [date(2015, 5, 1)], "judged": date(2016, 1, 1)}, Place.OLD),
        ("xf9-287之2", {"happened": [date(2015, 12, 1)], "judged": date(2016, 9, 1)}, Place.NEW),
        # Which is lighter depends on the case.
        ("xf11-271", {"happened": [date(2020, 5, 1)], "judged": date(2021, 9, 1)}, Place.OPEN),
        ("xf11-271", {"happened": [date(2020, 5, 1)], "judged": date(2021, 2, 1)}, Place.OLD),
        ("xf11-271", {"happened": [date(2020, 5, 1), date(2021, 6, 1)]}, Place.OPEN),
        # Civil Code: facts before it lie under the law of their time, facts across stay open.
        ("cc-tort", {"happened": [date(2019, 5, 1)], "judged": date(2022, 1, 1)}, Place.OLD),
        # A contract may be performed until after the day, unless the suit was filed before it.
        ("cc-contract", {"happened": [date(2019, 5, 1)], "judged": date(2022, 1, 1)}, Place.OPEN),
        (
            "cc-contract",
            {"happened": [date(2019, 5, 1)], "filed": date(2020, 9, 1), "judged": date(2022, 1, 1)},
            Place.OLD,
        ),
        ("cc-contract", {"happened": [date(2021, 1, 1)], "judged": date(2022, 1, 1)}, Place.NEW),
        ("cc-contract", {"happened": [date(2020, 1, 1), date(2021, 6, 1)]}, Place.OPEN),
        ("cc-contract", {"cites": [(f"{PRC}合同法", 107)], "judged": date(2022, 1, 1)}, Place.OLD),
        ("cc-contract", {"cites": [(f"{PRC}民法典", 577)]}, Place.NEW),
        ("cc-tort", {"cites": [(f"{PRC}民法典", 577)]}, Place.UNTOLD),
        # Interest: the day of filing decides, and a contract from before splits.
        ("lending-2020", {"filed": date(2020, 8, 19), "judged": date(2021, 1, 1)}, Place.OLD),
        (
            "lending-2020",
            {
                "filed": date(2020, 8, 20),
                "happened": [date(2019, 1, 1)],
                "judged": date(2021, 1, 1),
            },
            Place.OPEN,
        ),
        (
            "lending-2020",
            {
                "filed": date(2021, 8, 20),
                "happened": [date(2021, 1, 1)],
                "judged": date(2022, 1, 1),
            },
            Place.NEW,
        ),
        # Procedure follows the day of judging, of a pending case the new numbers.
        ("civil-procedure-2024", {"judged": date(2023, 12, 31)}, Place.OLD),
        ("civil-procedure-2024", {"judged": date(2024, 1, 1)}, Place.NEW),
        ("civil-procedure-2024", {"judged": date(2023, 1, 1), "pending": True}, Place.NEW),
        (
            "injury-standard-2022",
            {"happened": [date(2022, 4, 30)], "judged": date(2023, 1, 1)},
            Place.OLD,
        ),
    ],
)
def test_a_case_has_its_place_before_a_change(change, given, place):
    assert placed(CHANGES[change], case(**given)).place is place


THEFT = """云溪林区基层人民法院
刑 事 判 决 书
（{year}）吉7701刑初{serial}号
公诉机关云溪林区人民检察院。
被告人甲某，男，1980年1月1日出生，汉族，农民。
云溪林区人民检察院指控被告人甲某犯盗伐林木罪，于{year}年9月1日向本院提起公诉。本院依法组成合议庭，公开开庭审理了本案。现已审理终结。
经审理查明：{year}年5月6日，被告人甲某未经许可，在国有林场盗伐红松，立木蓄积3立方米。{year}年6月1日，甲某被抓获。
本院认为，被告人甲某以非法占有为目的，盗伐国有林木，{reasoning}依照《中华人民共和国刑法》第三百四十五条第一款、《{interpretation}》第四条之规定，判决如下：
{ruling}
审判员 丙某
二〇{decided}年十月五日
书记员 丁某
"""


def forest_judgment(year: int):
    is_new = year >= 2023
    text = THEFT.format(
        year=year,
        serial=year - 2000,
        reasoning="未达到数量较大的标准，不构成犯罪。" if is_new else "数量较大，构成盗伐林木罪。",
        interpretation=FOREST_NEW if is_new else FOREST_OLD,
        ruling="被告人甲某无罪。"
        if is_new
        else "被告人甲某犯盗伐林木罪，判处有期徒刑六个月，并处罚金人民币二千元。",
        decided="二四" if is_new else "二二",
    )
    source = SourceRecord(name="t", place="t", format="text")
    return read_judgment(RawJudgment(text=text, source=source), today=date(2026, 11, 23))


def test_three_cubic_metres_in_2022_and_2024_are_a_change_of_law_not_a_divergence():
    convicted, acquitted = (law_time_of(forest_judgment(year)) for year in (2022, 2024))
    assert convicted.happening.first.value.earliest == date(2022, 5, 6)
    compared = compare_law(acquitted, convicted)
    assert compared.sameness is LawSameness.OTHER
    assert "2023年8月15日" in compared.sentences[0]
    assert "法释〔2023〕8号" in compared.sentences[0]
    assert "2至5立方米" in compared.sentences[0]
    [old] = [each for each in compared.old_citations if each.provision.value.law == FOREST_OLD]
    assert old.succession.successor == FOREST_NEW
    assert [each.article for each in old.moved.successors] == [4]
    assert not old.is_after_end


def test_two_thefts_of_timber_of_one_year_lie_under_one_law():
    one, other = law_time_of(forest_judgment(2022)), law_time_of(forest_judgment(2022))
    compared = compare_law(one, other)
    assert compared.sameness is LawSameness.SAME
    assert "以已收录的法律变化为限" in compared.sentences[-1]


def test_the_asked_deed_of_2022_that_is_judged_today_lies_under_the_lighter_rule():
    asked = case(happened=[date(2022, 5, 6)], judged=date(2026, 11, 1), pending=True)
    convicted = law_time_of(forest_judgment(2022))
    compared = compare_law(asked, convicted)
    assert compared.sameness is LawSameness.OTHER
    assert "从旧兼从轻" in compared.sentences[0]


def test_an_untold_day_is_unknown_and_said():
    compared = compare_law(
        case(judged=date(2026, 1, 1), pending=True), law_time_of(forest_judgment(2022))
    )
    assert compared.sameness is LawSameness.UNKNOWN
    assert "未载明" in compared.sentences[0]


def test_a_change_about_burglary_matters_to_burglary_only():
    def theft(year, facts):
        return case(
            elements=("盗窃罪",),
            facts=facts,
            happened=[date(year, 5, 1)],
            judged=date(year, 9, 1),
        )

    keys = {
        each.change.key for each in compare_law(theft(2010, "扒窃"), theft(2024, "扒窃")).findings
    }
    plain = {
        each.change.key for each in compare_law(theft(2010, "偷车"), theft(2024, "偷车")).findings
    }
    assert keys - plain == {"xf8-264"}


def test_a_repealed_law_cited_for_later_facts_is_flagged():
    mistaken = case(
        kind=CaseType.CIVIL,
        elements=("买卖合同纠纷",),
        cites=[(f"{PRC}合同法", 159)],
        happened=[date(2022, 3, 1)],
        judged=date(2022, 9, 1),
    )
    [old] = old_citations(mistaken)
    assert old.is_after_end
    assert old.succession.successor == f"{PRC}民法典"
    assert [each.article for each in old.moved.successors] == [626]


def test_other_versions_without_a_row_are_unknown():
    law = f"{PRC}道路交通安全法"
    one, other = (
        case(
            kind=CaseType.CIVIL,
            elements=("机动车交通事故责任纠纷",),
            cites=[(law, 76)],
            happened=[day],
            judged=date(2024, 1, 1),
        )
        for day in (date(2020, 1, 1), date(2023, 1, 1))
    )
    assert version_in_force(law, date(2020, 1, 1)) != version_in_force(law, date(2023, 1, 1))
    compared = compare_law(one, other)
    assert compared.sameness is LawSameness.UNKNOWN
    assert any("道路交通安全法" in sentence for sentence in compared.sentences)


def test_a_judgment_that_tells_no_law_is_unknown():
    silent = case(kind=None, elements=(), judged=date(2024, 1, 1))
    assert compare_law(silent, silent).sameness is LawSameness.UNKNOWN


def test_the_day_of_filing_is_read_from_the_procedure():
    assert law_time_of(forest_judgment(2022)).filed_on == date(2022, 9, 1)


@given(st.sampled_from(sorted(CHANGES)), st.dates(date(2005, 1, 1), date(2026, 1, 1)), st.data())
def test_no_case_judged_before_a_change_lies_under_it(key, judged, data):
    change = CHANGES[key]
    happened = data.draw(st.dates(date(2000, 1, 1), judged))
    place = placed(change, case(elements=(), happened=[happened], judged=judged)).place
    if judged < change.since:
        assert place is Place.OLD
    if happened >= change.since and change.transition in {
        Transition.LENIENT,
        Transition.CIVIL_CODE,
    }:
        assert place is Place.NEW
    if place is Place.OPEN:
        assert change.lighter is Lighter.OPEN or change.lighter is None


def test_cases_of_two_kinds_have_no_law_in_common():
    loan = case(kind=CaseType.CIVIL, elements=("民间借贷纠纷",), judged=date(2020, 1, 1))
    compared = compare_law(loan, law_time_of(forest_judgment(2022)))
    assert compared.sameness is LawSameness.UNKNOWN
    assert compared.findings == ()
    assert "类型不同" in compared.sentences[0]


def test_a_change_of_one_charge_says_nothing_of_another():
    fraud = case(elements=("诈骗罪",), happened=[date(2010, 5, 1)], judged=date(2010, 9, 1))
    timber = law_time_of(forest_judgment(2024))
    assert {each.change.key for each in compare_law(fraud, timber).findings} <= {"forest-theft"}
