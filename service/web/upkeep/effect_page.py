"""The page "how good is it here": this index, this model, this court's own verdicts."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.store.leaving import those_left
from indexing.errors import IndexingError
from indexing.snapshots.snapshot import SnapshotManifest, read_manifest
from service.edge.context import Edge, edge_of
from service.effect.agreement import LEAST_TOLD, Agreement, agreements
from service.effect.published import published_figures
from service.errors import ServiceError
from service.ranking.grading import questions_of
from service.ranking.words import in_use_words
from service.search.answer import Coverage
from service.upgrades.words import upgrade_lines
from service.web.rendering import page
from service.web.wordbook.wording import sentence_of

router = APIRouter(include_in_schema=False)

_RECORDS = 5


@router.get("/effect")
def effect_page(request: Request) -> HTMLResponse:
    """Show how good the search is here, as far as that is known."""
    edge = edge_of(request)
    coverage, manifest, trouble = _index(edge)
    return page(
        request,
        "effect.html",
        coverage=coverage,
        manifest=manifest,
        trouble=trouble,
        ranker=in_use_words(edge.ranking.status()),
        published=published_figures(),
        agreements=_agreements(edge),
        least_told=LEAST_TOLD,
        upgrades=[upgrade_lines(each) for each in reversed(edge.upgrades.records()[-_RECORDS:])],
        is_refusing=edge.settings.upgrade_refusal,
    )


def _index(edge: Edge) -> tuple[Coverage | None, SnapshotManifest | None, str]:
    try:
        coverage = edge.search.coverage()
        folder = edge.settings.snapshot_root / coverage.snapshot_id
        return coverage, read_manifest(folder), ""
    except (IndexingError, ServiceError) as error:
        return None, None, sentence_of(error)


def _agreements(edge: Edge) -> tuple[Agreement, ...]:
    """Return what this court's judges said of hits, by tier as it is seen today."""
    questions, _ = questions_of(edge.verdicts.records.standing())
    ids = sorted({each for question in questions for each in question.grades})
    today = edge.clock().date()
    tiers = {
        judgment.id: edge.tiers.place(judgment, today=today)[0]
        for judgment in those_left(edge.search.listed, ids)
    }
    return agreements(
        (tiers[each], good) for question in questions for each, good in question.grades.items()
    )
