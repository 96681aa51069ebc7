"""Of what classes are closed judgments, on what ground, and who may be cleared for each?

Source: 法释〔2016〕19号 art. 4, 8, 10; 刑事诉讼法 art. 188, 286; 民事诉讼法 (2023) art. 137;
行政诉讼法 art. 54. The rule on publishing tells what may not be read outside of the court; that it
is need-to-know inside too follows from these articles and from 个人信息保护法 art. 34-36. Which
desks, and for how long, are choices of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from corpus.privacy.sensitivity import Sensitivity
from service.actors import PERMISSIONS, Permission, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedClass:
    """A class of closed judgments.

    Attributes:
        kind: Which.
        ground: Why such judgments are closed, in Chinese.
        article: Document and article.
        roles: Desks of which one must be held to be cleared for it.
        most_days: For how many days a clearance holds at most.
    """

    kind: Sensitivity
    ground: str
    article: str
    roles: frozenset[Role]
    most_days: int


_DECIDING: Final = frozenset({Role.JUDGE, Role.LEADER})
_REVIEWING: Final = _DECIDING | {Role.AUDITOR}
_READING: Final = frozenset(
    role for role, held in PERMISSIONS.items() if Permission.READ_JUDGMENTS in held
)
_HALF_YEAR: Final = 183
_YEAR: Final = 366


def _class(
    kind: Sensitivity, ground: str, article: str, roles: frozenset[Role], days: int = _YEAR
) -> ClosedClass:
    return ClosedClass(kind=kind, ground=ground, article=article, roles=roles, most_days=days)


CLASSES: Mapping[Sensitivity, ClosedClass] = MappingProxyType(
    {
        each.kind: each
        for each in (
            _class(
                Sensitivity.STATE_SECRET,
                "涉及国家秘密",
                "法释〔2016〕19号第四条第一项；刑事诉讼法第一百八十八条",
                _DECIDING,
                _HALF_YEAR,
            ),
            _class(
                Sensitivity.JUVENILE,
                "未成年人犯罪",
                "法释〔2016〕19号第四条第二项；刑事诉讼法第二百八十六条",
                _REVIEWING,
            ),
            _class(
                Sensitivity.FAMILY,
                "离婚诉讼或者涉及未成年子女抚养、监护",
                "法释〔2016〕19号第四条第四项；民事诉讼法（2023）第一百三十七条",
                _READING,
            ),
            _class(
                Sensitivity.SEXUAL,
                "性侵害案件，涉及个人隐私",
                "法释〔2016〕19号第四条第五项、第八条；刑事诉讼法第一百八十八条",
                _REVIEWING,
            ),
            _class(
                Sensitivity.MEDIATION,
                "以调解方式结案或者确认人民调解协议效力",
                "法释〔2016〕19号第四条第三项",
                _READING,
            ),
            _class(
                Sensitivity.CLOSED_TRIAL,
                "不公开审理的案件",
                "刑事诉讼法第一百八十八条；民事诉讼法（2023）第一百三十七条；行政诉讼法第五十四条",
                _READING,
            ),
            _class(
                Sensitivity.PRIVACY,
                "涉及个人隐私",
                "法释〔2016〕19号第四条第五项、第十条；民事诉讼法（2023）第一百三十七条",
                _REVIEWING,
            ),
            _class(
                Sensitivity.TRADE_SECRET,
                "涉及商业秘密",
                "法释〔2016〕19号第四条第五项、第十条；民事诉讼法（2023）第一百三十七条第二款",
                _REVIEWING,
            ),
        )
    }
)
"""Every class; a class that stands here not could be read by nobody."""
