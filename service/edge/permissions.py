"""Which permission does which address need?

Default deny: an address that does not stand in this table is refused to everybody, whatever
code may answer behind it. A test holds the table against the routes.
"""

from collections.abc import Iterator
from enum import Enum

from starlette.routing import compile_path

from service.actors import Permission


class Open(Enum):
    """The mark of what everybody may ask for."""

    TO_EVERYBODY = "open"


Need = Permission | Open

# The liveness and readiness of the process tell two words and no figures; the rest that is open
# is what signing in itself needs.
NEEDS: dict[tuple[str, str], Need] = {
    ("GET", "/healthz"): Open.TO_EVERYBODY,
    ("GET", "/readyz"): Open.TO_EVERYBODY,
    ("GET", "/assets/{name}"): Open.TO_EVERYBODY,
    ("GET", "/sign-in"): Open.TO_EVERYBODY,
    ("POST", "/sign-in"): Open.TO_EVERYBODY,
    ("POST", "/api/v1/sessions"): Open.TO_EVERYBODY,
    ("DELETE", "/api/v1/sessions"): Permission.OWN_SESSION,
    ("GET", "/openapi.json"): Permission.READ_API_DESCRIPTION,
    ("POST", "/api/v1/similar"): Permission.SEARCH,
    ("POST", "/api/v1/similar/file"): Permission.SEARCH,
    ("POST", "/api/v1/similar/tiered"): Permission.SEARCH,
    ("GET", "/api/v1/library"): Permission.READ_JUDGMENTS,
    ("POST", "/api/v1/library"): Permission.KEEP_LIBRARY,
    ("POST", "/api/v1/compare"): Permission.SEARCH,
    ("POST", "/api/v1/search"): Permission.SEARCH,
    ("GET", "/api/v1/facets"): Permission.SEARCH,
    ("GET", "/api/v1/judgments/{judgment_id}"): Permission.READ_JUDGMENTS,
    ("GET", "/api/v1/judgments/{judgment_id}/corrections"): Permission.READ_JUDGMENTS,
    ("GET", "/api/v1/judgments/{judgment_id}/related"): Permission.READ_JUDGMENTS,
    ("GET", "/judgments/{judgment_id}/related"): Permission.READ_JUDGMENTS,
    ("POST", "/api/v1/judgments/{judgment_id}/corrections"): Permission.CORRECT_READINGS,
    ("GET", "/api/v1/quality"): Permission.SEE_QUALITY,
    ("GET", "/api/v1/verdicts"): Permission.GIVE_VERDICTS,
    ("POST", "/api/v1/verdicts"): Permission.GIVE_VERDICTS,
    ("POST", "/api/v1/pending-cases"): Permission.FILE_CASES,
    ("GET", "/api/v1/pending-cases"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/pending-cases/{pending_id}"): Permission.WORK_ON_CASES,
    ("PATCH", "/api/v1/pending-cases/{pending_id}"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/pending-cases/{pending_id}/related"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/pending-cases/{pending_id}/collisions"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/notices"): Permission.OWN_SESSION,
    ("PATCH", "/api/v1/notices/{number}"): Permission.OWN_SESSION,
    ("GET", "/notices"): Permission.OWN_SESSION,
    ("POST", "/notices"): Permission.OWN_SESSION,
    ("GET", "/api/v1/pending-cases/{pending_id}/divergence"): Permission.WORK_ON_CASES,
    (
        "POST",
        "/api/v1/pending-cases/{pending_id}/divergence/{finding_key}",
    ): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/judgments/{judgment_id}/divergence"): Permission.SEE_DIVERGENCE,
    ("GET", "/api/v1/pending-cases/{pending_id}/similar"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/pending-cases/{pending_id}/queries"): Permission.WORK_ON_CASES,
    ("POST", "/api/v1/pending-cases/{pending_id}/checks"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/pending-cases/{pending_id}/checks/{check_id}"): Permission.WORK_ON_CASES,
    (
        "POST",
        "/api/v1/pending-cases/{pending_id}/checks/{check_id}/answers",
    ): Permission.WORK_ON_CASES,
    ("POST", "/api/v1/check"): Permission.WORK_ON_CASES,
    ("POST", "/api/v1/pending-cases/{pending_id}/reports"): Permission.WORK_ON_CASES,
    ("POST", "/api/v1/reports"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/reports"): Permission.READ_REPORTS,
    ("GET", "/api/v1/reports/{report_id}"): Permission.READ_REPORTS,
    ("POST", "/api/v1/reports/{report_id}/content"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/reports/{report_id}/findings"): Permission.READ_REPORTS,
    ("POST", "/api/v1/reports/{report_id}/moves"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/reports/{report_id}/versions"): Permission.READ_REPORTS,
    ("GET", "/api/v1/reports/{report_id}/docx"): Permission.READ_REPORTS,
    ("GET", "/api/v1/reports/{report_id}/pdf"): Permission.READ_REPORTS,
    ("GET", "/api/v1/audits"): Permission.READ_AUDITS,
    ("GET", "/api/v1/audits/{run_id}"): Permission.READ_AUDITS,
    ("GET", "/api/v1/audits/{run_id}/clusters/{key}"): Permission.READ_AUDITS,
    ("POST", "/api/v1/audits/{run_id}/clusters/{key}/readings"): Permission.REVIEW_FINDINGS,
    ("GET", "/api/v1/rules"): Permission.READ_RULES,
    ("POST", "/api/v1/rules"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/rules/{rule_id}"): Permission.READ_RULES,
    ("POST", "/api/v1/rules/{rule_id}/acts"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/rules/{rule_id}/tasks/{pending_id}"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/rules/{rule_id}/effect"): Permission.READ_RULES,
    ("POST", "/api/v1/rules/{rule_id}/looks"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/pending-cases/{pending_id}/rules"): Permission.WORK_ON_CASES,
    ("GET", "/rules"): Permission.READ_RULES,
    ("POST", "/rules"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/rules/new"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/rules/{rule_id}"): Permission.READ_RULES,
    ("POST", "/rules/{rule_id}"): Permission.READ_RULES,
    ("GET", "/rules/{rule_id}/revise"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/committee"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/committee-items"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/committee-items/{item_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/committee-items/{item_id}/acts"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/committee-meetings"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/committee-meetings/{meeting_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/committee-meetings/{meeting_id}/acts"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/committee"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/committee"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/committee/items/new"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/committee/items/new"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/committee-items/{item_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/committee-items/{item_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/committee-meetings/{meeting_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/committee-meetings/{meeting_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/audits"): Permission.READ_AUDITS,
    ("POST", "/audits"): Permission.RUN_AUDITS,
    ("POST", "/audits/{run_id}/progress"): Permission.RUN_AUDITS,
    ("GET", "/audits/{run_id}"): Permission.READ_AUDITS,
    ("GET", "/audits/{run_id}/docx"): Permission.READ_AUDITS,
    ("GET", "/audits/{run_id}/xlsx"): Permission.READ_UNREVIEWED_AUDITS,
    ("GET", "/audits/{run_id}/html"): Permission.READ_UNREVIEWED_AUDITS,
    ("GET", "/audits/{run_id}/review"): Permission.REVIEW_FINDINGS,
    ("GET", "/audits/{run_id}/reversals"): Permission.READ_AUDITS,
    ("POST", "/audits/{run_id}/reversals"): Permission.REVIEW_FINDINGS,
    ("GET", "/audits/{run_id}/clusters/{key}"): Permission.READ_AUDITS,
    ("POST", "/audits/{run_id}/clusters/{key}"): Permission.REVIEW_FINDINGS,
    ("GET", "/"): Permission.OWN_SESSION,
    ("POST", "/sign-out"): Permission.OWN_SESSION,
    ("GET", "/search"): Permission.SEARCH,
    ("POST", "/search"): Permission.SEARCH,
    ("GET", "/results/{search_id}"): Permission.SEARCH,
    ("GET", "/results/{search_id}/hits/{judgment_id}"): Permission.SEARCH,
    ("GET", "/compare"): Permission.READ_JUDGMENTS,
    ("POST", "/results/{search_id}/verdicts"): Permission.GIVE_VERDICTS,
    ("GET", "/cases"): Permission.WORK_ON_CASES,
    ("POST", "/cases"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/related"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/divergence"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/divergence"): Permission.WORK_ON_CASES,
    ("GET", "/judgments/{judgment_id}/divergence"): Permission.SEE_DIVERGENCE,
    ("GET", "/cases/{pending_id}/hits/{judgment_id}"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/methods"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/report"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/report"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/log"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/verdicts"): Permission.GIVE_VERDICTS,
    ("POST", "/cases/{pending_id}/stop"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/file"): Permission.WORK_ON_CASES,
    ("GET", "/check"): Permission.WORK_ON_CASES,
    ("POST", "/check"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/check"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/check"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/check/answers"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/file"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/submitted"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/submitted"): Permission.WORK_ON_CASES,
    ("GET", "/reports"): Permission.READ_REPORTS,
    ("GET", "/reports/{report_id}"): Permission.READ_REPORTS,
    ("POST", "/reports/{report_id}/words"): Permission.WORK_ON_CASES,
    ("POST", "/reports/{report_id}/moves"): Permission.WORK_ON_CASES,
    ("GET", "/reports/{report_id}/docx"): Permission.READ_REPORTS,
    ("GET", "/reports/{report_id}/pdf"): Permission.READ_REPORTS,
    ("GET", "/judgments/{judgment_id}"): Permission.READ_JUDGMENTS,
    ("POST", "/judgments/{judgment_id}/corrections"): Permission.CORRECT_READINGS,
    ("GET", "/quality"): Permission.SEE_QUALITY,
    ("GET", "/system"): Permission.SEE_SYSTEM,
}

_COMPILED = tuple((method, compile_path(path)[0], need) for (method, path), need in NEEDS.items())


def needs_at(path: str) -> Iterator[tuple[str, Need]]:
    """Give the methods offered at an address, each with what it needs.

    Example:
        >>> [(method, need.value) for method, need in needs_at("/healthz")]
        [('GET', 'open')]
        >>> list(needs_at("/unheard-of"))
        []
    """
    for method, pattern, need in _COMPILED:
        if pattern.fullmatch(path):
            yield method, need
