"""What do like cases make expect of the sentences of a judgment?

The model knows numbers; here they become expectations with grounds in the words of a court.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.judgment import Judgment
from indexing.sentencing.cases import sentenced
from indexing.sentencing.grounds import Grounds
from indexing.sentencing.learning import learn_sentencing
from indexing.sentencing.model import (
    STANDARD_SENTENCING,
    ExpectedSentence,
    SentencingModel,
    SentencingParameters,
)
from indexing.sentencing.quantities import UNIT_WORDS
from indexing.sentencing.storing import read_sentencing
from service.divergence.expecting import Expected
from service.labels import label_of

TERM = "刑期"
PROBATION = "缓刑"
FINE = "罚金"
_FEN = 100
_WHOLE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencingExpectation:
    """Tells what like cases make expect of terms, probation and fines.

    Attributes:
        model: What was learned of the judgments at hand.
    """

    model: SentencingModel

    def expect(self, judgment: Judgment) -> tuple[Expected, ...]:
        """Return what is expected, the most surprising last.

        One expectation for each accused and charge and for each of :data:`TERM` (in months),
        :data:`PROBATION` (chance in percent; given is 100, refused 0) and :data:`FINE` (in yuan).
        None for a charge that too few judgments know.

        Cost: 3 ms for a judgment with one accused, 10 ms with ten.
        """
        found = sentenced(judgment)
        expected = [] if found is None else self.model.expect(found)
        told = [each for one in expected for each in self._told(one)]
        return tuple(sorted(told, key=lambda each: each.surprise))

    def _told(self, one: ExpectedSentence) -> Iterator[Expected]:
        sentence, grounds = one.sentence, words_of(one.grounds)
        yield self._ranged(one, TERM, "月", sentence.months, grounds)
        if one.probation is not None:
            yield Expected(
                what=PROBATION,
                unit="%",
                actual=0.0 if sentence.probation_months is None else _WHOLE,
                low=0.0 if one.probation.may_be_refused else _WHOLE,
                middle=_WHOLE * one.probation.chance,
                high=_WHOLE if one.probation.may_be_granted else 0.0,
                coverage=self.model.parameters.coverage,
                n_like=one.n_like,
                surprise=one.probation.surprise,
                grounds=grounds,
                accused=sentence.accused,
                charge=sentence.charge,
            )
        if sentence.fine_fen and one.fine is not None:
            yield self._ranged(one, FINE, "元", sentence.fine_fen / _FEN, grounds)

    def _ranged(
        self, one: ExpectedSentence, what: str, unit: str, actual: float, grounds: tuple[str, ...]
    ) -> Expected:
        interval = one.term if what == TERM or one.fine is None else one.fine
        return Expected(
            what=what,
            unit=unit,
            actual=actual,
            low=interval.low,
            middle=interval.middle,
            high=interval.high,
            coverage=self.model.parameters.coverage,
            n_like=one.n_like,
            surprise=interval.surprise,
            grounds=grounds,
            accused=one.sentence.accused,
            charge=one.sentence.charge,
        )


def words_of(grounds: Grounds) -> tuple[str, ...]:
    """Return in Chinese words what the expectation looked at.

    Example:
        >>> from corpus.outcome.model import CircumstanceKind
        >>> from indexing.sentencing.quantities import Unit
        >>> words_of(
        ...     Grounds(
        ...         yuan=3200.0,
        ...         quantities=((Unit.GRAM, 1.5),),
        ...         words=("数额较大",),
        ...         circumstances=(CircumstanceKind.RECIDIVIST,),
        ...         n_accused=1,
        ...         n_charges=1,
        ...     )
        ... )
        ('数额3,200元', '1.5克', '数额较大', '累犯')
    """
    found = [] if grounds.yuan is None else [f"数额{_figure(grounds.yuan)}元"]
    found += [f"{_figure(number)}{UNIT_WORDS[unit]}" for unit, number in grounds.quantities]
    found += grounds.words
    found += [label_of(kind) for kind in grounds.circumstances]
    if grounds.n_accused > 1:
        found.append(f"同案{grounds.n_accused}人")
    if grounds.n_charges > 1:
        found.append(f"数罪{grounds.n_charges}项")
    return tuple(dict.fromkeys(found))


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number >= _WHOLE else f"{number:,.2f}".rstrip("0").rstrip(".")


def learn_expectation(
    judgments: Sequence[Judgment], *, parameters: SentencingParameters = STANDARD_SENTENCING
) -> SentencingExpectation | None:
    """Learn of judgments what to expect; None where they pass too few sentences.

    Cost: 1 ms a judgment to read and 0.6 ms a sentence to learn from.
    """
    found = [each for each in map(sentenced, judgments) if each is not None]
    model = learn_sentencing(found, parameters=parameters)
    return None if model is None else SentencingExpectation(model=model)


@lru_cache(maxsize=2)
def expectation_of(snapshot: Path) -> SentencingExpectation | None:
    """Return what the judgments of an index make expect; read once for each snapshot.

    Args:
        snapshot: Folder of an index snapshot, which never changes.

    Returns:
        The expectation; None where the index holds none.

    Raises:
        DamagedSnapshotError: Its files cannot be read.

    Cost: 0.1 s and 20 MB the first time, for 19,000 sentences.
    """
    model = read_sentencing(snapshot)
    return None if model is None else SentencingExpectation(model=model)
