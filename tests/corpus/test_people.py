import pytest

from corpus.body_facts import read_parties
from corpus.judgment import PartyKind, Role, Section, SectionKind
from corpus.panel import PanelOffice, presiding_of, read_panel
from corpus.party import accused_of, find_parties, identity_hash
from corpus.party_procedure import find_parties_in_procedure
from corpus.spans import Span, Withheld


def panel(text):
    return [
        f"{'代' if m.value.is_acting else ''}{m.value.office}:{m.value.name}"
        for m in read_panel(text, Span(0, len(text)))
        if not isinstance(m, Withheld)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "审判长张三\n人民陪审员李四\n人民陪审员王五\n二〇一八年五月七日\n代书记员赵六",
            ["presiding:张三", "assessor:李四", "assessor:王五", "代clerk:赵六"],
        ),
        # no line breaks, no spaces
        (
            "审判长张三审判员李四二〇二一年一月一日书记员王五",
            ["presiding:张三", "judge:李四", "clerk:王五"],
        ),
        # set wide: office and short names
        (
            "审　判　长　　许　琳 代理审判员　　孙晓峰\n书　记　员　　王　璐",
            ["presiding:许琳", "代judge:孙晓峰", "clerk:王璐"],
        ),
        (
            "审判长：张三 法官助理：李四 书记员：王五",
            ["presiding:张三", "assistant:李四", "clerk:王五"],
        ),
        # two clerks on one line
        (
            "审判员张三 二〇一七年十二月十一日 书记员林泳 云欣欣",
            ["judge:张三", "clerk:林泳", "clerk:云欣欣"],
        ),
        # names of other peoples, four characters, the surname 代
        ("审判员阿卜杜·热合曼 书记员欧阳修远", ["judge:阿卜杜·热合曼", "clerk:欧阳修远"]),
        ("审判长代乔鹏 书记员代雅莉", ["presiding:代乔鹏", "clerk:代雅莉"]),
        # what stands behind the last name
        ("审判员张三 二0一九年六月一日 书记员李四 附：相关法律条文", ["judge:张三", "clerk:李四"]),
        ("书记员李四 速录员王五", ["clerk:李四"]),
        ("书记员李四本件与原本核对无异", ["clerk:李四"]),
        ("见习书记员李四", ["clerk:李四"]),
        ("（代）书记员李四", ["clerk:李四"]),
        ("二〇一八年五月七日", []),
        ("", []),
    ],
)
def test_signatures_are_read(text, expected):
    assert panel(text) == expected


def test_a_name_taken_out_is_withheld_and_not_missing():
    (member,) = read_panel("审判长×××", Span(0, 6))
    assert isinstance(member, Withheld)


def test_who_presided():
    for text, name in (
        ("审判长张三 审判员李四", "张三"),
        ("审判员李四 书记员王五", "李四"),  # alone
        ("审判员李四 审判员赵六", None),  # which of them is not said
        ("书记员王五", None),
    ):
        member = presiding_of(read_panel(text, Span(0, len(text))))
        assert (member.value.name if member else None) == name


def test_offices_are_told_apart():
    found = read_panel("人民陪审员李四", Span(0, 7))
    assert [m.value.office for m in found if not isinstance(m, Withheld)] == [PanelOffice.ASSESSOR]


def parties(text):
    return [f"{f.value.role}:{f.value.name}" for f in find_parties(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "原告：张三，男，1980年1月1日出生。\n被告：甲公司，住所地乙市。",
            ["plaintiff:张三", "defendant:甲公司"],
        ),
        ("公诉机关四川省甲县人民检察院。", ["prosecution:四川省甲县人民检察院"]),  # 四 is no number
        (
            "被告人张三（绰号阿三），男，汉族。辩护人李四、王五，某律师事务所律师。",
            ["accused:张三", "defender:李四", "defender:王五"],
        ),
        ("被告人（自报）张三，男。", ["accused:张三"]),
        ("被告人王某1，男，1990年生。", ["accused:王某1"]),  # pseudonyms have figures
        ("上诉人（原审被告人）向某，男，1990年生。", ["appellant:向某"]),  # 向 is a surname
        ("被告人于某，男。", ["accused:于某"]),
        ("被告人于2018年5月7日到案。", []),  # and a preposition
        ("被告辩称，不同意。", []),
        ("被告人暨附带民事诉讼被告人张三，男。", ["accused:张三"]),
        ("上述二附带民事诉讼原告人共同的诉讼代理人李四，律师。", ["counsel:李四"]),
        ("委托代理人（系上诉人之侄）王五，男。", ["counsel:王五"]),
        ("法定代表人（负责人）赵六，经理。", ["representative:赵六"]),
        # the sentence that goes on names nobody new
        ("被告人张三，男。被告人张三曾因犯盗窃罪被判刑。", ["accused:张三"]),
        (
            "申请执行人甲局。被执行人张三，男。",
            ["enforcement_applicant:甲局", "enforcement_debtor:张三"],
        ),
        ("再审申请人（一审原告、二审上诉人）甲公司，住所地乙市。", ["retrial_applicant:甲公司"]),
        # a name goes on behind a bracket inside it; a bracket behind it is none of it
        (
            "再审申请人（一审原告）：甲实业（集团）有限公司。\n被申请人：乙东（上海）银行丙分行，住所地丁。",
            ["retrial_applicant:甲实业（集团）有限公司", "respondent:乙东（上海）银行丙分行"],
        ),
        (
            "原告：甲公司（以下简称甲），乙市有限公司。\n被告：丙某（曾用名丁）有限公司员工。",
            ["plaintiff:甲公司", "defendant:丙某"],
        ),
        # no full stop between
        ("公诉机关甲县人民检察院 被告人张三，男。", ["prosecution:甲县人民检察院", "accused:张三"]),
        ("", []),
    ],
)
def test_parties_are_read(text, expected):
    assert parties(text) == expected


def test_the_role_below_and_the_kind_are_read():
    text = "上诉人（原审被告）：甲公司。被上诉人（原审原告）：张三，男。第三人：某县人民政府。"
    found = [f.value for f in find_parties(text, Span(0, len(text)))]
    assert [p.former_role for p in found] == [Role.DEFENDANT, Role.PLAINTIFF, None]
    assert [p.kind for p in found] == [PartyKind.LEGAL, PartyKind.NATURAL, PartyKind.ORGAN]


def test_a_name_that_was_taken_out_is_marked_as_withheld():
    text = "原告×××，男。被告张某某，男。"
    assert [(f.value.name, f.rule) for f in find_parties(text, Span(0, len(text)))] == [
        ("×××", "party:withheld"),
        ("张某某", "party"),
    ]


def test_an_identity_number_is_kept_as_a_keyed_hash_only():
    number = "00000019000101001X"
    text = f"原告：张三，男，公民身份号码{number}。"
    (with_key,) = find_parties(text, Span(0, len(text)), identity_key=b"secret")
    (without,) = find_parties(text, Span(0, len(text)))
    assert without.value.identity_hash is None
    assert with_key.value.identity_hash == identity_hash(number.lower(), b"secret")
    assert with_key.value.identity_hash != identity_hash(number, b"other")
    assert number not in repr(with_key)


def test_the_accused_are_known_below_too():
    text = "上诉人（原审被告人）张三，男。原审被告人李四，男。辩护人王五。"
    assert accused_of(find_parties(text, Span(0, len(text)))) == ("张三", "李四")


def procedure(text):
    return [
        f"{f.value.role}:{f.value.name}"
        for f in find_parties_in_procedure(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "原告张三诉被告甲县人口和计划生育局、乙县人民政府信息公开一案",
            ["plaintiff:张三", "defendant:甲县人口和计划生育局", "defendant:乙县人民政府"],
        ),
        (
            "上诉人张三因与被上诉人甲公司、原审第三人李四买卖合同纠纷一案",
            ["appellant:张三", "appellee:甲公司", "third_party:李四"],
        ),
        # joined after the case came
        (
            "原告张三因被告甲县人民政府行政撤销一案，向本院起诉，本院依法通知乙房地产公司作为第三人参加诉讼。",
            ["plaintiff:张三", "defendant:甲县人民政府", "third_party:乙房地产公司"],
        ),
        # came to the hearing: who is new, not who is named short
        (
            "原告张三因被告甲县人民政府行政撤销一案，现已审结。被告甲县政府的委托代理人李四，被告丙市人民政府的委托代理人王五到庭。",
            ["plaintiff:张三", "defendant:甲县人民政府", "defendant:丙市人民政府"],
        ),
        # brackets that are part of a name
        (
            "再审申请人张三因诉甲区人民政府、乙开发区（丙区）委员会丁乡人民政府（以下简称丁乡政府）行政协议一案",
            [
                "retrial_applicant:张三",
                "respondent:甲区人民政府",
                "respondent:乙开发区（丙区）委员会丁乡人民政府",
            ],
        ),
        (
            "再审申请人张三因诉甲县人民政府（以下简称县政府）、乙县公安局行政协议一案",
            ["retrial_applicant:张三", "respondent:甲县人民政府", "respondent:乙县公安局"],
        ),
        (
            "张三因诉甲县人民政府强制拆除一案，不服某裁定，向本院提起上诉",
            ["appellant:张三", "appellee:甲县人民政府"],
        ),
        ("申请执行人甲局于2018年5月7日向本院申请强制执行", ["enforcement_applicant:甲局"]),
        ("原告认为被告甲局不履行职责一案", ["defendant:甲局"]),
        ("本院受理后，依法组成合议庭", []),
    ],
)
def test_parties_are_found_in_the_procedure(text, expected):
    assert procedure(text) == expected


def test_the_list_of_parties_wins_over_the_procedure():
    text = "原告：张三，男。\n原告李四诉被告甲公司一案"
    sections = (
        Section(SectionKind.PARTIES, Span(0, 9), "test"),
        Section(SectionKind.PROCEDURE, Span(9, len(text)), "test"),
    )
    assert [f.value.name for f in read_parties(text, sections)] == ["张三"]
    assert [f.value.name for f in read_parties(text, sections[1:])] == ["李四", "甲公司"]


@pytest.mark.parametrize(
    "text", ["被告人" * 20_000, "原告（" * 20_000, "审判长" * 20_000, "、" * 50_000]
)
@pytest.mark.timeout(30)
def test_hostile_text_costs_linear_time(text):
    span = Span(0, len(text))
    for read in (find_parties, find_parties_in_procedure, read_panel):
        assert isinstance(read(text, span), tuple)
