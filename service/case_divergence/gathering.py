"""Which judgments are compared with a case?

Similar cases of every tier that the search finds and no judge refused, and those that the judge
called similar, found or not. Judgments in effect count; those that were overturned stay to be seen
and have no vote. Most of a first instance never tell whether they came into effect: whether these
are compared is for the court to set, and they are told apart. What is under appeal is left out.

Source: 法发〔2020〕24号 art. 1, 4.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from corpus.judgment import Effectiveness, Judgment, JudgmentId
from corpus.spans import value_of
from indexing.searching.likeness import Likeness
from service.case_divergence.model import Gathered
from service.divergence.cases import compared_case
from service.divergence.model import ComparedCase
from service.tiers.model import Group, TieredAnswer, TieredHit
from service.tiers.placing import put_aside_words
from service.tiers.vocabulary import Tier
from service.verdicts.model import Verdict

PER_GROUP = 25
"""Most hits of one group of a tier that are looked at."""

MOST_COMPARED = 120
"""Most judgments that one case is compared with."""

OVERTURNED = frozenset(
    {Effectiveness.VARIED, Effectiveness.REVOKED, Effectiveness.REVISED_ON_RETRIAL}
)
_ALIKE = frozenset({Likeness.HIGH, Likeness.MIDDLE})
_COMPARED = OVERTURNED | {Effectiveness.IN_EFFECT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A judgment to be compared.

    Attributes:
        judgment_id: Which.
        series: Key of its series, None where it belongs to none.
        is_said: Whether the judge said that it is similar.
    """

    judgment_id: JudgmentId
    series: str | None
    is_said: bool


def gather(
    answer: TieredAnswer,
    verdicts: Mapping[JudgmentId, Verdict],
    judgments_of: Callable[[Sequence[JudgmentId]], Sequence[Judgment]],
    *,
    own: ComparedCase | None,
    with_unknown: bool,
) -> Gathered:
    """Return what is compared with a case.

    Args:
        answer: The search for it, tier by tier.
        verdicts: What its judge said of judgments.
        judgments_of: Gives stored judgments in the order of their ids.
        own: The case itself, where its text takes a position.
        with_unknown: Whether judgments of unknown effect are compared.

    Raises:
        JudgmentNotFoundError: A judgment has left the store since it was found.

    Cost: some milliseconds for each judgment that is compared.
    """
    wanted = [
        chosen
        for chosen in _chosen(answer, verdicts)
        if own is None or chosen.judgment_id != own.judgment.id
    ]
    judgments = judgments_of([chosen.judgment_id for chosen in wanted])
    like = list(zip(wanted, judgments, strict=True))
    compared = _COMPARED | ({Effectiveness.UNKNOWN} if with_unknown else frozenset())
    counted = [each for each in like if each[1].effect in compared][:MOST_COMPARED]
    cases = [compared_case(judgment, series=chosen.series) for chosen, judgment in counted]
    dated = {hit.hit.judgment.id: hit.dated for hit in answer.hits}
    refused = sum(verdict is Verdict.NOT_SIMILAR for verdict in verdicts.values())
    return Gathered(
        cases=tuple(
            sorted((*cases, *(() if own is None else (own,))), key=lambda each: each.judgment.id)
        ),
        own_id=None if own is None else own.judgment.id,
        n_like=len(counted),
        n_recent=sum(answer.window.holds(dated.get(chosen.judgment_id)) for chosen, _ in counted),
        n_said_similar=sum(chosen.is_said for chosen, _ in counted),
        n_said_otherwise=refused,
        n_unsettled=sum(judgment.effect not in compared for _, judgment in like),
        n_unknown=sum(judgment.effect is Effectiveness.UNKNOWN for _, judgment in counted),
        window=answer.window,
        snapshot_id=answer.whole.coverage.snapshot_id,
    )


def _chosen(answer: TieredAnswer, verdicts: Mapping[JudgmentId, Verdict]) -> Iterator[Chosen]:
    """Give those called similar first, then the best of each group in turn, each once."""
    hits = answer.hits
    elements = frozenset(each.name for each in answer.whole.used.elements)
    said = [key for key, verdict in verdicts.items() if verdict is Verdict.SIMILAR]
    refused = {key for key, verdict in verdicts.items() if verdict is Verdict.NOT_SIMILAR}
    series = {
        member: min((hit.hit.judgment.id, *hit.hit.others))
        for hit in hits
        if hit.hit.others
        for member in (hit.hit.judgment.id, *hit.hit.others)
    }
    found = [
        member
        for hit in _in_turn(hits)
        if not _is_unlike(hit, elements)
        for member in (hit.hit.judgment.id, *hit.hit.others)
    ]
    for judgment_id in dict.fromkeys((*sorted(said), *found)):
        if judgment_id not in refused:
            yield Chosen(
                judgment_id=judgment_id,
                series=series.get(judgment_id),
                is_said=judgment_id in verdicts and verdicts[judgment_id] is Verdict.SIMILAR,
            )


def _in_turn(hits: Sequence[TieredHit]) -> Iterator[TieredHit]:
    """Give the best of each group, then the second of each, so that no tier takes all room."""
    groups: dict[tuple[Tier, Group], list[TieredHit]] = {}
    for hit in hits:
        groups.setdefault((hit.tier, hit.group), []).append(hit)
    for row in zip_longest(*groups.values()):
        yield from (hit for hit in row if hit is not None)


def _is_unlike(hit: TieredHit, elements: frozenset[str]) -> bool:
    """Tell whether a hit is none to compare with: a mere lead, the same text, put aside.

    What no ranker graded (civil causes) must be of the same cause: words alone bring suits on goods
    beside suits on loans.
    """
    cause = value_of(hit.hit.judgment.cause)
    own = {each.value for each in hit.hit.judgment.charges} | ({cause} if cause else set())
    is_of_another = bool(elements) and not own & elements
    is_put_aside = hit.record is not None and bool(put_aside_words(hit.record))
    is_unproved = hit.hit.likeness not in _ALIKE and is_of_another
    return hit.is_distant or hit.hit.is_same_text or is_put_aside or is_unproved
