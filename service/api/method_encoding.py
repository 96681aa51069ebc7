"""How do answers by method, and replays, become payloads?"""

import json
from enum import StrEnum

from pydantic import ValidationError

from indexing.columns.filters import SearchFilter
from service.api.encoding import hit_row, labelled
from service.api.method_schemas import (
    ComparisonOut,
    EffectChangedOut,
    GoneOut,
    KeptHitOut,
    KeptOut,
    MethodHitOut,
    MethodRequest,
    MethodResponse,
    MethodSearched,
    MovedOut,
    ReplayedOut,
    SuccessorOut,
    UnderstoodOut,
)
from service.api.routes import problems_of
from service.api.schemas import Filters, LabelledValue
from service.errors import MalformedRequestError
from service.labels import label_of
from service.search.filtering import words_of
from service.search.methods.model import MethodAnswer, MethodHit
from service.search.replay import Comparison, KeptSearch, Replayed, keep


def encode_method_answer(answer: MethodAnswer) -> MethodResponse:
    """Return the payload of an answer."""
    question, coverage = answer.question, answer.coverage
    return MethodResponse(
        method=_label(question.method),
        understood=tuple(
            UnderstoodOut(aspect=_label(each.aspect), words=each.words)
            for each in answer.understood
        ),
        unread=answer.unread,
        successors=tuple(
            SuccessorOut(
                law=each.law, ended=each.ended, successor=each.successor, source=each.source
            )
            for each in answer.successors
        ),
        hits=tuple(_hit(hit) for hit in answer.hits),
        n_hits=answer.n_hits,
        offset=question.offset,
        limit=question.limit,
        order=_label(answer.order),
        ranker=answer.ranker,
        searched=MethodSearched(
            snapshot_id=coverage.snapshot_id,
            n_judgments=coverage.n_judgments,
            n_courts=coverage.n_courts,
            decided_from=coverage.decided_from,
            decided_to=coverage.decided_to,
            n_undated=coverage.n_undated,
            filters=words_of(question.filter),
            n_allowed=answer.n_allowed,
        ),
        kept=encode_kept(keep(answer)),
    )


def encode_kept(kept: KeptSearch) -> KeptOut:
    """Return the payload of a kept search."""
    question = kept.question
    return KeptOut(
        question=MethodRequest(
            method=question.method,
            words=question.words,
            part=question.part,
            text=question.text,
            judgment_id=question.judgment_id,
            charges=question.charges,
            filters=_filters(question.filter),
            sort=question.sort,
            limit=question.limit,
            offset=question.offset,
        ),
        snapshot_id=kept.snapshot_id,
        ranker=kept.ranker,
        n_hits=kept.n_hits,
        hits=tuple(
            KeptHitOut(
                judgment_id=hit.judgment_id, rank=hit.rank, effect=hit.effect, quotes=hit.quotes
            )
            for hit in kept.hits
        ),
    )


def decode_kept(content: str | bytes) -> KeptSearch:
    """Read a kept search: by itself, or in the answer that it was kept with.

    Raises:
        MalformedRequestError: It is none.
    """
    try:
        row = json.loads(content)
    except ValueError as error:
        raise MalformedRequestError(problems=("kept: no JSON",)) from error
    found = row.get("kept", row) if isinstance(row, dict) else row
    try:
        return KeptOut.model_validate(found).to_kept()
    except ValidationError as error:
        raise MalformedRequestError(problems=problems_of(error, "kept")) from error


def encode_replayed(replayed: Replayed) -> ReplayedOut:
    """Return the payload of a replay."""
    return ReplayedOut(
        snapshot_id=replayed.kept.snapshot_id,
        same=_comparison(replayed.same),
        trouble=None if replayed.trouble is None else str(replayed.trouble),
        current=_comparison(replayed.current),
    )


def _filters(condition: SearchFilter) -> Filters:
    words = words_of(condition)
    days = {"decided_from": condition.decided_from, "decided_to": condition.decided_to}
    return Filters.model_validate({**words, **days})


def _comparison(compared: Comparison | None) -> ComparisonOut | None:
    if compared is None:
        return None
    return ComparisonOut(
        snapshot_id=compared.answer.coverage.snapshot_id,
        is_same_list=compared.is_same_list,
        n_hits=compared.answer.n_hits,
        gone=tuple(
            GoneOut(judgment_id=each.judgment_id, was=each.was, is_indexed=each.is_indexed)
            for each in compared.gone
        ),
        new=compared.new,
        moved=tuple(
            MovedOut(judgment_id=each.judgment_id, was=each.was, rank=each.rank)
            for each in compared.moved
        ),
        effects=tuple(
            EffectChangedOut(
                judgment_id=each.judgment_id, was=_label(each.was), effect=_label(each.effect)
            )
            for each in compared.effects
        ),
        is_other_ranker=compared.is_other_ranker,
    )


def _hit(hit: MethodHit) -> MethodHitOut:
    return MethodHitOut.model_validate({**hit_row(hit.similar), "relation": labelled(hit.relation)})


def _label(member: StrEnum) -> LabelledValue:
    return LabelledValue(value=member, label=label_of(member))
