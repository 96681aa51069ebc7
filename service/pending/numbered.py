"""Which stored judgments have a number that somebody writes down?"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.judgment import JudgmentId
from indexing.errors import IndexingError
from service.errors import NotReadyError
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodQuestion
from service.search.methods.vocabulary import Relation, SearchMethod
from service.search.service import SearchService

_MOST = 20


@dataclass(frozen=True, slots=True)
class NumberedPapers:
    """Finds judgments by 案号, 指导性案例 number or 入库编号 in any printed variant.

    Attributes:
        search: What knows the numbers.
    """

    search: SearchService

    def ids_of_number(self, printed: str) -> Sequence[JudgmentId]:
        """Return the judgments of a number, in order of the search; none before an index stands."""
        question = MethodQuestion(method=SearchMethod.CASE, words=printed, limit=_MOST)
        try:
            answer = answer_by_method(question, self.search)
        except (IndexingError, NotReadyError):
            return ()
        return tuple(
            hit.similar.judgment.id for hit in answer.hits if hit.relation is Relation.ITSELF
        )
