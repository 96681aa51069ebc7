"""What is one labelled judgment?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A part of a text as the labels cut it.

    Attributes:
        label: Name of the part in the labels' own, coarser scheme.
        start: Offset of its first character that is not white space.
        end: Offset behind its last character that is not white space.
    """

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRecord:
    """A text to read, and what should be read.

    Attributes:
        id: Id in the set.
        text: What the reader gets, and all it gets.
        labels: The record as the set holds it; never shown to the reader.
        sections: Parts by the labels, where the set cuts them.
        scheme: Name of the labels' scheme of parts, see :mod:`evaluation.extraction.sections`.
        gold_fault: Why the labels of this record contradict themselves, when they do; such a
            record counts in the main figures and is left out of the figures in ``details`` whose
            name ends in ``_consistent``.
    """

    id: str
    text: str
    labels: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    sections: tuple[GoldSection, ...] = ()
    scheme: str = ""
    gold_fault: str | None = None


def gold_section(label: str, text: str, start: int, end: int) -> GoldSection:
    """Return a section without the white space at its ends.

    Example:
        >>> gold_section("facts", " 甲乙 丙", 0, 3)
        GoldSection(label='facts', start=1, end=3)
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return GoldSection(label, start, end)
