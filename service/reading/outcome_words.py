"""What does a ruling say, in the short words of the screen?"""

from collections.abc import Iterator

from corpus.judgment import Party
from corpus.outcome.model import (
    AccusedOutcome,
    Circumstance,
    CostShare,
    EarlierJudgment,
    Interest,
    Order,
    Punishment,
    Share,
    Term,
    TermKind,
)
from corpus.panel import PanelMember
from service.labels import label_of


def money(fen: int) -> str:
    """Return a sum in yuan.

    Example:
        >>> money(300000), money(123456750)
        ('3,000元', '1,234,567.50元')
    """
    yuan, rest = divmod(fen, 100)
    return f"{yuan:,}元" if rest == 0 else f"{yuan:,}.{rest:02}元"


def duration(months: int, days: int = 0) -> str:
    """Return a length of time.

    Example:
        >>> duration(14), duration(6), duration(1, 15)
        ('1年2个月', '6个月', '1个月15日')
    """
    years, rest = divmod(months, 12)
    parts = ((years, "年"), (rest, "个月"), (days, "日"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0个月"


def term_words(term: Term) -> str:
    """Return a principal punishment."""
    if term.kind in {TermKind.DEATH, TermKind.DEATH_WITH_REPRIEVE, TermKind.LIFE}:
        return label_of(term.kind)
    return label_of(term.kind) + duration(term.months, term.days)


def punishment_words(punishment: Punishment) -> str:
    """Return what an accused has to bear."""
    return "，".join(_punishments(punishment)) or "未判处刑罚"


def _punishments(punishment: Punishment) -> Iterator[str]:
    if punishment.is_exempt:
        yield "免予刑事处罚"
    if punishment.term is not None:
        yield term_words(punishment.term)
    if punishment.probation_months is not None:
        yield f"缓刑{duration(punishment.probation_months)}"
    if punishment.is_political_rights_for_life:
        yield "剥夺政治权利终身"
    elif punishment.political_rights_months is not None:
        yield f"剥夺政治权利{duration(punishment.political_rights_months)}"
    if punishment.fine_fen is not None:
        yield f"罚金{money(punishment.fine_fen)}"
    if punishment.is_all_confiscated:
        yield "没收个人全部财产"
    elif punishment.confiscation_fen is not None:
        yield f"没收财产{money(punishment.confiscation_fen)}"


def accused_words(accused: AccusedOutcome) -> str:
    """Return what the ruling means for one accused."""
    parts = [
        (f"{each.charge.value}：" if each.charge else "") + punishment_words(each.punishment)
        for each in accused.convictions
    ]
    if accused.combined is not None:
        parts.append(f"决定执行{punishment_words(accused.combined)}")
    if accused.is_acquitted:
        parts.insert(0, "宣告无罪")
    words = "；".join(parts) or "未载明刑罚"
    return f"{accused.name}：{words}" if accused.name else words


def circumstance_words(circumstance: Circumstance) -> str:
    """Return a circumstance of sentencing and whose it is."""
    label = label_of(circumstance.kind)
    return f"{label}（{circumstance.accused}）" if circumstance.accused else label


def order_words(order: Order) -> str:
    """Return what an item of a ruling orders."""
    parts = (
        [label_of(order.kind)]
        if order.obliged is None
        else [f"{order.obliged}：{label_of(order.kind)}"]
    )
    if order.total_fen is not None:
        parts.append(money(order.total_fen))
    elif order.amounts_fen:
        parts.append("、".join(money(each) for each in dict.fromkeys(order.amounts_fen)))
    if order.interest is not None:
        parts.append(interest_words(order.interest))
    if order.due_days is not None:
        parts.append(f"{order.due_days}日内履行")
    return "，".join(parts)


def interest_words(interest: Interest) -> str:
    """Return how interest runs."""
    words = "利息"
    if interest.annual_rate_ppm is not None:
        words += f"年利率{_plain(interest.annual_rate_ppm / 10_000)}%"
    elif interest.market_multiple_ppm is not None:
        multiple = _plain(interest.market_multiple_ppm / 1_000_000)
        words += f"市场报价利率（LPR）或贷款基准利率的{multiple}倍"
    if interest.starts_on is not None:
        end = "付清之日" if interest.ends_on is None else interest.ends_on.isoformat()
        words += f"，自{interest.starts_on.isoformat()}至{end}"
    return words


def _plain(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def cost_words(cost: CostShare) -> str:
    """Return who bears how much of the costs."""
    return f"{cost.payer}负担{money(cost.fen)}"


def share_words(share: Share) -> str:
    """Return a share of liability.

    Example:
        >>> share_words(Share(numerator=7, denominator=10)), share_words(
        ...     Share(numerator=1, denominator=3)
        ... )
        ('70%', '1/3')
    """
    percent = 100 * share.numerator
    if percent % share.denominator == 0:
        return f"{percent // share.denominator}%"
    return f"{share.numerator}/{share.denominator}"


def earlier_words(earlier: EarlierJudgment) -> str:
    """Return the judgment that was before the court."""
    day = "" if earlier.decided_on is None else earlier.decided_on.isoformat()
    return " ".join(part for part in (earlier.court, str(earlier.number), day) if part)


def party_words(party: Party) -> str:
    """Return who takes part and as what."""
    former = "" if party.former_role is None else f"（原审{label_of(party.former_role)}）"
    return f"{label_of(party.role)}{former}：{party.name}"


def member_words(member: PanelMember) -> str:
    """Return who signed and in which office."""
    return f"{'代理' if member.is_acting else ''}{label_of(member.office)}：{member.name}"
