from dataclasses import replace

import numpy as np
import pytest

from corpus.outcome.model import CircumstanceKind
from indexing.sentencing.features import column_names, rows_of
from indexing.sentencing.owners import owned
from indexing.sentencing.passed import PassedSentence
from indexing.sentencing.quantities import find_quantities
from indexing.sentencing.told import Charged, Part, Told

FACTS = "甲某骗取被害人三万元，致一人轻伤二级。乙某骗取一万元。"
REASONING = "被告人甲某犯诈骗罪，数额巨大；又犯盗窃罪，数额较大。"


def part(text, names):
    cut = owned(text, names)
    return Part(
        owned=cut,
        quantities=tuple((each, cut.piece_at(each.start)) for each in find_quantities(text)),
        words=(),
        harms=((1, 0), (3, 0)) if "轻伤" in text else (),
    )


@pytest.fixture
def told() -> Told:
    names = ["甲某", "乙某"]
    return Told(
        facts=part(FACTS, names),
        reasoning=part(REASONING, names),
        charged={"诈骗罪": Charged(words=frozenset({"数额巨大"}), yuan=(30_000.0,))},
        heads={"甲某": "甲某，女，1980年3月2日出生", "乙某": "乙某，男"},
        priors={},
        circumstances={None: frozenset({CircumstanceKind.CONFESSION})},
        articles=((26_600, 1, 0),),
        year=2020.5,
        is_review=False,
        n_accused=2,
    )


def sentence(accused, charge="诈骗罪", n_charges=1):
    return PassedSentence(
        accused=accused,
        charge=charge,
        n_charges=n_charges,
        months=12.0,
        probation_months=None,
        fine_fen=None,
    )


def named(row):
    return dict(zip(column_names(), row.tolist(), strict=True))


def test_names_of_columns_are_given_once() -> None:
    assert len(set(column_names())) == len(column_names())


def test_each_accused_has_its_own_sums_and_harm(told) -> None:
    first, second = map(named, rows_of(told, [sentence("甲某"), sentence("乙某")]))
    assert np.expm1([first["own:main"], second["own:main"]]) == pytest.approx([3e4, 1e4], rel=1e-4)
    assert (first["own:larger sums"], second["own:larger sums"]) == (0, 1)
    assert second["own:share of largest sum"] == pytest.approx(1 / 3)
    assert (first["own facts:轻伤二级"], second["own facts:轻伤二级"]) == (1, 0)
    assert first["facts:sum"] == second["facts:sum"]
    assert (first["is_woman"], second["is_woman"]) == (1, 0)
    assert first["age"] == pytest.approx(40.5)
    assert np.isnan(second["age"])
    assert first["found:confession"] == second["found:confession"] == 1


def test_words_of_grade_belong_to_the_charge_that_their_sentence_names(told) -> None:
    rows = rows_of(told, [sentence("甲某", "诈骗罪", 2), sentence("甲某", "盗窃罪", 2)])
    fraud, theft = map(named, rows)
    assert (fraud["charge:数额巨大"], theft["charge:数额巨大"]) == (1, 0)
    assert (fraud["charge:place"], theft["charge:place"]) == (0, 1)
    assert np.expm1(fraud["charge:sum"]) == pytest.approx(30_000, rel=1e-4)
    assert np.isnan(theft["charge:sum"])


def test_rows_do_not_hang_on_the_terms_that_were_passed(told) -> None:
    passed = [sentence("甲某"), sentence("乙某")]
    others = [replace(each, months=99.0, fine_fen=5, probation_months=3) for each in passed]
    np.testing.assert_array_equal(rows_of(told, passed), rows_of(told, others))
