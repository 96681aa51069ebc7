"""What somebody asked to hear of: the list, what each found, and the buttons that begin one."""

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_form
from service.errors import MalformedRequestError, PageNotFoundError
from service.search.filtering import FILTER_NAMES, filter_of, words_of
from service.search.methods.vocabulary import SearchMethod
from service.search.methods.written import write_question
from service.subscriptions.asking import wish_of_case, wish_of_question, wish_of_rule
from service.subscriptions.matching import question_of_wish
from service.subscriptions.model import ASKED, Pace, Wish
from service.web.pieces.appearance import page_before
from service.web.pieces.kept_searches import own_search
from service.web.pieces.subscribing import question_of_record
from service.web.rendering import page

router = APIRouter(include_in_schema=False)

_LONGEST_NUMBER = 12


@router.get("/subscriptions")
def subscriptions(request: Request) -> HTMLResponse:
    """List the subscriptions of whoever asks, after looking at them for the first time today."""
    edge, actor = edge_of(request), actor_of(request)
    edge.subscriptions.greet(actor, now=edge.clock())
    return page(
        request,
        "subscriptions.html",
        status=200,
        subscriptions=edge.subscriptions.of(actor),
    )


@router.get("/subscriptions/{number}")
def subscription(request: Request, number: str) -> HTMLResponse:
    """Show what a subscription found and its reader may open, the newest first."""
    edge, actor = edge_of(request), actor_of(request)
    found = edge.subscriptions.find(actor, _number(number))
    note(request, action="read_subscription", subject=str(found.id))
    return page(
        request,
        "subscription.html",
        status=200,
        subscription=found,
        is_asked=found.wish.kind in ASKED,
        matches=edge.subscriptions.matches(actor, found.id),
    )


@router.post("/subscriptions")
async def change(request: Request) -> Response:
    """Begin a subscription, mute it or let it speak, set how soon it tells, or end it."""
    form = await read_form(request)
    await form.close()
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, form: FormData) -> Response:
    desk, actor, now = edge_of(request).subscriptions, actor_of(request), edge_of(request).clock()
    act = _field(form, "act")
    if act == "subscribe":
        begun = desk.subscribe(actor, _wish(request, form), now=now)
        note(request, action="subscribe", subject=str(begun.id))
        return RedirectResponse(page_before(request), status_code=303)
    number = _number(_field(form, "number"))
    if act == "search":
        return RedirectResponse(_search_again(request, number), status_code=303)
    if act in {"mute", "unmute"}:
        desk.mute(actor, number, is_muted=act == "mute")
    elif act == "end":
        desk.end(actor, number, now=now)
    elif act in set(Pace):
        desk.set_pace(actor, number, Pace(act))
    else:
        raise MalformedRequestError(problems=(f"act: {act[:32]!r} is none",))
    note(request, action=f"subscription_{act}", subject=str(number))
    return RedirectResponse("/subscriptions", status_code=303)


def _search_again(request: Request, number: int) -> str:
    """Keep the question of a subscription as a search of its own; return where it is answered."""
    edge, actor = edge_of(request), actor_of(request)
    found = edge.subscriptions.find(actor, number)
    question = question_of_wish(found.wish)
    is_plain = question.method is SearchMethod.FACTS
    record = edge.activity.add_search(
        actor.account_id,
        now=edge.clock(),
        text=question.text if is_plain else write_question(question),
        judgment_id=question.judgment_id if is_plain else None,
        file_name=None,
    )
    note(request, action="search", subject=record.id)
    chosen = [(name, word) for name, words in words_of(question.filter).items() for word in words]
    return f"/results/{record.id}" + (f"?{urlencode(chosen)}" if chosen else "")


def _wish(request: Request, form: FormData) -> Wish:
    """Return what a page asks to subscribe to; all of it is looked up again, nothing is believed.

    Raises:
        PageNotFoundError: There is no such search, rule or case for whoever asks.
        FilterError: A condition has no such value.
        MalformedRequestError: The form names nothing.
    """
    edge, actor = edge_of(request), actor_of(request)
    if search_id := _field(form, "search"):
        condition = filter_of({name: _all(form, name) for name in FILTER_NAMES})
        return wish_of_question(question_of_record(own_search(request, search_id), condition))
    if rule_id := _field(form, "rule"):
        view = edge.referral.rules.see(actor, rule_id)
        return wish_of_rule(view.id, view.rule.text.question)
    if pending_id := _field(form, "case"):
        return wish_of_case(edge.pending.find(pending_id, account_id=actor.account_id))
    raise MalformedRequestError(problems=("search, rule, case: expected one of them",))


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _all(form: FormData, name: str) -> Sequence[str]:
    return [value for value in form.getlist(name) if isinstance(value, str)]


def _number(words: str) -> int:
    """Return the number of a subscription.

    Raises:
        PageNotFoundError: It is none.
    """
    if not (words.isascii() and words.isdigit() and len(words) <= _LONGEST_NUMBER):
        raise PageNotFoundError(what=f"subscription {words[:32]}")
    return int(words)
