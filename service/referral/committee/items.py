"""What is an item of the committee (审委会议题)?

A question of law, from the panel's application to the judgment that carries out what was decided.
"""

from dataclasses import dataclass

from service.referral.committee.applications import (
    Application,
    Filtering,
    KeptEndorsement,
    Materials,
    PanelAnswer,
    Recusal,
    Scheduling,
)
from service.referral.committee.decisions import (
    FiledJudgment,
    Minutes,
    NotedPrevention,
    Registration,
    Sent,
)
from service.referral.committee.sittings import Sitting
from service.referral.committee.vocabulary import ItemState


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item as its acts made it.

    Attributes:
        state: How far it has come.
        application: What is asked, as completed.
        endorsements: What division head and vice president said to it.
        n_reconsiderations: How often the president suggested that the panel reconsider.
        panel_answers: What the panel said then.
        filtering: What the filter found; None until then.
        needs_plenary: Whether the plenary has to decide.
        scheduling: The meeting that it stands on; None while on none.
        materials: What members were given; None until then.
        read_by: Accounts of members who acknowledged them.
        recusals: Who stands aside, or asked to.
        sitting: The discussion that is going on or was the last; None before the first.
        earlier: Discussions before it that led to no decision, or to one that was taken up again.
        minutes: The minutes as drafted last; None until then.
        prevented: That the president cannot approve them; None unless noted.
        registration: The decision in the register; None until the minutes are approved.
        sent: To whom it was sent; None until then.
        n_asked_again: How often the panel asked the president to have it reconsidered.
        filed: Judgments filed, each as compared then.
    """

    state: ItemState
    application: Application
    endorsements: tuple[KeptEndorsement, ...] = ()
    n_reconsiderations: int = 0
    panel_answers: tuple[PanelAnswer, ...] = ()
    filtering: Filtering | None = None
    needs_plenary: bool = False
    scheduling: Scheduling | None = None
    materials: Materials | None = None
    read_by: tuple[int, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    sitting: Sitting | None = None
    earlier: tuple[Sitting, ...] = ()
    minutes: Minutes | None = None
    prevented: NotedPrevention | None = None
    registration: Registration | None = None
    sent: Sent | None = None
    n_asked_again: int = 0
    filed: tuple[FiledJudgment, ...] = ()

    @property
    def recused(self) -> frozenset[int]:
        """Accounts of members who stand aside: they see nothing of it any more."""
        return frozenset(each.member for each in self.recusals if each.is_granted)
