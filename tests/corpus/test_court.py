import pytest

from corpus.court import level_of, read_court_name, same_court, superior_court
from corpus.court_codes import contradicts, court_of_code, level_of_code, province_of_code
from corpus.court_codes_learning import learn_court_codes, main
from corpus.court_place import place_by_code, place_by_notice
from corpus.judgment import CourtLevel


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("吉林省长春林区中级法院", "吉林省长春林区中级人民法院"),  # 人民 left out
        ("中华人民共和国最高人民法院", "最高人民法院"),
        ("石家庄市桥西区人民法院", "河北省石家庄市桥西区人民法院"),  # province left out
        ("浙江省温岭市人民法院", "浙江省温岭市人民法院"),
        ("温岭市人民法院", "浙江省温岭市人民法院"),
        ("临沂市中级人民法院", "山东省临沂市中级人民法院"),
        ("江 苏 省 高 级 人 民 法 院", "江苏省高级人民法院"),  # spaced out
        ("北京铁路运输法院", "北京铁路运输法院"),  # carries no province in its name
        ("浙江省温岭市人民法院泽国人民法庭", "浙江省温岭市人民法院"),  # a tribunal is its court
        ("宁波市奉化区人民法院", "浙江省宁波市奉化区人民法院"),  # newer than the table: by its city
        ("甲省乙县人民法院", "甲省乙县人民法院"),  # unknown stays as printed
        ("甲乙县法院", "甲乙县人民法院"),  # unknown, 人民 left out
        ("白石山林区基层法院", "白石山林区基层人民法院"),  # forest court of the table
        (
            "吉林省白石山林区基层人民法院",
            "白石山林区基层人民法院",
        ),  # with a province that it does not bear
        ("鹿鸣林区基层法院", "鹿鸣林区基层人民法院"),  # forest court that the table does not know
        ("吉林省鹿鸣林区基层人民法院", "鹿鸣林区基层人民法院"),
        ("湖北省神农架林区人民法院", "湖北省神农架林区人民法院"),  # a county, no forest court
        ("睐安徽省宿迁市人民法院", "睐安徽省宿迁市人民法院"),  # noise before no court of the table
        ("睐浙江省温岭市人民法院", "浙江省温岭市人民法院"),  # noise before a known one
        ("中国人民共和国最高人民法院", "最高人民法院"),  # slip in the name of the state
    ],
)
def test_names_of_one_court_lead_to_one_name(printed, name):
    assert read_court_name(printed).name == name


@pytest.mark.parametrize("text", ["", "法院", "某某公安局", "人民检察院", "市委"])
def test_what_is_no_court_is_none(text):
    assert read_court_name(text) is None


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("最高人民法院", CourtLevel.SUPREME),
        ("江苏省高级人民法院", CourtLevel.HIGH),
        ("上海知识产权法院", CourtLevel.INTERMEDIATE),
        ("宁波海事法院", CourtLevel.INTERMEDIATE),
        ("杭州互联网法院", CourtLevel.BASIC),
        ("长春铁路运输中级法院", CourtLevel.INTERMEDIATE),
        ("长春铁路运输法院", CourtLevel.BASIC),
    ],
)
def test_levels(name, level):
    assert level_of(name) is level


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("最高人民法院", None),
        ("内蒙古自治区固阳县人民法院", "内蒙古"),
        ("上海铁路运输法院", "上海"),
        ("长春铁路运输中级法院", "吉林"),  # only the table tells
        ("广州铁路运输法院", "广东"),
    ],
)
def test_provinces(name, province):
    assert read_court_name(name).province == province


def test_the_chain_of_instances_ends_at_the_supreme_court():
    chain = []
    court = read_court_name("江苏省南京市鼓楼区人民法院")
    while court is not None:
        chain.append(court.name)
        court = superior_court(court)
    assert chain == [
        "江苏省南京市鼓楼区人民法院",
        "江苏省南京市中级人民法院",
        "江苏省高级人民法院",
        "最高人民法院",
    ]


@pytest.mark.parametrize(
    ("printed", "code", "name", "province"),
    [
        ("北屿县人民法院", "黑1521", "黑龙江省北屿县人民法院", "黑龙江"),
        ("北屿县法院", "黑1521", "黑龙江省北屿县人民法院", "黑龙江"),
        ("鹿鸣林区基层法院", "吉7704", "鹿鸣林区基层人民法院", "吉林"),  # bears no province
        ("松岭林区中级法院", "吉77", "吉林省松岭林区中级人民法院", "吉林"),
        ("某某铁路运输法院", "吉7101", "某某铁路运输法院", "吉林"),  # bears no province
        ("某垦区人民法院", "兵0699", "某垦区人民法院", "新疆"),  # corps: no title of its own
        ("北屿县人民法院", "桦林", "北屿县人民法院", None),  # sign of the old form
        ("北屿县人民法院", "黑15", "北屿县人民法院", None),  # code of another level
        (
            "浙江省温岭市人民法院",
            "吉0101",
            "浙江省温岭市人民法院",
            "浙江",
        ),  # a known province stays
        ("最高人民法院", "吉0101", "最高人民法院", None),
    ],
)
def test_a_code_places_a_court_whose_name_tells_no_province(printed, code, name, province):
    placed = place_by_code(read_court_name(printed), code)
    assert (placed.name, placed.province) == (name, province)


@pytest.mark.parametrize(
    ("notice", "province"),
    [
        ("上诉于吉林省长春林区中级人民法院。", "吉林"),
        ("可通过本院或者直接向长春林区中级人民法院提出上诉。", "吉林"),
        ("上诉于甲市中级人民法院。", None),  # unknown itself
        ("向吉林省汪清县人民法院申请执行。", None),  # not the court above
        ("上诉于吉林省高级人民法院或者上诉于黑龙江省高级人民法院。", None),  # two of them
        ("", None),
    ],
)
def test_a_notice_of_appeal_places_a_court(notice, province):
    assert place_by_notice(read_court_name("鹿鸣林区基层法院"), notice).province == province


def test_courts_of_one_district_name_in_two_cities_differ():
    assert not same_court("南京市鼓楼区人民法院", "徐州市鼓楼区人民法院")


@pytest.mark.parametrize(
    ("code", "level", "province"),
    [
        ("最高法", CourtLevel.SUPREME, None),
        ("吉", CourtLevel.HIGH, "吉林"),
        ("吉75", CourtLevel.INTERMEDIATE, "吉林"),
        ("京0105", CourtLevel.BASIC, "北京"),
        ("兵06", CourtLevel.INTERMEDIATE, "新疆"),
        ("0704", None, None),
    ],
)
def test_a_code_tells_level_and_province(code, level, province):
    assert (level_of_code(code), province_of_code(code)) == (level, province)


def test_high_courts_are_known_without_learning():
    assert court_of_code("粤").name == "广东省高级人民法院"


def test_a_never_met_code_stands_for_no_court():
    assert court_of_code("京0199") is None


def test_a_code_of_another_province_contradicts_a_court():
    court = read_court_name("江苏省南京市鼓楼区人民法院")
    assert contradicts(court, "浙0106")
    assert not contradicts(court, "苏0106")


def head(court, code):
    return f"{court}\n民事判决书\n（2020）{code}民初1号\n"


def test_the_majority_of_heads_gives_a_code_its_court():
    heads = [head("江苏省南京市鼓楼区人民法院", "苏0106")] * 3
    heads.append(head("江苏省南京市玄武区人民法院", "苏0106"))
    assert learn_court_codes(heads) == {"苏0106": "江苏省南京市鼓楼区人民法院"}


def test_a_code_with_two_courts_of_equal_weight_is_not_learned():
    heads = [
        head("江苏省南京市鼓楼区人民法院", "苏0106"),
        head("江苏省南京市玄武区人民法院", "苏0106"),
    ]
    assert learn_court_codes(heads) == {}


def test_a_slip_into_another_province_is_not_learned():
    assert learn_court_codes([head("江苏省南京市鼓楼区人民法院", "浙0106")]) == {}


def test_the_command_writes_a_table_with_its_source(tmp_path):
    source = tmp_path / "judgment.txt"
    source.write_text(head("江苏省南京市鼓楼区人民法院", "苏0106") + "原告甲某。", encoding="utf-8")
    out = tmp_path / "codes.json"
    assert main([str(source), "--out", str(out)]) == 0
    assert "江苏省南京市鼓楼区人民法院" in out.read_text("utf-8")
    assert "Learned from heads" in out.read_text("utf-8")
