"""Does a form come from one of our own pages?

Each page holds a token that only the server can make for this browser: the keyed digest of the
secret in its cookie. Another site can make a browser send the cookie, but cannot read the token.
"""

import hashlib
import hmac

from starlette.datastructures import FormData
from starlette.requests import Request

from service.edge.context import edge_of, session_token
from service.errors import ForgedFormError

FORM_FIELD = "form_token"
FORM_HEADER = "x-form-token"
VISIT_COOKIE = "tongpan_visit"


def form_token(request: Request) -> str:
    """Return the token for the forms of a page, tied to the session or, before it, the visit."""
    secret = session_token(request) or request.cookies.get(VISIT_COOKIE, "")
    if not secret:
        secret = getattr(request.state, "new_visit", "")
    return _digest(edge_of(request).secret_key, secret)


def is_genuine(request: Request, offered: str) -> bool:
    """Tell whether a token was made for this browser."""
    secret = session_token(request) or request.cookies.get(VISIT_COOKIE, "")
    if not secret:
        return False
    return hmac.compare_digest(
        _digest(edge_of(request).secret_key, secret).encode(), offered.encode()
    )


async def read_form(request: Request) -> FormData:
    """Return the fields of a form of one of our pages; whoever reads a file of it closes it.

    Raises:
        ForgedFormError: It came without the token of its page.
    """
    form = await request.form(
        max_files=1, max_fields=100, max_part_size=edge_of(request).settings.upload_limit_bytes
    )
    offered = form.get(FORM_FIELD)
    if not isinstance(offered, str) or not is_genuine(request, offered):
        await form.close()
        raise ForgedFormError
    return form


async def read_fields(request: Request) -> dict[str, str]:
    """Return what was typed into a form of one of our pages that takes no file.

    Raises:
        ForgedFormError: It came without the token of its page.
    """
    form = await read_form(request)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    await form.close()
    return fields


def _digest(key: bytes, secret: str) -> str:
    return hmac.new(key, b"form:" + secret.encode(), hashlib.sha256).hexdigest()
