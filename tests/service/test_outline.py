"""An outline is read back as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.searching.query import MOST_ISSUES, QueryParts
from service.search.outline import Outline, cut_names, read_outline, write_outline

WORDS = st.text(alphabet="甲乙盗窃。，【】案情\n", max_size=30).map(str.strip)
LINES = st.text(alphabet="甲乙是否？", min_size=1, max_size=10)
NAMES = st.sampled_from(
    ["盗窃罪", "走私、贩卖、运输、制造毒品罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪", "民间借贷纠纷"]
)


@given(
    st.text(alphabet="甲乙盗窃。", min_size=1, max_size=30),
    WORDS,
    st.lists(LINES, max_size=MOST_ISSUES, unique=True),
    WORDS,
    st.lists(NAMES, max_size=3, unique=True),
)
def test_what_is_written_is_read_back(facts, claims, issues, reasoning, charges):
    outline = Outline(
        parts=QueryParts(facts=facts, claims=claims, issues=tuple(issues), reasoning=reasoning),
        charges=tuple(charges),
    )
    if "【案情】" not in (*claims.splitlines(), *reasoning.splitlines()):
        assert read_outline(write_outline(outline)) == outline


@pytest.mark.parametrize(
    "text", ["", "被告人盗窃。", "【基本案情】\n甲盗窃。", "说明：\n【案情】\n甲", "甲【案情】乙"]
)
def test_other_texts_are_no_outlines(text):
    assert read_outline(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("盗窃罪、诈骗罪", ["盗窃罪", "诈骗罪"]),
        ("盗窃罪，走私、贩卖、运输、制造毒品罪", ["盗窃罪", "走私、贩卖、运输、制造毒品罪"]),
        ("组织、领导、参加黑社会性质组织罪", ["组织、领导、参加黑社会性质组织罪"]),
        ("盗窃；盗窃\n民间借贷纠纷", ["盗窃", "民间借贷纠纷"]),
        ("无此罪、盗窃罪", ["无此罪", "盗窃罪"]),
        (" ；、", []),
    ],
)
def test_a_name_that_is_a_list_is_one_name(text, names):
    assert list(cut_names(text)) == names


def test_a_list_of_very_many_names_is_cut_in_linear_time():
    assert len(cut_names("、".join(f"罪{number}" for number in range(20_000)))) == 20_000
