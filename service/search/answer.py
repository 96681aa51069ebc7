"""What is answered: hits with their reasons, and what was searched at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.judgment import JudgmentId, SectionKind
from corpus.listed import ListedJudgment
from corpus.spans import Span
from indexing.columns.filters import SearchFilter
from indexing.passages import PassageKind
from indexing.searching.emptiness import Finding
from indexing.searching.likeness import Likeness
from indexing.searching.query import QueryParts
from service.search.bands import Band
from service.search.understanding import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPassage:
    """A passage of a hit, word for word.

    Attributes:
        text: The characters of ``span`` in the stored text.
        span: Where they stand.
        kind: What the passage tells; of a stretch found in any part, which part that is.
        marks: Words of the question in it, offsets counted in ``text``; ascending, apart.
    """

    text: str
    span: Span
    kind: PassageKind | SectionKind
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """The rule for which a guiding or reference case stands, in the words of its editor.

    Attributes:
        heading: 裁判要点 of a guiding, 裁判要旨 of a reference case.
        passage: The words.
    """

    heading: str
    passage: QuotedPassage


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarHit:
    """One judgment of the answer.

    Attributes:
        rank: From 1 over the whole ranking, also on later pages.
        judgment: What a list tells of the stored judgment.
        channel_ranks: Rank in each channel that found it.
        reasons: Why it is here, one plain sentence each, the weightiest first.
        passages: Its best passages, best first.
        is_same_text: Whether it holds the text searched by, word for word.
        likeness: How similar it is, in a word; None where nothing graded it, or nothing that was
            found is similar.
        others: Other judgments of its series, or nearly identical to it, best first.
        gists: Of a guiding or reference case, the rule for which it stands.
    """

    rank: int
    judgment: ListedJudgment
    channel_ranks: Mapping[str, int]
    reasons: tuple[str, ...]
    passages: tuple[QuotedPassage, ...]
    is_same_text: bool
    likeness: Likeness | None
    others: tuple[JudgmentId, ...]
    gists: tuple[Gist, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedElement:
    """A charge or cause that was searched by.

    Attributes:
        name: Its name.
        origin: Who told it, or that it is predicted.
        chance: How probable the facts make it, in [0, 1]; 1 where it was told.
    """

    name: str
    origin: Origin
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What of a question was searched by.

    Attributes:
        parts: What was compared.
        elements: Charges and causes, the surest first.
        unmet: Charges and causes that were told, but that no judgment of the index has.
        bands: Within which bounds its quantities lie.
    """

    parts: QueryParts
    elements: tuple[UsedElement, ...]
    unmet: tuple[str, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What can be found at all.

    Attributes:
        snapshot_id: The index that answers.
        n_judgments: Judgments in it.
        n_courts: Different courts among them.
        decided_from: The earliest date of decision, or None where none is stated.
        decided_to: The latest.
        n_undated: Judgments without a readable date.
    """

    snapshot_id: str
    n_judgments: int
    n_courts: int
    decided_from: date | None
    decided_to: date | None
    n_undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarAnswer:
    """The answer to a question.

    Attributes:
        hits: The hits of the page asked for.
        ranker: Name of what put them in order: a learned ranker or the plain formula.
        finding: Whether anything is similar at all; None where that cannot be told.
        n_ranked: How many are ranked in all, up to the depth of the settings.
        n_allowed: How many judgments the filter lets through.
        offset: How many hits were skipped.
        limit: How many were wanted.
        coverage: What was searched.
        filter: Under which conditions.
        n_query_characters: Length of the text that was searched by.
        used: What of the question was searched by.
        query_words: The words of the question that weigh most, heaviest first.
        asked_judgment_id: The stored judgment that was searched by, or None.
    """

    hits: tuple[SimilarHit, ...]
    ranker: str
    finding: Finding | None
    n_ranked: int
    n_allowed: int
    offset: int
    limit: int
    coverage: Coverage
    filter: SearchFilter
    n_query_characters: int
    used: Used
    query_words: tuple[str, ...]
    asked_judgment_id: JudgmentId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredDivision:
    """What one division of the index answers.

    Attributes:
        hits: Best first, ranked from 1 inside the division.
        n_allowed: How many judgments of the division the filter lets through.
        n_ranked: How many of them are ranked.
        finding: Whether anything of the division is similar; None where that cannot be told.
    """

    hits: tuple[SimilarHit, ...]
    n_allowed: int
    n_ranked: int
    finding: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DividedAnswer:
    """The answer to a question, division by division.

    Attributes:
        divisions: In the order asked for.
        whole: What is told of all of them together; it holds no hits itself.
    """

    divisions: tuple[AnsweredDivision, ...]
    whole: SimilarAnswer
