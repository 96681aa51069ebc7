"""How do acts become text that is kept, and come back, chained one to the other?

Each kept act carries the digest of the one before it, so that an act that is edited, removed or
moved later is found.

Source: Haber and Stornetta, How to time-stamp a digital document, Journal of Cryptology 3 (1991).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter, ValidationError

from service.referral.course.acts import Act, Doer, KeptAct, Part
from service.referral.errors import ActContentError, TrailBrokenError

START = "0" * 64
"""Digest that stands before the first act of a matter."""

_MOST_PROBLEMS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAct:
    """An act as it stands in the database.

    Attributes:
        number: 1 for the first act of its matter.
        name: Token of the act.
        account_id: Who did it; 0 for the machine.
        doer_name: Their name then.
        parts: The parts that they took, sorted, parted by commas.
        at: When, in UTC.
        reason: Why.
        content: What it says, as JSON with sorted keys.
        from_state: State before.
        to_state: State after.
        digest: SHA-256 over all of this and the digest before, 64 hexadecimal digits.
    """

    number: int
    name: str
    account_id: int
    doer_name: str
    parts: str
    at: datetime
    reason: str
    content: str
    from_state: str
    to_state: str
    digest: str


def write_act(kept: KeptAct, *, matter_id: str, before: str) -> WrittenAct:
    """Return an act as it is stored behind the one whose digest is ``before``."""
    act = kept.act
    fields = {
        "number": kept.number,
        "name": act.name,
        "account_id": act.doer.account_id,
        "doer_name": act.doer.name,
        "parts": ",".join(sorted(part.value for part in act.doer.parts)),
        "at": act.at,
        "reason": act.reason,
        "content": _dump(act.content),
        "from_state": kept.from_state,
        "to_state": kept.to_state,
    }
    return WrittenAct(**fields, digest=_digest(fields, matter_id, before))  # type: ignore[arg-type]


def read_acts(
    written: Iterable[WrittenAct], *, matter_id: str, contents: Mapping[str, type]
) -> tuple[KeptAct, ...]:
    """Return stored acts, after holding each against its digest.

    Args:
        written: All acts of one matter, in their order.
        matter_id: Which matter.
        contents: By act the class of what it says.

    Raises:
        TrailBrokenError: An act was edited, removed or moved, or is of an unknown kind.

    Cost: some ten microseconds for each act.
    """
    before, acts = START, []
    for each in written:
        fields = {name: getattr(each, name) for name in WrittenAct.__dataclass_fields__}
        del fields["digest"]
        if _digest(fields, matter_id, before) != each.digest:
            problem = "its digest does not fit the act and the one before"
            raise TrailBrokenError(matter_id=matter_id, number=each.number, problem=problem)
        if each.name not in contents:
            problem = f"no move is called {each.name!r}"
            raise TrailBrokenError(matter_id=matter_id, number=each.number, problem=problem)
        before = each.digest
        acts.append(_kept(each, contents[each.name]))
    return tuple(acts)


def read_content(name: str, data: object, kind: type) -> object:
    """Return the content of an act from plain data, such as a form or a JSON body gives.

    Raises:
        ActContentError: A field is missing, unknown or of a wrong kind.
    """
    return _read(name, data, json.dumps(data), kind)


def _read(name: str, data: object, text: str, kind: type) -> object:
    known = {field.name for field in fields(kind)}
    if isinstance(data, dict) and (unknown := sorted(data.keys() - known)):
        raise ActContentError(act=name, problems=tuple(f"{each}: unknown" for each in unknown))
    try:
        return _adapter(kind).validate_json(text)
    except ValidationError as error:
        problems = tuple(
            f"{'.'.join(str(part) for part in problem['loc']) or 'content'}: {problem['msg']}"
            for problem in error.errors(include_input=False)[:_MOST_PROBLEMS]
        )
        raise ActContentError(act=name, problems=problems) from None


def _kept(written: WrittenAct, kind: type) -> KeptAct:
    parts = frozenset(Part(part) for part in written.parts.split(",") if part)
    return KeptAct(
        number=written.number,
        act=Act(
            name=written.name,
            doer=Doer(account_id=written.account_id, name=written.doer_name, parts=parts),
            at=written.at,
            reason=written.reason,
            content=_read(written.name, json.loads(written.content), written.content, kind),
        ),
        from_state=written.from_state,
        to_state=written.to_state,
    )


def _dump(content: object) -> str:
    kind: type = type(content)
    data = _adapter(kind).dump_python(content, mode="json")
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(fields: Mapping[str, object], matter_id: str, before: str) -> str:
    # The moment is written in UTC whatever the database gave back.
    plain = {
        name: value.timestamp() if isinstance(value, datetime) else value
        for name, value in fields.items()
    }
    text = json.dumps([matter_id, before, plain], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _adapter(kind: type) -> TypeAdapter[object]:
    return TypeAdapter(kind)
