"""Does a judgment carry out what the committee decided?

Whatever the decision tells, in its fields or in its words, is looked for in the judgment with the
same readers: direction, charges, term, probation, fine, sums, rates, shares, and what the reasoning
affirms or denies. What the judgment contradicts is a difference, with the words of both; what
cannot be read of it is said to be untold, never taken for agreement.

Source: 法发〔2019〕20号 art. 22 [M] (a ruling that differs from the decision is reported at once).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from corpus.judgment import Judgment, SectionKind
from corpus.outcome.reading import read_outcome
from corpus.positions.conclusions import read_conclusions
from corpus.positions.holdings import cut_sentences
from corpus.positions.model import Conclusion
from corpus.positions.sides import Sides, sides_of
from corpus.spans import Span, value_of
from service.referral.committee.decisions import Difference
from service.referral.committee.ruled import Told, of_fields, told_in
from service.referral.committee.vocabulary import Aspect
from service.referral.committee.voting import Option

_EXACT: Final = frozenset({Aspect.CHARGE})
"""Aspects in which the judgment may tell nothing beyond the decision."""
_HOLDS: Final = (SectionKind.REASONING, SectionKind.DISPOSITION)
_BREAKS: Final = "；;。\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a judgment compares with a decision.

    Attributes:
        differences: In what it differs, in the order of the aspects.
        compared: In what both were told and compared.
        untold: What the decision tells and the judgment does not.
    """

    differences: tuple[Difference, ...]
    compared: tuple[Aspect, ...]
    untold: tuple[Aspect, ...]


def compare_with_decision(decision: Option, judgment: Judgment) -> Comparison:
    """Hold a judgment against a decision.

    Args:
        decision: What was decided.
        judgment: The judgment as read.

    Cost: linear in the length of the judgment, some milliseconds for 7,000 characters.
    """
    decided = {**_told_by_words(decision.words, judgment), **of_fields(decision.ruling)}
    judged = told_in(judgment.text, judgment.outcome, is_whole=True)
    compared = tuple(each for each in Aspect if each in decided and each in judged)
    found = [
        difference
        for aspect in compared
        for difference in _differing(aspect, decided[aspect], judged[aspect], decision, judgment)
    ]
    contradicted = _contradicted(decision.words, judgment)
    return Comparison(
        differences=(*found, *contradicted),
        compared=compared,
        untold=tuple(each for each in Aspect if each in decided and each not in judged),
    )


def _told_by_words(words: str, judgment: Judgment) -> Mapping[Aspect, tuple[Told, ...]]:
    """Return what the words of a decision tell, read as a ruling of the judgment's own kind."""
    outcome = read_outcome(
        words,
        (),
        _items(words),
        case_type=value_of(judgment.case_type),
        instance=value_of(judgment.instance),
        accused=[party.value.name for party in judgment.parties],
    )
    return told_in(words, outcome, is_whole=False)


def _items(words: str) -> tuple[Span, ...]:
    """Cut the words of a decision as the items of a ruling are cut."""
    items, start = [], 0
    for place, character in enumerate(words + "。"):
        if character in _BREAKS:
            if words[start:place].strip():
                items.append(Span(start, place))
            start = place + 1
    return tuple(items)


def _differing(
    aspect: Aspect,
    decided: tuple[Told, ...],
    judged: tuple[Told, ...],
    decision: Option,
    judgment: Judgment,
) -> Iterator[Difference]:
    """Yield the difference of one aspect, if there is one: what was decided is not judged."""
    wanted, said = ({each.value for each in told} for told in (decided, judged))
    if wanted <= said and (aspect not in _EXACT or said <= wanted):
        return
    missing = [each for each in decided if each.value not in said] or list(decided)
    other = [each for each in judged if each.value not in wanted] or list(judged)
    at = _item(judgment, next((each.span for each in other if each.span), Span(0, 0)))
    told = (each.span.of(decision.words) for each in missing if each.span is not None)
    quote = next(told, decision.words)
    yield Difference(
        aspect=aspect,
        decided="、".join(dict.fromkeys(each.words for each in missing)),
        judged="、".join(dict.fromkeys(each.words for each in other)),
        decided_quote=quote,
        judged_quote=at.of(judgment.text),
        start=at.start,
        end=at.end,
    )


def _item(judgment: Judgment, span: Span) -> Span:
    """Return the item of the ruling in which some words stand, else the words."""
    items = judgment.disposition
    return next((item for item in items if item.start <= span.start < item.end), span)


def _contradicted(words: str, judgment: Judgment) -> Iterator[Difference]:
    """Yield what the decision affirms of something that the judgment denies, or the contrary."""
    text, sides = judgment.text, sides_of(judgment)
    decided = _concluded(words, Span(0, len(words)), sides)
    judged = [
        each
        for section in judgment.sections
        if section.kind in _HOLDS
        for each in _concluded(text, section.span, sides)
    ]
    held = {(each.predicate, each.about, each.is_affirmed) for each in judged}
    for one in decided:
        key = (one.predicate, one.about)
        if not one.about or (*key, one.is_affirmed) in held:
            continue
        against = next(
            (
                e
                for e in judged
                if (e.predicate, e.about) == key and e.is_affirmed != one.is_affirmed
            ),
            None,
        )
        if against is not None:
            yield Difference(
                aspect=Aspect.CONCLUSION,
                decided=one.span.of(words),
                judged=against.span.of(text),
                decided_quote=one.span.of(words),
                judged_quote=against.span.of(text),
                start=against.span.start,
                end=against.span.end,
            )


def _concluded(text: str, part: Span, sides: Sides) -> list[Conclusion]:
    return [
        each
        for sentence in cut_sentences(text, part)
        for each in read_conclusions(text, sentence, sides)
    ]
