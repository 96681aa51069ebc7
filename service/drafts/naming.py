"""Whom does a draft call by a role and a name (被告人张三), and who takes part in it?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.judgment import PartyKind, Role, SectionKind
from corpus.party import ROLES
from corpus.relations.names import is_hidden
from corpus.spans import Span
from service.drafts.paper import DraftPaper

_ROLE: Final = re.compile(
    "(?<![\u4e00-\u9fff][告被])"
    "(?P<role>反诉原告|反诉被告|附带民事诉讼原告人|附带民事诉讼被告人|原审被告人|被上诉人|上诉人"
    "|被告人|被告|原告|第三人)(?:[（(][^（）()]{1,16}[）)])?(?=[\u4e00-\u9fff])"
)
# Whom an item begins with: 一、张三于本判决生效后十日内返还…
_OBLIGED: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])?\s*"
    r"(?=[\u4e00-\u9fff]{2,40}?于(?:本判决|判决|本裁定))(?!被告|原告|第三人|限|由|上诉人|被上诉人)"
)
_SHORT: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）()]{2,40}?)[（(](?:以下|下|简|统)[^（）()]{0,6}称[为：:“”\"'‘’]{0,3}"
    r"(?P<short>[\u4e00-\u9fff]{2,20}?)[”\"’']?[）)、，]"
)
_FIRM: Final = 6
_PRINCIPAL: Final = frozenset(
    {Role.PLAINTIFF, Role.DEFENDANT, Role.ACCUSED, Role.THIRD_PARTY, Role.APPELLANT, Role.APPELLEE}
)
AFTER_NAME: Final = (
    "于在与和的、，。；：犯向对因系将为应支偿赔归返退到经诉均等及辩是以不已伙（(给承负提要立之"
)
"""What may stand directly behind a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A place where somebody is called by a role.

    Attributes:
        word: The role as printed.
        role: What it means.
        at: Where the name begins.
    """

    word: str
    role: Role
    at: int


def called(draft: DraftPaper, *kinds: SectionKind) -> Iterator[Called]:
    """Give the places of some parts where a role stands directly before Chinese words."""
    for span in draft.spans(*kinds):
        for match in _ROLE.finditer(draft.text, span.start, span.end):
            yield Called(word=match["role"], role=ROLES[match["role"]], at=match.end())


def obliged(draft: DraftPaper) -> Iterator[Called]:
    """Give the places where an item of the ruling begins with a name that no role precedes."""
    for item in draft.judgment.disposition:
        match = _OBLIGED.match(draft.text, item.start, item.end)
        if match is not None:
            yield Called(word="", role=Role.OTHER, at=match.end())


def principals(draft: DraftPaper) -> tuple[str, ...]:
    """Return the names of those on a side of the dispute that are printed in full, each once."""
    return tuple(
        dict.fromkeys(
            each.value.name
            for each in draft.judgment.parties
            if each.value.role in _PRINCIPAL and each.value.name and not is_hidden(each.value.name)
        )
    )


def is_firm(draft: DraftPaper, name: str) -> bool:
    """Tell whether a name is that of a firm or an organ, by what was read of the party."""
    kinds = {each.value.kind for each in draft.judgment.parties if each.value.name == name}
    return PartyKind.NATURAL not in kinds and len(name) >= _FIRM


def short_names(draft: DraftPaper) -> tuple[str, ...]:
    """Return the short names that the draft gives (以下简称某公司)."""
    return tuple(dict.fromkeys(match["short"] for match in _SHORT.finditer(draft.text)))


def span_at(place: Called, length: int) -> Span:
    """Return the words of a name of a length that begins at a place."""
    return Span(place.at, place.at + length)
