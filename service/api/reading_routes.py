"""Which addresses has the interface for corrections and for the quality of reading?"""

from typing import cast

from fastapi import APIRouter, Request
from pydantic import JsonValue

from corpus.corrections import Json
from corpus.field_tally import FieldState
from corpus.judgment import JudgmentId
from service.api.reading_schemas import (
    CorrectedFieldCount,
    CorrectionOut,
    CorrectionRequest,
    CorrectionsResponse,
    FieldQuality,
    QualityResponse,
    RejectedOut,
    ReviewOut,
    RunOut,
)
from service.api.routes import refused
from service.edge.context import actor_of, author_of, edge_of, note
from service.reading.correcting import CorrectionView, label_of_field, span_of_quote
from service.reading.quality import Quality, RunQuality
from service.reading.quality_words import label_of_counted

router = APIRouter(prefix="/api/v1")


@router.get(
    "/judgments/{judgment_id}/corrections",
    summary="一篇文书的更正记录",
    responses=refused(401, 403, 404),
)
def corrections(request: Request, judgment_id: str) -> CorrectionsResponse:
    """Return the corrections of a judgment."""
    return _corrections(request, JudgmentId(judgment_id))


@router.post(
    "/judgments/{judgment_id}/corrections",
    summary="更正一个要素，或恢复系统读取",
    status_code=201,
    responses=refused(400, 401, 403, 404, 422),
)
def correct(request: Request, judgment_id: str, asked: CorrectionRequest) -> CorrectionsResponse:
    """Set a field right."""
    edge = edge_of(request)
    judgment = edge.search.judgment(JudgmentId(judgment_id))
    author = author_of(actor_of(request))
    if asked.restores_reading:
        edge.reading.restore(
            judgment.id, field=asked.field, author=author, at=edge.clock(), reason=asked.reason
        )
    else:
        edge.reading.correct(
            judgment,
            field=asked.field,
            # A fraction, which JSON allows, fits no field and is refused as any wrong value.
            new=cast("Json", asked.new),
            author=author,
            at=edge.clock(),
            reason=asked.reason,
            span=span_of_quote(judgment, asked.quote),
        )
    note(request, action="correct_judgment", subject=f"{judgment_id} {asked.field}"[:64])
    return _corrections(request, judgment.id)


@router.get("/quality", summary="读取质量", responses=refused(401, 403))
def quality(request: Request) -> QualityResponse:
    """Return how well the store is read."""
    return _encode(edge_of(request).reading.quality.quality())


def _corrections(request: Request, judgment_id: JudgmentId) -> CorrectionsResponse:
    views = edge_of(request).reading.views(judgment_id)
    return CorrectionsResponse(
        judgment_id=judgment_id, corrections=tuple(_correction(each) for each in views)
    )


def _correction(view: CorrectionView) -> CorrectionOut:
    made = view.correction
    return CorrectionOut(
        field=made.field,
        label=view.label,
        old=cast("JsonValue", made.old),
        new=cast("JsonValue", made.new),
        start=None if made.span is None else made.span.start,
        end=None if made.span is None else made.span.end,
        author=made.author,
        at=made.at,
        reason=made.reason,
        restores_reading=made.restores_reading,
        standing=view.standing,
        needs_review=view.needs_review,
    )


def _encode(found: Quality) -> QualityResponse:
    tally = found.tally
    return QualityResponse(
        is_newest=found.is_newest,
        fields=()
        if tally is None
        else tuple(
            FieldQuality(
                field=name,
                label=label_of_counted(name),
                counts={state: tally.count(name, state) for state in FieldState},
            )
            for name in tally.fields()
        ),
        corrections=tuple(
            CorrectedFieldCount(
                field=each.field,
                label=label_of_field(each.field),
                n_corrections=each.n_corrections,
                n_judgments=each.n_judgments,
            )
            for each in found.corrections
        ),
        to_review=tuple(
            ReviewOut(
                judgment_id=each.correction.judgment_id,
                field=each.correction.field,
                label=each.label,
                standing=each.standing or "",
            )
            for each in found.to_review
        ),
        runs=tuple(_run(each) for each in found.runs),
    )


def _run(found: RunQuality) -> RunOut:
    return RunOut(
        source=found.run.source_name,
        started_at=found.run.started_at,
        finished_at=found.run.finished_at,
        accepted=found.run.accepted,
        unchanged=found.run.unchanged,
        rejected=found.run.rejected,
        reasons=dict(found.reasons),
        rejections=tuple(
            RejectedOut(place=each.place, code=each.code, reason=each.reason)
            for each in found.rejections
        ),
    )
