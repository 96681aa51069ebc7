import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import PartyKind
from corpus.relations.names import agree, comparable, is_hidden, tells_by_itself
from corpus.relations.people import match_of
from tests.corpus.relations.suits import Suit

NAMES = st.text(st.sampled_from("张王李某甲乙×公司有限责任（）()·"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("甲实业(集团)有限公司", "甲实业（集团）有限公司"),
        ("甲实业（集团）有限责任公司", "甲实业集团有限公司"),
        ("长春市甲 商贸有限公司", "长春市甲商贸有限公司"),
        ("买买提·吐尔逊", "买买提•吐尔逊"),
        ("ＡＢＣ公司", "ABC公司"),
    ],
)
def test_one_bearer_has_one_comparable_form(left, right):
    assert comparable(left) == comparable(right)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("张某", "张长安", True),
        ("张某某", "张长安", True),
        ("张某甲", "张长安", True),
        ("张××", "张长安", True),
        ("欧阳某", "欧阳修文", True),
        ("李某", "张长安", False),
        ("张长安", "张长平", False),
        ("张长安", "张长安", True),
        ("某", "张三", False),
    ],
)
def test_a_hidden_name_agrees_with_its_surname_only(left, right, expected):
    assert agree(left, right) is expected
    assert agree(right, left) is expected


@given(NAMES, NAMES)
def test_agreement_is_symmetric_and_a_name_agrees_with_itself(left, right):
    assert agree(left, right) is agree(right, left)
    assert agree(left, left)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("云溪瑞顺林产品有限公司", PartyKind.LEGAL, True),
        ("长春某某商贸有限公司", PartyKind.LEGAL, False),
        ("张长安", PartyKind.NATURAL, False),
        ("利民店", PartyKind.LEGAL, False),
        ("某县林业局", PartyKind.ORGAN, False),
    ],
)
def test_only_a_registered_name_tells_by_itself(name, kind, expected):
    assert tells_by_itself(name, kind) is expected


def test_firms_hide_too():
    assert is_hidden("吉林省某某有限公司")
    assert not is_hidden("吉林省长白有限公司")


def participant(words):
    return Suit(defendant=words).traits.participants[1]


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("方峰，曾用名方浩，男，1980年8月27日出生", "方浩"),
        ("方峰，绰号“老方”，男，1980年8月27日出生", "老方"),
        ("方峰（化名王山），男，1980年8月27日出生", "王山"),
        ("方峰，又名方小峰，男", "方小峰"),
        ("长白木业有限公司（原名称长白木材厂），住所地某市", "长白木材厂"),
        ("长白木业有限公司（曾用名：长白木材有限公司），住所地某市", "长白木材有限公司"),
        ("长白木业有限公司（原长白木材有限公司），住所地某市", "长白木材有限公司"),
    ],
)
def test_other_names_are_read_behind_the_name(words, other):
    assert other in participant(words).names


def test_a_new_name_told_in_the_body_is_a_name_of_the_party():
    suit = Suit(
        defendant="长白木业有限公司，住所地某市甲路1号",
        more="另查明，长白木材有限公司于2022年5月1日经核准更名为长白木业有限公司。",
    )
    assert "长白木材有限公司" in suit.traits.participants[1].names


def test_birth_and_address_are_read_with_their_words():
    one = participant("李庆，男，汉族，1964年8月8日生，现住云溪市三岔镇光明街5号")
    assert one.born.isoformat() == "1964-08-08"
    assert one.born_words.text == "1964年8月8日生"
    assert one.home == "云溪市三岔镇光明街5号"


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("李庆，男，1964年8月8日出生", "李庆，男，1964年8月8日生", "born"),
        ("李某，男，1964年8月8日出生", "李庆，男，1964年8月8日生", "born"),
        ("李庆，男，住云溪市三岔镇光明街5号", "李庆，男，现住云溪市三岔镇光明街5号", "home"),
        ("李庆，男", "李庆，男", "name"),
        ("李庆，男，1964年8月8日出生", "李庆，男，1965年8月8日出生", None),
        ("李某，男，1964年8月8日出生", "王庆，男，1964年8月8日生", None),
        ("方峰，曾用名方浩，男，1980年8月27日出生", "方浩，男，1980年8月27日出生", "born"),
        ("长白木业有限公司，住所地某市", "长白木业有限责任公司，住所地乙市", "firm"),
        ("长白木业有限公司（原名称长白木材有限公司）", "长白木材有限公司，住所地某市", "firm"),
        ("某某有限公司，住所地某市", "某某有限公司，住所地乙市", "name"),
    ],
)
def test_what_shows_that_two_are_one(left, right, kind):
    match = match_of(participant(left), participant(right))
    turned = match_of(participant(right), participant(left))
    assert (None if match is None else match.ground.kind.value) == kind
    assert (turned is None) is (match is None)
