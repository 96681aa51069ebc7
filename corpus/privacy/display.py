"""How does everything that was read of a judgment look with its persons hidden?

A masked judgment is a judgment whose text and printed names are masked and whose spans count in
the masked text, so that whatever shows a judgment shows this one as well.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from corpus.judgment import Judgment, Party, Section, SourceRecord
from corpus.outcome.model import AccusedOutcome, Circumstance, CostShare, Order
from corpus.privacy.identifiers import Private
from corpus.privacy.masking import (
    EXPORT,
    MaskedText,
    MaskingPolicy,
    is_in_company,
    mask,
    mask_judgment,
)
from corpus.privacy.names import hidden_names
from corpus.privacy.offsets import OffsetMap
from corpus.spans import Span, Unreadable

_PRINTED: Final[Mapping[type, frozenset[str]]] = MappingProxyType(
    {
        Judgment: frozenset({"title", "effect_reason"}),
        SourceRecord: frozenset({"place"}),
        Party: frozenset({"name"}),
        AccusedOutcome: frozenset({"name"}),
        Circumstance: frozenset({"accused"}),
        CostShare: frozenset({"payer"}),
        Order: frozenset({"obliged"}),
        Unreadable: frozenset({"reason"}),
    }
)
"""Fields that repeat words in which persons are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedJudgment:
    """A judgment as it may be shown.

    Attributes:
        judgment: The judgment; id and external id still name the stored one.
        offsets: The way between the stored and the masked text.
        forms: Hidden form of each name that stands in the text.
        policy: What is hidden.
    """

    judgment: Judgment
    offsets: OffsetMap
    forms: Mapping[str, str]
    policy: MaskingPolicy

    def words(self, text: str) -> str:
        """Mask other words about the judgment, such as a reason why it was found.

        Names get the form that they have in the text.
        """
        hidden = mask(text, (), self.policy).text
        if not self.forms:
            return hidden
        names = sorted(self.forms, key=lambda name: (-len(name), name))
        return re.sub("|".join(map(re.escape, names)), self._form, hidden)

    def _form(self, match: re.Match[str]) -> str:
        name = match.group()
        return name if is_in_company(match.string, match.end()) else self.forms[name]


def words_hiding(names: Iterable[str], *, policy: MaskingPolicy = EXPORT) -> Callable[[str], str]:
    """Return how words about a paper are shown of which only the names of persons are known.

    Args:
        names: Names of natural persons, in full or hidden.
        policy: What else is hidden.

    Example:
        >>> words_hiding(["张长安"])("张长安：姓名相符")
        '张某：姓名相符'
    """
    known = sorted(set(names))
    forms = hidden_names(known, "、".join(known))
    pattern = re.compile("|".join(map(re.escape, sorted(forms, key=lambda n: (-len(n), n)))))

    def shown(text: str) -> str:
        hidden = mask(text, (), policy).text
        return pattern.sub(lambda found: forms[found.group()], hidden) if forms else hidden

    return shown


def masked_judgment(judgment: Judgment, *, policy: MaskingPolicy = EXPORT) -> MaskedJudgment:
    """Mask a judgment with all that was read of it.

    Sections still tile the text; every other span that touches a hidden piece takes it in whole.

    Cost: that of :func:`corpus.privacy.masking.mask_judgment`, and linear in what was read.
    """
    masked = mask_judgment(judgment, policy=policy)
    shown = MaskedJudgment(
        judgment=judgment,
        offsets=masked.offset_map,
        forms=_forms(judgment, masked),
        policy=policy,
    )
    moved: Judgment = _moved(replace(judgment, text=masked.text), shown)
    return replace(shown, judgment=moved)


def _forms(judgment: Judgment, masked: MaskedText) -> Mapping[str, str]:
    return {
        piece.source.of(judgment.text): piece.masked.of(masked.text)
        for piece in masked.pieces
        if piece.kind is Private.NAME
    }


def _moved(value: Any, shown: MaskedJudgment) -> Any:  # noqa: ANN401 - whatever a judgment holds
    if isinstance(value, Span):
        return shown.offsets.span_to_masked(value)
    if isinstance(value, Section):
        # A name across the border of two parts must not belong to both.
        span = Span(
            shown.offsets.to_masked(value.span.start), shown.offsets.to_masked(value.span.end)
        )
        return replace(value, span=span)
    if isinstance(value, tuple):
        return tuple(_moved(each, shown) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    printed = _PRINTED.get(type(value), frozenset())
    changed: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if field.name in printed and isinstance(old, str):
            new = shown.words(old)
        else:
            new = _moved(old, shown)
        if new is not old:
            changed[field.name] = new
    return replace(value, **changed) if changed else value
