from itertools import pairwise

from corpus.judgment import SectionKind
from service.comparison.columns import Mark, column_of_judgment, lay_side_by_side
from tests.service.comparison.papers import timber
from tests.service.papers import papers


def cells(row):
    return ["".join(each.quote.text for each in cell) for cell in row.cells]


def test_every_part_is_shown_whole_in_its_own_words():
    judgments = [timber(2024), timber(2022, volume="60"), papers()[0]]
    columns = [column_of_judgment(each) for each in judgments]
    rows = {row.kind: row for row in lay_side_by_side(columns)}
    for kind, row in rows.items():
        expected = ["".join(span.of(c.side.text) for span in c.spans(kind)) for c in columns]
        assert cells(row) == expected
        for cell in row.cells:
            assert all(a.quote.span.end <= b.quote.span.start for a, b in pairwise(cell))
    assert SectionKind.ISSUES not in rows


def test_amounts_and_sentences_of_one_column_only_are_marked():
    columns = [
        column_of_judgment(timber(2024)),
        column_of_judgment(timber(2025, volume="60", more="林场派出所当场扣押油锯一台和农用车。")),
    ]
    facts = next(row for row in lay_side_by_side(columns) if row.kind is SectionKind.FACTS)
    amounts = [
        [each.quote.text for each in cell if each.mark is Mark.OTHER_AMOUNT] for cell in facts.cells
    ]
    assert amounts == [["6立方米"], ["60立方米"]]
    only = [each.quote.text for each in facts.cells[1] if each.mark is Mark.ONLY_HERE]
    assert only == ["林场派出所当场扣押油锯一台和农用车。"]


def test_the_same_judgment_twice_has_no_marks():
    column = column_of_judgment(timber(2024))
    for row in lay_side_by_side([column, column]):
        assert {each.mark for cell in row.cells for each in cell} == {Mark.PLAIN}


def test_a_part_that_only_one_column_has_is_not_marked():
    civil = column_of_judgment(papers()[-1])
    criminal = column_of_judgment(timber(2024))
    rows = lay_side_by_side([civil, criminal])
    for row in rows:
        told = [cell for cell in row.cells if cell]
        if len(told) == 1:
            assert {each.mark for each in told[0]} == {Mark.PLAIN}
