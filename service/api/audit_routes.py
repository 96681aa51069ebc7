"""Which addresses has the interface for audits?"""

from enum import StrEnum

from fastapi import APIRouter, Request

from service.api.audit_schemas import (
    AuditClusterLine,
    AuditClusterResponse,
    AuditCountOut,
    AuditDispersionOut,
    AuditPositionOut,
    AuditQuoteOut,
    AuditReadingOut,
    AuditReadingRequest,
    AuditResponse,
    AuditReversalsOut,
    AuditRunOut,
    AuditRunsResponse,
)
from service.api.lists import USUAL_LINES, Limit, Skip
from service.api.routes import refused
from service.api.schemas import LabelledValue
from service.audits.comparing_runs import ClusterChange
from service.audits.desk import ReviewedCluster
from service.audits.model import AuditRun, ClusterPosition
from service.audits.words import agreement_words
from service.edge.context import actor_of, edge_of, note
from service.labels import label_of

router = APIRouter(prefix="/api/v1")


@router.get("/audits", summary="各期裁判评查", responses=refused(401, 403, 422))
def audits(request: Request, skip: Skip = 0, limit: Limit = USUAL_LINES) -> AuditRunsResponse:
    """Return the runs with their progress."""
    desk = edge_of(request).audits
    found = desk.runs(most=limit, skip=skip)
    return AuditRunsResponse(n=desk.count(), audits=tuple(_run(each) for each in found))


@router.get("/audits/{run_id}", summary="一期评查的结果", responses=refused(401, 403, 404))
def audit(request: Request, run_id: str) -> AuditResponse:
    """Return what a run found, by severity and reach."""
    desk = edge_of(request).audits
    run = desk.run(run_id)
    results = desk.results(run, actor=actor_of(request))
    note(request, action="read_audit", subject=run.id)
    return AuditResponse(
        audit=_run(run),
        compared_with=None if results.before is None else results.before.id,
        clusters=tuple(
            _line(each, results.change_of(each.cluster.key)) for each in results.reported
        ),
        n_insufficient=results.n_insufficient,
        agreement=agreement_words(results.agreement),
        reversals=AuditReversalsOut(
            reversed=results.reversals.n_reversed,
            new_evidence=results.reversals.n_new_evidence,
            court_above_wrong=results.reversals.n_court_above_wrong,
            difference_of_view=results.reversals.n_difference_of_view,
        ),
    )


@router.get("/audits/{run_id}/clusters/{key}", summary="一项分歧", responses=refused(401, 403, 404))
def audit_cluster(request: Request, run_id: str, key: str) -> AuditClusterResponse:
    """Return a cluster with its positions and those readings that whoever asks may see."""
    desk = edge_of(request).audits
    run = desk.run(run_id)
    found = desk.cluster(run, key, actor=actor_of(request))
    note(request, action="read_cluster", subject=f"{run.id}/{key}")
    return _cluster(found)


@router.post(
    "/audits/{run_id}/clusters/{key}/readings",
    summary="复核一项分歧",
    status_code=201,
    responses=refused(400, 401, 403, 404, 409),
)
def read_cluster(
    request: Request, run_id: str, key: str, asked: AuditReadingRequest
) -> AuditClusterResponse:
    """Take what a reviewer answers; it cannot be changed."""
    edge = edge_of(request)
    run = edge.audits.run(run_id)
    found = edge.audits.read(
        run,
        key,
        asked.answer,
        reason=asked.reason,
        words=asked.words,
        actor=actor_of(request),
        now=edge.clock(),
    )
    note(request, action="read_finding", subject=f"{run.id}/{key}")
    return _cluster(found)


def _run(run: AuditRun) -> AuditRunOut:
    return AuditRunOut(
        id=run.id,
        court=run.order.court,
        scope=_labelled(run.order.scope),
        rhythm=_labelled(run.order.rhythm),
        first=run.order.first,
        last=run.order.last,
        state=_labelled(run.state),
        started_at=run.started_at,
        moved_at=run.moved_at,
        n_causes=run.n_causes,
        n_done=run.n_done,
        n_judgments=run.n_judgments,
        n_without_cause=run.n_without_cause,
    )


def _line(found: ReviewedCluster, change: ClusterChange | None) -> AuditClusterLine:
    cluster, share = found.cluster, found.cluster.dispersion
    return AuditClusterLine(
        key=cluster.key,
        cause=cluster.cause,
        question=cluster.question,
        kind=_labelled(cluster.kind),
        severity=_labelled(cluster.severity),
        where=tuple(_labelled(each) for each in cluster.where),
        origins=tuple(_labelled(each) for each in cluster.origins),
        n_judgments=cluster.n_judgments,
        n_courts=cluster.n_courts,
        n_pending=cluster.n_pending,
        dispersion=AuditDispersionOut(
            measure=_labelled(share.measure),
            n=share.n,
            is_enough=share.is_enough,
            share=share.share if share.is_enough else None,
            low=share.low if share.is_enough else None,
            high=share.high if share.is_enough else None,
        ),
        change=None if change is None else _labelled(change.change),
        review=_labelled(found.review.state),
        outcome=None if found.review.outcome is None else _labelled(found.review.outcome),
    )


def _cluster(found: ReviewedCluster) -> AuditClusterResponse:
    cluster, review = found.cluster, found.review
    return AuditClusterResponse(
        cluster=_line(found, None),
        positions=tuple(_position(each) for each in cluster.positions),
        reversed_ids=cluster.reversed_ids,
        explanations=tuple(each.sentence for each in cluster.explanations),
        n_readings=review.n_given,
        readings=tuple(
            AuditReadingOut(
                author=each.author,
                answer=_labelled(each.answer),
                reason=None if each.reason is None else _labelled(each.reason),
                words=each.words,
                at=each.at,
            )
            for each in review.shown
        ),
        may_read=review.is_open,
    )


def _position(position: ClusterPosition) -> AuditPositionOut:
    return AuditPositionOut(
        key=position.key,
        label=position.label,
        votes=position.votes,
        judgment_ids=position.judgment_ids,
        courts=tuple(AuditCountOut(name=each.name, n=each.n) for each in position.courts),
        trend=tuple(AuditCountOut(name=each.name, n=each.n) for each in position.trend),
        quotes=tuple(
            AuditQuoteOut(
                judgment_id=each.judgment_id,
                start=each.start,
                end=each.end,
                words=each.words,
                court=each.court,
                decided_on=each.decided_on,
            )
            for each in position.quotes
        ),
    )


def _labelled(member: StrEnum) -> LabelledValue:
    return LabelledValue(value=member.value, label=label_of(member))
