"""What is not offered is denied, whoever asks; what is, stands in the matrix (tests/service/matrix)."""

import pytest
from starlette.routing import Route

from service.actors import Role
from service.edge.permissions import NEEDS
from tests.service.conftest import GOOD_PASSWORD


def test_the_table_and_the_application_name_the_same_addresses(client):
    served = client.app.routes
    assert [route for route in served if not isinstance(route, Route)] == []
    ways = {(method, route.path) for route in served for method in route.methods - {"HEAD"}}
    assert ways == set(NEEDS)
    described = {
        (method.upper(), path)
        for path, methods in client.app.openapi()["paths"].items()
        for method in methods
    }
    assert described <= set(NEEDS)


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/static/x", "/api/v2/x", "/admin"])
def test_unheard_of_addresses_tell_nobody_whether_they_exist(client, bearer, path):
    status = 401 if path.startswith("/api/") else 303
    assert client.get(path).status_code == status
    assert client.get(path, headers=bearer).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_refused(client, bearer, method):
    answer = client.request(method, "/api/v1/facets", headers=bearer)
    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer ' OR 1=1 --", "bearer \u00e9"]
)
def test_tokens_that_are_none_open_nothing(client, judge, header):
    answer = client.get("/api/v1/facets", headers={"authorization": header.encode("latin-1")})
    assert answer.status_code == 401


def test_a_search_of_somebody_else_does_not_exist(client, desk, clock, edge, bearer, judge):
    other = desk.add(
        name="other", display_name="", password=GOOD_PASSWORD, roles=[Role.JUDGE], now=clock()
    )
    kept = edge.activity.add_search(
        other.account_id, now=clock(), text="他人的案情", judgment_id=None, file_name=None
    )
    answer = client.get(f"/results/{kept.id}", headers=bearer)
    assert answer.status_code == 404
    assert "他人的案情" not in answer.text
