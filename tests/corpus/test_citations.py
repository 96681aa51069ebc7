import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citations import find_legal_basis, find_provisions, read_abbreviations
from corpus.numerals import write_number
from corpus.provision import Provision

XF = "中华人民共和国刑法"
XSF = "中华人民共和国刑事诉讼法"
MSF = "中华人民共和国民事诉讼法"
MFD = "中华人民共和国民法典"
XZF = "中华人民共和国行政诉讼法"


def short(provision: Provision) -> str:
    """Write a provision as law:article-suffix.paragraph.item for the tables below."""
    names = {XF: "刑", XSF: "刑诉", MSF: "民诉", MFD: "民", XZF: "行诉"}
    text = f"{names.get(provision.law, provision.law)}:{provision.article}"
    if provision.article_suffix:
        text += f"-{provision.article_suffix}"
    if provision.paragraph is not None:
        text += f".{provision.paragraph}"
    if provision.item is not None:
        text += f"({provision.item})"
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one article; the same law goes on through the list
        (
            "《中华人民共和国刑法》第二百六十四条、第六十七条第三款、第五十二条",
            "刑:264 刑:67.3 刑:52",
        ),
        # paragraphs listed for one article
        ("《刑法》第六十七条第一款、第三款", "刑:67.1 刑:67.3"),
        ("《刑法》第七十三条第二款和第三款、第六十四条", "刑:73.2 刑:73.3 刑:64"),
        ("《刑法》第七十二条第一、三款", "刑:72.1 刑:72.3"),
        # 之一 belongs to the article
        ("《刑法》第一百三十三条之一第一款第（二）项", "刑:133-1.1(2)"),
        ("《刑法》第一百三十三条之一、第六十七条之规定", "刑:133-1 刑:67"),
        ("《刑法》第二百八十七条之二第一款", "刑:287-2.1"),
        # 之规定 is no suffix
        ("《刑法》第一百三十三条之规定", "刑:133"),
        # items: in brackets, without, as list, without a paragraph
        ("《行政诉讼法》第七十条第（一）、（三）项", "行诉:70(1) 行诉:70(3)"),
        ("《行政诉讼法》第八十九条第一款第一项", "行诉:89.1(1)"),
        ("《刑法》第三百四十七条第二款第（一）项、第七款", "刑:347.2(1) 刑:347.7"),
        ("《刑事诉讼法》第二百三十六条第一款第（二）项、第（三）项", "刑诉:236.1(2) 刑诉:236.1(3)"),
        # ranges
        ("《刑法》第五十二条至第五十四条", "刑:52 刑:53 刑:54"),
        ("《刑法》第三百四十七条第一款至第三款", "刑:347.1 刑:347.2 刑:347.3"),
        ("《刑法》第二十五、二十六条", "刑:25 刑:26"),
        # the second law of a list
        (
            "《中华人民共和国刑法》第二百六十六条，《中华人民共和国刑事诉讼法》第十五条、第二百零一条",
            "刑:266 刑诉:15 刑诉:201",
        ),
        # Arabic numerals, full-width digits, spaces
        ("《刑法》第264条、第67条第3款", "刑:264 刑:67.3"),
        ("《刑法》第 ２６４ 条", "刑:264"),
        # 第 left out inside the list
        ("《中华人民共和国刑法》第五十三条、六十四条", "刑:53 刑:64"),
        ("《刑法》第六十七条三款", "刑:67.3"),
        # names without marks
        ("根据刑法第二百六十四条", "刑:264"),
        ("违反民诉法第64条第1款", "民诉:64.1"),
        ("按照中华人民共和国民法典第五百零九条第一款", "民:509.1"),
        ("《民法典》第五百零九条规定甲。该法第五百七十七条规定乙", "民:509 民:577"),
        # year of the edition and number of the document between title and article
        ("《中华人民共和国民事诉讼法》（2017年修正）第六十四条", "民诉:64"),
        ("《中华人民共和国行政诉讼法（2017修正）》第九十七条", "行诉:97"),
        # inner marks in every shape name one title
        (
            "《最高人民法院关于适用<中华人民共和国民法典>时间效力的若干规定》第一条第二款",
            "最高人民法院关于适用〈中华人民共和国民法典〉时间效力的若干规定:1.2",
        ),
        (
            "最高人民法院《关于适用〈中华人民共和国行政诉讼法〉的解释》（法释〔2018〕1号）第六十九条第一款第（一）项",
            "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释:69.1(1)",
        ),
        (
            "最高人民法院关于适用《中华人民共和国行政诉讼法》的解释第六十九条",
            "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释:69",  # outer marks left out
        ),
        # a law that no table knows is still a law
        ("《北京市城乡规划条例》第二十九条", "北京市城乡规划条例:29"),
        # headings of articles inside the list
        ("《刑法》第六十七条坦白、第四十二条拘役的期限、第五十二条罚金", "刑:67 刑:42 刑:52"),
        ("《刑法》第二百三十六条［强奸罪］、第六十七条三款［如实供述］", "刑:236 刑:67.3"),
        # 条 forgotten
        ("《中华人民共和国行政诉讼法》第六十九之规定", "行诉:69"),
        # contracts have articles too
        ("《房屋租赁合同》第三条约定租金", ""),
        ("《民法典》第五百七十七条。合同第三条约定", "民:577"),
        # a title with a hole names no law
        ("《最高人民法院关于适用的解释》第一百六十条第一款", ""),
        ("本院向被告送达了三条意见", ""),
        ("二、第三条", ""),
        ("", ""),
    ],
)
def test_citations_are_read(text, expected):
    assert " ".join(short(found.value) for found in find_provisions(text)) == expected


def test_every_citation_carries_its_words():
    text = "依照《中华人民共和国刑法》第二百六十四条、第六十七条第一款、第三款之规定"
    words = [found.span.of(text) for found in find_provisions(text)]
    assert words == ["第二百六十四条", "第六十七条第一款", "第三款"]


def test_short_names_that_the_judgment_defines_are_understood():
    text = (
        "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》（以下简称《借贷规定》）"
        "第二十五条。又依《借贷规定》第二十六条及借贷规定第二十八条"
    )
    law = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定"
    abbreviations = read_abbreviations(text)
    assert abbreviations == {"借贷规定": law}
    found = [f.value for f in find_provisions(text, abbreviations=abbreviations)]
    assert [(p.law, p.article) for p in found] == [(law, 25), (law, 26), (law, 28)]


def test_only_the_part_asked_for_is_read():
    text = "《刑法》第十条。《民法典》第二十条。《刑事诉讼法》第三十条"
    found = find_provisions(text, text.index("《民"), text.index("《刑事"))
    assert [short(f.value) for f in found] == ["民:20"]


def test_the_basis_is_the_clause_before_the_ruling():
    text = (
        "原审依照《刑法》第一条判决如下：驳回。本院认为，《民法典》第二条规定甲，不能成立。"
        "综上，依照《民事诉讼法》第一百七十七条第一款第一项规定，判决如下：一、维持；"
    )
    (basis,) = find_legal_basis(text)
    assert [short(f.value) for f in find_provisions(text, basis.start, basis.end)] == [
        "民诉:177.1(1)"
    ]


def test_the_basis_stands_in_the_reasoning_where_the_ruling_names_none():
    text = (
        "本院认为，被告人醉酒驾驶，依照《刑法》第一百三十三条之一第一款的规定，应处拘役。"
        "合同第九条与此无关。本院为维护公共安全，判决如下：一、被告人"
    )
    spans = find_legal_basis(text)
    assert [
        short(f.value) for span in spans for f in find_provisions(text, span.start, span.end)
    ] == ["刑:133-1.1"]


@pytest.mark.parametrize("text", ["", "本院认为，应予支持。", "如下所述"])
def test_a_text_without_ruling_has_no_basis(text):
    assert find_legal_basis(text) == ()


@given(
    st.lists(
        st.tuples(
            st.integers(1, 1260),
            st.one_of(st.none(), st.integers(1, 9)),
            st.one_of(st.none(), st.integers(1, 20)),
        ),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
)
def test_a_written_list_reads_back(members, is_arabic):
    number = str if is_arabic else write_number
    text = "、".join(
        f"第{number(article)}条"
        + (f"第{number(paragraph)}款" if paragraph else "")
        + (f"第（{number(item)}）项" if item else "")
        for article, paragraph, item in members
    )
    found = find_provisions(f"依照《中华人民共和国民法典》{text}之规定")
    assert [(f.value.article, f.value.paragraph, f.value.item) for f in found] == members


@given(st.text(alphabet="《》〈〉第一二十百条款项之（），、至法 ", max_size=60))
def test_any_text_can_be_read_and_every_span_lies_in_it(text):
    for found in find_provisions(text):
        assert "条" in found.span.of(text) or "款" in found.span.of(text) or found.value.item


@pytest.mark.parametrize(
    "text",
    [
        "《" * 40_000,
        "第" * 40_000,
        "一、" * 30_000,
        "第一条" * 20_000,
        "《刑法》第一" + "、二" * 30_000,
        "最高人民法院、" * 10_000,
        "（" * 40_000,
        "判决如下" * 10_000,
    ],
)
@pytest.mark.timeout(20)
def test_hostile_text_costs_linear_time(text):
    find_provisions(text)
    find_legal_basis(text)
    assert isinstance(read_abbreviations(text + "称"), dict)
