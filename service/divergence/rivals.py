"""Which charges may the same conduct be called by, as courts see it?

Pairs that textbooks and courts tell apart (此罪与彼罪的界限) by purpose, means, object or grade of
one and the same course of events. Pairs that only the status of a person parts are left out.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

_RIVALS: Final = """
诈骗罪 合同诈骗罪 集资诈骗罪 信用卡诈骗罪 保险诈骗罪 招摇撞骗罪 盗窃罪 敲诈勒索罪
盗窃罪 抢夺罪 抢劫罪 职务侵占罪 掩饰、隐瞒犯罪所得、犯罪所得收益罪 故意毁坏财物罪
抢劫罪 抢夺罪 敲诈勒索罪 绑架罪 寻衅滋事罪 强迫交易罪
敲诈勒索罪 寻衅滋事罪 强迫交易罪 绑架罪 非法拘禁罪
寻衅滋事罪 故意伤害罪 聚众斗殴罪 故意毁坏财物罪 妨害公务罪
故意伤害罪 故意杀人罪 聚众斗殴罪 过失致人死亡罪 过失致人重伤罪
交通肇事罪 过失致人死亡罪 危险驾驶罪 以危险方法危害公共安全罪
以危险方法危害公共安全罪 放火罪 爆炸罪
放火罪 失火罪 故意毁坏财物罪
绑架罪 非法拘禁罪
非法吸收公众存款罪 集资诈骗罪
开设赌场罪 赌博罪
强奸罪 猥亵儿童罪 强制猥亵、侮辱罪
组织卖淫罪 协助组织卖淫罪 引诱、容留、介绍卖淫罪
走私、贩卖、运输、制造毒品罪 非法持有毒品罪 容留他人吸毒罪
盗伐林木罪 滥伐林木罪 盗窃罪
生产、销售伪劣产品罪 生产、销售假药罪 生产、销售不符合安全标准的食品罪 假冒注册商标罪
生产、销售不符合安全标准的食品罪 生产、销售有毒、有害食品罪
滥用职权罪 玩忽职守罪 徇私枉法罪
故意毁坏财物罪 破坏生产经营罪
"""
"""On each line a charge, and behind it those that rival it."""


def rivals_of(charge: str) -> frozenset[str]:
    """Return the charges that rival one; none where it has no rival.

    Example:
        >>> sorted(rivals_of("开设赌场罪")), rivals_of("贪污罪")
        (['赌博罪'], frozenset())
        >>> "诈骗罪" in rivals_of("合同诈骗罪")
        True
    """
    return _table().get(charge, frozenset())


@cache
def _table() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _RIVALS.split("\n"):
        first, *others = line.split() or [""]
        for each in others:
            found.setdefault(first, set()).add(each)
            found.setdefault(each, set()).add(first)
    return MappingProxyType({charge: frozenset(others) for charge, others in found.items()})
