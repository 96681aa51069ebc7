"""How do the fields of the forms of a referral become what its desk takes?"""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from service.pending.model import PendingCase
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import (
    ChecklistAnswer,
    HeldPosition,
    ReferralAct,
    Way,
)
from service.referral.referrals.routing import Ground
from service.referral.referrals.starting import Start
from service.web.pieces.case_entry import member_of

LONGEST: Final = 5_000
"""Most characters of a field."""
NEW_POSITIONS: Final = 2
"""Empty lines for further positions in a form."""
_ANSWERED: Final = "answer-"


def refer_address(way: Way, case: PendingCase, **of: str) -> str:
    """Return the page where a referral from a case is begun.

    Args:
        way: How it comes.
        case: The case.
        of: Keys of what it starts from, such as ``finding``.
    """
    return f"/referrals/new?{urlencode({'way': way.value, 'case': case.id, **of})}"


def start_of(fields: Mapping[str, str]) -> Start:
    """Return from what a referral starts, as an address or a form says.

    Raises:
        MalformedRequestError: There is no such way.
    """
    told = {"way": Way.BY_HAND.value} | dict(fields)
    return Start(
        way=member_of(told, "way", Way),
        pending_id=fields.get("case", ""),
        finding=fields.get("finding", ""),
        check=fields.get("check", ""),
        report=fields.get("report", ""),
        run=fields.get("run", ""),
        cluster=fields.get("cluster", ""),
    )


def entry_of(fields: Mapping[str, str], known: Sequence[HeldPosition]) -> Entry:
    """Return what a person says who refers.

    Args:
        fields: The form.
        known: The sides that were filled in.

    Raises:
        MalformedRequestError: An item of the checklist that does not exist.
    """
    return Entry(
        question=_words(fields, "question"),
        positions=positions_of(fields, known),
        proposed_text=_words(fields, "proposed_text"),
        answers=tuple(
            ChecklistAnswer(ground=_ground(name).value, holds=value == "yes")
            for name, value in fields.items()
            if name.startswith(_ANSWERED) and value in {"yes", "no"}
        ),
    )


def positions_of(
    fields: Mapping[str, str], known: Sequence[HeldPosition]
) -> tuple[HeldPosition, ...]:
    """Return the sides as a form words them; one left empty is dropped.

    A side keeps the judgments that take it.
    """
    sides = []
    for number in range(len(known) + NEW_POSITIONS):
        words = _words(fields, f"position-{number}")
        if not words:
            continue
        before = known[number] if number < len(known) else HeldPosition(words="")
        sides.append(
            HeldPosition(
                words=words,
                judgment_ids=before.judgment_ids,
                n_judgments=before.n_judgments,
                reasons=_words(fields, f"reasons-{number}"),
            )
        )
    return tuple(sides)


def content_of(
    act: str, fields: Mapping[str, str], known: Sequence[HeldPosition]
) -> dict[str, object]:
    """Return what a form says of an act, as plain data; the desk judges it.

    Args:
        act: Token of the act.
        fields: The form.
        known: The sides of the referral as they stand.
    """
    if act == ReferralAct.REFINE:
        return {
            "question": _words(fields, "question"),
            "proposed_text": _words(fields, "proposed_text"),
            "positions": [
                {
                    "words": side.words,
                    "judgment_ids": list(side.judgment_ids),
                    "n_judgments": side.n_judgments,
                    "reasons": side.reasons,
                }
                for side in positions_of(fields, known)
            ],
        }
    if act == ReferralAct.GIVE_PANEL_OPINION:
        told = {name: _words(fields, name) for name in ("member", "side", "opinion", "reasons")}
        return {**told, "asks_for_conference": fields.get("asks_for_conference") == "yes"}
    names = _FIELDS.get(act, ())
    return {name: _words(fields, name) for name in names}


_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    ReferralAct.DISMISS: ("why",),
    ReferralAct.CHOOSE_TARGET: ("target", "force"),
    ReferralAct.SEND_UP: ("court",),
    ReferralAct.ANSWER_FROM_ABOVE: ("words", "answered_on"),
    ReferralAct.MERGE: ("referral_id",),
    ReferralAct.ATTACH: ("judgment_id", "words", "report_id"),
}


def _ground(name: str) -> Ground:
    return member_of({"answer": name.removeprefix(_ANSWERED)}, "answer", Ground)


def _words(fields: Mapping[str, str], name: str) -> str:
    return fields.get(name, "").strip()[:LONGEST]
