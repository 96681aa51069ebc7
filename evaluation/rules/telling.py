"""How do judgments of known position stand to a rule made of the position?

For each contested issue of the generated corpus a rule is written from the normal form of its
question and the label of one position, the other label as minority view. Neither is the wording of
any paper.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.sample.truth import IssueTruth, SampleTruth
from service.divergence.model import ComparedCase
from service.referral.rules.bearing import bearing_of, sense_of
from service.referral.rules.model import RuleForce, RuleText, Side

_COMPANY = 120
_OFF = 40
_AS_OF = date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One judgment against one rule.

    Attributes:
        true: Its side; None where it is on another question.
        said: What was told; None where it was said to be on another question.
    """

    true: Side | None
    said: Side | None


def tell_issue(
    issue: IssueTruth,
    truth: SampleTruth,
    cases: Mapping[str, ComparedCase],
    *,
    n_examples: int,
    seed: int,
) -> tuple[Told, ...]:
    """Tell how the judgments of the cause of an issue stand to a rule on it.

    Args:
        issue: The issue; the first of its positions becomes the rule.
        truth: The truth of the corpus.
        cases: The judgments as read, by the generator's id.
        n_examples: Judgments of each side that the rule is given; they are not counted.
        seed: Of the choice of examples.

    Returns:
        Nothing where a side has no judgment to be counted.
    """
    (adopted, words), (other, contrary) = list(issue.positions.items())[:2]
    by_side = {key: sorted(_holding(truth, cases, issue.key, key)) for key in (adopted, other)}
    chance = random.Random(f"{seed}:{issue.key}")  # noqa: S311 - a seeded draw, no secret
    if min(map(len, by_side.values())) < 1:
        return ()
    given = {
        key: chance.sample(names, min(n_examples, len(names) - 1)) for key, names in by_side.items()
    }
    others = [each for each in _of_cause(truth, cases, issue) if each not in _all(by_side)]
    chance.shuffle(others)
    sense = sense_of(
        RuleText(
            question=issue.question,
            answer=words,
            minority=contrary,
            causes=(issue.cause,),
            courts=("",),
            law_as_of=_AS_OF,
            force=RuleForce.ADVISORY,
        ),
        followed=[cases[each] for each in given[adopted]],
        contrary=[cases[each] for each in given[other]],
        company=[cases[each] for each in others[_OFF : _OFF + _COMPANY]],
    )
    asked: list[tuple[Side | None, str]] = [
        *((Side.WITH, each) for each in by_side[adopted] if each not in given[adopted]),
        *((Side.AGAINST, each) for each in by_side[other] if each not in given[other]),
        *((None, each) for each in others[:_OFF]),
    ]
    return tuple(
        Told(true=true, said=None if bearing is None else bearing.side)
        for true, name in asked
        for bearing in [bearing_of(sense, cases[name])]
    )


def figures_of(told: Sequence[Told]) -> dict[str, float]:
    """Return what the answers amount to.

    Example:
        >>> found = figures_of([Told(true=Side.AGAINST, said=Side.AGAINST),
        ...     Told(true=Side.WITH, said=None), Told(true=None, said=None)])
        >>> found["departures precision"], found["on question recall"]
        (1.0, 0.5)
    """
    counts = Counter((each.true, each.said) for each in told)
    on = [each for each in told if each.true is not None]
    found = [each for each in on if each.said is not None]
    sided = [each for each in found if each.said is not Side.UNCLEAR]
    said = [each for each in told if each.said is Side.AGAINST]
    against = [each for each in on if each.true is Side.AGAINST]
    off = [each for each in told if each.true is None]
    return {
        "n": float(len(told)),
        "on question recall": _share(len(found), len(on)),
        "on question false": _share(sum(each.said is not None for each in off), len(off)),
        "side accuracy": _share(sum(each.true is each.said for each in sided), len(sided)),
        "unclear": _share(len(found) - len(sided), len(found)),
        "departures precision": _share(counts[Side.AGAINST, Side.AGAINST], len(said)),
        "departures recall": _share(counts[Side.AGAINST, Side.AGAINST], len(against)),
        "departures random": _share(len(against), len(told)),
    }


def _holding(
    truth: SampleTruth, cases: Mapping[str, ComparedCase], issue: str, position: str
) -> Iterable[str]:
    for name, judgment in truth.judgments.items():
        if name in cases and any(
            (each.issue, each.position) == (issue, position) for each in judgment.positions
        ):
            yield name


def _of_cause(
    truth: SampleTruth, cases: Mapping[str, ComparedCase], issue: IssueTruth
) -> list[str]:
    return sorted(
        name
        for name, each in truth.judgments.items()
        if name in cases and issue.cause in {each.cause, *each.charges}
    )


def _all(by_side: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(name for names in by_side.values() for name in names)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
