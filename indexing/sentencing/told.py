"""What does a judgment tell that weighs in sentencing, read once for all accused?"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.cause import find_charges
from corpus.judgment import Instance, Judgment, Role, SectionKind
from corpus.outcome.model import CircumstanceKind
from corpus.spans import value_of
from indexing.sentencing.owners import OwnedText, owned
from indexing.sentencing.quantities import Quantity, Unit, find_quantities
from indexing.sentencing.wording import CHARGED, GRADES, HARMS, PRIORS, ROLES, STORY, Lexicon

_CRIMINAL_LAW: Final = "中华人民共和国刑法"
_FIRST_SPECIAL: Final = 102
# Facts shorter than this only refer to what the prosecution told.
_TOLD: Final = 120
# What the prosecution asked for is an anchor, not a fact.
_SENTENCE: Final = re.compile(r"[^。；\n]+")
_ASKED: Final = re.compile(r"(?:量刑建议|建议判处|建议对)[^。；]{0,80}")

WORDS: Final = tuple(dict.fromkeys((*GRADES, *STORY, *ROLES)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Facts or reasoning, with what was found in it.

    Attributes:
        owned: The text, cut by whom it speaks of.
        quantities: Its quantities, each with the piece it stands in.
        words: Places in :data:`WORDS` of the words found, each with its piece.
        harms: Places in :data:`~indexing.sentencing.wording.HARMS` of the words found, each time
            with its piece.
    """

    owned: OwnedText
    quantities: tuple[tuple[Quantity, int], ...]
    words: tuple[tuple[int, int], ...]
    harms: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """What the sentences of the reasoning tell that name a charge.

    Attributes:
        words: Words of grade among :data:`~indexing.sentencing.wording.CHARGED`.
        yuan: Sums of money.
    """

    words: frozenset[str]
    yuan: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a judgment tells that weighs in sentencing.

    Attributes:
        facts: Facts as found; what the prosecution told where nothing else is.
        reasoning: The court's reasoning.
        charged: By charge what the reasoning tells where it names it.
        heads: What the head says of each accused, by name in its order.
        priors: By name, which of :data:`~indexing.sentencing.wording.PRIORS` the head holds.
        circumstances: By accused, or None for all, the circumstances found.
        articles: Article with suffix, paragraph and item of the special part of the Criminal Law
            that the ruling rests on, ascending; 0 where none is named.
        year: Year of the decision and parts of it; None where not told.
        is_review: Whether another court had judged before.
        n_accused: How many the ruling speaks of.
    """

    facts: Part
    reasoning: Part
    charged: Mapping[str, Charged]
    heads: Mapping[str, str]
    priors: Mapping[str, frozenset[int]]
    circumstances: Mapping[str | None, frozenset[CircumstanceKind]]
    articles: tuple[tuple[int, int, int], ...]
    year: float | None
    is_review: bool
    n_accused: int


def read_told(judgment: Judgment) -> Told:
    """Read what a judgment tells that weighs in sentencing.

    Cost: linear in facts, reasoning and head, 1 ms for a judgment of 2,000 such characters.
    """
    facts = judgment.section_text(SectionKind.FACTS)
    if len(facts) < _TOLD:
        facts += judgment.section_text(SectionKind.CLAIMS)
    outcome = None if judgment.outcome is None else judgment.outcome.criminal
    names = [] if outcome is None else [each.value.name for each in outcome.accused]
    circumstances: dict[str | None, set[CircumstanceKind]] = {}
    for found in () if outcome is None else outcome.circumstances:
        circumstances.setdefault(found.value.accused, set()).add(found.value.kind)
    decided = value_of(judgment.decided_on)
    heads = heads_of_accused(judgment)
    reasoning = _part(judgment.section_text(SectionKind.REASONING), names)
    return Told(
        facts=_part(facts, names),
        reasoning=reasoning,
        charged=_charged(reasoning),
        heads=heads,
        priors={name: _priors(head) for name, head in heads.items()},
        circumstances={who: frozenset(kinds) for who, kinds in circumstances.items()},
        articles=_articles(judgment),
        year=None if decided is None else decided.year + (decided.month - 1) / 12,
        is_review=value_of(judgment.instance) not in {Instance.FIRST, None},
        n_accused=len(names),
    )


def heads_of_accused(judgment: Judgment) -> dict[str, str]:
    """Return by name what the head says of each accused, in its order."""
    head = judgment.section_text(SectionKind.PARTIES)
    names = [each.value.name for each in judgment.parties if each.value.role is Role.ACCUSED]
    places = sorted((place, name) for name in names if (place := head.find(name)) >= 0)
    ends = [*(place for place, _ in places), len(head)][1:]
    return {name: head[place:end] for (place, name), end in zip(places, ends, strict=True)}


def _part(text: str, names: Sequence[str]) -> Part:
    cut = owned(_ASKED.sub("", text), names)
    return Part(
        owned=cut,
        quantities=tuple((each, cut.piece_at(each.start)) for each in find_quantities(cut.text)),
        words=tuple(
            {(word, cut.piece_at(start)): None for word, start in _words().found(cut.text)}
        ),
        harms=tuple((word, cut.piece_at(start)) for word, start in _harm_words().found(cut.text)),
    )


def _charged(reasoning: Part) -> dict[str, Charged]:
    text = reasoning.owned.text
    named = find_charges(text)
    if not named:
        return {}
    sentences = list(_SENTENCE.finditer(text))
    starts = [each.start() for each in sentences]
    places: dict[str, dict[int, None]] = {}
    for charge in named:
        place = bisect_right(starts, charge.span.start) - 1
        places.setdefault(charge.value, {})[place] = None
    yuan: dict[int, list[float]] = {}
    for each, _ in reasoning.quantities:
        if each.unit is Unit.YUAN:
            yuan.setdefault(bisect_right(starts, each.start) - 1, []).append(each.number)
    return {
        charge: Charged(
            words=frozenset(
                word for word in CHARGED if any(word in sentences[place][0] for place in there)
            ),
            yuan=tuple(number for place in there for number in yuan.get(place, ())),
        )
        for charge, there in places.items()
    }


def _priors(head: str) -> frozenset[int]:
    return frozenset(word for word, _ in _prior_words().found(head))


def _articles(judgment: Judgment) -> tuple[tuple[int, int, int], ...]:
    cited = (
        provision.value
        for provision in judgment.provisions
        if provision.value.law == _CRIMINAL_LAW and provision.value.article >= _FIRST_SPECIAL
    )
    return tuple(
        sorted(
            {
                (each.article * 100 + each.article_suffix, each.paragraph or 0, each.item or 0)
                for each in cited
            }
        )
    )


@cache
def _words() -> Lexicon:
    return Lexicon(WORDS)


@cache
def _harm_words() -> Lexicon:
    return Lexicon(HARMS)


@cache
def _prior_words() -> Lexicon:
    return Lexicon(PRIORS)
