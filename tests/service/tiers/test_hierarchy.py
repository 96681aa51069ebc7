"""From where a court looks up: names, superiors, high courts."""

import pytest

from corpus.sample.courts import COURTS
from service.cli.upkeep.demo import write_courts
from service.errors import SettingsError, UnknownCourtError
from service.tiers.hierarchy import FILE, CourtBook, court_called


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("长春林区中院", "吉林省长春林区中级人民法院"),
        ("长春中院", "吉林省长春市中级人民法院"),
        ("长春市中院", "吉林省长春市中级人民法院"),
        ("吉林高院", "吉林省高级人民法院"),
        ("广西高院", "广西壮族自治区高级人民法院"),
        ("新疆高院", "新疆维吾尔自治区高级人民法院"),
        ("上海市高级人民法院", "上海市高级人民法院"),
        ("最高法", "最高人民法院"),
        ("最高法院", "最高人民法院"),
        ("抚松林区基层法院", "抚松林区基层人民法院"),
        ("北京市第一中级人民法院", "北京市第一中级人民法院"),
    ],
)
def test_a_court_is_known_by_its_full_and_short_names(name, full):
    assert court_called(name).name == full


@pytest.mark.parametrize("name", ["", "某公司", "法院", "长春"])
def test_what_is_no_name_of_a_court_is_refused(name):
    with pytest.raises(UnknownCourtError):
        court_called(name)


def test_a_name_that_several_courts_bear_is_refused_with_these():
    with pytest.raises(UnknownCourtError) as refusal:
        court_called("朝阳区法院")
    assert "吉林省长春市朝阳区人民法院" in refusal.value.near
    assert court_called("长春市朝阳区法院").name == "吉林省长春市朝阳区人民法院"


@pytest.mark.parametrize(
    ("court", "superior", "high"),
    [
        # basic court, intermediate court, high court, Supreme Court
        ("长春市朝阳区人民法院", "吉林省长春市中级人民法院", {"吉林省高级人民法院"}),
        ("长春市中级人民法院", "吉林省高级人民法院", {"吉林省高级人民法院"}),
        ("吉林省高级人民法院", "最高人民法院", {"吉林省高级人民法院"}),
        ("最高人民法院", None, set()),
        # forest courts bear no province
        ("抚松林区基层人民法院", "吉林省长春林区中级人民法院", {"吉林省高级人民法院"}),
        ("长春林区中级人民法院", "吉林省高级人民法院", {"吉林省高级人民法院"}),
        # railway, maritime, intellectual property, internet courts
        ("郑州铁路运输法院", "郑州铁路运输中级法院", {"河南省高级人民法院"}),
        ("上海海事法院", "上海市高级人民法院", {"上海市高级人民法院"}),
        ("北京知识产权法院", "北京市高级人民法院", {"北京市高级人民法院"}),
        ("北京互联网法院", "北京市第四中级人民法院", {"北京市高级人民法院"}),
        # founded after the table was made: the level above follows from the words
        ("上海金融法院", "上海市高级人民法院", {"上海市高级人民法院"}),
        # municipalities
        ("北京市海淀区人民法院", "北京市第一中级人民法院", {"北京市高级人民法院"}),
        # the production and construction corps: its branch court, which is one of the high court
        (
            "阿拉尔垦区人民法院",
            "新疆生产建设兵团第一师中级人民法院",
            {
                "新疆维吾尔自治区高级人民法院生产建设兵团分院",
                "新疆维吾尔自治区高级人民法院",
            },
        ),
        # not in the table, and nothing tells what is above it
        ("云溪林区基层人民法院", None, set()),
        ("成渝金融法院", None, set()),
    ],
)
def test_each_kind_of_court_looks_up_to_its_own_superiors(court, superior, high):
    vantage = CourtBook().vantage(court)
    assert (None if vantage.superior is None else vantage.superior.name) == superior
    assert vantage.high == high


def test_a_court_adds_what_the_table_lacks(tmp_path):
    (tmp_path / FILE).write_text(
        'name = "云溪林区基层法院"\n[superiors]\n"云溪林区基层法院" = "吉林省松岭林区中级法院"\n',
        "utf-8",
    )
    vantage = CourtBook.read(tmp_path).vantage()
    assert vantage.court.name == "云溪林区基层人民法院"
    assert vantage.superior.name == "吉林省松岭林区中级人民法院"
    assert vantage.high == {"吉林省高级人民法院"}
    assert vantage.province == "吉林"


def test_the_setting_goes_before_the_file(tmp_path):
    (tmp_path / FILE).write_text('name = "长春中院"\n', "utf-8")
    book = CourtBook.read(tmp_path, name="吉林高院")
    assert book.vantage().court.name == "吉林省高级人民法院"
    assert book.vantage("抚松林区基层法院").court.name == "抚松林区基层人民法院"


def test_without_a_court_nobody_looks_up(tmp_path):
    assert CourtBook.read(tmp_path).vantage() is None


@pytest.mark.parametrize(
    "content",
    ['name = "某公司"', "name = ", '[superiors]\n"长春中院" = "天上"', "superiors = 3"],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, content):
    (tmp_path / FILE).write_text(content, "utf-8")
    with pytest.raises(SettingsError) as refusal:
        CourtBook.read(tmp_path)
    assert refusal.value.name == FILE


def test_a_circle_of_superiors_ends(tmp_path):
    (tmp_path / FILE).write_text(
        '[superiors]\n"甲县人民法院" = "乙县人民法院"\n"乙县人民法院" = "甲县人民法院"\n', "utf-8"
    )
    vantage = CourtBook.read(tmp_path).vantage("甲县人民法院")
    assert vantage.superior.name == "乙县人民法院"
    assert vantage.high == set()


def test_the_courts_of_the_sample_are_as_planted(tmp_path):
    write_courts(tmp_path)
    book = CourtBook.read(tmp_path)
    for court in COURTS.values():
        superior = book.vantage(court.name).superior
        planted = None if court.superior is None else COURTS[court.superior].name
        assert (None if superior is None else superior.name) == planted, court.name
