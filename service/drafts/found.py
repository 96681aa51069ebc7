"""What does one check say of a draft?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from corpus.spans import Span
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that a check found.

    Attributes:
        rule: What was looked at.
        spans: The words of the draft, those to be changed first; never empty.
        sentence: What is wrong, in a Chinese sentence for the judge.
    """

    rule: DraftRule
    spans: tuple[Span, ...]
    sentence: str


Check: TypeAlias = Callable[[DraftPaper], Iterable[Found]]
