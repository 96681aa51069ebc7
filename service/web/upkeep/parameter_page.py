"""What the court sets for its procedure: values, sources, history, and the form that sets one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.actors import Permission
from service.court_time import court_day
from service.edge.context import actor_of, edge_of, note
from service.edge.forms import read_fields
from service.errors import MalformedRequestError, ServiceError
from service.parameters.book import InForce
from service.parameters.table import DEFINITIONS, Definition, Parameter, Value, value_of_words
from service.parameters.working_days import COLUMNS, days_in
from service.store.parameter_records import SetValue
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRow:
    """A parameter as the page shows it.

    Attributes:
        in_force: What stands today.
        definition: What is said of it.
        words: Its value in words.
        history: Values set, the last first.
    """

    in_force: InForce
    definition: Definition
    words: str
    history: tuple[SetValue, ...]


@router.get("/parameters")
def parameters(request: Request) -> HTMLResponse:
    """Show the parameters."""
    return _render(request)


@router.post("/parameters")
async def set_parameter(request: Request) -> Response:
    """Set a value from a day on."""
    fields = await read_fields(request)
    return await run_in_threadpool(_set, request, fields)


@router.post("/parameters/calendar")
async def enter_days(request: Request) -> Response:
    """Enter days of the calendar, a table of them."""
    fields = await read_fields(request)
    return await run_in_threadpool(_enter, request, fields.get("days", ""))


def value_words(parameter: Parameter, value: Value) -> str:
    """Return a value as people read it.

    Example:
        >>> value_words(Parameter.CONFERENCE_MINIMUM, 3)
        '3人'
        >>> value_words(Parameter.COMMITTEE_RECUSED_COUNT, True)
        '是'
    """
    definition = DEFINITIONS[parameter]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return f"{value}{definition.unit}"
    return dict(definition.choices).get(value, value)


def _set(request: Request, fields: Mapping[str, str]) -> Response:
    edge, actor = edge_of(request), actor_of(request)
    wanted = fields.get("parameter", "")
    parameter = next((each for each in Parameter if each.value == wanted), None)
    if parameter is None:
        raise MalformedRequestError(problems=(f"parameter: {wanted[:32]!r} is none",))
    try:
        valid_from = date.fromisoformat(fields.get("valid_from", ""))
    except ValueError:
        raise MalformedRequestError(problems=("valid_from: expected 2026-01-31",)) from None
    try:
        edge.referral.parameters.put(
            actor,
            parameter,
            value_of_words(parameter, fields.get("value", "")),
            valid_from=valid_from,
            source=fields.get("source", ""),
            now=edge.clock(),
        )
    except ServiceError as refused:
        return _render(request, notice=sentence_of(refused), status=400)
    note(request, action="set_parameter", subject=parameter.value)
    return RedirectResponse(f"/parameters#{parameter.value}", status_code=303)


def _enter(request: Request, table: str) -> Response:
    edge = edge_of(request)
    try:
        days = days_in(f"{','.join(COLUMNS)}\n{table.strip()}")
        edge.referral.parameters.calendar.put(actor_of(request), days, now=edge.clock())
    except ServiceError as refused:
        return _render(request, notice=sentence_of(refused), status=400, table=table)
    note(request, action="enter_calendar", subject=str(len(days)))
    return RedirectResponse("/parameters#calendar", status_code=303)


def _render(
    request: Request, *, notice: str = "", status: int = 200, table: str = ""
) -> HTMLResponse:
    edge = edge_of(request)
    book, today = edge.referral.parameters, court_day(edge.clock())
    found = [book.on(each, today) for each in Parameter]
    return page(
        request,
        "parameters.html",
        status=status,
        notice=notice,
        today=today,
        may_set=actor_of(request).may(Permission.SET_PARAMETERS),
        value_words=value_words,
        calendar=[
            (year, book.calendar.knows(year), book.calendar.year(year))
            for year in (today.year, today.year + 1)
        ],
        table=table,
        rows=[
            ParameterRow(
                in_force=each,
                definition=DEFINITIONS[each.parameter],
                words=value_words(each.parameter, each.value),
                history=book.history(each.parameter)[::-1],
            )
            for each in found
        ],
    )
