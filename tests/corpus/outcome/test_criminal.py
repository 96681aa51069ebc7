import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import Duration, write_amount, write_duration
from corpus.outcome.criminal import read_accused
from corpus.outcome.model import Punishment, TermKind
from corpus.spans import Span


def read(*items, names=()):
    """Read items laid one behind the other and print what was passed, one line for each accused."""
    text, spans = "", []
    for item in items:
        spans.append(Span(len(text), len(text) + len(item)))
        text += item
    lines = []
    for fact in read_accused(text, spans, names):
        accused = fact.value
        parts = [
            f"{c.charge.value if c.charge else '?'} {printed(c.punishment)}"
            for c in accused.convictions
        ]
        if accused.combined:
            parts.append(f"共 {printed(accused.combined)}")
        if accused.is_acquitted:
            parts.append("无罪")
        lines.append(f"{accused.name}: " + " + ".join(part.strip() for part in parts))
    return lines


def printed(punishment: Punishment) -> str:
    words = []
    if term := punishment.term:
        words.append(f"{term.kind}{f' {term.months}m' if term.months else ''}")
        words[-1] += f"{term.days}d" if term.days else ""
    if punishment.probation_months is not None:
        words.append(f"缓{punishment.probation_months}m")
    if punishment.fine_fen is not None:
        words.append(f"罚{punishment.fine_fen // 100}")
    if punishment.political_rights_months is not None:
        words.append(f"剥{punishment.political_rights_months}m")
    if punishment.is_political_rights_for_life:
        words.append("剥终身")
    if punishment.is_all_confiscated:
        words.append("没全")
    if punishment.confiscation_fen is not None:
        words.append(f"没{punishment.confiscation_fen // 100}")
    if punishment.is_exempt:
        words.append("免")
    return " ".join(words)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "被告人甲犯盗窃罪，判处有期徒刑一年六个月，缓刑二年，并处罚金人民币二千元（限判决生效后缴纳）。",
            ["甲: 盗窃罪 fixed_term 18m 缓24m 罚2000"],
        ),
        # 个 left out, days, detention
        ("被告人甲犯危险驾驶罪，判处拘役一个月十五日。", ["甲: 危险驾驶罪 detention 1m15d"]),
        ("被告人甲犯盗窃罪，判处有期徒刑一年六月。", ["甲: 盗窃罪 fixed_term 18m"]),
        # 有期徒刑 left out
        (
            "被告人甲构成贪污罪，判处一年六个月，并处罚金100000元。",
            ["甲: 贪污罪 fixed_term 18m 罚100000"],
        ),
        # control, life, death, reprieve; rights; property
        ("被告人甲犯开设赌场罪，判处管制一年。", ["甲: 开设赌场罪 control 12m"]),
        (
            "被告人甲犯故意杀人罪，判处无期徒刑，剥夺政治权利终身。",
            ["甲: 故意杀人罪 life 剥终身"],
        ),
        (
            "被告人甲犯故意杀人罪，判处死刑，缓期二年执行，剥夺政治权利终身，并处没收个人全部财产。",
            ["甲: 故意杀人罪 death_with_reprieve 剥终身 没全"],
        ),
        (
            "被告人甲犯受贿罪，判处死刑，并处没收个人财产人民币五万元。",
            ["甲: 受贿罪 death 没50000"],
        ),
        (
            "被告人甲犯抢劫罪，判处有期徒刑十年，剥夺政治权利二年，并处罚金五千元。",
            ["甲: 抢劫罪 fixed_term 120m 罚5000 剥24m"],
        ),
        # waived; acquitted
        ("被告人甲犯玩忽职守罪，免予刑事处罚。", ["甲: 玩忽职守罪 免"]),
        ("被告人甲无罪。", ["甲: 无罪"]),
        # a company is only fined; 无 begins its name
        (
            "被告单位无锡某公司犯单位行贿罪，判处罚金人民币十五万元。",
            ["无锡某公司: 单位行贿罪 罚150000"],
        ),
        # the fine of a thing said later is not passed again
        (
            "被告人甲犯盗窃罪，判处拘役三个月，并处罚金一千元。上述罚金于十日内缴纳。",
            ["甲: 盗窃罪 detention 3m 罚1000"],
        ),
        # several charges, joined
        (
            (
                "被告人甲犯盗窃罪，判处有期徒刑一年，并处罚金一千元；犯诈骗罪，判处有期徒刑二年，并处罚金二千元。"
                "总和刑期三年，数罪并罚，决定执行有期徒刑二年六个月，并处罚金三千元。"
            ),
            [
                "甲: 盗窃罪 fixed_term 12m 罚1000 + 诈骗罪 fixed_term 24m 罚2000 + 共 fixed_term 30m 罚3000"
            ],
        ),
        # an earlier sentence that is joined is no conviction here
        (
            (
                "被告人甲犯诈骗罪，判处有期徒刑一年四个月；与前罪寻衅滋事罪判处的有期徒刑一年二个月合并，"
                "决定执行有期徒刑二年。"
            ),
            ["甲: 诈骗罪 fixed_term 16m + 共 fixed_term 24m"],
        ),
        # the charge before the person
        ("以交通肇事罪判处被告人甲有期徒刑十个月。", ["甲: 交通肇事罪 fixed_term 10m"]),
        # two persons in one sentence; 和 inside a name
        (
            "被告人张三、李四犯盗窃罪，均判处拘役二个月。",
            ["张三: 盗窃罪 detention 2m", "李四: 盗窃罪 detention 2m"],
        ),
        ("被告人袁和平犯盗窃罪，判处拘役二个月。", ["袁和平: 盗窃罪 detention 2m"]),
        # roles below in brackets
        (
            "上诉人（原审被告人）甲犯诈骗罪，判处有期徒刑三年，缓刑三年。",
            ["甲: 诈骗罪 fixed_term 36m 缓36m"],
        ),
        # no charge: only the punishment is set anew
        ("判处上诉人甲有期徒刑七年，并处罚金三十万元。", ["甲: ? fixed_term 84m 罚300000"]),
        ("本案作案工具予以没收。", []),
        ("", []),
    ],
)
def test_items_are_read(item, expected):
    assert read(item) == expected


def test_what_an_item_upholds_and_what_a_later_one_passes_belong_together():
    assert read(
        "一、维持某号刑事判决的定罪部分，即被告人甲犯诈骗罪；",
        "三、上诉人甲犯诈骗罪，判处有期徒刑二年四个月，缓刑三年，并处罚金人民币三万元。",
    ) == ["甲: 诈骗罪 fixed_term 28m 缓36m 罚30000"]


def test_words_grown_onto_a_name_make_no_new_person():
    assert read(
        "一、被告人张三犯贩卖毒品罪，判处有期徒刑八年；",
        "二、对被告人张三所获的毒资予以追缴。上述罚金于十日内缴纳。",
    ) == ["张三: 走私、贩卖、运输、制造毒品罪 fixed_term 96m"]


def test_what_is_approved_charge_by_charge_stays_with_its_charge():
    text = (
        "核准某高级人民法院（2013）闽刑终字第404号维持第一审对被告人张某以故意杀人罪判处死刑，"
        "剥夺政治权利终身；以抢劫罪判处有期徒刑十四年，并处罚金人民币一万元，决定执行死刑，"
        "剥夺政治权利终身，并处罚金人民币一万元的刑事裁定。"
    )
    (fact,) = read_accused(text, [Span(0, len(text))], ["张某"])
    first, second = fact.value.convictions
    assert (first.charge.value, first.punishment.term.kind) == ("故意杀人罪", TermKind.DEATH)
    assert first.punishment.fine_fen is None
    assert (second.charge.value, second.punishment.term.months) == ("抢劫罪", 168)
    assert second.punishment.fine_fen == 1_000_000
    assert fact.value.combined.term.kind is TermKind.DEATH


def test_a_known_name_needs_no_role():
    assert read("一、陆某犯交通肇事罪，判处有期徒刑一年零二个月；", names=["陆某", "赵某"]) == [
        "陆某: 交通肇事罪 fixed_term 14m"
    ]


def test_what_is_passed_on_nobody_falls_to_the_only_accused():
    assert read("犯盗窃罪，判处拘役三个月。", names=["甲"]) == ["甲: 盗窃罪 detention 3m"]


def test_the_punishment_to_be_carried_out_is_the_joined_one():
    text = "被告人甲犯盗窃罪，判处拘役三个月；犯诈骗罪，判处拘役四个月，决定执行拘役六个月。"
    (fact,) = read_accused(text, [Span(0, len(text))])
    assert fact.value.final is not None
    assert fact.value.final.term is not None
    assert fact.value.final.term.months == 6
    assert fact.span.of(text) == "甲"


@given(
    st.integers(min_value=6, max_value=300),
    st.one_of(st.none(), st.integers(min_value=12, max_value=60)),
    st.one_of(st.none(), st.integers(min_value=1, max_value=10**7)),
)
def test_a_written_sentence_reads_back(months, probation, yuan):
    item = f"被告人甲犯盗窃罪，判处有期徒刑{write_duration(Duration(months=months))}"
    item += f"，缓刑{write_duration(Duration(months=probation))}" if probation else ""
    item += f"，并处罚金人民币{write_amount(yuan * 100)}" if yuan else ""
    (fact,) = read_accused(item, [Span(0, len(item))])
    (conviction,) = fact.value.convictions
    passed = conviction.punishment
    assert passed.term is not None
    assert (passed.term.months, passed.probation_months) == (months, probation)
    assert passed.fine_fen == (yuan * 100 if yuan else None)


@pytest.mark.parametrize(
    "text",
    ["被告人" * 20_000, "犯盗窃罪" * 15_000, "撤销" * 30_000, "与前罪" * 20_000, "死刑，" * 20_000],
)
@pytest.mark.timeout(30)
def test_hostile_text_costs_linear_time(text):
    assert isinstance(read_accused(text, [Span(0, len(text))]), tuple)
