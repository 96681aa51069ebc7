"""Which addresses does the interface have?"""

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from pydantic import ValidationError
from starlette.responses import JSONResponse, Response

from corpus.judgment import JudgmentId
from service.accounts.desk import SignedIn
from service.accounts.errors import FactorNeededError
from service.api.encoding import encode_facets, encode_judgment, write_answer
from service.api.schemas import (
    ErrorResponse,
    FacetsResponse,
    Filters,
    JudgmentResponse,
    LabelledValue,
    SessionResponse,
    SignInRequest,
    SimilarRequest,
    SimilarResponse,
)
from service.edge.context import edge_of, note, session_token
from service.edge.devices import device_of
from service.edge.metrics import CONTENT_TYPE
from service.edge.witness import write_down
from service.errors import (
    MalformedRequestError,
    NotReadyError,
    NotSignedInError,
    SignInRefusedError,
    TooManyFailuresError,
)
from service.labels import label_of
from service.search.answer import SimilarAnswer
from service.search.question import Question
from service.search.uploads import text_of_upload

# Of a model the framework makes a tool that reads it, anew for every address and status: six
# hundred of them, for which every start of the server waited. So one status has it in full, and
# the others point to where that is described.
_DESCRIBED = 413
_POINTED: dict[str, object] = {
    "content": {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{ErrorResponse.__name__}"}}
    }
}
_REFUSED = {
    status: {
        **({"model": ErrorResponse} if status == _DESCRIBED else _POINTED),
        "description": words,
    }
    for status, words in {
        400: "不能按这样回答",
        401: "未登录",
        403: "没有权限",
        404: "没有找到",
        409: "与现在的状态不符",
        413: "文件太大",
        415: "文件类型不支持",
        422: "请求格式不正确",
        429: "登录已暂时锁定",
        503: "暂时无法检索",
    }.items()
}


def refused(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Return how an address describes the refusals that it can answer with."""
    return {status: _REFUSED[status] for status in statuses}


router = APIRouter(prefix="/api/v1")
probes = APIRouter()


@router.post(
    "/sessions",
    summary="登录，取得令牌",
    status_code=201,
    responses=refused(401, 422, 429),
)
def sign_in(request: Request, credentials: SignInRequest) -> SessionResponse:
    """Open a session and return its token."""
    edge = edge_of(request)
    try:
        signed_in = _signed_in(request, credentials)
    except (SignInRefusedError, TooManyFailuresError, FactorNeededError):
        note(request, action="sign_in_refused", subject=edge.desk.known_name(credentials.name))
        raise
    request.state.actor = signed_in.actor
    note(request, action="sign_in", subject=signed_in.actor.name)
    return SessionResponse(
        token=signed_in.token,
        name=signed_in.actor.name,
        display_name=signed_in.actor.display_name,
        roles=signed_in.actor.roles,
        expires_at=signed_in.expires_at,
    )


def _signed_in(request: Request, credentials: SignInRequest) -> SignedIn:
    desk, now, device = edge_of(request).desk, edge_of(request).clock(), device_of(request)
    signed_in = desk.sign_in(credentials.name, credentials.password, now=now, device=device)
    if not signed_in.awaits_factor:
        return signed_in
    if credentials.code is None:
        desk.sign_out(signed_in.token)
        raise FactorNeededError
    return desk.complete(signed_in.token, credentials.code, now=now, device=device)


@router.delete("/sessions", summary="退出", status_code=204, responses=refused(401, 403))
def sign_out(request: Request) -> Response:
    """End the session that the request came with."""
    token = session_token(request)
    if token is None:
        raise NotSignedInError
    edge_of(request).desk.sign_out(token)
    return Response(status_code=204)


@router.post(
    "/similar",
    summary="检索类案（按文字或库中文书）",
    response_model=SimilarResponse,
    responses=refused(400, 401, 403, 404, 422, 503),
)
def similar(request: Request, asked: SimilarRequest) -> Response:
    """Return the judgments most like a text or a stored judgment."""
    question = Question(
        text=asked.text,
        judgment_id=None if asked.judgment_id is None else JudgmentId(asked.judgment_id),
        filter=asked.filters.to_filter(),
        offset=asked.offset,
        limit=asked.limit,
        charges=asked.charges,
        channels=asked.channels,
    )
    answer = edge_of(request).search.similar(question)
    note(request, action="search", subject=asked.judgment_id or "text")
    return _written(request, answer)


@router.post(
    "/similar/file",
    summary="检索类案（按文件）",
    response_model=SimilarResponse,
    responses=refused(400, 401, 403, 413, 415, 422, 503),
)
def similar_to_file(
    request: Request,
    *,
    file: Annotated[UploadFile, File(description="一篇文书或案情，纯文本")],
    filters: Annotated[str, Form(description="筛选条件，JSON，同 similar")] = "{}",
    limit: Annotated[int, Form(ge=1, le=100)] = 10,
    offset: Annotated[int, Form(ge=0, le=100_000)] = 0,
    charges: Annotated[list[str] | None, Form(description="案由或罪名，可重复")] = None,
) -> Response:
    """Return the judgments most like the text of a file."""
    edge = edge_of(request)
    try:
        condition = Filters.model_validate_json(filters).to_filter()
    except ValidationError as error:
        raise MalformedRequestError(problems=problems_of(error, "filters")) from error
    text = text_of_upload(file.filename or "file", file.file.read(), edge.settings)
    answer = edge.search.similar(
        Question(
            text=text,
            filter=condition,
            offset=offset,
            limit=limit,
            charges=tuple(charges or ()),
        )
    )
    note(request, action="search", subject="file")
    return _written(request, answer)


def _written(request: Request, answer: SimilarAnswer) -> Response:
    """Return an answer as it is sent, its line in the trail written."""
    body = write_answer(answer)
    write_down(request)
    return Response(body, media_type="application/json")


@router.get(
    "/judgments/{judgment_id}",
    summary="阅读一篇裁判文书",
    responses=refused(401, 403, 404),
)
def judgment(request: Request, judgment_id: str) -> JudgmentResponse:
    """Return a stored judgment with everything that was read of it."""
    edge = edge_of(request)
    found = edge.search.judgment(JudgmentId(judgment_id))
    kind = edge.closed.kind_of(found.id)
    action = "read_judgment" if kind is None else "read_closed_judgment"
    note(request, action=action, subject=judgment_id)
    told = None if kind is None else LabelledValue(value=kind.value, label=label_of(kind))
    return encode_judgment(found).model_copy(update={"closed_as": told})


@router.get("/facets", summary="可用的筛选条件", responses=refused(401, 403, 503))
def facets(request: Request) -> FacetsResponse:
    """Return the values of every filter with their counts."""
    return encode_facets(edge_of(request).search.facets())


@probes.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> JSONResponse:
    """Return the description of this interface."""
    return JSONResponse(request.app.openapi())


@probes.get("/healthz", summary="进程是否在运行")
def healthz() -> dict[str, str]:
    """Tell that the process answers."""
    return {"status": "ok"}


@probes.get("/readyz", summary="是否可以检索", responses=refused(503))
def readyz(request: Request) -> dict[str, str]:
    """Tell whether searches can be answered.

    Raises:
        NotReadyError: They cannot.
        IndexingError: They cannot for a reason of the index that is told as such.
    """
    edge = edge_of(request)
    if not all(check.is_well for check in edge.checks() if check.name in _NEEDED):
        edge.search.coverage()
        raise NotReadyError(reason="corpus or index missing")
    return {"status": "ready"}


@probes.get(
    "/metrics",
    summary="运行指标（Prometheus 文本格式）",
    # A refusal has the one shape of errors; by the class of text it would be told as text too.
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **refused(401, 403)},
)
def metrics(request: Request) -> Response:
    """Return the figures of the running server."""
    return Response(request.app.state.metrics.text(), headers={"content-type": CONTENT_TYPE})


_NEEDED = frozenset({"index"})


def problems_of(error: ValidationError, *where: str) -> tuple[str, ...]:
    """Return what is wrong with a payload, place by place, without repeating its content."""
    return tuple(
        f"{'.'.join(str(part) for part in (*where, *problem['loc']))}: {problem['msg']}"
        for problem in error.errors(include_url=False, include_input=False)
    )
