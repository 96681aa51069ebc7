"""On which question does a page look at judgments?

Pages of judgments and comparisons hang on a kept search (``?search=ID``) or on a pending case
(``?case=ID``); the same words in an address lead back to it.
"""

from dataclasses import dataclass

from starlette.requests import Request

from corpus.judgment import JudgmentId
from service.edge.context import actor_of, edge_of
from service.pending.asking import question_of_case
from service.pending.model import PendingCase
from service.search.question import Question
from service.store.activity_records import SearchRecord
from service.web.pieces.kept_searches import own_search


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question of a page.

    Attributes:
        query: Names it in addresses: ``search=ID`` or ``case=ID``.
        back: Address of its list of hits.
        question: What is asked.
        case: The pending case that asks, or None.
    """

    query: str
    back: str
    question: Question
    case: PendingCase | None = None

    def hit_address(self, judgment_id: JudgmentId) -> str:
        """Return the address at which a judgment is compared with what is asked."""
        return f"{self.back}/hits/{judgment_id}"


def asked_by(request: Request) -> Asked | None:
    """Return the question that an address names; None where it names none.

    Raises:
        PageNotFoundError: It is not open to whoever asks.
    """
    search, case = request.query_params.get("search"), request.query_params.get("case")
    if search is not None:
        return asked_by_search(request, search)
    return None if case is None else asked_by_pending(request, case)


def asked_by_search(request: Request, search_id: str) -> Asked:
    """Return the question of a kept search.

    Raises:
        PageNotFoundError: There is none of this id, or it is somebody else's.
    """
    return asked_by_record(own_search(request, search_id))


def asked_by_record(record: SearchRecord) -> Asked:
    """Return the question of a kept search of whoever asks."""
    judgment_id = record.judgment_id
    return Asked(
        query=f"search={record.id}",
        back=f"/results/{record.id}",
        question=Question(
            text=record.text,
            judgment_id=None if judgment_id is None else JudgmentId(judgment_id),
        ),
    )


def asked_by_pending(request: Request, pending_id: str) -> Asked:
    """Return the question of a pending case.

    Raises:
        PageNotFoundError: There is none of this id, or it is not open to this account.
    """
    edge = edge_of(request)
    return asked_by_own_case(edge.pending.find(pending_id, account_id=actor_of(request).account_id))


def asked_by_own_case(case: PendingCase) -> Asked:
    """Return the question of a pending case that is open to whoever asks."""
    return Asked(
        query=f"case={case.id}",
        back=f"/cases/{case.id}",
        question=question_of_case(case),
        case=case,
    )
