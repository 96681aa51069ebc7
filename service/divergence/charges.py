"""Where do facts like those of one charge get another (罪名)?

Each judgment is held against the middle of the facts of every charge, it and whoever tells the same
facts left out: what it called the facts itself has no say. Where the facts lie nearer to a rival
charge than to the one found, it is odd; odd judgments that lie near the same judgments of the rival
make one finding against these. Only charges that are told apart by how the same conduct is seen are
rivals; those that the status of the person parts (贪污与职务侵占) are not, and judgments of several
charges are not looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpus.cause.charges import find_charges, renamed_to
from corpus.judgment import Judgment, SectionKind
from corpus.spans import Extracted
from service.divergence.expecting import Asking
from service.divergence.innocence.circumstances import parting_circumstance
from service.divergence.innocence.facts import decisive_facts
from service.divergence.innocence.law_version import under_one_law
from service.divergence.making import made
from service.divergence.model import ComparedCase, DivergenceKind, Finding, Standard
from service.divergence.rivals import rivals_of
from service.divergence.rulings import stance_at
from service.divergence.stances import causes_of
from service.divergence.votes import groups_of
from service.divergence.words import names_of, pairs_of, rows_of, weighted

_MASK: Final = "○"
_MOST_CHARACTERS: Final = 3_000
_LEAST_PAIRS: Final = 30
_LEAST_OF_CHARGE: Final = 3
_LEAST_SPREAD: Final = 3
_MOST_SPREAD: Final = 0.1
_FEW: Final = 200
"""Judgments that a pair may be common to however few are told."""
_SAME: Final = 0.9
"""Likeness from which on two judgments tell one event: co-accused, a series."""
_BLOCK: Final = 500
_NEAREST: Final = 5
LEAST_ODD: Final = 0.05
"""Oddness from which on a judgment is odd; 17 of 1,000 judgments of LeCaRD are (develop half)."""
_SURE: Final = 0.1
_LEAST_ALIKE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedFacts:
    """The facts of a judgment that finds one charge.

    Attributes:
        judgment_id: The judgment.
        charge: The charge, by its name of today.
        words: Pairs of characters of the facts; names, figures and charges masked.
    """

    judgment_id: str
    charge: str
    words: NDArray[np.uint32] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How near the facts of judgments lie to the middles of charges.

    Attributes:
        names: The charges, ascending.
        near: Cosine of each judgment to the middle of each charge, made without it, of shape
            (judgments, charges).
        rival: Whether two charges are rivals, of shape (charges, charges).
        nearest: By place of a judgment and charge, places of its nearest judgments of it.
    """

    names: tuple[str, ...]
    near: NDArray[np.float32]
    rival: NDArray[np.bool_]
    nearest: Mapping[tuple[int, int], tuple[int, ...]]

    def rivals(self, charge: str) -> tuple[str, ...]:
        """Return the rivals of a charge that some of the judgments found."""
        own = self.names.index(charge)
        return tuple(self.names[at] for at in np.flatnonzero(self.rival[own]).tolist())

    def oddness(self, place: int, charge: str) -> tuple[float, str]:
        """Return how much nearer a judgment lies to the nearest rival of a charge, and to which.

        Args:
            place: Place of the judgment.
            charge: One of the names; that which it found, or another on trial.
        """
        own = self.names.index(charge)
        rivals = np.flatnonzero(self.rival[own])
        if not len(rivals):
            return -1.0, ""
        best = int(rivals[np.argmax(self.near[place, rivals])])
        return float(self.near[place, best] - self.near[place, own]), self.names[best]


def charged_facts(judgment: Judgment) -> ChargedFacts | None:
    """Return the facts of a judgment that convicts all accused of one charge that has a rival.

    None for any other judgment, and for one whose facts are told in a few words.

    Cost: 1 ms.
    """
    found = _charges(judgment)
    names = {renamed_to(each.value) for each in found}
    if len(names) != 1 or not rivals_of(name := names.pop()):
        return None
    facts = judgment.section_text(SectionKind.FACTS)[:_MOST_CHARACTERS]
    for each in reversed(find_charges(facts)):
        facts = facts[: each.span.start] + _MASK + facts[each.span.end :]
    words = pairs_of(facts, names_of(judgment))
    if len(words) < _LEAST_PAIRS:
        return None
    return ChargedFacts(judgment_id=judgment.id, charge=name, words=words)


def _charges(judgment: Judgment) -> tuple[Extracted[str], ...]:
    """Return the charges found; none where somebody is acquitted."""
    criminal = judgment.outcome.criminal if judgment.outcome else None
    accused = criminal.accused if criminal else ()
    if any(each.value.is_acquitted for each in accused):
        return ()
    return tuple(
        conviction.charge
        for each in accused
        for conviction in each.value.convictions
        if conviction.charge is not None
    )


def likeness_of(told: Sequence[ChargedFacts]) -> Likeness:
    """Hold all judgments against the middles of their charges.

    Args:
        told: The judgments.

    Cost: the square of their number: 1.5 s for 4,300.
    """
    names = tuple(sorted({each.charge for each in told}))
    own = np.array([names.index(each.charge) for each in told], dtype=np.intp)
    rival = np.array([[each in rivals_of(one) for each in names] for one in names], dtype=np.bool_)
    near = np.zeros((len(told), len(names)), dtype=np.float32)
    nearest: dict[tuple[int, int], tuple[int, ...]] = {}
    if not told:
        return Likeness(names=names, near=near, rival=rival.reshape(0, 0), nearest=nearest)
    rows = _rows(told)
    marks = np.zeros(near.shape, dtype=np.float32)
    marks[np.arange(len(told)), own] = 1
    counts = marks.sum(axis=0)
    lengths = np.sqrt(np.asarray((csr_matrix(marks).T @ rows).power(2).sum(axis=1)).ravel())
    lengths = np.maximum(lengths / counts, 1e-9)
    for start in range(0, len(told), _BLOCK):
        like = (rows[start : start + _BLOCK] @ rows.T).toarray()
        is_same = like >= _SAME
        is_same[np.arange(len(like)), start + np.arange(len(like))] = True
        like[is_same] = 0
        others = counts - is_same @ marks
        near[start : start + _BLOCK] = np.where(
            others >= _LEAST_OF_CHARGE, like @ marks / np.maximum(others, 1) / lengths, 0
        )
        for at, row in enumerate(like):
            place = start + at
            rivals = np.flatnonzero(rival[own[place]])
            for charge in rivals[near[place, rivals] > near[place, own[place]]].tolist():
                places = np.flatnonzero((own == charge) & (row > 0))
                order = np.lexsort((places, -row[places]))[:_NEAREST]
                nearest[place, charge] = tuple(places[order].tolist())
    return Likeness(names=names, near=near, rival=rival, nearest=nearest)


@dataclass(frozen=True, slots=True, kw_only=True)
class OddGroup:
    """Judgments whose facts lie nearer to a rival charge, and judgments of it that they lie near.

    Attributes:
        charge: The charge that they found.
        rival: The rival.
        odd: Ids of the judgments, ascending.
        near: Ids of the nearest judgments of the rival, ascending.
        oddness: How much nearer the odd ones lie to the rival, the median.
    """

    charge: str
    rival: str
    odd: tuple[str, ...]
    near: tuple[str, ...]
    oddness: float


def odd_groups(told: Sequence[ChargedFacts]) -> tuple[OddGroup, ...]:
    """Return the judgments whose facts others gave a rival charge, by charge and rival.

    Those of one group lie near some of the same judgments of the rival; one alone makes none.

    Args:
        told: Judgments of all charges, in order of id.

    Cost: that of :func:`likeness_of`.
    """
    likeness = likeness_of(told)
    found: dict[tuple[str, str], list[tuple[int, float, frozenset[int]]]] = {}
    for place, each in enumerate(told):
        odd, rival = likeness.oddness(place, each.charge)
        if odd >= LEAST_ODD:
            near = likeness.nearest[place, likeness.names.index(rival)]
            found.setdefault((each.charge, rival), []).append((place, odd, frozenset(near)))
    return tuple(
        OddGroup(
            charge=charge,
            rival=rival,
            odd=tuple(sorted(told[place].judgment_id for place, _, _ in group)),
            near=tuple(sorted({told[at].judgment_id for _, _, near in group for at in near})),
            oddness=median(odd for _, odd, _ in group),
        )
        for (charge, rival), odd_ones in sorted(found.items())
        for group in _joined(odd_ones)
        if len(group) >= _LEAST_ALIKE
    )


def _joined(
    odd: Sequence[tuple[int, float, frozenset[int]]],
) -> list[list[tuple[int, float, frozenset[int]]]]:
    """Return the odd ones in groups, those of one group near the same judgments."""
    groups: list[list[tuple[int, float, frozenset[int]]]] = []
    for own in odd:
        joined = [group for group in groups if any(own[2] & each[2] for each in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([each for group in joined for each in group] + [own])
    return groups


def charge_findings(
    groups: Sequence[OddGroup],
    cases: Mapping[str, ComparedCase],
    *,
    standard: Standard,
    asking: Asking | None,
) -> Iterator[Finding]:
    """Yield a finding for each group that is told from the threshold of its kind on.

    Where the rival was brought against the odd ones, they stand among its cases anyway, and are
    compared there issue by issue.

    Args:
        groups: The groups.
        cases: Their cases by id of the judgment.
        standard: From where on a finding is shown.
        asking: The court that looks.

    Cost: 3 ms for each case.
    """
    for group in groups:
        if all(group.rival in causes_of(cases[key]) for key in group.odd):
            continue
        sides = tuple(
            tuple(stance_at(cases[key], _charges(cases[key].judgment)[0].span) for key in side)
            for side in (group.near, group.odd)
        )
        explanations = (
            under_one_law(sides).explanation,
            decisive_facts(sides),
            parting_circumstance(sides),
        )
        finding = made(
            kind=DivergenceKind.LAW,
            cause=f"{group.charge}、{group.rival}",
            question=f"类似事实构成{group.charge}还是{group.rival}",
            groups=groups_of(sides),
            score=round(min(1.0, group.oddness / _SURE), 6),
            explanations=sorted(
                (each for each in explanations if each is not None), key=lambda each: -each.share
            ),
            cases=cases,
            standard=standard,
            asking=asking,
        )
        if finding.score >= standard.threshold(finding.kind):
            yield finding


def _rows(told: Sequence[ChargedFacts]) -> csr_matrix:
    rows = rows_of([each.words for each in told])
    spread = np.asarray(rows.sum(axis=0)).ravel()
    most = max(_FEW, _MOST_SPREAD * len(told))
    return weighted(rows[:, np.flatnonzero((spread >= _LEAST_SPREAD) & (spread <= most))])
