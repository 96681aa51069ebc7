"""A closed judgment and one that never was are answered by the same path, statement by statement."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from corpus.privacy.sensitivity import Sensitivity
from service.actors import Role

GHOST = "j" + "0" * 20
ADDRESSES = (
    "/judgments/{}",
    "/judgments/{}/related",
    "/judgments/{}/divergence",
    "/compare?judgment={}",
    "/api/v1/judgments/{}",
    "/api/v1/judgments/{}/corrections",
    "/api/v1/judgments/{}/related",
    "/api/v1/judgments/{}/divergence",
)


@contextmanager
def statements_of(engine):
    said = []

    def note(_connection, _cursor, statement, _parameters, _context, _many):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("is_cleared", [False, True], ids=["for nothing", "for another class"])
def test_the_same_is_asked_of_the_database(
    address, is_cleared, client, engine, person, headers, shelf, close, clear
):
    judgment = next(shelf.iterate())
    reader = headers(person("judge-a", Role.JUDGE))
    if is_cleared:
        clear("judge-a", Sensitivity.FAMILY)
    close(judgment.id)
    answers = []
    for asked in (judgment.id, GHOST, judgment.id, GHOST):
        with statements_of(engine) as said:
            answer = client.get(address.format(asked), headers=reader)
        answers.append((answer.status_code, said))
    assert answers[2] == answers[3]
    assert answers[3][1]
