"""Which provision says so, in the law of which day, and how is it cited?"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from corpus.provision import Provision
from corpus.sample.chance import Chance
from corpus.sample.figures import article_number

PRC = "中华人民共和国"
SPC = "最高人民法院关于"
# Titles inside a title stand in 〈〉, as the canonical form of a provision has them.
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "刑法": f"{PRC}刑法",
        "民法典": f"{PRC}民法典",
        "合同法": f"{PRC}合同法",
        "担保法": f"{PRC}担保法",
        "侵权责任法": f"{PRC}侵权责任法",
        "婚姻法": f"{PRC}婚姻法",
        "劳动合同法": f"{PRC}劳动合同法",
        "劳动争议调解仲裁法": f"{PRC}劳动争议调解仲裁法",
        "农村土地承包法": f"{PRC}农村土地承包法",
        "森林法": f"{PRC}森林法",
        "行政处罚法": f"{PRC}行政处罚法",
        "道路交通安全法": f"{PRC}道路交通安全法",
        "保险法": f"{PRC}保险法",
        "刑事诉讼法": f"{PRC}刑事诉讼法",
        "民事诉讼法": f"{PRC}民事诉讼法",
        "行政诉讼法": f"{PRC}行政诉讼法",
        "森林法实施条例": f"{PRC}森林法实施条例",
        "盗窃解释": "最高人民法院、最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释",
        "诈骗解释": "最高人民法院、最高人民检察院关于办理诈骗刑事案件具体应用法律若干问题的解释",
        "森林解释2000": f"{SPC}审理破坏森林资源刑事案件具体应用法律若干问题的解释",
        "森林解释2023": f"{SPC}审理破坏森林资源刑事案件适用法律若干问题的解释",
        "交通肇事解释": f"{SPC}审理交通肇事刑事案件具体应用法律若干问题的解释",
        "刑诉解释": f"{SPC}适用〈中华人民共和国刑事诉讼法〉的解释",
        "民间借贷规定": f"{SPC}审理民间借贷案件适用法律若干问题的规定",
        "时间效力规定": f"{SPC}适用〈中华人民共和国民法典〉时间效力的若干规定",
        "人身损害解释": f"{SPC}审理人身损害赔偿案件适用法律若干问题的解释",
        "道交解释": f"{SPC}审理道路交通事故损害赔偿案件适用法律若干问题的解释",
        "劳动争议解释一": f"{SPC}审理劳动争议案件适用法律问题的解释（一）",
        "劳动争议解释二": f"{SPC}审理劳动争议案件适用法律问题的解释（二）",
        "婚姻家庭编解释一": f"{SPC}适用〈中华人民共和国民法典〉婚姻家庭编的解释（一）",
        "买卖合同解释": f"{SPC}审理买卖合同纠纷案件适用法律问题的解释",
        "合同编通则解释": f"{SPC}适用〈中华人民共和国民法典〉合同编通则若干问题的解释",
        "民诉解释": f"{SPC}适用〈中华人民共和国民事诉讼法〉的解释",
        "行诉解释": f"{SPC}适用〈中华人民共和国行政诉讼法〉的解释",
    }
)
_ORDER: Mapping[str, int] = MappingProxyType(
    {title: place for place, title in enumerate(TITLES.values())}
)


def article(
    law: str, number: int, paragraph: int | None = None, item: int | None = None, *, suffix: int = 0
) -> Provision:
    """Return a provision by the short title of its law.

    Raises:
        KeyError: The short title is not in :data:`TITLES`.

    Example:
        >>> str(article("刑法", 133, 1, suffix=1))
        '《中华人民共和国刑法》第133条之1第1款'
    """
    return Provision(
        law=TITLES[law], article=number, article_suffix=suffix, paragraph=paragraph, item=item
    )


# Article numbers that moved when the procedure laws were amended, newest first. The Civil
# Procedure Law of 2017, of 2021 (since 2022-01-01) and of 2023 (since 2024-01-01); the Criminal
# Procedure Law of 2012 and of 2018 (since 2018-10-26).
_CIVIL = ((date(2024, 1, 1), 2), (date(2022, 1, 1), 1), (date(1991, 1, 1), 0))
_CIVIL_ARTICLES: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "evidence": (64, 67, 67),
        "conditions": (119, 122, 122),
        "refusal": (124, 127, 127),
        "mediation": (97, 100, 100),
        "default": (144, 147, 147),
        "withdrawal": (145, 148, 148),
        "ruling": (154, 157, 157),
        "appeal": (170, 177, 177),
        "appeal_of_ruling": (171, 178, 178),
        "appeal_withdrawal": (173, 180, 180),
        "final": (175, 182, 182),
        "delay": (253, 260, 264),
        "retrial_reasons": (200, 207, 211),
        "retrial_review": (204, 211, 215),
        "retrial": (207, 214, 218),
        "suspension": (150, 153, 153),
    }
)
_CRIMINAL_ARTICLES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "verdict": (195, 200),
        "appeal": (225, 236),
        "final": (233, 244),
        "retrial": (245, 256),
    }
)


def civil_procedure(
    topic: str, on: date, paragraph: int | None = None, item: int | None = None
) -> Provision:
    """Return the article of the Civil Procedure Law on a topic as numbered on a day.

    Example:
        >>> civil_procedure("delay", date(2021, 12, 31)).article
        253
        >>> civil_procedure("delay", date(2024, 1, 1)).article
        264
    """
    version = next(place for since, place in _CIVIL if since <= on)
    return article("民事诉讼法", _CIVIL_ARTICLES[topic][version], paragraph, item)


def criminal_procedure(
    topic: str, on: date, paragraph: int | None = None, item: int | None = None
) -> Provision:
    """Return the article of the Criminal Procedure Law on a topic as numbered on a day."""
    newest = on >= date(2018, 10, 26)
    return article("刑事诉讼法", _CRIMINAL_ARTICLES[topic][newest], paragraph, item)


def in_order(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """Return provisions each once, in the order in which judgments must cite them.

    Statutes stand before interpretations and substance before procedure; within a law the
    order of citation is kept.

    Source: 法释〔2009〕14号 art. 2.
    """
    unique = dict.fromkeys(provisions)
    return tuple(sorted(unique, key=lambda provision: _ORDER[provision.law]))


def citation(provisions: Iterable[Provision], chance: Chance) -> str:
    """Return a citation of provisions in words, grouped by law.

    Example:
        >>> print(citation([article("刑法", 72, 1), article("刑法", 72, 3)], Chance("e")))
        《中华人民共和国刑法》第七十二条第一款、第三款
    """
    groups: dict[str, list[Provision]] = {}
    for provision in provisions:
        groups.setdefault(provision.law, []).append(provision)
    pause = chance.pick(("、", "、", "，"))
    arabic = chance.happens(5)
    texts = []
    for law, members in groups.items():
        parts: list[str] = []
        last: Provision | None = None
        for provision in members:
            parts.append(_place(provision, last, arabic=arabic))
            last = provision
        texts.append(f"《{law}》" + pause.join(parts))
    return chance.pick(("、", "，")).join(texts)


def _place(provision: Provision, last: Provision | None, *, arabic: bool) -> str:
    def number(value: int) -> str:
        return str(value) if arabic else article_number(value)

    same = last is not None and (last.article, last.article_suffix, last.law) == (
        provision.article,
        provision.article_suffix,
        provision.law,
    )
    text = ""
    if not same or provision.paragraph is None:
        text = f"第{number(provision.article)}条"
        if provision.article_suffix:
            text += f"之{article_number(provision.article_suffix)}"
    same_paragraph = same and last is not None and last.paragraph == provision.paragraph
    if provision.paragraph is not None and not (same_paragraph and provision.item is not None):
        text += f"第{number(provision.paragraph)}款"
    if provision.item is not None:
        text += f"第（{number(provision.item)}）项" if arabic else f"第{number(provision.item)}项"
    return text
