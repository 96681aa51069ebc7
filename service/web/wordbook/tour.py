"""Which way does the tour lead through the pages, for somebody with some permissions?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.actors import Actor, Permission

COOKIE: Final = "tongpan_tour"
LEFT: Final = "left-"
"""Stands before the step at which somebody left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A page of the tour.

    Attributes:
        slug: Its name in addresses.
        title: What it shows.
        told: What to look at there, a sentence or two.
        need: Whoever may not do this has no such step.
        address: The page; ``{case}`` stands for a pending case of one's own.
    """

    slug: str
    title: str
    told: str
    need: Permission
    address: str


STEPS: Final = (
    Step(
        slug="cases",
        title="待决案件",
        told="放入起诉书、草稿或粘贴案情即可打开案件；下面是您的案件和审限。",
        need=Permission.WORK_ON_CASES,
        address="/cases",
    ),
    Step(
        slug="similar",
        title="按顺位检索的类案",
        told="先看指导性案例和案例库，再看各级法院；每件旁边写明应当参照还是可以参考，由您认定是不是类案。",
        need=Permission.WORK_ON_CASES,
        address="/cases/{case}",
    ),
    Step(
        slug="related",
        title="关联案件",
        told="同一当事人、同一事实、系列案、疑似重复起诉，与类案分开列；每一条都给出原文依据。",
        need=Permission.WORK_ON_CASES,
        address="/cases/{case}/related",
    ),
    Step(
        slug="divergence",
        title="裁判分歧",
        told="类案裁判不一致时，先列出正当理由，再并列两种立场和原文；只有承办法官先看到。",
        need=Permission.WORK_ON_CASES,
        address="/cases/{case}/divergence",
    ),
    Step(
        slug="check",
        title="草稿核对",
        told="签发前核对草稿：前后矛盾、失效法条、与类案不一致之处。",
        need=Permission.WORK_ON_CASES,
        address="/cases/{case}/check",
    ),
    Step(
        slug="report",
        title="类案检索报告",
        told="检索记录和认定自动成文，您只补写分析和结论。",
        need=Permission.WORK_ON_CASES,
        address="/cases/{case}/report",
    ),
    Step(
        slug="search",
        title="随手检索",
        told="不建案件也可以检索：按案情、争议焦点、关键词、法条或者案例。",
        need=Permission.SEARCH,
        address="/search",
    ),
    Step(
        slug="audits",
        title="裁判评查",
        told="一个期间全部文书的分歧、走势和发改情况，双人复核后才对外。",
        need=Permission.READ_AUDITS,
        address="/audits",
    ),
    Step(
        slug="referrals",
        title="分歧移送",
        told="分歧由此走向法官会议和审判委员会，证据在移送时冻结。",
        need=Permission.TAKE_PART_IN_REFERRALS,
        address="/referrals",
    ),
    Step(
        slug="rules",
        title="裁判规则",
        told="会议形成的规则在以后的检索和草稿核对中提示。",
        need=Permission.READ_RULES,
        address="/rules",
    ),
    Step(
        slug="effect",
        title="本院效果",
        told="好不好用看这里：本院法官的认定、索引和模型的数字。",
        need=Permission.SEE_QUALITY,
        address="/effect",
    ),
    Step(
        slug="system",
        title="系统状态",
        told="哪里需要处理，说明里写了怎么办。",
        need=Permission.SEE_SYSTEM,
        address="/system",
    ),
    Step(
        slug="trail",
        title="审计留痕",
        told="谁在什么时候看过、改过什么，任何改动都能核验出来。",
        need=Permission.READ_TRAIL,
        address="/audit-trail",
    ),
    Step(
        slug="accounts",
        title="账号管理",
        told="账号、岗位和停用都在这里。",
        need=Permission.KEEP_ACCOUNTS,
        address="/accounts",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TourBar:
    """The bar that stands on a page while somebody is on the tour.

    Attributes:
        step: Where they are.
        number: Of the step, from 1.
        n_steps: How many there are for them.
        before: Name of the step before, or empty.
        after: Name of the next step, or empty.
    """

    step: Step
    number: int
    n_steps: int
    before: str
    after: str


def steps_of(actor: Actor) -> tuple[Step, ...]:
    """Return the steps of somebody, in order."""
    return tuple(each for each in STEPS if actor.may(each.need))


def bar_of(steps: Sequence[Step], slug: str) -> TourBar | None:
    """Return the bar of a step; None where there is no such step for them.

    Example:
        >>> bar_of(STEPS[:2], "similar").before, bar_of(STEPS[:2], "similar").after
        ('cases', '')
    """
    names = [each.slug for each in steps]
    if slug not in names:
        return None
    place = names.index(slug)
    return TourBar(
        step=steps[place],
        number=place + 1,
        n_steps=len(steps),
        before=names[place - 1] if place else "",
        after=names[place + 1] if place + 1 < len(names) else "",
    )
