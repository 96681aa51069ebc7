"""The second factor: asked for when one signs in, set up and exchanged by its owner."""

import io
from collections.abc import Mapping

import segno
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.accounts.errors import FactorCodeError
from service.accounts.factors import Offer
from service.edge.context import actor_of, edge_of, note, session_token
from service.edge.devices import device_of
from service.edge.forms import read_fields
from service.errors import (
    MalformedRequestError,
    SignInRefusedError,
    TooManyFailuresError,
)
from service.web.people.sessions import inside, lead_on, refusal_status, told_to_wait
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_WRONG_CODE = "口令不正确或者已经用过。请等手机显示下一个口令后再输入。"
_WRONG_PROOF = "密码或者口令不正确。"


@router.get("/sign-in/factor")
def ask_code(request: Request, next: str = "/") -> Response:  # noqa: A002 - name of the field
    """Show the form for the code, where a session waits for it."""
    token, edge = session_token(request), edge_of(request)
    if token is None or edge.desk.waiting_name(token, now=edge.clock()) is None:
        return RedirectResponse("/sign-in", status_code=303)
    return _render_code(request, next_address=next)


@router.post("/sign-in/factor")
async def take_code(request: Request) -> Response:
    """Open the session that waited and lead on."""
    fields = await read_fields(request)
    return await run_in_threadpool(_complete, request, fields)


@router.get("/account/factor")
def own_factor(request: Request) -> HTMLResponse:
    """Show whether there is a second factor, and the form that sets one up."""
    return _render(request)


@router.post("/account/factor")
async def change_factor(request: Request) -> Response:
    """Offer a secret, or let it hold once a code of it was typed."""
    fields = await read_fields(request)
    return await run_in_threadpool(_change, request, fields)


def _complete(request: Request, fields: Mapping[str, str]) -> Response:
    edge, token = edge_of(request), session_token(request)
    next_address = fields.get("next", "/")
    name = None if token is None else edge.desk.waiting_name(token, now=edge.clock())
    if token is None or name is None:
        return RedirectResponse("/sign-in", status_code=303)
    try:
        signed_in = edge.desk.complete(
            token, fields.get("code", ""), now=edge.clock(), device=device_of(request)
        )
    except (SignInRefusedError, TooManyFailuresError) as error:
        note(request, action="sign_in_code_refused", subject=name)
        is_locked = isinstance(error, TooManyFailuresError)
        answer = _render_code(
            request,
            notice=sentence_of(error) if is_locked else _WRONG_CODE,
            status=refusal_status(error),
            next_address=next_address,
        )
        return told_to_wait(answer, error, now=edge.clock())
    return lead_on(request, signed_in, next_address)


def _change(request: Request, fields: Mapping[str, str]) -> Response:
    act = fields.get("act", "")
    note(request, action=f"factor_{act}"[:32], subject=actor_of(request).name)
    match act:
        case "offer":
            return _offer(request, fields)
        case "confirm":
            return _confirm(request, fields.get("code", ""))
        case _:
            raise MalformedRequestError(problems=(f"act: {act[:32]!r} is none",))


def _offer(request: Request, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    try:
        offer = edge.desk.offer_factor(
            actor,
            password=fields.get("password", ""),
            code=fields.get("code", ""),
            now=edge.clock(),
        )
    except SignInRefusedError:
        return _render(request, notice=_WRONG_PROOF, status=400)
    except TooManyFailuresError as error:
        answer = _render(request, notice=sentence_of(error), status=429)
        return told_to_wait(answer, error, now=edge.clock())
    # Shown in the answer to the form itself: the secret stands in no address and in no log.
    return _render(request, offer=offer)


def _confirm(request: Request, code: str) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    factors = edge.desk.factors
    try:
        codes = factors.confirm(actor.account_id, code, now=edge.clock())
    except FactorCodeError as error:
        offer = factors.offered(actor.account_id, name=actor.name)
        return _render(request, offer=offer, notice=sentence_of(error), status=400)
    return _render(request, codes=codes)


def _render_code(
    request: Request, *, next_address: str, notice: str | None = None, status: int = 200
) -> HTMLResponse:
    return page(
        request, "sign_in_code.html", status=status, notice=notice, next=inside(next_address)
    )


def _render(
    request: Request,
    *,
    notice: str | None = None,
    status: int = 200,
    offer: Offer | None = None,
    codes: tuple[str, ...] = (),
) -> HTMLResponse:
    edge, actor = edge_of(request), actor_of(request)
    return page(
        request,
        "account_factor.html",
        status=status,
        notice=notice,
        factor=edge.desk.factors.find(actor.account_id),
        is_needed=edge.desk.factors.is_needed(actor.roles),
        offer=offer,
        picture=None if offer is None else qr_picture(offer.uri),
        codes=codes,
    )


def qr_picture(words: str) -> str:
    """Return words as a QR code, drawn as SVG for standing inside of a page.

    Example:
        >>> qr_picture("otpauth://totp/x?secret=A")[:4]
        '<svg'
    """
    out = io.BytesIO()
    segno.make(words, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, scale=5, light="white", title="二维码"
    )
    return out.getvalue().decode("utf-8")
