"""How is an act done on a stored matter, and how is a matter opened?

Acts on one matter follow one another: what a rule is judged by is what stands when the act is
written, whoever else acts at the same moment. What is refused is kept too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from service.errors import PageNotFoundError
from service.referral.course.acts import Act, KeptAct
from service.referral.course.course import Course, Matter
from service.referral.course.trail import WrittenAct, read_acts, write_act
from service.referral.errors import ReferralError, RuleBrokenError
from service.store.matter_records import (
    MatterRecords,
    MatterWork,
    Outline,
    last_digest,
    new_matter_id,
)

MatterT = TypeVar("MatterT", bound=Matter)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatter(Generic[MatterT]):
    """A matter as it stands.

    Attributes:
        id: Its id.
        matter: What its acts made of it.
        acts: They themselves.
    """

    id: str
    matter: MatterT
    acts: tuple[KeptAct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger(Generic[MatterT]):
    """The book of one kind of matter.

    Attributes:
        course: Its moves.
        records: The stored matters.
        outline: What lists tell of one, and who takes part.
    """

    course: Course[MatterT]
    records: MatterRecords
    outline: Callable[[MatterT], Outline]

    def open(self, matter_id: str) -> OpenMatter[MatterT]:
        """Return a matter as it stands; whether somebody may see it is not asked here.

        Raises:
            PageNotFoundError: There is no such matter of this kind.
            TrailBrokenError: Its acts were tampered with.

        Cost: some ten microseconds for each of its acts.
        """
        if self.records.kind_of(matter_id) is not self.course.kind:
            raise PageNotFoundError(what=f"{self.course.kind.value} {matter_id}")
        return self.opened_from(matter_id, self.records.acts_of(matter_id))

    def open_whole(self, matter_id: str) -> OpenMatter[MatterT]:
        """Return a matter with what is withheld, to be written on and never shown.

        Raises:
            PageNotFoundError: There is no such matter of this kind.
            TrailBrokenError: Its acts were tampered with.
        """
        if self.records.kind_of(matter_id) is not self.course.kind:
            raise PageNotFoundError(what=f"{self.course.kind.value} {matter_id}")
        return self._opened(matter_id, self.records.acts_of(matter_id))

    def open_in(self, work: MatterWork, matter_id: str) -> OpenMatter[MatterT]:
        """Return a matter as it stands within a transaction; nobody acts on it until that is over.

        It is whole, closed judgments too: what is read so is written on.

        Raises:
            PageNotFoundError: There is no such matter.
            TrailBrokenError: Its acts were tampered with, or are of another kind.
        """
        return self._opened(matter_id, work.acts_of(matter_id))

    def opened_from(self, matter_id: str, written: Sequence[WrittenAct]) -> OpenMatter[MatterT]:
        """Return a matter as its stored acts give it, where they were read with those of others.

        Closed judgments that whoever asks may not read stand in it no more.

        Raises:
            PageNotFoundError: There are no acts.
            TrailBrokenError: They were tampered with, or are of another kind.
        """
        return self.records.conceal(self._opened(matter_id, written))

    def _opened(self, matter_id: str, written: Sequence[WrittenAct]) -> OpenMatter[MatterT]:
        acts = read_acts(written, matter_id=matter_id, contents=self.course.contents())
        matter = self.course.replay(acts, matter_id=matter_id)
        if matter is None:
            raise PageNotFoundError(what=f"{self.course.kind.value} {matter_id}")
        return OpenMatter(id=matter_id, matter=matter, acts=acts)

    def begin(self, act: Act) -> OpenMatter[MatterT]:
        """Begin a matter with its first act, in a transaction of its own.

        Raises:
            ReferralError: The act is refused.
        """
        return self.perform(new_matter_id(), act)

    def perform(self, matter_id: str, act: Act) -> OpenMatter[MatterT]:
        """Do an act on a matter, in a transaction of its own; a refusal is kept and raised.

        Raises:
            ReferralError: The act is refused.
        """
        try:
            with self.records.write() as work:
                moved = self.perform_in(work, matter_id, act)
            return self.records.conceal(moved)
        except ReferralError as refusal:
            self.note(matter_id, act, refusal)
            raise

    def perform_in(self, work: MatterWork, matter_id: str, act: Act) -> OpenMatter[MatterT]:
        """Do an act on a matter within a transaction over several.

        Raises:
            ReferralError: The act is refused; the whole transaction is to be given up, and the
                refusal kept by :meth:`note` once it is over.
        """
        written = work.acts_of(matter_id)
        acts = read_acts(written, matter_id=matter_id, contents=self.course.contents())
        matter = self.course.replay(acts, matter_id=matter_id)
        moved = self.course.apply(matter, act)
        kept = KeptAct(
            number=len(acts) + 1,
            act=act,
            from_state="" if matter is None else matter.state.value,
            to_state=moved.state.value,
        )
        row = write_act(kept, matter_id=matter_id, before=last_digest(written))
        work.add(matter_id, row, self.outline(moved))
        return OpenMatter(id=matter_id, matter=moved, acts=(*acts, kept))

    def note(self, matter_id: str, act: Act, refusal: ReferralError) -> None:
        """Keep that an act was refused."""
        written = self.records.acts_of(matter_id)
        rule = refusal.rule if isinstance(refusal, RuleBrokenError) else type(refusal).__name__
        self.records.note_refusal(
            matter_id=matter_id,
            act=act.name,
            account_id=act.doer.account_id,
            state=written[-1].to_state if written else "",
            refusal=rule,
            at=act.at,
        )
