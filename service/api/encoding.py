"""How do answers become payloads?"""

from enum import StrEnum

import orjson

from corpus.judgment import Judgment
from corpus.listed import ListedJudgment
from corpus.provision import Provision
from corpus.spans import Extracted, value_of
from service.api.schemas import (
    FacetsResponse,
    FacetValue,
    Hit,
    JudgmentResponse,
    LabelledValue,
    PartyOut,
    ProvisionOut,
    ReadValue,
    Searched,
    SectionOut,
    SimilarResponse,
    UsedElementOut,
    UsedOut,
)
from service.labels import label_of
from service.search.answer import QuotedPassage as Quoted
from service.search.answer import SimilarAnswer, SimilarHit, Used
from service.search.coverage import Facets
from service.search.facts import Fact, facts_of
from service.search.filtering import CLOSED, words_of
from service.search.outline import Outline, write_outline
from service.search.understanding import Origin


def encode_answer(answer: SimilarAnswer) -> SimilarResponse:
    """Return the payload of an answer."""
    return SimilarResponse(
        hits=tuple(encode_hit(hit) for hit in answer.hits),
        offset=answer.offset,
        limit=answer.limit,
        searched=encode_searched(answer),
    )


def write_answer(answer: SimilarAnswer) -> bytes:
    """Return the payload of an answer as it is sent: to the byte that of :func:`encode_answer`.

    Cost: a fifth of making the payload of models, each checked, before it is written.
    """
    return orjson.dumps(
        {
            "hits": [hit_row(hit) for hit in answer.hits],
            "offset": answer.offset,
            "limit": answer.limit,
            "searched": orjson.Fragment(encode_searched(answer).model_dump_json()),
        }
    )


def encode_searched(answer: SimilarAnswer) -> Searched:
    """Return the payload of what was searched."""
    coverage = answer.coverage
    return Searched(
        snapshot_id=coverage.snapshot_id,
        n_judgments=coverage.n_judgments,
        n_courts=coverage.n_courts,
        decided_from=coverage.decided_from,
        decided_to=coverage.decided_to,
        n_undated=coverage.n_undated,
        filters=words_of(answer.filter),
        n_allowed=answer.n_allowed,
        n_ranked=answer.n_ranked,
        finding=labelled(answer.finding),
        ranker=answer.ranker,
        n_query_characters=answer.n_query_characters,
        query_words=answer.query_words,
        used=_used(answer.used),
        judgment_id=answer.asked_judgment_id,
    )


def encode_judgment(judgment: Judgment) -> JudgmentResponse:
    """Return the payload of a stored judgment."""
    read: dict[str, ReadValue] = {}
    for fact in facts_of(judgment):
        read.setdefault(fact.name, _read(fact, judgment.text))
    return JudgmentResponse.model_validate(
        {
            **_card(judgment),
            "text": judgment.text,
            "sections": [
                SectionOut(
                    kind=section.kind,
                    label=label_of(section.kind),
                    start=section.span.start,
                    end=section.span.end,
                )
                for section in judgment.sections
            ],
            "parties": [
                PartyOut(
                    name=party.value.name,
                    role=party.value.role,
                    label=label_of(party.value.role),
                    start=party.span.start,
                    end=party.span.end,
                )
                for party in judgment.parties
            ],
            "provisions": [_provision(found) for found in judgment.provisions],
            "quoted_case_numbers": tuple(
                dict.fromkeys(str(found.value) for found in judgment.quoted_case_numbers)
            ),
            "read": read,
        }
    )


def encode_facets(facets: Facets) -> FacetsResponse:
    """Return the payload of the values that filters can take."""
    return FacetsResponse(
        facets={
            name: tuple(
                FacetValue(
                    value=value,
                    label=label_of(CLOSED[name](value)) if name in CLOSED else value,
                    count=count,
                )
                for value, count in counted
            )
            for name, counted in facets.items()
        }
    )


def _used(used: Used) -> UsedOut:
    told = tuple(each.name for each in used.elements if each.origin is not Origin.PREDICTED)
    return UsedOut(
        facts=used.parts.facts,
        claims=used.parts.claims,
        issues=used.parts.issues,
        reasoning=used.parts.reasoning,
        charges=tuple(
            UsedElementOut(
                name=each.name,
                origin=LabelledValue(value=each.origin, label=label_of(each.origin)),
                chance=round(each.chance, 3),
            )
            for each in used.elements
        ),
        unmet=used.unmet,
        bands=tuple(str(band) for band in used.bands),
        outline=write_outline(Outline(parts=used.parts, charges=told)),
    )


def encode_hit(hit: SimilarHit) -> Hit:
    """Return the payload of a hit."""
    return Hit.model_validate(hit_row(hit))


def hit_row(hit: SimilarHit) -> dict[str, object]:
    """Return the fields of the payload of a hit, in their order, as JSON takes them."""
    return {
        **_card(hit.judgment),
        "rank": hit.rank,
        "is_same_text": hit.is_same_text,
        "likeness": _labelled_row(hit.likeness),
        "others": hit.others,
        "reasons": hit.reasons,
        "channel_ranks": dict(hit.channel_ranks),
        "passages": [_passage_row(passage) for passage in hit.passages],
        "gists": [
            {
                "heading": gist.heading,
                "text": gist.passage.text,
                "start": gist.passage.span.start,
                "end": gist.passage.span.end,
            }
            for gist in hit.gists
        ],
    }


def _provision(found: Extracted[Provision]) -> ProvisionOut:
    return ProvisionOut(
        law=found.value.law,
        article=found.value.article,
        article_suffix=found.value.article_suffix,
        paragraph=found.value.paragraph,
        item=found.value.item,
        text=str(found.value),
        start=found.span.start,
        end=found.span.end,
    )


def _passage_row(passage: Quoted) -> dict[str, object]:
    return {
        "text": passage.text,
        "start": passage.span.start,
        "end": passage.span.end,
        "section": passage.kind,
        "marks": [(mark.start, mark.end) for mark in passage.marks],
    }


def _card(judgment: Judgment | ListedJudgment) -> dict[str, object]:
    court = value_of(judgment.court)
    number = value_of(judgment.case_number)
    return {
        "judgment_id": judgment.id,
        "external_id": judgment.source.external_id,
        "source": judgment.source.name,
        "is_recognised": judgment.source.is_recognised,
        "title": judgment.title,
        "case_number": None if number is None else str(number),
        "court": None if court is None else court.name,
        "court_level": _labelled_row(None if court is None else court.level),
        "province": None if court is None else court.province,
        "decided_on": value_of(judgment.decided_on),
        "case_type": _labelled_row(value_of(judgment.case_type)),
        "cause": value_of(judgment.cause),
        "charges": tuple(charge.value for charge in judgment.charges),
        "document_kind": _labelled_row(value_of(judgment.document_kind)),
        "instance": _labelled_row(value_of(judgment.instance)),
        "effect": _labelled_row(judgment.effect),
        "effect_reason": judgment.effect_reason,
    }


def labelled(member: StrEnum | None) -> LabelledValue | None:
    """Return a member of a closed vocabulary with its label."""
    return None if member is None else LabelledValue(value=member, label=label_of(member))


def _labelled_row(member: StrEnum | None) -> dict[str, str] | None:
    """Return the fields of :func:`labelled`."""
    return None if member is None else {"value": member.value, "label": label_of(member)}


def _read(fact: Fact, text: str) -> ReadValue:
    return ReadValue(
        state=fact.state,
        value=fact.value,
        quote=None if fact.span is None else fact.span.of(text),
        start=None if fact.span is None else fact.span.start,
        end=None if fact.span is None else fact.span.end,
        rule=fact.rule,
        candidates=fact.candidates,
    )
