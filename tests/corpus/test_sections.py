import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Judgment, RawJudgment, SectionKind, SourceRecord
from corpus.reading import read_judgment
from corpus.sections import cut_sections
from corpus.sections.ending import ruling_items
from corpus.spans import Span

K = SectionKind

CRIMINAL = [
    ("head", "甲市乙区人民法院"),
    ("", "刑事判决书"),
    ("", "（2019）苏0106刑初12号"),
    ("parties", "公诉机关甲市乙区人民检察院。"),
    ("", "被告人丙某，男，1990年1月1日出生，汉族，因涉嫌犯盗窃罪于2019年1月2日被刑事拘留。"),
    ("", "辩护人丁某，江苏某某律师事务所律师。"),
    ("procedure", "甲市乙区人民检察院以甲检刑诉（2019）12号起诉书指控被告人丙某犯盗窃罪，于2019年3月1日向本院提起公诉。本院依法组成合议庭，公开开庭审理了本案。现已审理终结。"),
    ("claims", "甲市乙区人民检察院指控：2018年12月1日，被告人丙某窃得手机一部。"),
    ("defences", "被告人丙某辩称，手机系拾得。"),
    ("", "辩护人提出的辩护意见是，被告人系初犯。"),
    ("facts", "经审理查明，2018年12月1日，被告人丙某窃得手机一部，价值2000元。"),
    ("evidence", "上述事实，有被害人陈述、证人证言等证据证实，足以认定。"),
    ("reasoning", "本院认为，被告人丙某以非法占有为目的，秘密窃取他人财物，其行为已构成盗窃罪。"),
    ("legal_basis", "依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款之规定，判决如下："),
    ("disposition", "一、被告人丙某犯盗窃罪，判处拘役四个月，并处罚金人民币一千元。"),
    ("", "（刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日。）"),
    ("", "二、责令被告人丙某退赔被害人损失2000元。"),
    ("appeal_notice", "如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向甲市中级人民法院提出上诉。书面上诉的，应当提交上诉状正本一份，副本二份。"),
    ("signature", "审判长戊某"),
    ("", "人民陪审员己某"),
    ("", "二〇一九年五月六日"),
    ("", "书记员庚某"),
    ("annex", "附：本案适用的法律条文"),
    ("", "第二百六十四条盗窃公私财物，数额较大的，处三年以下有期徒刑、拘役或者管制。"),
]  # fmt: skip
APPEAL = [
    ("head", "江苏省甲市中级人民法院"),
    ("", "民事判决书"),
    ("", "（2020）苏01民终345号"),
    ("parties", "上诉人（原审被告）：甲公司，住所地甲市。"),
    ("", "被上诉人（原审原告）：乙某，女，汉族。"),
    ("procedure", "上诉人甲公司因与被上诉人乙某劳动争议一案，不服甲市丙区人民法院（2019）苏0105民初7号民事判决，向本院提起上诉。本院依法组成合议庭审理了本案，现已审理终结。"),
    ("claims", "甲公司上诉请求：撤销一审判决。"),
    ("defences", "乙某辩称，一审判决正确。"),
    ("lower_court", "乙某向一审法院起诉请求：判令甲公司支付工资。"),
    ("", "一审法院查明：乙某于2018年入职。"),
    ("", "一审法院认为，双方存在劳动关系。遂判决如下：甲公司支付工资。"),
    ("facts", "本院二审查明的事实与一审一致。"),
    ("reasoning", "本院认为，本案二审的争议焦点是双方是否存在劳动关系。一审认定并无不当。"),
    ("legal_basis", "综上，依照《中华人民共和国民事诉讼法》第一百七十条第一款第一项规定，判决如下："),
    ("disposition", "驳回上诉，维持原判。"),
    ("costs", "二审案件受理费10元，由甲公司负担。"),
    ("appeal_notice", "本判决为终审判决。"),
    ("signature", "审判长丁某"),
    ("", "审判员戊某"),
    ("", "二〇二〇年六月七日"),
    ("", "法官助理己某"),
    ("", "书记员庚某"),
]  # fmt: skip
WITHDRAWAL = [
    ("head", "上海市甲区人民法院"),
    ("", "行政裁定书"),
    ("", "（2018）沪0101行初6号"),
    ("procedure", "本院在审理原告甲某诉被告上海市甲区人民政府行政登记一案中，原告甲某于2018年10月11日向本院申请撤回起诉。"),
    ("reasoning", "本院认为，原告申请撤诉系其真实意思表示，可予准许。"),
    ("legal_basis", "依照《中华人民共和国行政诉讼法》第六十二条之规定，裁定如下："),
    ("disposition", "准许原告甲某撤回起诉。"),
    ("costs", "案件受理费减半收取25元，由原告甲某负担。"),
    ("signature", "审判长乙某"),
    ("", "二〇一八年十月十二日"),
    ("", "书记员丙某"),
]  # fmt: skip
DEATH_REVIEW = [
    ("head", "中华人民共和国最高人民法院"),
    ("", "刑事裁定书"),
    ("parties", "被告人甲某，男，汉族，1988年出生。现在押。"),
    ("procedure", "乙省丙市中级人民法院审理丙市人民检察院指控被告人甲某犯故意杀人罪一案，于2013年7月1日以（2013）丙刑初字第1号刑事判决，判处死刑。乙省高级人民法院同意原判，并依法报请本院核准。本院依法组成合议庭，对本案进行了复核。现已复核终结。"),
    ("facts", "经复核查明：2012年5月6日，被告人甲某持刀杀死被害人。"),
    ("reasoning", "本院认为，被告人甲某故意非法剥夺他人生命，其行为已构成故意杀人罪。"),
    ("legal_basis", "依照《中华人民共和国刑事诉讼法》第二百三十五条的规定，裁定如下："),
    ("disposition", "核准乙省高级人民法院对被告人甲某判处死刑的刑事裁定。"),
    ("appeal_notice", "本裁定自宣告之日起发生法律效力。"),
    ("signature", "审判长丁某"),
    ("", "二〇一四年四月五日"),
    ("", "书记员戊某"),
]  # fmt: skip
SEVERAL_THOUGHTS = [
    ("head", "甲市乙区人民法院"),
    ("", "刑事判决书"),
    ("", "（2019）苏0106刑初13号"),
    ("parties", "公诉机关甲市乙区人民检察院。"),
    ("", "被告人丙某，男，汉族。"),
    ("procedure", "甲市乙区人民检察院以起诉书指控被告人丙某犯诈骗罪，向本院提起公诉。本案现已审理终结。"),
    ("facts", "经审理查明，被告人丙某骗取他人一万元。"),
    ("evidence", "上述证据，被告人丙某对鉴定意见有异议。"),
    ("", "本院认为，上述鉴定意见来源合法，与其他证据相互印证，予以采信。"),
    ("reasoning", "本院认为，被告人丙某虚构事实，骗取他人财物，其行为已构成诈骗罪。"),
    ("legal_basis", "据此，依照《中华人民共和国刑法》第二百六十六条之规定，判决如下："),
    ("disposition", "被告人丙某犯诈骗罪，判处有期徒刑六个月。"),
    ("signature", "审判员丁某"),
    ("", "二〇一九年七月八日"),
]  # fmt: skip
PAPERS = {
    "criminal": CRIMINAL,
    "appeal": APPEAL,
    "withdrawal": WITHDRAWAL,
    "death review": DEATH_REVIEW,
    "several thoughts": SEVERAL_THOUGHTS,
}


def laid_out(lines, joiner):
    """Return text and the (kind, first words) expected."""
    text = joiner.join(words for _, words in lines)
    expected = [(kind, words[:5]) for kind, words in lines if kind]
    return text, expected


@pytest.mark.parametrize("joiner", ["\n", " ", "\n\n　　"], ids=["lines", "blanks", "indented"])
@pytest.mark.parametrize("name", PAPERS)
def test_every_part_begins_at_its_words(name, joiner):
    text, expected = laid_out(PAPERS[name], joiner)
    found = [
        (section.kind.value, section.span.of(text).strip()[:5]) for section in cut_sections(text)
    ]
    assert found == expected


@pytest.mark.parametrize("name", PAPERS)
def test_text_without_any_break_is_cut_alike(name):
    # Only lines that end in a full stop may be joined without a mark and stay readable.
    lines = PAPERS[name]
    text = "".join(
        words if words.endswith(("。", "：", "）")) else words + "\n" for _, words in lines
    )
    found = [section.kind.value for section in cut_sections(text)]
    assert found == [kind for kind, _ in lines if kind]


def test_a_quoted_ruling_of_the_court_below_is_not_the_ruling():
    text, _ = laid_out(APPEAL, "\n")
    ruling = next(s for s in cut_sections(text) if s.kind is K.DISPOSITION)
    assert ruling.span.of(text).startswith("驳回上诉")


def test_a_full_stop_in_a_quoted_provision_does_not_begin_the_legal_basis():
    text = (
        "经审理查明，被告欠款。\n本院认为，被告应当还款。\n综上，依照《合同法》第一百零七条“当事人一方"
        "不履行的，应当承担责任。”之规定，判决如下：\n被告还款。"
    )
    law = next(s for s in cut_sections(text) if s.kind is K.LEGAL_BASIS)
    assert law.span.of(text).startswith("综上，依照")


def test_a_text_that_begins_with_the_facts_has_no_parties():
    text = "经审理查明，本院于2016年受理甲公司破产一案。\n本院认为，应予确认。\n依照《破产法》第一条，判决如下：\n确认债权。"
    assert [s.kind for s in cut_sections(text)] == [
        K.FACTS,
        K.REASONING,
        K.LEGAL_BASIS,
        K.DISPOSITION,
    ]


def test_a_paper_without_reasoning_keeps_its_ruling():
    text = "甲市中级人民法院\n行政裁定书\n（2018）苏01行初7号\n本案应转为普通程序。\n依照《行政诉讼法》第八十四条的规定，裁定如下：\n本案转为普通程序。\n审判员乙某\n二〇一八年五月二日"
    kinds = [s.kind for s in cut_sections(text)]
    assert kinds[-3:] == [K.LEGAL_BASIS, K.DISPOSITION, K.SIGNATURE]
    assert K.REASONING not in kinds


def test_an_unknown_text_is_one_part():
    assert [s.kind for s in cut_sections("今天天气很好。明天也好。")] == [K.FACTS]


def test_no_text_has_no_parts():
    assert cut_sections("") == ()


WORDS = st.sampled_from(
    ["本院认为，", "判决如下：", "经审理查明，", "原告诉称，", "被告辩称，", "审判长甲某", "。", "\n", " ",
     "依照《刑法》第一条，", "现已审理终结。", "一、", "如不服本判决，", "案件受理费50元", "附：", "“", "”",
     "（2020）苏0106民初12号", "甲市乙区人民法院", "民事判决书", "一案，", "二〇二〇年一月一日", "书记员乙某"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map("".join))
def test_parts_tile_any_text(text):
    sections = cut_sections(text)
    assert "".join(section.span.of(text) for section in sections) == text
    assert all(a.span.end == b.span.start for a, b in pairwise(sections))
    assert all(len(section.span) for section in sections)


@given(st.lists(WORDS, max_size=40).map("".join))
def test_reading_never_raises(text):
    raw = RawJudgment(text=text, source=SourceRecord(name="t", place="t", format="t"))
    result = read_judgment(raw, today=date(2026, 1, 1))
    if isinstance(result, Judgment):
        assert all(result.text[s.start : s.end] == s.of(result.text) for s in result.disposition)


def test_items_of_a_ruling_keep_what_belongs_to_them():
    text = (
        "一、被告人甲某犯盗窃罪，判处拘役一个月。\n（刑期自判决执行之日起计算。）\n二、退赔损失。"
    )
    items = ruling_items(text, Span(0, len(text)))
    assert [item.of(text) for item in items] == [
        "一、被告人甲某犯盗窃罪，判处拘役一个月。\n（刑期自判决执行之日起计算。）",
        "二、退赔损失。",
    ]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "一、付款。\n二、驳回其他请求。\n如果未按本判决指定的期间履行给付金钱义务，应当加倍支付迟延履行期间的债务利息。",
            ["一、付款。", "二、驳回其他请求。"],
        ),
        # one item, no number
        (
            "付款。如未按本判决指定的期间履行给付义务，应当加倍支付迟延履行期间的债务利息。",
            ["付款。"],
        ),
        # before another item: the words are of no item, the next one counts
        (
            "一、付款。\n如果未按期履行，加倍支付迟延履行期间的债务利息。\n二、驳回其他请求。",
            ["一、付款。\n如果未按期履行，加倍支付迟延履行期间的债务利息。", "二、驳回其他请求。"],
        ),
        # an order that only speaks of being late
        ("被告未按约定付款的，原告可以解除合同。", ["被告未按约定付款的，原告可以解除合同。"]),
        # nothing but these words
        ("如未按期履行，加倍支付迟延履行利息。", ["如未按期履行，加倍支付迟延履行利息。"]),
    ],
)
def test_words_on_delay_are_no_item(text, items):
    assert [item.of(text) for item in ruling_items(text, Span(0, len(text)))] == items


HEAD = "甲市人民法院\n民事判决书\n（2020）京01民初1号\n"


@pytest.mark.parametrize(
    "unit",
    [
        "本院认为，", "判决如下：依照", "认为", "查明", "诉讼请求", "辩", "一案", "现已审理终结", "审 判 长 ",
        "依照《刑法》第一条，", "“甲。”", "”）", "一、", "受理费", "不服", "二〇一八年", "（2020）", "；", "  ",
        "原告：甲某，男，", "附", "人民法院",
    ],
)  # fmt: skip
def test_time_stays_bounded_on_repeated_words(unit):
    text = HEAD + unit * (150_000 // len(unit))
    started = time.process_time()
    cut_sections(text)
    assert time.process_time() - started < 3


def test_ten_megabytes_on_one_line_are_read_in_seconds():
    text = HEAD.replace("\n", "") + "原告与被告签订合同，约定货款。" * 230_000
    raw = RawJudgment(text=text, source=SourceRecord(name="t", place="t", format="t"))
    started = time.process_time()
    read_judgment(raw, today=date(2026, 1, 1))
    assert time.process_time() - started < 20


def reasoning_of(lines):
    text = "\n".join(["甲市乙区人民法院", "刑事判决书", "（2019）苏0106刑初12号", *lines])
    reasoning = [s for s in cut_sections(text) if s.kind is K.REASONING]
    return text, reasoning[0].span.of(text) if reasoning else ""


@pytest.mark.parametrize(
    ("lines", "opening"),
    [
        # What sums up was begun before it.
        (
            [
                "经审理查明，被告人丙某窃得手机。",
                "本院认为，判断是否构成盗窃，关键在于秘密窃取。",
                "综上，本院认为，被告人丙某的行为已构成盗窃罪。",
            ],
            "本院认为，判断",
        ),
        # Evidence is weighed first; then the summing up is the only reasoning.
        (
            [
                "经审理查明，被告人丙某窃得手机。",
                "本院认为，上述证据来源合法，予以采信。",
                "综上，本院认为，被告人丙某的行为已构成盗窃罪。",
            ],
            "综上，本院认为",
        ),
        (["经审理查明，丙某窃得手机。", "本合议庭评议认为，丙某构成盗窃罪。"], "本合议庭"),
        # 本院认为 is left out.
        (
            ["公诉机关指控，丙某窃得手机。", "被告人丙某秘密窃取他人财物，其行为已构成盗窃罪。"],
            "被告人丙某秘密",
        ),
        # The accusation says the same, but not in a paragraph of the court.
        (["公诉机关认为被告人丙某秘密窃取财物，其行为已构成盗窃罪。"], ""),
    ],
)
def test_the_reasoning_opens_where_the_court_begins_to_judge(lines, opening):
    law = "依照《中华人民共和国刑法》第二百六十四条之规定，判决如下："
    _, reasoning = reasoning_of([*lines, law, "被告人丙某犯盗窃罪，判处拘役一个月。"])
    assert reasoning[: len(opening)] == opening
    assert bool(reasoning) is bool(opening)


def test_findings_told_again_word_for_word_belong_to_the_argument():
    told = "经审理查明，甲公司与乙公司于二〇一九年一月一日订立买卖合同，约定甲公司供应轮毂一百件，乙公司收货后三十日内付款，乙公司收货后未付款。"
    text = (
        f"{told}\n本院认为，甲公司提交的合同真实，予以采信。\n{told}\n本院认为，乙公司应当付款。\n"
        "依照《中华人民共和国合同法》第一百零七条之规定，判决如下：\n乙公司付款。"
    )
    reasoning = next(s for s in cut_sections(text) if s.kind is K.REASONING)
    assert reasoning.span.of(text).startswith("本院认为，甲公司提交")


def test_a_ruling_begins_with_its_first_item_that_names_its_own_law():
    law = "依照《中华人民共和国刑法》第二百六十四条之规定，判决如下："
    text = (
        "经审理查明，甲某、乙某窃得手机。\n本院认为，甲某、乙某构成盗窃罪。\n"
        f"一、对被告人甲某，{law}\n被告人甲某犯盗窃罪，判处拘役一个月。\n"
        f"二、对被告人乙某，{law}\n被告人乙某犯盗窃罪，判处拘役二个月。\n三、{law}\n责令退赔。"
    )
    ruling = next(s for s in cut_sections(text) if s.kind is K.DISPOSITION)
    assert ruling.span.of(text).startswith("被告人甲某犯盗窃罪")


BODY = [
    ("甲公司（住所地甲市乙区长名字工业园区）向本院提出诉讼请求：判令付款。", "claims"),
    ("原告围绕诉讼请求依法提交了证据，本院组织当事人进行了质证。", "evidence"),
    ("原告为证明其主张，向本院提交了以下证据：借条一份。", "evidence"),
    ("本院依法审查了原告提交的借条，认为上述证据真实，予以采信。", "evidence"),
    ("经审查，上述证据与本案有关联，本院予以采信。", "evidence"),
    ("经审查，被执行人于2019年1月1日死亡。", "facts"),
    ("甲公司向一审法院提出诉讼请求：判令付款。", "lower_court"),
    ("上诉人丙某的上诉理由是：一审量刑过重。", "claims"),
    ("庭审中，被告人丙某自愿认罪认罚，对指控的事实和量刑建议均无异议。", "defences"),
    ("被告人丙某对指控的犯罪事实供认不讳。", "defences"),
    ("公诉机关指控：被告人丙某窃得手机，认罪认罚，建议判处拘役。", "claims"),
    ("经审理查明的事实与公诉机关指控的事实一致，本院予以确认。", "facts"),
    ("其辩护人提出，对指控的罪名无异议，被告人系初犯。", "defences"),
    ("被告人丙某提出，对事实没有意见，希望从轻判处。", "defences"),
    ("经法庭审理查明：2018年12月1日，丙某窃得手机。", "facts"),
    ("经公开开庭审理查明：2018年12月1日，丙某窃得手机。", "facts"),
    ("归纳各方陈述，本案争议的焦点问题是：违约金是否过高。", "issues"),
]


@pytest.mark.parametrize(("sentence", "kind"), BODY)
def test_a_sentence_of_the_body_opens_its_part(sentence, kind):
    text = (
        "甲市乙区人民法院\n民事判决书\n（2019）苏0106民初12号\n"
        "原告甲某与被告乙某纠纷一案，本院公开开庭审理了本案。现已审理终结。\n"
        f"{sentence}\n本院认为，应予支持。依照《中华人民共和国合同法》第一条之规定，判决如下：\n付款。"
    )
    at = text.index(sentence)
    assert next(s.kind.value for s in cut_sections(text) if s.span.end > at) == kind


def test_a_mediation_paper_has_its_agreement_as_ruling():
    text = (
        "甲市乙区人民法院\n民事调解书\n（2019）苏0106民初12号\n原告：甲某。\n被告：乙某。\n"
        "原告甲某与被告乙某离婚纠纷一案，本院立案受理后依法审理。\n原告甲某诉称，请求离婚。\n"
        "本案审理过程中，经本院主持调解，双方当事人自愿达成如下协议，请求人民法院确认：\n"
        "一、甲某与乙某自愿离婚。\n二、再无其他争议。\n"
        "上述协议不违反法律规定，本院予以确认。\n案件受理费150元，由甲某负担。\n"
        "本调解协议经双方当事人签收后，即具有法律效力。\n审判员丙某\n二〇一九年五月六日"
    )
    sections = cut_sections(text)
    assert [s.kind for s in sections][-5:] == [
        K.DISPOSITION,
        K.REASONING,
        K.COSTS,
        K.APPEAL_NOTICE,
        K.SIGNATURE,
    ]
    ruling = next(s for s in sections if s.kind is K.DISPOSITION)
    assert [i.of(text) for i in ruling_items(text, ruling.span)] == [
        "一、甲某与乙某自愿离婚。",
        "二、再无其他争议。",
    ]


def test_a_measure_of_this_court_in_a_line_on_the_accused_does_not_begin_the_procedure():
    text = (
        "甲市乙区人民法院\n刑事判决书\n（2019）苏0106刑初12号\n公诉机关甲市乙区人民检察院。\n"
        "被告人丙某，男，汉族，因本案于2019年1月2日被刑事拘留；2019年3月2日被本院依法取保候审。\n"
        "辩护人丁某，江苏某某律师事务所律师。\n"
        "甲市乙区人民检察院指控被告人丙某犯盗窃罪，向本院提起公诉。本案现已审理终结。\n"
        "经审理查明，丙某窃得手机。\n本院认为，丙某构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条，判决如下：\n"
        "被告人丙某犯盗窃罪，判处拘役一个月。"
    )
    parties = next(s for s in cut_sections(text) if s.kind is K.PARTIES)
    assert "辩护人丁某" in parties.span.of(text)
