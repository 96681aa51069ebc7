"""Where do the judgments stand that a hit speaks for?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from corpus.judgment import JudgmentId
from service.edge.context import edge_of
from service.search.answer import SimilarHit
from service.web.pieces.masked_display import is_masked, masking_of, with_masking

MOST_LINKS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLink:
    """A judgment of the family of a hit."""

    address: str
    title: str


def family_links(
    request: Request, hits: Sequence[SimilarHit], asked: str
) -> Mapping[JudgmentId, FamilyLink]:
    """Return the first of the other judgments of each hit's family, names masked if asked.

    Raises:
        JudgmentNotFoundError: One has left the store since it was found.
    """
    search = edge_of(request).search
    ids = list(dict.fromkeys(other for hit in hits for other in hit.others[:MOST_LINKS]))
    if is_masked(request):
        shown = [masking_of(search.judgment(each), request).judgment for each in ids]
        titles = [judgment.title for judgment in shown]
    else:
        titles = [judgment.title for judgment in search.listed(ids)]
    return {
        each: FamilyLink(
            address=with_masking(f"/judgments/{each}?{asked}", request),
            title=title or "（文书未载明标题）",
        )
        for each, title in zip(ids, titles, strict=True)
    }
