"""A parameter has the value of its day, and takes none that it cannot have."""

from datetime import UTC, date, datetime

import pytest

from service.actors import Actor, Role
from service.errors import NotPermittedError
from service.parameters.book import ParameterBook
from service.parameters.errors import ParameterError
from service.parameters.table import DEFINITIONS, Parameter, problem_with
from service.store.parameter_records import ParameterRecords

NOW = datetime(2026, 3, 2, tzinfo=UTC)
MINIMUM = Parameter.CONFERENCE_MINIMUM


@pytest.fixture
def book(engine):
    return ParameterBook(records=ParameterRecords(engine))


@pytest.fixture
def office(desk, clock):
    return desk.add(
        name="office",
        display_name="审管办",
        password="a long enough one 17",
        roles=[Role.SECRETARY],
        now=clock(),
    )


def put(book, actor, value, day, parameter=MINIMUM, source="本院审委会规则第三条"):
    book.put(actor, parameter, value, valid_from=day, source=source, now=NOW)


def test_without_a_value_set_the_default_stands_with_its_source(book):
    found = book.on(MINIMUM, date(2026, 1, 1))
    assert (found.value, found.since) == (3, None)
    assert "法发〔2021〕2号" in found.source


def test_each_day_has_the_value_that_was_set_for_it(book, office):
    put(book, office, 5, date(2026, 2, 1))
    put(book, office, 7, date(2026, 6, 1))
    put(book, office, 6, date(2026, 2, 1))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [book.number(MINIMUM, day) for day in days] == [3, 6, 6, 7]
    assert [each.value for each in book.history(MINIMUM)] == [5, 7, 6]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (MINIMUM, 1),
        (MINIMUM, 100),
        (MINIMUM, True),
        (MINIMUM, "5"),
        (Parameter.CONFERENCE_MAJORITY, "everybody"),
        (Parameter.CONFERENCE_MAJORITY, 1),
        (Parameter.COMMITTEE_RECUSED_COUNT, 1),
        (Parameter.COMMITTEE_RECUSED_COUNT, "yes"),
    ],
)
def test_a_value_that_cannot_be_taken_is_refused(book, office, parameter, value):
    with pytest.raises(ParameterError):
        put(book, office, value, date(2026, 2, 1), parameter=parameter)
    assert book.history(parameter) == ()


def test_a_value_needs_its_ground(book, office):
    with pytest.raises(ParameterError):
        put(book, office, 5, date(2026, 2, 1), source=" ")


def test_only_the_office_sets(book, judge):
    with pytest.raises(NotPermittedError):
        put(book, judge, 5, date(2026, 2, 1))


def test_kinds_are_not_mixed_up(book):
    day = date(2026, 1, 1)
    assert book.flag(Parameter.COMMITTEE_RECUSED_COUNT, day) is True
    assert book.choice(Parameter.CONFERENCE_MAJORITY, day) == "participants"
    with pytest.raises(TypeError):
        book.number(Parameter.COMMITTEE_RECUSED_COUNT, day)
    with pytest.raises(TypeError):
        book.flag(MINIMUM, day)
    with pytest.raises(TypeError):
        book.choice(MINIMUM, day)


@pytest.mark.parametrize("parameter", list(Parameter))
def test_every_parameter_is_defined_with_a_default_that_it_takes(parameter):
    definition = DEFINITIONS[parameter]
    assert problem_with(parameter, definition.default) is None
    assert definition.title
    assert definition.source
    assert definition.accepted


def test_nobody_else_may_even_by_name(book):
    nobody = Actor(account_id=99, name="x", display_name="x", roles=(Role.ADMINISTRATOR,))
    with pytest.raises(NotPermittedError):
        put(book, nobody, 5, date(2026, 2, 1))
