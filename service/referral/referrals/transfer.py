"""How do referrals leave an installation as JSON, and come back?

Each goes with all of its acts and their digests: what was edited outside is refused, not taken in.
Acts name accounts by number; the file says which account each number is, and is refused where the
numbers are other people's.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter, ValidationError

from service.referral.course.acts import KeptAct, MatterKind
from service.referral.course.trail import WrittenAct, read_acts
from service.referral.errors import TransferError
from service.referral.referrals.course import COURSE
from service.referral.referrals.desk import ReferralDesk
from service.referral.referrals.model import Acceptance, Proposal, Referral, TakenIn
from service.store.account_records import AccountRecords
from service.store.matter_records import Wanted

FORM: Final = 1
"""Number of the form of the file."""
_PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A referral with its acts.

    Attributes:
        id: Its id.
        acts: Its acts as they stand in the database.
    """

    id: str
    acts: tuple[WrittenAct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Referrals as a file holds them.

    Attributes:
        form: Number of the form.
        accounts: Sign-in names by number of account, of all that the acts name.
        referrals: The referrals, by id.
    """

    form: int
    accounts: dict[int, str]
    referrals: tuple[Packed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """What became of a file.

    Attributes:
        added: Ids of referrals that are new here.
        known: Ids of those that stand here with the very same acts.
    """

    added: tuple[str, ...]
    known: tuple[str, ...]


_ADAPTER: Final = TypeAdapter(Package)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralTransfer:
    """Writes referrals to a file and takes them from one; for whoever works on the machine itself.

    Attributes:
        desk: The referrals here.
        accounts: The accounts here.
    """

    desk: ReferralDesk
    accounts: AccountRecords

    def export(self, ids: Sequence[str] = ()) -> str:
        """Return referrals as JSON, all where no id is given.

        Raises:
            PageNotFoundError: There is none of an id.
            TrailBrokenError: The acts of one were tampered with.

        Cost: reads and checks every act.
        """
        packed = tuple(self._packed(each) for each in sorted(ids or self._all()))
        numbers = {number for each in packed for number in _accounts_of(_kept(each))}
        names = {each.id: each.name for each in self.accounts.some(numbers)}
        package = Package(form=FORM, accounts=names, referrals=packed)
        return _ADAPTER.dump_json(package, indent=1).decode()

    def take_up(self, text: str) -> TakenUp:
        """Take referrals from JSON; whole or not at all.

        Raises:
            TransferError: It is no such file, names other people's accounts, or one of its
                referrals stands here with other acts.
            TrailBrokenError: Acts were edited, removed or moved.
        """
        package = _read(text)
        self._require_same_people(package)
        added, known = list[str](), list[str]()
        with self.desk.records.write() as work:
            for packed in package.referrals:
                matter = _matter_of(packed)
                here = work.acts_of(packed.id)
                if here and here != packed.acts:
                    raise TransferError(reason=f"{packed.id} stands here with other acts")
                (known if here else added).append(packed.id)
                if not here:
                    outline = self.desk.ledger.outline(matter)
                    for written in packed.acts:
                        work.add(packed.id, written, outline)
        return TakenUp(added=tuple(added), known=tuple(known))

    def _all(self) -> list[str]:
        wanted, ids = Wanted(kinds=(MatterKind.REFERRAL,)), list[str]()
        while page := self.desk.records.find(wanted, most=_PAGE, skip=len(ids)):
            ids += [each.id for each in page]
        return ids

    def _packed(self, referral_id: str) -> Packed:
        self.desk.ledger.open(referral_id)
        return Packed(id=referral_id, acts=self.desk.records.acts_of(referral_id))

    def _require_same_people(self, package: Package) -> None:
        numbers = {n for each in package.referrals for n in _accounts_of(_kept(each))}
        here = {each.id: each.name for each in self.accounts.some(numbers)}
        told = {n: package.accounts.get(n) for n in numbers}
        if differing := sorted(n for n in numbers if here.get(n) != told[n] or told[n] is None):
            raise TransferError(reason=f"accounts {differing} are not the same people here")


def _read(text: str) -> Package:
    try:
        package = _ADAPTER.validate_json(text)
    except ValidationError as error:
        raise TransferError(reason=f"no file of referrals: {error.error_count()} errors") from None
    if package.form != FORM:
        raise TransferError(reason=f"form {package.form}, expected {FORM}")
    return package


def _matter_of(packed: Packed) -> Referral:
    matter = COURSE.replay(_kept(packed), matter_id=packed.id)
    if matter is None:
        raise TransferError(reason=f"{packed.id} has no acts")
    return matter


def _kept(packed: Packed) -> tuple[KeptAct, ...]:
    return read_acts(packed.acts, matter_id=packed.id, contents=COURSE.contents())


def _accounts_of(acts: Collection[KeptAct]) -> frozenset[int]:
    """Return the accounts that acts name, the machine left out."""
    named = {kept.act.doer.account_id for kept in acts}
    for kept in acts:
        if isinstance(kept.act.content, Proposal | TakenIn):
            named |= set(kept.act.content.judge_ids)
        if isinstance(kept.act.content, Acceptance):
            named.add(kept.act.content.in_charge)
    return frozenset(named - {0})
