"""What does every list of hits need beside the hits: views, verdicts, links?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request

from corpus.judgment import JudgmentId
from service.actors import Permission
from service.edge.context import actor_of, edge_of
from service.edge.forms import FORM_FIELD, form_token
from service.library.model import LibraryRecord
from service.search.answer import SimilarHit
from service.verdicts.desk import VerdictsOnHit
from service.verdicts.model import Verdict
from service.web.pieces.hit_view import HitView, view_of
from service.web.pieces.library_view import library_mark
from service.web.pieces.masked_display import is_masked, masked_hit, with_masking


def shown_hit(
    request: Request, hit: SimilarHit, *, asked: str, library: Mapping[JudgmentId, LibraryRecord]
) -> HitView:
    """Return a hit as the list shows it, masked or not as the page is.

    Args:
        request: The request of the page.
        hit: The hit.
        asked: Names the question in addresses, as :class:`service.web.pieces.asked.Asked` does.
        library: What is recorded of library cases.
    """
    view = view_of(masked_hit(hit, request), asked=asked)
    return replace(
        view,
        address=with_masking(view.address, request),
        library=library_mark(library.get(hit.judgment.id), request),
    )


def verdict_context(
    request: Request,
    *,
    address: str,
    snapshot_id: str,
    ranker: str,
    verdicts: Mapping[JudgmentId, VerdictsOnHit],
) -> Mapping[str, object]:
    """Return what the buttons of every hit need: macros of another file see nothing else.

    Args:
        request: The request of the page.
        address: Where verdicts are sent.
        snapshot_id: The index that answered.
        ranker: What put the list in order.
        verdicts: What stands of the hits.
    """
    query = f"?{request.url.query}" if request.url.query else ""
    return {
        "snapshot_id": snapshot_id,
        "ranker": ranker,
        "verdicts": verdicts,
        "all_verdicts": tuple(Verdict),
        "may_give_verdicts": actor_of(request).may(Permission.GIVE_VERDICTS),
        "reasons_needed": edge_of(request).settings.verdict_reasons,
        "is_masked": is_masked(request),
        "verdict_address": f"{address}{query}",
        "form_field": FORM_FIELD,
        "form_token": form_token(request),
    }


def ids_of(hits: Sequence[SimilarHit]) -> list[JudgmentId]:
    """Return the judgments of hits, in order."""
    return [hit.judgment.id for hit in hits]
