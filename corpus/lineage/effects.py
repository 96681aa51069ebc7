"""Does a paper still stand, given what later papers did to it?

Every later paper contributes at its own date; the last contribution decides. What a paper did is
undone with it: when a second-instance judgment that affirmed is itself varied on retrial, the
judgment that it had affirmed goes the same way unless the retrial says otherwise.

Source: 民事诉讼法 (2023) art. 158, 177, 182, 209-218; 刑事诉讼法 art. 236, 253-259;
行政诉讼法 art. 88-92.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.judgment import DocumentKind, Effectiveness, Instance, JudgmentId
from corpus.lineage.papers import Act, Link, Paper, effect_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Whether a paper stands.

    Attributes:
        value: The effect.
        reason: Why, in Chinese words for the person who reads the screen.
        decided_by: The later paper that decided it; None where its own words did.
    """

    value: Effectiveness
    reason: str
    decided_by: JudgmentId | None = None


_RANKS: Final = {
    Instance.FIRST: 0,
    Instance.SECOND: 1,
    Instance.DEATH_REVIEW: 2,
    Instance.RETRIAL_REVIEW: 3,
    Instance.RETRIAL: 4,
    Instance.ENFORCEMENT: 5,
    Instance.SPECIAL: 5,
}
_RANK_OF_OTHERS: Final = 2
_RETRYING: Final = frozenset({Instance.RETRIAL, Instance.RETRIAL_REVIEW})
_SETTLED: Final = frozenset(
    {Effectiveness.VARIED, Effectiveness.REVOKED, Effectiveness.REVISED_ON_RETRIAL}
)
_OPEN: Final = frozenset({Effectiveness.UNKNOWN, Effectiveness.NOT_IN_EFFECT})
_DECISIVE: Final = frozenset(Act) - {Act.FOLLOWS, Act.ENFORCES}


@dataclass(frozen=True, slots=True)
class _Event:
    """What a later paper contributes to the effect of an earlier one."""

    source: Paper
    act: Act
    is_inherited: bool


def effects_of(papers: Iterable[Paper]) -> Mapping[JudgmentId, Effect]:
    """Return the effect of every paper, whatever the order in which they are given.

    Args:
        papers: Papers of one dispute, or of many; every one once.

    Cost: linear in papers and links, as long as no paper is quoted by very many.
    """
    return _Weighing(papers).effects()


class _Weighing:
    """Finds for each paper the later papers that speak of it."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers = sorted(papers, key=lambda paper: paper.id)
        self._incoming: dict[JudgmentId, list[tuple[Paper, Link]]] = {}
        by_number: dict[str, list[Paper]] = {}
        for paper in self._papers:
            for key in () if paper.number is None else effect_keys(paper.number):
                by_number.setdefault(key, []).append(paper)
        for later in self._papers:
            for link in later.links:
                for earlier in _named(link, by_number):
                    if earlier.id != later.id:
                        self._incoming.setdefault(earlier.id, []).append((later, link))

    def effects(self) -> dict[JudgmentId, Effect]:
        return {paper.id: self._effect(paper, frozenset()) for paper in self._papers}

    def _effect(self, paper: Paper, above: frozenset[JudgmentId]) -> Effect:
        effect = Effect(value=paper.effect, reason=paper.effect_reason)
        path = above | {paper.id}
        for event in sorted(self._events(paper, path), key=_order):
            found = _after(effect.value, event, is_pending=self._is_pending(event, path))
            if found is not None:
                value, reason = found
                effect = Effect(value=value, reason=reason, decided_by=event.source.id)
        return effect

    def _events(self, paper: Paper, path: frozenset[JudgmentId]) -> list[_Event]:
        """Return what is done to a paper, itself or through the one that affirmed it."""
        direct = [
            (later, link)
            for later, link in self._incoming.get(paper.id, ())
            if later.id not in path
        ]
        events = [_Event(later, link.act, is_inherited=False) for later, link in direct]
        spoken = {later.id for later, link in direct if link.act in _DECISIVE}
        for later, link in direct:
            if link.act not in _DECISIVE:
                continue
            for event in self._events(later, path | {later.id}):
                if event.source.id in spoken or event.source.id in path:
                    continue
                act = _inherited(link.act, event.act)
                if act is not None:
                    spoken.add(event.source.id)
                    events.append(_Event(event.source, act, is_inherited=True))
        return events

    def _is_pending(self, event: _Event, path: frozenset[JudgmentId]) -> bool:
        """Tell whether what a retrial judgment decided may still be appealed from."""
        source = event.source
        if source.instance is not Instance.RETRIAL or source.effect not in _OPEN:
            return False
        return self._effect(source, path).value in _OPEN


def _named(link: Link, by_number: Mapping[str, list[Paper]]) -> list[Paper]:
    """Return the papers that a link names; several may bear one number, told by their kind."""
    found = {
        paper.id: paper for key in effect_keys(link.number) for paper in by_number.get(key, ())
    }
    papers = list(found.values())
    if link.kind is None or len(papers) < 2:
        return papers
    same = [paper for paper in papers if paper.kind in {link.kind, None}]
    return same or papers


def _inherited(done: Act, happened: Act) -> Act | None:
    """Return what a paper suffers when the later paper that decided on it is itself reviewed."""
    if happened in {Act.FOLLOWS, Act.ENFORCES}:
        return None
    if happened in {Act.REMANDS, Act.WAS_REMANDED}:
        return Act.REMANDS
    if done in {Act.AFFIRMS, Act.ENDS_REVIEW, Act.REFUSES_RETRIAL}:
        return happened
    return None


def _after(
    current: Effectiveness, event: _Event, *, is_pending: bool
) -> tuple[Effectiveness, str] | None:
    """Return the effect after an event, with its reason, or None where it changes nothing."""
    named = _named_source(event.source)
    is_retrial = event.source.instance in _RETRYING
    if is_pending and event.act in {Act.AFFIRMS, Act.VARIES, Act.REVOKES}:
        return Effectiveness.UNDER_RETRIAL, f"已再审，{named}尚未生效"
    if event.act is Act.REMANDS and event.is_inherited:
        # The decision on it was set aside and has to be made again.
        return Effectiveness.UNDER_APPEAL, f"对其所作裁判被{named}撤销发回，上级程序未结"
    steps = _STEPS.get(event.act)
    if steps is None:
        return None
    step = steps[is_retrial]
    return None if current in step.leaves else (step.effect, step.reason.format(named))


@dataclass(frozen=True, slots=True)
class _Step:
    """What an act makes of a paper.

    Attributes:
        effect: The new effect.
        reason: Why; {} stands for the later paper.
        leaves: Effects that the act does not change.
    """

    effect: Effectiveness
    reason: str
    leaves: frozenset[Effectiveness] = frozenset()


# Of each act: what it means on appeal, and on retrial. Only a judgment in effect is retried
# (民诉法 art. 209), and a refusal of retrial does not revive what was set aside before.
_STEPS: Final[Mapping[Act, tuple[_Step, _Step]]] = {
    Act.AFFIRMS: (
        _Step(Effectiveness.IN_EFFECT, "经{}维持"),
        _Step(Effectiveness.IN_EFFECT, "经{}再审维持"),
    ),
    Act.VARIES: (
        _Step(Effectiveness.VARIED, "被{}部分改判"),
        _Step(Effectiveness.REVISED_ON_RETRIAL, "被{}再审改判"),
    ),
    Act.REVOKES: (
        _Step(Effectiveness.REVOKED, "被{}撤销改判"),
        _Step(Effectiveness.REVISED_ON_RETRIAL, "被{}再审撤销"),
    ),
    Act.REMANDS: (
        _Step(Effectiveness.REVOKED, "被{}撤销并发回重审"),
        _Step(Effectiveness.REVOKED, "被{}撤销并发回重审"),
    ),
    Act.WAS_REMANDED: (
        _Step(Effectiveness.REVOKED, "{}载明其已被撤销并发回重审", _SETTLED),
        _Step(Effectiveness.REVOKED, "{}载明其已被撤销并发回重审", _SETTLED),
    ),
    Act.ORDERS_RETRIAL: (
        _Step(Effectiveness.UNDER_RETRIAL, "{}决定再审", _SETTLED),
        _Step(Effectiveness.UNDER_RETRIAL, "{}决定再审", _SETTLED),
    ),
    Act.REFUSES_RETRIAL: (
        _Step(Effectiveness.IN_EFFECT, "{}未予再审", _SETTLED),
        _Step(Effectiveness.IN_EFFECT, "{}未予再审，裁判已生效（民诉法第二百一十条）", _SETTLED),
    ),
    Act.ENDS_REVIEW: (
        _Step(Effectiveness.IN_EFFECT, "上诉已撤回，{}准许", _SETTLED),
        _Step(Effectiveness.IN_EFFECT, "再审程序因撤回终结，见{}", _SETTLED),
    ),
    Act.ENFORCES: (
        _Step(Effectiveness.IN_EFFECT, "{}据以执行，裁判已生效", frozenset(Effectiveness) - _OPEN),
        _Step(Effectiveness.IN_EFFECT, "{}据以执行，裁判已生效", frozenset(Effectiveness) - _OPEN),
    ),
}


def _named_source(paper: Paper) -> str:
    kind = "" if paper.kind is None else _KIND_WORDS.get(paper.kind, "")
    return f"{paper.number}{kind}" if paper.number is not None else f"后续{kind or '文书'}"


_KIND_WORDS: Final = {
    DocumentKind.PANJUE: "判决",
    DocumentKind.CAIDING: "裁定",
    DocumentKind.TIAOJIE: "调解书",
    DocumentKind.JUEDING: "决定",
    DocumentKind.TONGZHI: "通知",
}


def _order(event: _Event) -> tuple[date, int, str, bool, str]:
    """Put events in order of time; a paper without date stands by its stage at the end."""
    rank = _RANK_OF_OTHERS
    if event.source.instance is not None:
        rank = _RANKS.get(event.source.instance, _RANK_OF_OTHERS)
    return (
        event.source.decided_on or date.max,
        rank,
        event.source.id,
        event.is_inherited,
        event.act,
    )
