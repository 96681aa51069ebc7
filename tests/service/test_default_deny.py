"""What is not offered is denied, whoever asks; what is, stands in the matrix (tests/service/matrix)."""

import pytest
from starlette.routing import Route

from service.actors import Role
from service.api import (
    audit_routes,
    case_routes,
    committee_routes,
    compare_routes,
    conference_routes,
    divergence_routes,
    draft_routes,
    flag_routes,
    method_routes,
    notice_routes,
    paper_routes,
    purpose_routes,
    reading_routes,
    referral_routes,
    related_routes,
    report_routes,
    routes,
    rule_routes,
    subscription_routes,
    tier_routes,
    trail_routes,
    verdict_routes,
)
from service.edge.permissions import NEEDS
from service.web import (
    account_page,
    account_tokens_page,
    appearance,
    audit_pages,
    audit_review_page,
    audit_start_page,
    case_pages,
    case_related_page,
    case_report_page,
    case_search_page,
    committee_item_page,
    committee_page,
    comparison_page,
    conference_item_page,
    conference_page,
    divergence_page,
    draft_page,
    effect_page,
    factor_page,
    flag_page,
    help_page,
    judgment_page,
    language_page,
    loose_check_page,
    notice_page,
    pages,
    paper_files,
    parameter_page,
    provider_page,
    purpose_page,
    quality_page,
    referral_page,
    related_page,
    report_page,
    rule_page,
    secretary_page,
    sessions,
    subscription_page,
    supervised_page,
    system,
    trail_page,
    verdict_forms,
)
from tests.service.conftest import GOOD_PASSWORD

ROUTERS = (
    routes.router,
    method_routes.router,
    reading_routes.router,
    verdict_routes.router,
    case_routes.router,
    tier_routes.router,
    trail_routes.router,
    report_routes.router,
    related_routes.router,
    divergence_routes.router,
    draft_routes.router,
    notice_routes.router,
    subscription_routes.router,
    paper_routes.router,
    purpose_routes.router,
    committee_routes.router,
    compare_routes.router,
    conference_routes.router,
    audit_routes.router,
    rule_routes.router,
    referral_routes.router,
    flag_routes.router,
    routes.probes,
    pages.router,
    case_pages.router,
    case_search_page.router,
    case_related_page.router,
    case_report_page.router,
    verdict_forms.router,
    judgment_page.router,
    related_page.router,
    divergence_page.router,
    draft_page.router,
    loose_check_page.router,
    notice_page.router,
    subscription_page.router,
    committee_page.router,
    paper_files.router,
    secretary_page.router,
    committee_item_page.router,
    comparison_page.router,
    conference_page.router,
    conference_item_page.router,
    parameter_page.router,
    purpose_page.router,
    supervised_page.router,
    quality_page.router,
    report_page.router,
    rule_page.router,
    audit_pages.router,
    audit_start_page.router,
    audit_review_page.router,
    referral_page.router,
    flag_page.router,
    appearance.router,
    effect_page.router,
    help_page.router,
    language_page.router,
    sessions.router,
    provider_page.router,
    system.router,
    account_page.router,
    account_tokens_page.router,
    factor_page.router,
    trail_page.router,
)


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
