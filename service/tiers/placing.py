"""Of which tier is a judgment, and what does it mean for the ruling?"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from corpus.court import level_of
from corpus.judgment import CourtLevel, DocumentKind, Effectiveness
from corpus.spans import value_of
from indexing.searching.emptiness import Finding
from indexing.searching.likeness import Likeness
from service.library.model import LibraryRecord, LibraryStanding, Publication
from service.search.answer import SimilarHit
from service.tiers.model import Vantage, Weight
from service.tiers.vocabulary import EffectLabel, Tier

_EDITED: Final[Mapping[DocumentKind | None, Tier]] = MappingProxyType(
    {DocumentKind.GUIDING_CASE: Tier.GUIDING, DocumentKind.REFERENCE_CASE: Tier.REFERENCE}
)
_BY_SUPREME: Final = frozenset({Publication.SUPREME_TYPICAL, Publication.SUPREME_GAZETTE})
_LABELS: Final[Mapping[Tier, tuple[EffectLabel, str]]] = MappingProxyType(
    {
        Tier.GUIDING: (
            EffectLabel.MUST_FOLLOW,
            "指导性案例应当参照，与新法相冲突或者被新的指导性案例取代的除外（法发〔2020〕24号第九条）",
        ),
        Tier.REFERENCE: (
            EffectLabel.MUST_CONSULT,
            "审理案件应当检索人民法院案例库并参考入库类似案例（法〔2024〕92号第十九条）",
        ),
        Tier.OTHER: (
            EffectLabel.LEAD_ONLY,
            "不在法发〔2020〕24号第四条所列顺位，仅供线索",
        ),
    }
)
_OF_OTHER_TIERS: Final = (
    EffectLabel.MAY_CONSULT,
    "其他类案可以作为作出裁判的参考（法发〔2020〕24号第九条）",
)
_UNCOUNTED: Final[Mapping[Effectiveness, str]] = MappingProxyType(
    {
        Effectiveness.UNKNOWN: "效力未知，不计入类案",
        Effectiveness.NOT_IN_EFFECT: "尚未生效，不计入类案",
        Effectiveness.UNDER_APPEAL: "正在上诉，不计入类案",
        Effectiveness.UNDER_RETRIAL: "正在再审，不计入类案",
        Effectiveness.VARIED: "已被改判，不计入类案",
        Effectiveness.REVOKED: "已被撤销，不计入类案",
        Effectiveness.REVISED_ON_RETRIAL: "再审已改判，不计入类案",
    }
)


def tier_of(
    *,
    kind: DocumentKind | None,
    court: str | None,
    province: str | None,
    publication: Publication | None,
    vantage: Vantage | None,
) -> Tier:
    """Return the tier of a judgment, the first that fits.

    Args:
        kind: Kind of paper, None where the text does not tell.
        court: Canonical name of its court, likewise.
        province: Province of its court, likewise.
        publication: The collection that published it, as recorded.
        vantage: From where the court that searches looks; None where none is told, and then no
            tier of a province or a court is known.

    Example:
        >>> from service.tiers.hierarchy import CourtBook
        >>> above = CourtBook().vantage("长春市朝阳区人民法院")
        >>> tier_of(kind=DocumentKind.PANJUE, court="吉林省长春市中级人民法院", province="吉林",
        ...         publication=None, vantage=above)
        <Tier.SUPERIOR: 'superior'>
    """
    if kind in _EDITED:
        return _EDITED[kind]
    if publication in _BY_SUPREME or (court is not None and level_of(court) is CourtLevel.SUPREME):
        return Tier.SUPREME
    if vantage is None:
        return Tier.OTHER
    is_local_reference = (
        publication is Publication.HIGH_REFERENCE
        and province is not None
        and province == vantage.province
    )
    above = None if vantage.superior is None else vantage.superior.name
    if is_local_reference or court in vantage.high:
        return Tier.PROVINCIAL
    return (
        Tier.OTHER
        if court is None
        else {vantage.court.name: Tier.OWN, above: Tier.SUPERIOR}.get(court, Tier.OTHER)
    )


def weight_of(
    tier: Tier, effect: Effectiveness, record: LibraryRecord | None, *, is_same_text: bool = False
) -> Weight:
    """Return what a judgment means for the ruling.

    Only what is in legal effect counts (法发〔2020〕24号 art. 1), and of library cases only what
    is not put aside. What does not count is a lead and nothing more, whatever its tier.

    Args:
        tier: Its tier.
        effect: Whether it is in legal effect.
        record: What is recorded of it as a library case, None where nothing is.
        is_same_text: Whether it holds all of the text searched by: the same case.

    Example:
        >>> weight_of(Tier.GUIDING, Effectiveness.REVOKED, None).label
        <EffectLabel.LEAD_ONLY: 'lead_only'>
    """
    put_aside = "" if record is None else put_aside_words(record)
    not_counted = put_aside or _UNCOUNTED.get(effect, "")
    if is_same_text:
        not_counted = "与所提交文本相同，应是同一案件，不作为类案"
    if not_counted:
        return Weight(label=EffectLabel.LEAD_ONLY, counts=False, reason=not_counted)
    label, reason = _LABELS.get(tier, _OF_OTHER_TIERS)
    return Weight(label=label, counts=True, reason=reason)


def label_of_tier(tier: Tier) -> EffectLabel:
    """Return what the judgments of a tier mean for the ruling, those that count."""
    return _LABELS.get(tier, _OF_OTHER_TIERS)[0]


def put_aside_words(record: LibraryRecord) -> str:
    """Say since when and why a library case is not followed; nothing where it is in force."""
    if record.standing is LibraryStanding.IN_FORCE:
        return ""
    day = f"{record.since.year}年{record.since.month}月{record.since.day}日"
    verb = "不再参照" if record.standing is LibraryStanding.NOT_FOLLOWED else "出库"
    instead = f"，由{record.replacement}代替" if record.replacement else ""
    return f"自{day}起{verb}{instead}（依据：{record.source}），不计入类案"


def is_distant(hit: SimilarHit, finding: Finding | None, elements: frozenset[str]) -> bool:
    """Tell whether a hit is shown only because its part of a tier has nothing nearer.

    The best of ten guiding cases need not be similar at all. Where the gauge finds nothing similar
    among the best of a part of a tier, those called partly similar are distant, and where nothing
    was graded (civil causes), those of another charge or cause than the question's.

    Args:
        hit: The hit.
        finding: Whether anything of its part of the tier is similar.
        elements: Charges and causes that the question is taken to be about.
    """
    if hit.likeness is Likeness.LOW or finding is not Finding.NOTHING:
        return hit.likeness is Likeness.LOW
    if hit.likeness is not None:
        return hit.likeness is Likeness.PARTLY
    cause = value_of(hit.judgment.cause)
    own = {charge.value for charge in hit.judgment.charges} | ({cause} if cause else set())
    return bool(elements) and not own & elements
