from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.judgment import CaseType, CourtLevel, DocumentKind, Effectiveness, Instance, JudgmentId
from corpus.spans import value_of
from indexing.columns.filters import OPEN_FILTER, SearchFilter, columns_of, row_of
from tests.indexing.made import make_corpus

CORPUS = make_corpus(40)
BY_ID = {judgment.id: judgment for judgment in CORPUS}
COLUMNS = columns_of([row_of(judgment) for judgment in CORPUS])


def meets(judgment, condition):
    """Say the same as the columns, one judgment at a time, as the docstring reads."""
    court = value_of(judgment.court)
    day = value_of(judgment.decided_on)
    causes = {charge.value for charge in judgment.charges} | {value_of(judgment.cause)}
    single = [
        (condition.courts, court and court.name),
        (condition.court_levels, court and court.level),
        (condition.provinces, court and court.province),
        (condition.document_kinds, value_of(judgment.document_kind)),
        (condition.instances, value_of(judgment.instance)),
        (condition.effects, judgment.effect),
        (condition.case_types, value_of(judgment.case_type)),
        (condition.among, judgment.id),
    ]
    return (
        all(wanted is None or value in wanted for wanted, value in single)
        and (condition.causes is None or bool(condition.causes & causes))
        and (condition.decided_from is None or (day is not None and day >= condition.decided_from))
        and (condition.decided_to is None or (day is not None and day <= condition.decided_to))
        and judgment.id not in condition.excluding
    )


def subset(values):
    return st.none() | st.frozensets(st.sampled_from(values))


IDS = [*BY_ID, JudgmentId("jnobody"), JudgmentId("zzz"), JudgmentId("")]
FILTERS = st.builds(
    SearchFilter,
    courts=subset(["东县人民法院", "西县人民法院", "无名法院"]),
    court_levels=subset(list(CourtLevel)),
    provinces=subset(["吉林", "湖南"]),
    causes=subset(["盗窃罪", "危险驾驶罪", "无此罪"]),
    decided_from=st.none() | st.dates(date(2014, 1, 1), date(2021, 12, 31)),
    decided_to=st.none() | st.dates(date(2014, 1, 1), date(2021, 12, 31)),
    document_kinds=subset(list(DocumentKind)),
    instances=subset(list(Instance)),
    effects=subset(list(Effectiveness)),
    case_types=subset(list(CaseType)),
    among=subset(IDS),
    excluding=st.frozensets(st.sampled_from(IDS)),
)


@given(FILTERS)
def test_the_mask_says_what_each_judgment_says(condition):
    mask = COLUMNS.mask(condition)
    expected = [meets(BY_ID[judgment_id], condition) for judgment_id in COLUMNS.ids]
    if mask is None:
        assert all(expected)
    else:
        assert mask.tolist() == expected


def test_the_open_filter_needs_no_mask():
    assert OPEN_FILTER.is_open
    assert COLUMNS.mask(SearchFilter()) is None


@pytest.mark.parametrize(
    "condition",
    [
        SearchFilter(courts=frozenset()),
        SearchFilter(causes=frozenset()),
        SearchFilter(among=frozenset()),
    ],
    ids=["courts", "causes", "among"],
)
def test_an_empty_set_is_met_by_nothing(condition):
    assert not COLUMNS.mask(condition).any()


def test_columns_do_not_depend_on_the_order_of_rows():
    turned = columns_of([row_of(judgment) for judgment in reversed(CORPUS)])
    assert turned.ids == COLUMNS.ids
    assert turned.names == COLUMNS.names
    assert all(np.array_equal(turned.codes[name], COLUMNS.codes[name]) for name in turned.codes)
