"""How do matters leave an installation as JSON, and come back?

Each goes with all of its acts and their digests: what was edited outside is refused, not taken in.
Acts name accounts by number; the file says which account each number is, and is refused where the
numbers are other people's.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from service.referral.course.acts import KeptAct
from service.referral.course.course import Matter
from service.referral.course.ledger import Ledger
from service.referral.course.trail import WrittenAct, read_acts
from service.referral.errors import TransferError
from service.store.account_records import AccountRecords
from service.store.matter_records import Wanted

FORM: Final = 1
"""Number of the form of the file."""
_PAGE: Final = 500
MatterT = TypeVar("MatterT", bound=Matter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A matter with its acts.

    Attributes:
        id: Its id.
        acts: Its acts as they stand in the database.
    """

    id: str
    acts: tuple[WrittenAct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What a file says beside the matters.

    Attributes:
        form: Number of the form.
        accounts: Sign-in names by number of account, of all that the acts name.
    """

    form: int
    accounts: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """What became of a file.

    Attributes:
        added: Ids of matters that are new here.
        known: Ids of those that stand here with the very same acts.
    """

    added: tuple[str, ...]
    known: tuple[str, ...]


_OBJECT: Final = TypeAdapter(dict[str, object])
_HEAD: Final = TypeAdapter(_Head)
_PACKED: Final = TypeAdapter(tuple[Packed, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterTransfer(Generic[MatterT]):
    """Writes matters to a file and takes them from one; for whoever works on the machine itself.

    Attributes:
        ledger: The book of the matters here.
        accounts: The accounts here.
        name: Under which name the file holds them.
        named_in: Accounts that the content of an act names beside its doer.
    """

    ledger: Ledger[MatterT]
    accounts: AccountRecords
    name: str
    named_in: Callable[[object], Collection[int]]

    def export(self, ids: Sequence[str] = ()) -> str:
        """Return matters as JSON, all where no id is given.

        Raises:
            PageNotFoundError: There is none of an id.
            TrailBrokenError: The acts of one were tampered with.

        Cost: reads and checks every act.
        """
        packed = tuple(self._packed(each) for each in sorted(ids or self._all()))
        numbers = self._numbers(packed)
        names = {each.id: each.name for each in self.accounts.some(numbers)}
        head = _HEAD.dump_python(_Head(form=FORM, accounts=names), mode="json")
        matters = _PACKED.dump_python(packed, mode="json")
        return _OBJECT.dump_json({**head, self.name: matters}, indent=1).decode()

    def take_up(self, text: str) -> TakenUp:
        """Take matters from JSON; whole or not at all.

        Raises:
            TransferError: It is no such file, names other people's accounts, or one of its
                matters stands here with other acts.
            TrailBrokenError: Acts were edited, removed or moved.
        """
        head, matters = self._read(text)
        self._require_same_people(head, matters)
        added, known = list[str](), list[str]()
        with self.ledger.records.write() as work:
            for packed in matters:
                matter = self._matter_of(packed)
                here = work.acts_of(packed.id)
                if here and here != packed.acts:
                    raise TransferError(reason=f"{packed.id} stands here with other acts")
                (known if here else added).append(packed.id)
                if not here:
                    outline = self.ledger.outline(matter)
                    for written in packed.acts:
                        work.add(packed.id, written, outline)
        return TakenUp(added=tuple(added), known=tuple(known))

    def _all(self) -> list[str]:
        wanted, ids = Wanted(kinds=(self.ledger.course.kind,)), list[str]()
        while page := self.ledger.records.find(wanted, most=_PAGE, skip=len(ids)):
            ids += [each.id for each in page]
        return ids

    def _packed(self, matter_id: str) -> Packed:
        self.ledger.open(matter_id)
        return Packed(id=matter_id, acts=self.ledger.records.acts_of(matter_id))

    def _require_same_people(self, head: _Head, matters: Sequence[Packed]) -> None:
        numbers = self._numbers(matters)
        here = {each.id: each.name for each in self.accounts.some(numbers)}
        told = {n: head.accounts.get(n) for n in numbers}
        if differing := sorted(n for n in numbers if here.get(n) != told[n] or told[n] is None):
            raise TransferError(reason=f"accounts {differing} are not the same people here")

    def _read(self, text: str) -> tuple[_Head, tuple[Packed, ...]]:
        try:
            told = _OBJECT.validate_json(text)
            matters = _PACKED.validate_python(told.pop(self.name, None))
            head = _HEAD.validate_python(told)
        except ValidationError as error:
            reason = f"no file of {self.name}: {error.error_count()} errors"
            raise TransferError(reason=reason) from None
        if head.form != FORM:
            raise TransferError(reason=f"form {head.form}, expected {FORM}")
        return head, matters

    def _matter_of(self, packed: Packed) -> MatterT:
        matter = self.ledger.course.replay(self._kept(packed), matter_id=packed.id)
        if matter is None:
            raise TransferError(reason=f"{packed.id} has no acts")
        return matter

    def _kept(self, packed: Packed) -> tuple[KeptAct, ...]:
        contents = self.ledger.course.contents()
        return read_acts(packed.acts, matter_id=packed.id, contents=contents)

    def _numbers(self, matters: Collection[Packed]) -> frozenset[int]:
        """Return the accounts that acts name, the machine left out."""
        acts = [kept.act for packed in matters for kept in self._kept(packed)]
        named = {act.doer.account_id for act in acts}
        named.update(number for act in acts for number in self.named_in(act.content))
        return frozenset(named - {0})
