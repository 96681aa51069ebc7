"""How does a page become HTML? Everything that is not markup of our own is escaped."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from indexing.searching.ranker import FORMULA
from service.actors import Actor, Permission
from service.court_time import moment_words
from service.edge.context import edge_of, request_id_of
from service.edge.forms import FORM_FIELD, form_token
from service.labels import label_of
from service.ranking.kept import OWN
from service.reading.rejection_words import sentence_of_rejection, title_of_rejection
from service.referral.referrals.routing import Ground
from service.referral.roster.model import Office
from service.search.answer import Used, UsedElement
from service.search.understanding import Origin
from service.web.pieces.appearance import SIZE_WORDS, appearance_of
from service.web.pieces.comparison_view import law_words
from service.web.wordbook.deed_words import deed_words
from service.web.wordbook.english import (
    bare,
    content_html,
    is_content,
    tidied,
    told_html,
    told_plain,
)
from service.web.wordbook.english_templates import EnglishTemplates
from service.web.wordbook.language import OTHER_NAMES, Language, language_of
from service.web.wordbook.terms import terms
from service.web.wordbook.tour import COOKIE, TourBar, bar_of, steps_of

_CHANCES = ((0.8, "很可能"), (0.5, "可能性较大"), (0.0, "可能"))

ASSET_TYPES: Mapping[str, str] = {
    "tongpan.css": "text/css; charset=utf-8",
    "tongpan.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
}


@cache
def environment(language: Language = Language.CHINESE) -> Environment:
    """Return the templates of this package, escaping, with nothing undefined passed over."""
    made = Environment(
        extensions=[EnglishTemplates] if language is Language.ENGLISH else [],
        loader=PackageLoader("service.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["term_of"] = terms().__getitem__
    made.globals["is_english"] = language is Language.ENGLISH
    made.globals["other_language"] = OTHER_NAMES[language]
    made.filters["content"] = content_html if language is Language.ENGLISH else str
    made.filters["label"] = label_of
    made.filters["day"] = _day
    made.filters["moment"] = moment_words
    made.filters["rejection_title"] = title_of_rejection
    made.filters["rejection_sentence"] = sentence_of_rejection
    made.filters["ranker_words"] = ranker_words
    made.filters["origin_words"] = origin_words
    made.filters["told_names"] = told_names
    made.filters["ground_label"] = lambda token: label_of(Ground(token))
    made.filters["law_words"] = law_words
    made.filters["deed_words"] = deed_words
    made.filters["told"] = told_html
    made.filters["told_plain"] = told_plain
    made.filters["bare"] = bare
    made.filters["is_content"] = is_content
    made.filters["thousands"] = lambda number: f"{number:,}"
    return made


@cache
def asset(name: str) -> bytes | None:
    """Return an own style sheet, script or picture, or None when there is none of the name."""
    if name not in ASSET_TYPES:
        return None
    return resources.files("service.web").joinpath("assets", name).read_bytes()


def page(request: Request, template: str, *, status: int = 200, **content: object) -> HTMLResponse:
    """Render a page for whoever asks."""
    actor: Actor | None = getattr(request.state, "actor", None)
    language = language_of(request)
    text = (
        environment(language)
        .get_template(template)
        .render(
            actor=actor,
            may_work_on_cases=actor is not None and actor.may(Permission.WORK_ON_CASES),
            may_read_reports=actor is not None and actor.may(Permission.READ_REPORTS),
            may_search=actor is not None and actor.may(Permission.SEARCH),
            may_read_audits=actor is not None and actor.may(Permission.READ_AUDITS),
            may_keep=actor is not None and actor.may(Permission.KEEP_REFERRALS),
            may_take_part=actor is not None and actor.may(Permission.TAKE_PART_IN_REFERRALS),
            may_supervise=actor is not None and _may_supervise(actor),
            may_read_rules=actor is not None and actor.may(Permission.READ_RULES),
            may_keep_accounts=actor is not None and actor.may(Permission.KEEP_ACCOUNTS),
            may_keep_closed=actor is not None and actor.may(Permission.KEEP_CLOSED_JUDGMENTS),
            is_cleared=actor is not None and bool(actor.cleared),
            may_read_trail=actor is not None and actor.may(Permission.READ_TRAIL),
            may_see_system=actor is not None and actor.may(Permission.SEE_SYSTEM),
            may_see_quality=actor is not None and actor.may(Permission.SEE_QUALITY),
            form_field=FORM_FIELD,
            form_token=form_token(request),
            request_id=request_id_of(request),
            path=request.url.path,
            appearance=appearance_of(request),
            sizes=SIZE_WORDS,
            tour=_tour(request, actor),
            here=_here(request),
            desk_words="" if actor is None else _desk_words(request, actor),
            n_unread=0 if actor is None else edge_of(request).notices.n_unread(actor),
            **content,
        )
    )
    if language is Language.ENGLISH:
        text = tidied(text)
    return HTMLResponse(text, status_code=status)


def ranker_words(name: str) -> str:
    """Say what put a list in order.

    Example:
        >>> ranker_words("linear, charges given")
        '由学习所得的排序模型排列（linear, charges given）'
        >>> ranker_words("own 20260302T010000Z-1f2e3d4c, charges given")
        '由本院评价学得的排序模型排列（own 20260302T010000Z-1f2e3d4c, charges given）'
        >>> ranker_words(FORMULA)
        '由固定公式排列'
    """
    if name == FORMULA:
        return "由固定公式排列"
    source = "本院评价学得" if name.startswith(OWN) else "学习所得"
    return f"由{source}的排序模型排列（{name}）"


def origin_words(element: UsedElement) -> str:
    """Say where a charge or cause comes from, and of a predicted one how sure it is.

    Example:
        >>> origin_words(UsedElement(name="盗窃罪", origin=Origin.PREDICTED, chance=0.9))
        '系统预测，很可能'
    """
    label = label_of(element.origin)
    if element.origin is not Origin.PREDICTED:
        return label
    sure = next(words for least, words in _CHANCES if element.chance >= least)
    return f"{label}，{sure}"


def told_names(used: Used) -> str:
    """Return the charges and causes that were told or read, as one types them."""
    told = [each.name for each in used.elements if each.origin is not Origin.PREDICTED]
    return "；".join((*told, *used.unmet))


def _may_supervise(actor: Actor) -> bool:
    """Tell whether somebody leads, manages or reviews; a judge comes to a case by its meeting."""
    desks = (Permission.LEAD_REFERRALS, Permission.KEEP_REFERRALS, Permission.RUN_AUDITS)
    return actor.may(Permission.LOOK_INTO_CASES) and any(actor.may(each) for each in desks)


def _here(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query


def _tour(request: Request, actor: Actor | None) -> TourBar | None:
    """Return the bar of the tour where somebody is on it."""
    at = request.cookies.get(COOKIE, "")
    return None if actor is None or not at else bar_of(steps_of(actor), at)


def _desk_words(request: Request, actor: Actor) -> str:
    """Return what somebody is here: their offices where the roster gives some, else their desks."""
    offices = edge_of(request).referral.roster.colleague(actor).offices
    shown = [each for each in Office if each in offices] or actor.roles
    return "、".join(label_of(each) for each in shown)


def _day(value: date | None) -> str:
    return "" if value is None else f"{value.year}年{value.month}月{value.day}日"
