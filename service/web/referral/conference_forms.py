"""How do the fields of the forms of the judges' conference become what its desks take?"""

from collections.abc import Callable, Mapping
from typing import Final

from service.court_time import court_moment
from service.errors import MalformedRequestError
from service.referral.conference.agenda import grouped
from service.referral.conference.asking import PlanChoice, Suggested
from service.referral.conference.meeting import Conference
from service.referral.conference.meeting_acts import AgendaLine
from service.referral.conference.vocabulary import ConferenceAct, Ground, ItemAct, Level
from service.web.pieces.case_entry import member_of

LONGEST: Final = 5_000
"""Most characters of a field."""
_MOST_LINES: Final = 50
_ACCOUNT: Final = "account-"

Fields = Mapping[str, str]


def suggested_of(fields: Fields) -> Suggested:
    """Return how a referral is put: one focus a line.

    Raises:
        MalformedRequestError: There is no such ground.
    """
    lines = _words(fields, "focuses").splitlines()[:_MOST_LINES]
    return Suggested(
        ground=member_of(dict(fields), "ground", Ground),
        focuses=tuple(line.strip() for line in lines if line.strip()),
    )


def plan_of(fields: Fields) -> PlanChoice:
    """Return what is planned.

    Raises:
        MalformedRequestError: The time, the host or the level cannot be read.
    """
    try:
        at = court_moment(fields.get("at", ""))
    except ValueError:
        raise MalformedRequestError(problems=("at: no time",)) from None
    return PlanChoice(
        name=_words(fields, "name"),
        division=_words(fields, "division"),
        host=number_of(fields, "host"),
        level=member_of(dict(fields), "level", Level),
        at=at,
        place=_words(fields, "place"),
    )


def item_content(act: str, fields: Fields) -> dict[str, object]:
    """Return what a form says of an act on an item, as plain data; the desk judges it.

    Raises:
        MalformedRequestError: A number cannot be read.
    """
    if act == ItemAct.STATE:
        view = _words(fields, "other_view") or _words(fields, "view")
        return {"view": view, "reasons": _words(fields, "reasons")}
    if act == ItemAct.SUMMARISE:
        return {"views": _summed(fields), "words": _words(fields, "words")}
    return {name: read(fields, name) for name, read in _OF_ITEM.get(act, {}).items()}


def meeting_content(act: str, fields: Fields, meeting: Conference) -> dict[str, object]:
    """Return what a form says of an act on a meeting, as plain data; the desk judges it.

    Raises:
        MalformedRequestError: A number or a time cannot be read.
    """
    if act == ConferenceAct.ARRANGE:
        return {"seen": number_of(fields, "seen"), "lines": _arranged(fields, meeting)}
    if act in {ConferenceAct.INVITE, ConferenceAct.CALL_OBSERVERS}:
        named = (name.removeprefix(_ACCOUNT) for name in fields if name.startswith(_ACCOUNT))
        return {"account_ids": [number_of({"account": each}, "account") for each in named]}
    if act == ConferenceAct.REPLY:
        return {"will_come": fields.get("will_come") == "yes"}
    return {name: read(fields, name) for name, read in _OF_MEETING.get(act, {}).items()}


def number_of(fields: Fields, name: str) -> int:
    """Return a field as a number.

    Raises:
        MalformedRequestError: It is none.
    """
    words = fields.get(name, "").strip()
    if not (words.isascii() and words.lstrip("-").isdigit() and len(words) <= 12):
        raise MalformedRequestError(problems=(f"{name}: no number",))
    return int(words)


def _words(fields: Fields, name: str) -> str:
    return fields.get(name, "").strip()[:LONGEST]


def _moment(fields: Fields, name: str) -> str:
    try:
        return court_moment(fields.get(name, "")).isoformat()
    except ValueError:
        raise MalformedRequestError(problems=(f"{name}: no time",)) from None


def _summed(fields: Fields) -> list[dict[str, object]]:
    return [
        {
            "view": _words(fields, f"view-{number}"),
            "n": number_of(fields, f"n-{number}"),
            "standing": _words(fields, f"standing-{number}"),
        }
        for number in range(_MOST_LINES)
        if f"view-{number}" in fields
    ]


def _arranged(fields: Fields, meeting: Conference) -> list[dict[str, object]]:
    lines = sorted(meeting.agenda, key=lambda line: number_of(fields, f"place-{line.item_id}"))
    timed = [
        AgendaLine(
            item_id=line.item_id,
            title=line.title,
            group=_words(fields, f"group-{line.item_id}"),
            minutes=number_of(fields, f"minutes-{line.item_id}"),
        )
        for line in lines
    ]
    ordered = grouped(timed) if fields.get("by_group") == "yes" else timed
    return [
        {
            "item_id": line.item_id,
            "title": line.title,
            "group": line.group,
            "minutes": line.minutes,
        }
        for line in ordered
    ]


_Reader = Callable[[Fields, str], object]
_HOST: Final[Mapping[str, _Reader]] = {"account_id": number_of, "level": _words}
_OF_ITEM: Final[Mapping[str, Mapping[str, _Reader]]] = {
    ItemAct.SUBMIT: _HOST,
    ItemAct.NAME_HOST: _HOST,
    ItemAct.REFUSE: {"why": _words, "earlier": _words},
    ItemAct.RECUSE: {"account_id": number_of, "ground": _words},
    ItemAct.INTRODUCE: {"words": _words},
    ItemAct.ASK: {"words": _words},
    ItemAct.ANSWER: {"question": number_of, "words": _words},
    ItemAct.REMARK: {"words": _words},
    ItemAct.NOTE_LEAVING: {"account_id": number_of},
    ItemAct.SIGN: {"version": number_of},
    ItemAct.NOTE_PREVENTED: {"account_id": number_of, "on": _words},
    ItemAct.SUPPLEMENT: {"words": _words, "view": _words},
    ItemAct.RECONSIDER: {"conclusion": _words, "words": _words},
}
_OF_MEETING: Final[Mapping[str, Mapping[str, _Reader]]] = {
    ConferenceAct.RESCHEDULE: {"at": _moment, "place": _words},
    ConferenceAct.ADD_ITEM: {"item_id": _words, "minutes": number_of, "group": _words},
    ConferenceAct.REMOVE_ITEM: {"item_id": _words},
    ConferenceAct.EXCUSE: {"account_id": number_of},
    ConferenceAct.CHECK_IN: {"account_id": number_of},
}
