"""What leads to a person is hidden, and the way back to the judgment stays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import Judgment, RawJudgment, SourceRecord
from corpus.privacy.identifiers import Private, find_private, is_identity_number, passes_luhn
from corpus.privacy.masking import EXPORT, MASK, PUBLICATION, mask, mask_judgment
from corpus.privacy.names import hidden_names, is_masked, is_name, kept_part
from corpus.privacy.people import Person, PersonKind, people_of
from corpus.reading import read_judgment
from corpus.spans import Span


def read(text: str) -> Judgment:
    raw = RawJudgment(text=text, source=SourceRecord(name="t", place="t", format="text"))
    judgment = read_judgment(raw, today=date(2026, 1, 1))
    assert isinstance(judgment, Judgment)
    return judgment


def people(*names: str) -> list[Person]:
    return [Person(name=name, kind=PersonKind.PARTY, span=Span(0, 0)) for name in names]


def masked(text: str, *names: str, kept=()) -> str:
    return mask(text, people(*names), EXPORT, kept=kept).text


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["张三"], "张三与李四", "张某与李四"),
        # Two of one surname are told apart, in order of the text, everywhere alike.
        (["张三", "张四"], "张四打张三，张四逃走", "张某1打张某2，张某1逃走"),
        # A form that the publisher has used stays with the one who bears it.
        (["张三"], "张某与张三", "张某与张某1"),
        (["张三", "张四"], "张某1与张三、张四", "张某1与张某2、张某3"),
        # Compound surnames keep two characters, unless they are the whole name.
        (["欧阳修"], "欧阳修到庭", "欧阳某到庭"),
        (["司马"], "司马到庭", "司某到庭"),
        # Ethnic names keep the first character, and their parts go too.
        (["买买提·吐尔逊"], "买买提·吐尔逊，即买买提", "买某，即买某"),
        (["John Smith"], "John Smith到庭", "J到庭"),
        # One name inside another person's name.
        (["王海", "王海涛"], "王海涛与王海", "王某1与王某2"),
        # Names that were hidden stay as they are.
        (["李某甲", "赵××"], "李某甲与赵××", "李某甲与赵××"),
        # A company that bears a person's name stays.
        (["王海"], "王海商贸有限公司的王海", "王海商贸有限公司的王某"),
        # But a sentence that goes on to a company is no company.
        (["王海"], "王海系甲公司员工", "王某系甲公司员工"),
    ],
)
def test_names_are_hidden(names, text, expected):
    assert masked(text, *names) == expected


def test_a_kept_name_that_holds_a_hidden_one_stays():
    assert masked("王海纪念馆与王海", "王海", kept=["王海纪念馆"]) == "王海纪念馆与王某"


def test_the_forms_of_a_text_do_not_depend_on_the_order_of_the_people():
    text = "甲乙丙 张三 张四 张五"
    assert hidden_names(["张五", "张三", "张四"], text) == hidden_names(
        ["张四", "张五", "张三"], text
    )


ID = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"身份证号{ID}。", f"身份证号{MASK}。"),
        # A wrong check digit, but labelled or with a date of birth: hidden all the same.
        ("公民身份号码220102199001010011，", f"公民身份号码{MASK}，"),
        ("证件220102199001010011，", f"证件{MASK}，"),
        ("身份证号码220102900101001。", f"身份证号码{MASK}。"),  # 15 digits, before 1999
        ("身份证号2201021990********。", f"身份证号{MASK}。"),  # half hidden by the publisher
        ("汇入6222021001116245702账户", f"汇入{MASK}账户"),  # passes Luhn
        ("银行账号：0200 0045 1234 5678 901。", f"银行账号：{MASK}。"),
        ("尾号不明，货款220000000000元", "尾号不明，货款220000000000元"),  # money
        ("电话13800138000、0431-88888888。", f"电话{MASK}、{MASK}。"),
        ("联系电话：88888888，", f"联系电话：{MASK}，"),
        ("微信号：zhang_san88转账，QQ号123456789", f"微信号：{MASK}转账，QQ号{MASK}"),
        ("发至abc.def@qq.com邮箱", f"发至{MASK}邮箱"),
        ("驾驶吉A12345号轿车与吉AD12345", f"驾驶{MASK}号轿车与{MASK}"),
        # Below the county only; provinces and districts stay.
        (
            "张三，男，住吉林省长春市宽城区北京大街12号3栋。",
            f"张三，男，住吉林省长春市宽城区{MASK}。",
        ),
        (
            "张三，男，户籍所在地四川省广安市邻水县某镇某村2组，现住成都市。",
            f"张三，男，户籍所在地四川省广安市邻水县{MASK}，现住成都市。",
        ),
        (
            "李四，女，1980年生，住所地长春市南关区人民大街1号。",
            f"李四，女，1980年生，住所地长春市南关区{MASK}。",
        ),
        # The seat of a company is public.
        ("甲公司，住所地长春市南关区人民大街1号。", "甲公司，住所地长春市南关区人民大街1号。"),
        # Hospital and flats are no addresses.
        ("张三受伤，住院12天，住房公积金2万元", "张三受伤，住院12天，住房公积金2万元"),
        # Case numbers and articles are no persons.
        (
            "（2020）吉0103民初13800号，第一千一百六十五条",
            "（2020）吉0103民初13800号，第一千一百六十五条",
        ),
    ],
)
def test_numbers_and_addresses_are_hidden(text, expected):
    assert mask(text, [], EXPORT).text == expected


def test_a_policy_may_leave_plates():
    assert [found.value for found in find_private("吉A12345")] == [Private.PLATE]


@given(st.from_regex(r"\A[1-6]\d{16}\Z"))
def test_one_of_eleven_check_digits_fits(digits):
    assert sum(is_identity_number(digits + check) for check in "0123456789X") == 1


@given(st.from_regex(r"\A[0-9]{15}\Z"))
def test_one_of_ten_luhn_digits_fits(digits):
    assert sum(passes_luhn(digits + check) for check in "0123456789") == 1


def test_parts_of_names():
    assert [kept_part(each) for each in ("诸葛亮", "诸葛", "王五")] == ["诸葛", "诸", "王"]
    assert [is_masked(each) for each in ("张某某", "张*", "张X", "张甲", "张三")] == [True] * 4 + [
        False
    ]
    assert [is_name(each) for each in ("甲公司", "王五", "欧阳修文", "国家税务总局")] == [
        False,
        True,
        True,
        False,
    ]


CRIMINAL = (
    "吉林省长春市宽城区人民法院\n刑事附带民事判决书\n（2020）吉0103刑初99号\n"
    "公诉机关长春市宽城区人民检察院。\n"
    "附带民事诉讼原告人周建国，男，1980年1月1日出生，汉族，住长春市宽城区。\n"
    "法定代理人周大海，系周建国之父。\n"
    "被告人张大伟，男，1990年1月1日出生，汉族，身份证号220102199001010011，"
    "住吉林省长春市宽城区北京大街12号。\n"
    "被告人吴小明，男，2004年5月5日出生，汉族，学生。\n"
    "辩护人郑律，吉林某律师事务所律师。\n"
    "长春市宽城区人民检察院指控被告人张大伟犯盗窃罪，向本院提起公诉。"
    "本院依法组成合议庭，公开开庭审理了本案。现已审理终结。\n"
    "经审理查明，张大伟在被害人钱学军家中窃得手机一部。上述事实，有证人孙红、冯玉林的证言，"
    "被害人钱学军的陈述等证据证实。\n"
    "本院认为，被告人张大伟的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条的规定，判决如下：\n"
    "被告人张大伟犯盗窃罪，判处拘役三个月。\n"
    "如不服本判决，可在接到判决书的第二日起十日内上诉。\n审判长　何正\n二〇二〇年六月一日\n书记员　丁宁\n"
)


def test_people_are_found_in_the_opening_and_behind_cues():
    found = {person.name: person.kind for person in people_of(read(CRIMINAL))}
    assert found == {
        "周建国": PersonKind.VICTIM,
        "周大海": PersonKind.STATUTORY_AGENT,
        "张大伟": PersonKind.ACCUSED,
        "吴小明": PersonKind.MINOR,
        "郑律": PersonKind.COUNSEL,
        "钱学军": PersonKind.VICTIM,
        "孙红": PersonKind.WITNESS,
        "冯玉林": PersonKind.WITNESS,
    }


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("被害人陈述其被骗", set()),  # a verb that begins like a surname
        ("被害人安全无虞", set()),
        ("证人证言证实", set()),
        ("被害人家属谅解", set()),
        ("致被害人左额部受伤，其父车辆的门损坏，其母和孩子", set()),  # surnames that are words
        ("证人左小芳的证言", {"左小芳"}),
        ("被害人王五的陈述", {"王五"}),
        ("证人王小五证言", {"王小五"}),
        ("被害人王五被打伤", {"王五"}),
        ("证人欧阳雪、王五证实", {"欧阳雪", "王五"}),
        ("被害人买买提·吐尔逊的陈述", {"买买提·吐尔逊"}),
        ("被害人王某甲、李某的陈述", set()),  # hidden by the publisher
    ],
)
def test_names_behind_cues(words, names):
    text = CRIMINAL.replace("上述事实，", f"{words}。上述事实，")
    known = {person.name for person in people_of(read(CRIMINAL))}
    assert {person.name for person in people_of(read(text))} - known == names


def test_export_hides_every_person_but_counsel_and_court():
    text = mask_judgment(read(CRIMINAL)).text
    for name in (
        "周建国",
        "周大海",
        "张大伟",
        "吴小明",
        "钱学军",
        "孙红",
        "冯玉林",
        "22010219",
        "北京大街",
    ):
        assert name not in text
    for name in ("郑律", "何正", "丁宁", "长春市宽城区人民检察院", "（2020）吉0103刑初99号"):
        assert name in text


def test_publication_keeps_the_accused_and_hides_victims_witnesses_and_minors():
    text = mask_judgment(read(CRIMINAL), policy=PUBLICATION).text
    assert "张大伟" in text
    for name in ("周建国", "周大海", "吴小明", "钱学军", "孙红", "冯玉林", "22010219", "北京大街"):
        assert name not in text


def test_publication_hides_the_parties_of_a_divorce():
    text = (
        "吉林省长春市宽城区人民法院\n民事判决书\n（2020）吉0103民初9号\n"
        "原告：王小丽，女，1990年1月1日出生，汉族。\n被告：李大强，男，1989年1月1日出生，汉族。\n"
        "原告王小丽与被告李大强{suit}一案，本院立案后依法审理，现已审理终结。\n"
        "本院认为，事实清楚。依照《中华人民共和国民法典》第一千零七十九条规定，判决如下：\n"
        "准予。\n审判员　何正\n二〇二一年六月一日\n书记员　丁宁\n"
    )
    divorce = mask_judgment(read(text.format(suit="离婚纠纷")), policy=PUBLICATION).text
    loan = mask_judgment(read(text.format(suit="民间借贷纠纷")), policy=PUBLICATION).text
    assert ("王小丽" in divorce, "李大强" in divorce) == (False, False)
    assert ("王小丽" in loan, "李大强" in loan) == (True, True)


def test_a_quote_finds_its_place_in_both_texts():
    judgment = read(CRIMINAL)
    result = mask_judgment(judgment)
    start = judgment.text.index("窃得手机一部")
    quote = Span(start, start + 6)
    assert result.offset_map.span_to_masked(quote).of(result.text) == "窃得手机一部"
    assert result.offset_map.span_to_source(result.offset_map.span_to_masked(quote)) == quote
    at = judgment.text.index("张大伟犯盗窃罪")
    assert result.offset_map.span_to_masked(Span(at + 1, at + 7)).of(result.text) == "张某犯盗窃罪"


NAMES = ["张三", "张四", "欧阳修", "王海", "王海涛", "买买提·吐尔逊"]
PIECES = st.sampled_from(
    [*NAMES, ID, "13800138000", "，", "住长春市宽城区甲街1号。", "某", "张某", "有限公司", "与"]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS)
def test_offsets_never_fall_and_lead_back(text):
    result = mask(text, people(*NAMES), EXPORT)
    there = [result.offset_map.to_masked(at) for at in range(len(text) + 1)]
    back = [result.offset_map.to_source(at) for at in range(len(result.text) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)
    assert (there[-1], back[-1]) == (len(result.text), len(text))
    inside = {
        at for piece in result.pieces for at in range(piece.source.start + 1, piece.source.end)
    }
    for at in range(len(text) + 1):
        if at not in inside:
            assert result.offset_map.to_source(there[at]) == at


@given(TEXTS)
def test_what_stands_between_the_pieces_is_untouched(text):
    result = mask(text, people(*NAMES), EXPORT)
    kept = [
        char
        for i, char in enumerate(text)
        if not any(p.source.start <= i < p.source.end for p in result.pieces)
    ]
    seen = [
        char
        for i, char in enumerate(result.text)
        if not any(p.masked.start <= i < p.masked.end for p in result.pieces)
    ]
    assert kept == seen


@given(TEXTS)
def test_no_hidden_name_is_left_but_in_companies(text):
    result = mask(text, people(*NAMES), EXPORT).text
    for name in NAMES:
        assert (
            name not in result.replace(f"{name}有限公司", "").replace(f"{name}某有限公司", "")
            or "有限公司" in result
        )


@given(st.lists(st.sampled_from(NAMES), unique=True), TEXTS)
def test_different_persons_have_different_forms(names, text):
    forms = hidden_names(names, text)
    assert set(forms) == set(names)
    assert len(set(forms.values())) == len(forms)
