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
    ("GET", "/metrics"): Permission.SEE_METRICS,
    ("GET", "/assets/{name}"): Open.TO_EVERYBODY,
    ("GET", "/sign-in"): Open.TO_EVERYBODY,
    ("POST", "/sign-in"): Open.TO_EVERYBODY,
    ("GET", "/sign-in/provider"): Open.TO_EVERYBODY,
    ("GET", "/sign-in/provider/return"): Open.TO_EVERYBODY,
    ("GET", "/sign-in/factor"): Open.TO_EVERYBODY,
    ("POST", "/sign-in/factor"): Open.TO_EVERYBODY,
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
    (
        "GET",
        "/api/v1/conferences/{conference_id}/papers/{paper}",
    ): Permission.TAKE_PART_IN_REFERRALS,
    (
        "GET",
        "/api/v1/conferences/{conference_id}/invitation",
    ): Permission.TAKE_PART_IN_REFERRALS,
    (
        "GET",
        "/api/v1/conference-items/{item_id}/papers/{paper}",
    ): Permission.TAKE_PART_IN_REFERRALS,
    (
        "GET",
        "/api/v1/committee-meetings/{meeting_id}/papers/{paper}",
    ): Permission.TAKE_PART_IN_REFERRALS,
    (
        "GET",
        "/api/v1/committee-meetings/{meeting_id}/invitation",
    ): Permission.TAKE_PART_IN_REFERRALS,
    (
        "GET",
        "/api/v1/committee-items/{item_id}/papers/{paper}",
    ): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/rules/{rule_id}/papers/{paper}"): Permission.READ_RULES,
    ("GET", "/api/v1/referrals/{referral_id}/application"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/secretary/monthly"): Permission.KEEP_REFERRALS,
    ("GET", "/api/v1/secretary/minutes"): Permission.KEEP_REFERRALS,
    ("GET", "/parameters"): Permission.SEE_PARAMETERS,
    ("POST", "/parameters"): Permission.SET_PARAMETERS,
    ("POST", "/parameters/calendar"): Permission.SET_PARAMETERS,
    ("GET", "/rules"): Permission.READ_RULES,
    ("POST", "/rules"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/rules/new"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/rules/{rule_id}"): Permission.READ_RULES,
    ("POST", "/rules/{rule_id}"): Permission.READ_RULES,
    ("GET", "/rules/{rule_id}/revise"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/rules/{rule_id}/application.docx"): Permission.READ_RULES,
    ("GET", "/rules/{rule_id}/library-candidate.docx"): Permission.READ_RULES,
    ("GET", "/referrals/{referral_id}/application.docx"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/conferences"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/conferences"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/conferences/{conference_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/conferences/{conference_id}/acts"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/conference-items"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/conference-items/{item_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/conference-items/{item_id}/acts"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/conferences"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/conferences"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/conferences/{conference_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/conferences/{conference_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/conferences/items/new"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/conferences/items/new"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/conference-items/{item_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/conference-items/{item_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/referrals"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/referrals"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/referrals/prefilled"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/referrals/{referral_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/referrals/{referral_id}/acts"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/flags"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/flags/{flag_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/api/v1/flags/{flag_id}/acts"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/api/v1/pending-cases/{pending_id}/supervision"): Permission.WORK_ON_CASES,
    ("POST", "/api/v1/pending-cases/{pending_id}/flags"): Permission.WORK_ON_CASES,
    ("POST", "/api/v1/pending-cases/{pending_id}/limit"): Permission.WORK_ON_CASES,
    ("GET", "/cases/{pending_id}/flags"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/flags"): Permission.WORK_ON_CASES,
    ("POST", "/cases/{pending_id}/limit"): Permission.WORK_ON_CASES,
    ("GET", "/flags"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/flags"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/flags/{flag_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/flags/{flag_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/referrals"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/referrals/new"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/referrals/new"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/referrals/{referral_id}"): Permission.TAKE_PART_IN_REFERRALS,
    ("POST", "/referrals/{referral_id}"): Permission.TAKE_PART_IN_REFERRALS,
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
    ("GET", "/conferences/{conference_id}/{paper}.docx"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/conferences/{conference_id}/invitation.ics"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/conference-items/{item_id}/{paper}.docx"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/committee-meetings/{meeting_id}/{paper}.docx"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/committee-meetings/{meeting_id}/invitation.ics"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/committee-items/{item_id}/{paper}.docx"): Permission.TAKE_PART_IN_REFERRALS,
    ("GET", "/secretary"): Permission.KEEP_REFERRALS,
    ("GET", "/secretary/monthly.docx"): Permission.KEEP_REFERRALS,
    ("GET", "/secretary/minutes.docx"): Permission.KEEP_REFERRALS,
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
    ("POST", "/appearance"): Permission.OWN_SESSION,
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
    ("GET", "/account"): Permission.OWN_SESSION,
    ("POST", "/account"): Permission.OWN_SESSION,
    ("GET", "/account/factor"): Permission.OWN_SESSION,
    ("POST", "/account/factor"): Permission.OWN_SESSION,
    ("GET", "/account/sessions"): Permission.OWN_SESSION,
    ("POST", "/account/sessions"): Permission.OWN_SESSION,
    ("GET", "/account/tokens"): Permission.OWN_SESSION,
    ("POST", "/account/tokens"): Permission.OWN_SESSION,
    ("GET", "/accounts"): Permission.KEEP_ACCOUNTS,
    ("POST", "/accounts"): Permission.KEEP_ACCOUNTS,
    ("GET", "/supervised-cases"): Permission.LOOK_INTO_CASES,
    ("POST", "/supervised-cases"): Permission.LOOK_INTO_CASES,
    ("GET", "/supervised-cases/{pending_id}"): Permission.LOOK_INTO_CASES,
    ("GET", "/purposes/{kind}/{subject}"): Permission.LOOK_INTO_CASES,
    ("POST", "/purposes/{kind}/{subject}"): Permission.LOOK_INTO_CASES,
    ("GET", "/cases/{pending_id}/looks"): Permission.WORK_ON_CASES,
    ("GET", "/api/v1/purposes"): Permission.LOOK_INTO_CASES,
    ("POST", "/api/v1/purposes"): Permission.LOOK_INTO_CASES,
    ("GET", "/api/v1/supervised-cases/{pending_id}"): Permission.LOOK_INTO_CASES,
    ("GET", "/api/v1/pending-cases/{pending_id}/looks"): Permission.WORK_ON_CASES,
    ("GET", "/audit-trail"): Permission.READ_TRAIL,
    ("POST", "/audit-trail"): Permission.READ_TRAIL,
    ("GET", "/api/v1/audit-trail"): Permission.READ_TRAIL,
    ("POST", "/api/v1/audit-trail/verification"): Permission.READ_TRAIL,
}

_COMPILED = tuple((method, compile_path(path)[0], need) for (method, path), need in NEEDS.items())
_PATTERNS = tuple({path: compile_path(path)[0] for _, path in NEEDS}.items())


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


def pattern_at(path: str) -> str | None:
    """Return the pattern of an address with the names of its parts, or None where there is none.

    Example:
        >>> pattern_at("/judgments/0f3a"), pattern_at("/unheard-of")
        ('/judgments/{judgment_id}', None)
    """
    return next((told for told, pattern in _PATTERNS if pattern.fullmatch(path)), None)
