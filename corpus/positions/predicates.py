"""By which words does a court affirm or deny something?

The table is closed: a verb that is not in it tells no position. Each word has one normal form, so
that 系, 属于 and 认定为 say the same; a word that denies by itself (无效) is the denial of another.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Place(StrEnum):
    """Where the words stand that a predicate is about.

    BEHIND: behind it (属于道路); BEFORE: before it, and little may follow (合同有效); EITHER:
    behind it, and before it where nothing follows; SUBJECT: before it, whatever follows
    (赔偿金按农村标准计算为); BY: behind 以 or 按 before it (以盗窃罪论处).
    """

    BEHIND = "behind"
    BEFORE = "before"
    EITHER = "either"
    SUBJECT = "subject"
    BY = "by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A word that affirms or denies.

    Attributes:
        name: Normal form.
        place: Where to look for what it is about.
        affirms: False for a word that denies its normal form, such as 无效 of 有效.
        needs_modal: Whether it tells something done rather than held, unless 应当, 予以, a denial
            or the like stands before it.
        answers: Whether it answers what somebody asked or argued (支持, 采纳, 成立).
        carries: Whether a predicate behind it stands inside what it affirms or denies
            (不能认定…属于).
    """

    name: str
    place: Place
    affirms: bool = True
    needs_modal: bool = False
    answers: bool = False
    carries: bool = False


_HELD: Final = (
    (
        "属于",
        Place.BEHIND,
        (
            "属于|系属|认定为|应系|视为|视作|视同|推定为|评价为|定性为|纳入|实为|应为|系|属|归入|归于|划入|列入|"
            "算作|看作|等同于|落入|当作|实质上是|本质上是|应当是|性质为|是"
        ),
    ),
    ("构成", Place.BEHIND, "构成|触犯|犯有|该当"),
    (
        "构成",
        Place.BY,
        "定罪处罚|定罪量刑|定罪|论处|论罪|处断|追究刑事责任|追究其刑事责任|科刑|追责|处罚",
    ),
    ("属于", Place.BY, "论"),
    ("有罪", Place.BEFORE, "有罪"),
    ("符合", Place.BEHIND, "符合|契合|满足|合乎"),
    ("符合", Place.BEFORE, "相符|吻合|一致"),
    ("违反", Place.BEHIND, "违反|违背|有违|有悖|悖于|抵触"),
    ("超过", Place.BEHIND, "超过|超出|超越|突破|高于|高出|大于|逾越|逾"),
    ("达到", Place.BEHIND, "达到"),
    ("具有", Place.BEHIND, "具有|具备|享有|拥有"),
    ("存在", Place.EITHER, "存在"),
    ("有权", Place.BEHIND, "有权"),
    ("有义务", Place.BEHIND, "有义务"),
    ("影响", Place.BEHIND, "影响|妨碍|妨害于|阻却|否定"),
    ("承担", Place.BEHIND, "承担|担负|承受|负担|负有|自负|分担|负责|担责|负连带"),
    (
        "有效",
        Place.BEFORE,
        (
            "有效|发生效力|产生效力|发生法律效力|产生法律效力|具有法律效力|有法律效力|具有约束力|有约束力|具有拘束力|"
            "有拘束力|生效|有效合同|有效条款|有效协议|有效约定"
        ),
    ),
    ("合法", Place.BEFORE, "合法|适格|正当|正确"),
    ("适当", Place.BEFORE, "适当|得当|恰当|妥当|合理|合情合理"),
    ("充分", Place.BEFORE, "充分"),
    ("过高", Place.BEFORE, "过高|偏高|畸高|过分高于造成的损失"),
    ("过错", Place.SUBJECT, "有过错|存在过错"),
    ("破裂", Place.BEFORE, "破裂|名存实亡"),
    ("和好", Place.SUBJECT, "和好|维系|维持下去|共同生活下去"),
    ("成就", Place.BEFORE, "成就"),
    ("届满", Place.BEFORE, "届满|罹于时效"),
    ("负刑事责任", Place.BEFORE, "负刑事责任"),
    ("审理", Place.BEFORE, "继续审理|审理|裁判|判决"),
    ("为基数", Place.SUBJECT, "为基数|为基准|为准|为限|为标准"),
    ("计算", Place.SUBJECT, "酌定|酌情确定|核定|参照|比照"),
    ("计算", Place.BEHIND, "本院按|本院酌情按|本院酌情"),
    ("维持", Place.EITHER, "维持"),
    ("明知", Place.BEHIND, "明知"),
)
_DENYING: Final = (
    ("有效", Place.BEFORE, "无效|不生效力|无效合同|无效条款|无效协议|无效约定|无效民事法律行为"),
    ("合法", Place.BEFORE, "违法"),
    ("适当", Place.BEFORE, "不当|有误|错误|失当|欠妥|欠当|不妥|不公"),
    ("属于", Place.BEHIND, "并非|不是|绝非|而非"),
    ("区分", Place.EITHER, "不再区分"),
    ("准许", Place.EITHER, "不准"),
    ("有罪", Place.BEFORE, "无罪"),
    ("有权", Place.BEHIND, "无权"),
    ("有义务", Place.BEHIND, "无义务"),
    ("过错", Place.SUBJECT, "无过错"),
    ("破裂", Place.BEFORE, "和睦"),
)
_DONE: Final = (
    ("适用", Place.EITHER, "适用|准用"),
    ("计算", Place.SUBJECT, "计算|计付|计收|计取|确定|核算|折算|处以罚款"),
    ("追缴", Place.EITHER, "追缴|没收|收缴|上缴|追回|没入"),
    ("扣除", Place.EITHER, "扣除|扣减|剔除|抵扣|抵销|核减|减除|冲抵|折抵"),
    ("撤销", Place.EITHER, "撤销|取消|废止"),
    ("解除", Place.EITHER, "解除|终止"),
    ("调整", Place.EITHER, "调整|酌减|调减|变更|下调|调低|降低|调至|降至"),
    ("减少", Place.EITHER, "减少"),
    ("从轻", Place.SUBJECT, "从轻|从宽|减轻"),
    ("从重", Place.SUBJECT, "从重|严惩|惩处|惩罚"),
    ("并罚", Place.SUBJECT, "并罚"),
    (
        "支付",
        Place.EITHER,
        "支付|给付|偿还|归还|清偿|返还|退还|赔偿|补偿|偿付|赔付|退赔|兑付|给予|付给",
    ),
    ("履行", Place.EITHER, "履行|尽到|交付|办理|协助"),
    ("举证", Place.SUBJECT, "举证|佐证|完成证明"),
    ("处理", Place.EITHER, "处理|解决|另案|另行主张|救济"),
    ("受理", Place.EITHER, "受理|立案"),
    ("移送", Place.EITHER, "移送|中止"),
    ("执行", Place.EITHER, "执行"),
    ("排除", Place.BEHIND, "排除"),
    ("对抗", Place.BEHIND, "对抗"),
    ("免除", Place.BEHIND, "免除|豁免|免责"),
    ("拒绝", Place.BEHIND, "拒绝|拒付|拒不"),
    ("保护", Place.SUBJECT, "保护"),
)
_ANSWERING: Final = (
    ("采信", Place.EITHER, "采信|取信"),
    ("支持", Place.EITHER, "支持|认可|认同"),
    ("采纳", Place.EITHER, "采纳|采用|吸收"),
    ("准许", Place.EITHER, "准予|准许|允许|许可|照准|判准|判离"),
    ("驳回", Place.EITHER, "驳回"),
    ("成立", Place.BEFORE, "成立|站得住脚|可取|有理"),
    (
        "有据",
        Place.BEFORE,
        "有据|有事实和法律依据|有法律依据|有事实依据|有相应依据|有依据",
    ),
)
_NO_GROUND: Final = (
    "无据|依据不足|依据不充分|证据不足|理由不足|理据不足|缺乏事实和法律依据|缺乏事实与法律依据|"
    "缺乏法律依据|缺乏事实依据|缺乏依据|缺少依据|欠缺依据|没有法律依据|没有事实依据|没有事实和法律依据|"
    "无事实和法律依据|无事实及法律依据|无法律依据|无事实依据|没有依据|无依据|没有证据支持|缺乏证据支持"
)
_WITHOUT_GROUND: Final = (
    ("有据", Place.BEFORE, _NO_GROUND),
    ("成立", Place.BEFORE, "站不住脚|无理"),
)
_CARRYING: Final = (
    ("认定", Place.EITHER, "认定|确认|推定|推断|断定|判定|得出|表明|说明|反映|显示|体现"),
    ("证明", Place.BEHIND, "证明|证实|印证|查实"),
)


def _table() -> dict[str, Predicate]:
    table: dict[str, Predicate] = {}
    for rows, affirms, needs_modal, answers, carries in (
        (_HELD, True, False, False, False),
        (_DENYING, False, False, False, False),
        (_DONE, True, True, False, False),
        (_ANSWERING, True, False, True, False),
        (_WITHOUT_GROUND, False, False, True, False),
        (_CARRYING, True, True, False, True),
    ):
        for name, place, words in rows:
            row = Predicate(
                name=name,
                place=place,
                affirms=affirms,
                needs_modal=needs_modal,
                answers=answers,
                carries=carries,
            )
            table.update(dict.fromkeys(words.split("|"), row))
    return table


PREDICATES: Final[Mapping[str, Predicate]] = MappingProxyType(_table())
"""The predicates by the words that stand for them."""
PREDICATE: Final = re.compile("|".join(sorted(PREDICATES, key=lambda word: (-len(word), word))))
"""Finds the words of :data:`PREDICATES`, the longest first."""
# A predicate is part of another word where one of these stands before or behind it.
_NOT_BEHIND: Final = {
    "系": "关联体派院直科干谱母",
    "属": "权家附亲下归从隶军金部直眷所",
    "成立": "的",
    "支持": "技术",
    "有权": "所",
    "有据": "没",
    "负担": "活的加减家",
    "执行": "强",
    "合理": "的",
    "说明": "明提确",
    "判决": "审述该号书院原据",
    "一致": "达成",
    "保护": "境",
    "处罚": "政安予轻重种罚受",
    "论": "不无理结讨争辩评推言舆而定别立概谬",
    "裁判": "审述",
    "许可": "政",
}
_NOT_BEFORE: Final = {
    "系": "列统数",
    "属": "实员地性下",
    "逾": "期",
    "存在": "的于",
    "支付": "宝",
    "举证": "期",
    "解除": "通",
    "构成": "要",
    "超过": "部",
    "超出": "部",
    "不准": "确",
    "有权": "利",
    "负担": "能",
    "负责": "人",
    "判决": "书结主生",
    "许可": "证",
    "认可": "度",
    "处罚": "决",
    "合理": "期怀",
}
# 是 holds only where it names what somebody or something is in law.
_ONLY_BEFORE: Final = {
    "是": re.compile(
        r"(?:自首|累犯|主犯|从犯|坦白|立功|共同犯罪|胁从|未成年|初犯|偶犯|毒品再犯|本案|合法|无效|有效|违法|"
        r"[^，。]{0,8}(?:关系|合同|行为|债务|责任|义务|性质|财产|所得|损失|标准)$)"
    ),
    "判决": re.compile(r"(?:离婚|不准|准予|驳回|支持|确认)|$"),
    "处罚": re.compile(r"$"),
    "论": re.compile(r"$"),
}
# What was done, or is a noun, or tells which of several: 归还能力, 清偿的部分, 返还义务.
_DONE_BEFORE: Final = "能的义责款额期时后前之了过书力标给"


def is_word_part(text: str, start: int, end: int, clause_end: int) -> bool:
    """Tell whether what looks like a predicate is part of another word.

    Example:
        >>> is_word_part("双方的关系", 4, 5, 5), is_word_part("该车系机动车", 2, 3, 6)
        (True, False)
    """
    word = text[start:end]
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before and before in _NOT_BEHIND.get(word, ""):
        return True
    wanted = _ONLY_BEFORE.get(word)
    if wanted is not None and not wanted.match(text, end, clause_end):
        return True
    follows = _NOT_BEFORE.get(word, "") + ("的" if word != "支持" else "")
    if PREDICATES[word].needs_modal:
        follows += _DONE_BEFORE
    return bool(behind) and behind in follows
