"""How do the fields of the forms of the committee become what its desk takes?"""

from collections.abc import Callable, Mapping
from typing import Final

from service.court_time import court_moment
from service.errors import MalformedRequestError
from service.referral.committee.desk import MeetingEntry
from service.referral.committee.drawing_up import ApplicationEntry
from service.referral.committee.vocabulary import ItemAct, MeetingAct

LONGEST: Final = 20_000
"""Most characters of a field."""
MOST_OPTIONS: Final = 3
"""Most proposed decisions that a form puts to the vote."""
_MOST_LINES: Final = 50
_LONGEST_NUMBER: Final = 12
_FEN: Final = 100

Fields = Mapping[str, str]


def application_of(fields: Fields) -> ApplicationEntry:
    """Return what a person says who asks the committee; a question a line."""
    grounds = tuple(
        name.removeprefix("ground-") for name in sorted(fields) if name.startswith("ground-")
    )
    return ApplicationEntry(
        questions=_lines(fields, "questions"),
        grounds=grounds,
        exemption=_words(fields, "exemption"),
        facts=_words(fields, "facts"),
        proposed=_words(fields, "proposed"),
        reasons=_words(fields, "reasons"),
        like_cases=_words(fields, "like_cases"),
    )


def meeting_of(fields: Fields) -> MeetingEntry:
    """Return what the secretary says who calls a meeting.

    Raises:
        MalformedRequestError: Time or host cannot be read.
    """
    try:
        starts_at = court_moment(fields.get("starts_at", ""))
    except ValueError:
        raise MalformedRequestError(problems=("starts_at: no time",)) from None
    return MeetingEntry(
        title=_words(fields, "title"),
        body=_words(fields, "body"),
        host=_number(fields, "host"),
        starts_at=starts_at,
        place=_words(fields, "place"),
    )


def item_content(act: str, fields: Fields) -> dict[str, object]:
    """Return what a form says of an act on an item, as plain data; the desk judges it.

    Raises:
        MalformedRequestError: A number cannot be read.
    """
    if act == ItemAct.PUT_TO_VOTE:
        return {"options": _options(fields)}
    if act == ItemAct.SEAL_VOTE:
        return _vote(fields)
    return {name: read(fields, name) for name, read in _OF_ITEM.get(act, {}).items()}


def meeting_content(act: str, fields: Fields) -> dict[str, object]:
    """Return what a form says of an act on a meeting, as plain data; the desk judges it.

    Raises:
        MalformedRequestError: A number or a time cannot be read.
    """
    if act == MeetingAct.ORDER_AGENDA:
        places = [name for name in fields if name.startswith("place-")]
        ordered = sorted(places, key=lambda name: (_number(fields, name), name))
        return {"item_ids": [name.removeprefix("place-") for name in ordered]}
    if act == MeetingAct.INVITE_GUESTS:
        return {"guests": [_guest(line) for line in _lines(fields, "guests")]}
    return {name: read(fields, name) for name, read in _OF_MEETING.get(act, {}).items()}


def _options(fields: Fields) -> list[dict[str, object]]:
    return [
        {"words": _words(fields, f"words-{n}"), "ruling": _ruling(fields, n)}
        for n in range(1, MOST_OPTIONS + 1)
        if _words(fields, f"words-{n}")
    ]


def _ruling(fields: Fields, n: int) -> dict[str, object]:
    """Return the fields of a decision that a form filled in; money is typed in yuan."""
    fine, amount = (_maybe(fields, f"{name}-{n}") for name in ("fine", "amount"))
    charges = _words(fields, f"charges-{n}").replace("，", "、").split("、")
    return {
        "direction": _words(fields, f"direction-{n}"),
        "charges": [each.strip() for each in charges if each.strip()],
        "months": _maybe(fields, f"months-{n}"),
        "probation_months": _maybe(fields, f"probation-{n}"),
        "fine_fen": None if fine is None else fine * _FEN,
        "amount_fen": None if amount is None else amount * _FEN,
    }


def _vote(fields: Fields) -> dict[str, object]:
    """Return a vote: ``choice`` is the number of an option, ``against`` or ``other``."""
    choice = fields.get("choice", "")
    is_option = choice.isascii() and choice.isdigit() and len(choice) <= _LONGEST_NUMBER
    return {
        "ballot": _number(fields, "ballot"),
        "stand": "for" if is_option else choice,
        "option": int(choice) if is_option else 0,
        "reasons": _words(fields, "vote_reasons"),
    }


def _guest(line: str) -> dict[str, object]:
    """Return a guest of a line: the name, and behind a space 检察长 or 副检察长."""
    name, _, kind = line.partition(" ")
    kinds = {"检察长": "chief_prosecutor", "副检察长": "deputy_prosecutor"}
    return {"name": name, "kind": kinds.get(kind.strip(), "other"), "account_id": 0}


def _words(fields: Fields, name: str) -> str:
    return fields.get(name, "").strip()[:LONGEST]


def _lines(fields: Fields, name: str) -> tuple[str, ...]:
    lines = _words(fields, name).splitlines()[:_MOST_LINES]
    return tuple(line.strip() for line in lines if line.strip())


def _number(fields: Fields, name: str) -> int:
    words = fields.get(name, "").strip()
    if not (words.isascii() and words.isdigit() and len(words) <= _LONGEST_NUMBER):
        raise MalformedRequestError(problems=(f"{name}: no number",))
    return int(words)


def _maybe(fields: Fields, name: str) -> int | None:
    return _number(fields, name) if fields.get(name, "").strip() else None


def _ticked(fields: Fields, name: str) -> bool:
    return fields.get(name) == "yes"


def _moment(fields: Fields, name: str) -> str:
    try:
        return court_moment(fields.get(name, "")).isoformat()
    except ValueError:
        raise MalformedRequestError(problems=(f"{name}: no time",)) from None


_Reader = Callable[[Fields, str], object]
_MEMBER: Final[Mapping[str, _Reader]] = {"member": _number}
_OF_ITEM: Final[Mapping[str, Mapping[str, _Reader]]] = {
    ItemAct.FORWARD_BY_HEAD: {"words": _words},
    ItemAct.FORWARD_BY_VICE_PRESIDENT: {"words": _words},
    ItemAct.REPORT_RECONSIDERATION: {"keeps_opinion": _ticked, "words": _words},
    ItemAct.FILTER: {"result": _words, "criteria": _lines},
    ItemAct.COMPLETE: {
        "questions": _lines,
        "facts": _words,
        "proposed": _words,
        "reasons": _words,
        "like_cases": _words,
    },
    ItemAct.SCHEDULE: {"meeting_id": _words, "minutes": _number},
    ItemAct.SEND_MATERIALS: {"titles": _lines},
    ItemAct.DECLARE_RECUSAL: _MEMBER,
    ItemAct.DECIDE_RECUSAL: {
        "member": _number,
        "is_granted": _ticked,
        "by_committee": _ticked,
    },
    ItemAct.REPORT: {"words": _words},
    ItemAct.ASK: {"words": _words},
    ItemAct.ANSWER: {"question": _number, "words": _words},
    ItemAct.GUEST_SPEAK: {"guest": _words, "words": _words},
    ItemAct.SPEAK: {"member": _number, "opinion": _words, "reasons": _words},
    ItemAct.LEAVE: _MEMBER,
    ItemAct.DRAFT_MINUTES: {
        "summary": _words,
        "decision": _words,
        "public_reasons": _words,
        "inner_reasons": _words,
        "unpublished_ground": _words,
        "minority": _words,
    },
    ItemAct.NOTE_PREVENTED: {"on": _words},
    ItemAct.SEND_DECISION: {"recipients": _lines, "to_prosecutor": _ticked},
    ItemAct.FILE_JUDGMENT: {"text": _words},
}
_OF_MEETING: Final[Mapping[str, Mapping[str, _Reader]]] = {
    MeetingAct.MOVE: {"starts_at": _moment, "place": _words},
    MeetingAct.EXCUSE: _MEMBER,
    MeetingAct.SIGN_IN: _MEMBER,
    MeetingAct.NOTE_RECORDING: {"reference": _words, "carrier": _words, "digest": _words},
}
