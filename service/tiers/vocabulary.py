"""In which order is searched for similar cases, and what does each mean for the ruling?

Apart from the search, because what is kept and printed speaks these words too.
"""

from enum import StrEnum


class Tier(StrEnum):
    """The order in which similar cases are searched for, the first first (顺位).

    Source: 法发〔2020〕24号 art. 4; reference cases are a block of their own behind the guiding
    cases, because 法〔2024〕92号 art. 19 has every court search the library in every case. What no
    article names comes last, as leads only.
    """

    GUIDING = "guiding"
    REFERENCE = "reference"
    SUPREME = "supreme"
    PROVINCIAL = "provincial"
    SUPERIOR = "superior"
    OWN = "own"
    OTHER = "other"


TIERS = tuple(Tier)


class EffectLabel(StrEnum):
    """What a hit means for the ruling: 应当参照, 应当检索并参考, 可以参考, 仅供线索."""

    MUST_FOLLOW = "must_follow"
    MUST_CONSULT = "must_consult"
    MAY_CONSULT = "may_consult"
    LEAD_ONLY = "lead_only"
