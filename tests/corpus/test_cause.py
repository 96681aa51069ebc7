import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cause import (
    canonical_charge,
    chapter_of,
    find_cause,
    find_charges,
    find_title_charges,
    known_cause,
    path_of,
    renamed_to,
)
from corpus.cause.making import main
from corpus.law.titles import read_table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("盗窃罪", "盗窃罪"),
        ("盗窃", "盗窃罪"),  # titles leave out 罪
        ("贩卖毒品罪", "走私、贩卖、运输、制造毒品罪"),  # used in part
        ("贩卖、运输毒品罪", "走私、贩卖、运输、制造毒品罪"),
        ("掩饰、隐瞒犯罪所得罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪"),
        ("掩饰隐瞒犯罪所得罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪"),  # 、 left out
        ("非法制造枪支罪", "非法制造、买卖、运输、邮寄、储存枪支、弹药、爆炸物罪"),
        ("盗掘古墓葬罪", "盗掘古文化遗址、古墓葬罪"),
        ("伪造国家机关证件罪", "伪造、变造、买卖国家机关公文、证件、印章罪"),
        ("虚开增值税专用发票罪", "虚开增值税专用发票、用于骗取出口退税、抵扣税款发票罪"),
        ("窝藏罪", "窝藏、包庇罪"),
        ("偷越国(边)境罪", "偷越国（边）境罪"),
        ("袭警罪", "袭警罪"),  # since 2021
        ("偷税罪", "偷税罪"),  # until 2009: the name of its day stays
        ("无名罪", None),
    ],
)
def test_charges_become_full_names(text, expected):
    assert canonical_charge(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("被告人甲犯盗窃罪，判处拘役", ["盗窃罪"]),
        ("犯诈骗、盗窃罪", ["诈骗罪", "盗窃罪"]),  # 罪 only behind the last
        ("犯诈骗罪、盗窃罪", ["诈骗罪", "盗窃罪"]),
        ("犯走私、贩卖毒品罪", ["走私、贩卖、运输、制造毒品罪"]),  # one charge, not two
        ("犯抢劫枪支罪", ["抢劫枪支、弹药、爆炸物、危险物质罪"]),  # longest, not 抢劫罪
        ("犯合同诈骗罪", ["合同诈骗罪"]),  # longest, not 诈骗罪
        ("盗窃罪犯", []),  # the person
        ("盗窃他人财物的犯罪", []),  # the act
        ("盗窃、打架", []),
    ],
)
def test_charges_are_found(text, expected):
    assert [found.value for found in find_charges(text)] == expected


def test_a_found_charge_carries_what_is_printed():
    text = "被告人甲犯贩卖毒品罪，乙犯容留他人吸毒罪"
    assert [f.span.of(text) for f in find_charges(text, 2)] == ["贩卖毒品罪", "容留他人吸毒罪"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("甲危险驾驶一审刑事判决书", ["危险驾驶罪"]),
        ("甲走私、贩卖、运输、制造毒品罪一审刑事判决书", ["走私、贩卖、运输、制造毒品罪"]),
        ("甲、乙盗窃罪、诈骗罪刑事二审刑事判决书", ["盗窃罪", "诈骗罪"]),
        ("甲非法持有、私藏枪支等刑事二审刑事判决书", ["非法持有、私藏枪支、弹药罪"]),
        ("甲盗窃罪、盗窃罪刑事一审刑事判决书", ["盗窃罪"]),  # the portal repeats
        ("甲公司与乙买卖合同纠纷一审民事判决书", []),
    ],
)
def test_titles_name_charges_without_the_word(title, expected):
    assert [found.value for found in find_title_charges(title)] == expected


@given(st.sampled_from([row["name"] for row in read_table("charges.csv")]))
def test_every_charge_of_the_table_is_found_in_a_disposition(name):
    assert [found.value for found in find_charges(f"被告人甲犯{name}，判处")] == [name]


def test_every_pattern_and_every_new_name_belongs_to_a_charge_of_the_table():
    names = {row["name"] for row in read_table("charges.csv")}
    patterns = {
        r["pattern"].replace("[", "").replace("]", "") for r in read_table("charge_patterns.csv")
    }
    assert patterns - names == set()
    assert {row["renamed_to"] for row in read_table("charges.csv")} - names == {""}


def test_charges_know_their_chapter_and_their_new_name():
    assert chapter_of("盗窃罪") == "侵犯财产罪"
    assert chapter_of("袭警罪") is None
    assert renamed_to("非法采伐、毁坏国家重点保护植物罪") == "危害国家重点保护植物罪"
    assert renamed_to("无名罪") == "无名罪"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("原告甲与被告乙民间借贷纠纷一案，本院于", "民间借贷纠纷"),
        ("甲公司、乙买卖合同纠纷一审民事判决书", "买卖合同纠纷"),
        ("甲与乙房屋买卖合同纠纷二审民事判决书", "房屋买卖合同纠纷"),  # longest
        ("甲与某厅资源行政管理:土地行政管理(土地)一审行政判决书", "土地行政管理（土地）"),
        ("甲诉乙市人力资源和社会保障局工伤认定一案", "工伤认定"),
        ("甲诉乙，因合同纠纷，起诉", None),  # no cue
        ("上诉人甲因与被上诉人乙生命权、健康权、身体权纠纷一案", "生命权、健康权、身体权纠纷"),
        ("", None),
    ],
)
def test_causes_are_read(text, expected):
    found = find_cause(text)
    assert (found.value if found else None) == expected


def test_a_cause_knows_its_place_in_the_tree():
    assert path_of("信息网络买卖合同纠纷")[-2:] == ("买卖合同纠纷", "信息网络买卖合同纠纷")
    assert path_of("行政处罚") == ("行政案由", "行政行为", "行政处罚")
    assert path_of("某某事") == ()
    assert known_cause("某某事") is None


@pytest.mark.parametrize("text", ["盗窃" * 30_000, "盗窃、" * 20_000 + "罪", "一案" * 20_000])
@pytest.mark.timeout(20)
def test_hostile_text_costs_linear_time(text):
    assert isinstance(find_charges(text), tuple)
    assert isinstance(find_title_charges(text), tuple)
    assert find_cause(text) is None


def test_the_tables_are_made_from_a_tree_and_a_list(tmp_path):
    tree = [
        {"id": "1", "parent": "#", "text": "刑事案由"},
        {"id": "2", "parent": "1", "text": "某章罪"},
        {"id": "3", "parent": "2", "text": "甲罪"},
        {"id": "9000", "parent": "#", "text": "民事案由"},
        {"id": "9001", "parent": "9000", "text": "乙纠纷"},
    ]
    causes, charges = tmp_path / "causes.json", tmp_path / "charges.txt"
    causes.write_text(json.dumps(tree), encoding="utf-8")
    charges.write_text("甲罪\n剌探(边)罪\n", encoding="utf-8")
    main(["--causes", str(causes), "--charges", str(charges), "--tables", str(tmp_path)])
    assert "civil,乙纠纷,民事案由,1,0" in (tmp_path / "causes.csv").read_text(encoding="utf-8")
    made = (tmp_path / "charges.csv").read_text(encoding="utf-8").splitlines()
    assert made[4:6] == ["甲罪,某章罪,", "刺探（边）罪,,"]
