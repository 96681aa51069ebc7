import pytest

from corpus.outcome.charges import find_convicted_charges
from corpus.outcome.circumstances import find_circumstances
from corpus.spans import Span


def found(text, names=()):
    return [
        f"{fact.value.kind}{f'/{fact.value.accused}' if fact.value.accused else ''}"
        for fact in find_circumstances(text, Span(0, len(text)), names)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "被告人甲犯罪后自动投案，如实供述自己的罪行，系自首。",
            ["surrender"],
        ),  # 坦白 is part of it
        ("被告人甲到案后如实供述自己的罪行，可以从轻处罚。", ["confession"]),
        ("被告人甲系累犯，应当从重处罚；自愿认罪认罚。", ["recidivist", "plea_of_guilt"]),
        ("被告人甲在共同犯罪中起次要作用，系从犯。", ["accessory"]),
        (
            "其行为系犯罪未遂，已赔偿被害人损失并取得谅解。",
            ["attempt", "compensation", "forgiveness"],
        ),
        ("有重大立功表现。", ["great_merit"]),
        # denied
        ("被告人甲不构成自首。", []),
        ("被告人甲并非从犯。", []),
        ("未取得被害人谅解。", []),
        ("自首不能成立。", []),
        # asked for and refused, or only asked for
        ("辩护人提出被告人甲系从犯的意见，本院不予采纳。", []),
        ("辩护人提出被告人甲系从犯。", []),
        # asked for and agreed
        ("辩护人提出被告人甲系初犯的辩护意见，予以采纳。", ["first_offender"]),
        ("", []),
    ],
)
def test_circumstances(text, expected):
    assert found(text) == expected


def test_a_circumstance_belongs_to_the_accused_named_last_before_it():
    text = "被告人甲系自首，被告人乙系累犯。二被告人均认罪认罚。"
    assert found(text, ["甲", "乙"]) == ["surrender/甲", "recidivist/乙", "plea_of_guilt"]


def test_every_circumstance_carries_its_words():
    text = "被告人甲系自首。"
    (fact,) = find_circumstances(text, Span(0, len(text)))
    assert fact.span.of(text) == "自首"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("被告人的行为已构成盗窃罪，公诉机关指控的罪名成立。", ["盗窃罪"]),
        ("其行为构成诈骗罪、盗窃罪。", ["诈骗罪", "盗窃罪"]),
        (
            "其行为已构成故意杀人罪。辩护人所提应以过失致人死亡罪追究的意见不予采纳。",
            ["故意杀人罪"],
        ),
        ("被告人曾因犯盗窃罪被判刑。", []),
        ("指控罪名成立。", []),
    ],
)
def test_the_reasoning_convicts(text, expected):
    assert [c.value for c in find_convicted_charges(text, Span(0, len(text)))] == expected


@pytest.mark.parametrize("text", ["自首" * 30_000, "不构成" * 20_000, "辩护人。" * 15_000])
@pytest.mark.timeout(30)
def test_hostile_text_costs_linear_time(text):
    find_circumstances(text, Span(0, len(text)), ["甲"])
    assert find_convicted_charges(text, Span(0, len(text))) == ()
