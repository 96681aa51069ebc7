"""How is the web application put together?"""

import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus.errors import CorpusError, StoreUnavailableError
from indexing.errors import IndexingError
from service.accounts.errors import FactorEnrolError
from service.accounts.provider_choice import provider_of
from service.api import (
    audit_routes,
    case_routes,
    closed_routes,
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
from service.api.refusals import UNEXPECTED, refusal_of
from service.edge.body_limit import BodyLimit
from service.edge.context import Edge, edge_of, is_for_programs, request_id_of
from service.edge.envelope import Envelope, complete_headers
from service.edge.gate import Gate
from service.edge.looking import Looking
from service.edge.metrics import Metrics
from service.edge.rates import Rates
from service.edge.reaching import Reaching
from service.edge.spreading import Spreading
from service.edge.waiting import seconds_to_wait
from service.edge.witness import Witness
from service.errors import (
    MalformedRequestError,
    MethodRefusedError,
    NotSignedInError,
    PageNotFoundError,
    PasswordChangeError,
    RequestError,
    ServiceError,
)
from service.purposes.errors import PurposeNeededError
from service.web import pages
from service.web.cases import (
    case_pages,
    case_related_page,
    case_report_page,
    case_search_page,
    draft_page,
    flag_page,
    loose_check_page,
    purpose_page,
    supervised_page,
)
from service.web.divergence import audit_pages, audit_review_page, audit_start_page, divergence_page
from service.web.judgments import closed_page, judgment_page, quality_page, related_page
from service.web.people import (
    account_page,
    account_tokens_page,
    factor_page,
    help_page,
    language_page,
    notice_page,
    provider_page,
    sessions,
    subscription_page,
)
from service.web.pieces import appearance
from service.web.referral import (
    committee_item_page,
    committee_page,
    conference_item_page,
    conference_page,
    paper_files,
    referral_page,
    rule_page,
    secretary_page,
)
from service.web.refusal_page import render_refusal
from service.web.reports import report_page
from service.web.search import comparison_page, verdict_forms
from service.web.upkeep import effect_page, parameter_page, system, trail_page
from service.web.wordbook.wording import sentence_of

_log = structlog.get_logger("tongpan.app")
_TREES: tuple[type[Exception], ...] = (CorpusError, IndexingError, ServiceError)


def create_app(edge: Edge) -> FastAPI:
    """Return the application over an opened house.

    Raises:
        SettingsError: The identity provider of the settings cannot be one.
    """

    @asynccontextmanager
    async def open_index(_: FastAPI) -> AsyncIterator[None]:
        # The first person to search does not wait for the index to open; where it cannot be
        # opened the pages say so.
        with contextlib.suppress(IndexingError, ServiceError):
            await run_in_threadpool(edge.search.coverage)
        with edge.search.keeper.watched():
            yield

    app = FastAPI(
        lifespan=open_index,
        title="同判 Tongpan",
        version="1",
        description="类案检索接口。除 /healthz 与 /readyz 外均须登录。",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.edge = edge
    app.state.provider = provider_of(edge.settings)
    app.state.metrics = Metrics(edge)
    for router in (
        routes.router,
        method_routes.router,
        reading_routes.router,
        verdict_routes.router,
        case_routes.router,
        closed_routes.router,
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
        audit_routes.router,
        rule_routes.router,
        conference_routes.router,
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
        parameter_page.router,
        purpose_page.router,
        supervised_page.router,
        quality_page.router,
        report_page.router,
        rule_page.router,
        conference_page.router,
        conference_item_page.router,
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
        closed_page.router,
        account_tokens_page.router,
        factor_page.router,
        trail_page.router,
    ):
        # The routes as they were declared: including a router builds each of them anew for this
        # application, which its first request would wait for.
        app.router.routes.extend(router.routes)
    for kind in (*_TREES, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _handle)
    app.add_exception_handler(Exception, _handle_unexpected)
    # The last one added stands outermost.
    app.add_middleware(BodyLimit, limit_bytes=edge.settings.upload_limit_bytes, refuse=refuse)
    app.add_middleware(Looking, refuse=refuse)
    app.add_middleware(Gate, refuse=refuse, rates=Rates(edge.settings))
    app.add_middleware(Witness)
    app.add_middleware(Reaching, refuse=refuse)
    app.add_middleware(Envelope, answers=app.state.metrics.answers)
    if edge.settings.workers > 1:
        app.add_middleware(Spreading)
    return app


def refuse(request: Request, error: Exception) -> Response:
    """Answer with a refusal: in the one shape for programs, as a page for people."""
    refusal = refusal_of(error)
    request.state.refusal_code = refusal.code
    if is_for_programs(request.url.path):
        return JSONResponse(
            {
                "error": {
                    "code": refusal.code,
                    "message": sentence_of(error),
                    "details": details_of(error),
                    "request_id": request_id_of(request),
                }
            },
            status_code=refusal.status,
            headers=_headers_of(request, error, refusal.status),
        )
    if (address := _page_instead(request, error)) is not None:
        return RedirectResponse(address, status_code=303)
    if isinstance(error, (RequestError, CorpusError)) and hasattr(request.state, "typed"):
        return pages.render_search(request, status=refusal.status, notice=sentence_of(error))
    answer = render_refusal(request, status=refusal.status, sentence=sentence_of(error))
    answer.headers.update(_headers_of(request, error, refusal.status))
    return answer


def _page_instead(request: Request, error: Exception) -> str | None:
    """Return the page on which a person can do what is lacking first, if that is why."""
    match error:
        case NotSignedInError():
            return sessions.address_with_return(request)
        case PasswordChangeError():
            return "/account"
        case FactorEnrolError():
            return "/account/factor"
        case PurposeNeededError():
            return purpose_page.address_of_question(error.kind, error.subject)
        case _:
            return None


def _headers_of(request: Request, error: Exception, status: HTTPStatus) -> dict[str, str]:
    """Return what a refusal says to a program beside its body."""
    if status is HTTPStatus.UNAUTHORIZED:
        return {"www-authenticate": "Bearer"}
    seconds = seconds_to_wait(error, now=edge_of(request).clock())
    return {} if seconds is None else {"retry-after": str(seconds)}


def details_of(error: Exception) -> dict[str, object]:
    """Return the fields that an error of ours carries; of others nothing is told."""
    if not isinstance(error, _TREES):
        return {}
    if isinstance(error, PageNotFoundError):
        # What is not there and what is not for this person are told alike, to the letter.
        return {"reason": "nothing found at this address"}
    if isinstance(error, StoreUnavailableError):
        # Where the database lies and what it said stands in the log.
        return {"reason": "the database does not answer; ask again in a moment"}
    details: dict[str, object] = {"reason": str(error)}
    for name, value in vars(error).items():
        details[name] = _plain(value)
    return details


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Sequence):
        return [_plain(each) for each in value]
    return str(value)


async def _handle(request: Request, error: Exception) -> Response:
    return refuse(request, _as_ours(request, error))


def _as_ours(request: Request, error: Exception) -> Exception:
    """Turn what the framework raises into our own refusals."""
    if isinstance(error, RequestValidationError):
        problems = tuple(
            f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors()
        )
        return MalformedRequestError(problems=problems)
    if isinstance(error, HTTPException):
        match error.status_code:
            case HTTPStatus.NOT_FOUND:
                return PageNotFoundError(what=request.url.path)
            case HTTPStatus.METHOD_NOT_ALLOWED:
                return MethodRefusedError(method=request.method)
            case _:
                return MalformedRequestError(problems=(str(error.detail),))
    return error


async def _handle_unexpected(request: Request, error: Exception) -> Response:
    # This handler stands outside of the envelope, so it completes the headers itself; the server
    # logs the traceback, the person learns the number under which it stands in the log.
    request_id = request_id_of(request)
    _log.error("unexpected", request_id=request_id, kind=type(error).__name__)
    answer = refuse(request, error)
    answer.status_code = UNEXPECTED.status
    complete_headers(answer.headers, request_id)
    return answer
