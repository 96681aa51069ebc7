"""Who takes part in a case, in which role, and what are they in law?"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.judgment import Party, PartyKind, Role
from corpus.spans import Extracted, Span

ROLES: Final = {
    "附带民事诉讼原告人": Role.PLAINTIFF,
    "附带民事诉讼原告": Role.PLAINTIFF,
    "附带民事诉讼被告人": Role.DEFENDANT,
    "附带民事诉讼被告": Role.DEFENDANT,
    "公益诉讼起诉人": Role.PLAINTIFF,
    "原告人": Role.PLAINTIFF,
    "原告": Role.PLAINTIFF,
    "反诉原告": Role.PLAINTIFF,
    "反诉被告": Role.DEFENDANT,
    "起诉人": Role.PLAINTIFF,
    "自诉人": Role.PLAINTIFF,
    "被告单位": Role.ACCUSED,
    "被告人": Role.ACCUSED,
    "罪犯": Role.ACCUSED,
    "被告": Role.DEFENDANT,
    "第三人": Role.THIRD_PARTY,
    "被上诉人": Role.APPELLEE,
    "上诉人": Role.APPELLANT,
    "上诉单位": Role.APPELLANT,
    "原审上诉人": Role.OTHER,
    "原审被上诉人": Role.OTHER,
    "原审被告人": Role.ACCUSED,
    "原审被告单位": Role.ACCUSED,
    "原审附带民事诉讼原告人": Role.OTHER,
    "原审附带民事诉讼被告人": Role.OTHER,
    "原审原告": Role.OTHER,
    "原审被告": Role.OTHER,
    "原审第三人": Role.THIRD_PARTY,
    "一审被告人": Role.ACCUSED,
    "一审原告": Role.OTHER,
    "一审被告": Role.OTHER,
    "一审第三人": Role.THIRD_PARTY,
    "二审上诉人": Role.OTHER,
    "二审被上诉人": Role.OTHER,
    "公诉机关": Role.PROSECUTION,
    "原公诉机关": Role.PROSECUTION,
    "抗诉机关": Role.PROSECUTION,
    "被害人": Role.VICTIM,
    "被害单位": Role.VICTIM,
    "再审申请人": Role.RETRIAL_APPLICANT,
    "申诉人": Role.RETRIAL_APPLICANT,
    "申请再审人": Role.RETRIAL_APPLICANT,
    "被申诉人": Role.RESPONDENT,
    "被申请人": Role.RESPONDENT,
    "申请执行人": Role.ENFORCEMENT_APPLICANT,
    "被申请执行人": Role.ENFORCEMENT_DEBTOR,
    "被执行人": Role.ENFORCEMENT_DEBTOR,
    "案外人": Role.OUTSIDER,
    "异议人": Role.OUTSIDER,
    "利害关系人": Role.OUTSIDER,
    "复议申请人": Role.OTHER,
    "赔偿请求人": Role.PLAINTIFF,
    "赔偿义务机关": Role.DEFENDANT,
    "申请人": Role.OTHER,
    "委托诉讼代理人": Role.COUNSEL,
    "委托代理人": Role.COUNSEL,
    "诉讼代理人": Role.COUNSEL,
    "共同委托代理人": Role.COUNSEL,
    "共同委托诉讼代理人": Role.COUNSEL,
    "辩护人": Role.DEFENDER,
    "指定辩护人": Role.DEFENDER,
    "法定代表人": Role.REPRESENTATIVE,
    "法定代理人": Role.REPRESENTATIVE,
    "诉讼代表人": Role.REPRESENTATIVE,
    "负责人": Role.REPRESENTATIVE,
    "主要负责人": Role.REPRESENTATIVE,
    "代表人": Role.REPRESENTATIVE,
    "执行事务合伙人": Role.REPRESENTATIVE,
    "经营者": Role.REPRESENTATIVE,
    "投资人": Role.REPRESENTATIVE,
}
_FORMER: Final = (
    ("附带民事诉讼原告", Role.PLAINTIFF),
    ("被告人", Role.ACCUSED),
    ("被告单位", Role.ACCUSED),
    ("被告", Role.DEFENDANT),
    ("原告", Role.PLAINTIFF),
    ("被上诉人", Role.APPELLEE),
    ("上诉人", Role.APPELLANT),
    ("第三人", Role.THIRD_PARTY),
    ("再审申请人", Role.RETRIAL_APPLICANT),
    ("被申请人", Role.RESPONDENT),
    ("申请执行人", Role.ENFORCEMENT_APPLICANT),
    ("被执行人", Role.ENFORCEMENT_DEBTOR),
    ("被害人", Role.VICTIM),
)
ROLE: Final = "|".join(sorted(ROLES, key=lambda word: (-len(word), word)))
# 甲实业（集团）有限公司: a bracket inside a name, behind which the name goes on.
_INSIDE: Final = (
    r"[（(](?!以下|简称|下称|原|曾|又|别|系|反诉|申请|被|即)[\u4e00-\u9fa5]{2,12}[）)]"
    r"[^，,。；;：:（(\n\t\s]{0,40}?(?:有限公司|公司|银行|分行|支行|合伙企业|事务所|集团|厂)"
    r"(?:[^，,。；;：:（(\n\t\s]{0,30}?(?:公司|分行|支行|营业部|分部|中心|厂))?"
)
_ENTRY: Final = re.compile(
    rf"(?P<role>(?:{ROLE}))(?:[一二三四五六七八九十](?=[：:，,])|[0-9１-９]{{1,2}})?"
    r"(?:[：:]\s{0,2}(?=[（(]))?"
    r"(?P<former>(?:[（(](?:原审|一审|二审|原|再审|反诉|暨|被告|申请|被申|上诉|被上|附带|第三|案外|执行|异议"
    r"|负责人|系|特别|一般|主要|代理)"
    r"[^（）()]{0,40}[）)]){0,2})"
    rf"(?:[兼暨](?:{ROLE}|[^：:，,（(]{{2,16}}(?=[：:])))?"
    r"\s{0,3}(?P<mark>[：:])?\s{0,3}(?:[（(]?自报(?:名)?[）)]?)?\s{0,2}"
    rf"(?P<name>[^，,。；;：:（(\n\t\s]{{2,60}}(?:{_INSIDE})?)"
)
_SPLIT: Final = re.compile(rf"[。\n；;]|\s(?=(?:{ROLE}))")
# Words that go on after a role in running text: no name.
NO_NAME: Final = re.compile(
    r"^(?:诉|及其|等|的|之|均|对|不服|认为|到庭|委托|提出|未|系|经|辩|称|享有|无|有权|共同|各|负担)|[0-9０-９]{2}"
)
# The same, though also surnames: a name only where a description of the person follows.
_PERHAPS_NAME: Final = re.compile(r"^[于向和与及因应以住已是在为]")
_DESCRIBED: Final = re.compile(
    r"[，,（(][^，。]{0,20}?"
    r"(?:男|女|别名|绰号|化名|曾用名|乳名|出生|\d{4}年|律师|法律|职员|员工|工作"
    r"|主任|经理|董事|书记|[局厂院校村队所站行会]长|组长|负责人|职务)"
)
# 上述附带民事诉讼原告人的委托诉讼代理人: whose counsel, before the role.
_WHOSE: Final = re.compile(
    r"(?:上[述列]|[二三四五六七八九十两]|附带民事诉讼)[^，。：:]{0,30}?"
    r"(?=(?:委托)?(?:诉讼)?代理人|辩护人|法定代理人)"
)
_CUT_NAME: Final = re.compile(
    r"(?:男|女|曾)$|(?:系|，|犯|诉|与被|不服|因|向本院|一案|于\d|住所|住址|住\S{2}[省市县区]|身份证|公民身份|，男|，女)"
)
_NATURAL: Final = re.compile(r"[，,][男女]|出生|[汉回满蒙壮苗藏]族|身份证|公民身份|文化程度|户籍")
_ORGAN: Final = re.compile(
    r"(?:人民政府|政府|检察院|法院|公安局|公安厅|管理局|监督局|[局厅署]|街道办事处|派出所|[支大总]队|海关|国务院|"
    r"监察委员会|管理委员会|管委会|改革委员会|健康委员会|建设委员会|规划委员会|[省市县]委|税务所|监狱|"
    r"财政部|公安部|自然资源部|商务部|教育部|住房和城乡建设部)$"
)
_LEGAL: Final = re.compile(
    r"公司|厂|银行|合作社|信用社|集团|企业|中心|协会|学校|大学|学院|医院|委员会|合伙|事务所|商店|[店行部社所场站馆院]$|分行|支行|营业部|"
    r"个体工商户|有限|商会|基金会|研究院|幼儿园|小组|村民小组|饭店|酒店"
)
_SHARED: Final = frozenset(
    {Role.COUNSEL, Role.DEFENDER, Role.ACCUSED, Role.PLAINTIFF, Role.DEFENDANT}
)
# One counsel may act for several parties, and is then named with each.
_REPEATABLE: Final = frozenset({Role.COUNSEL, Role.DEFENDER, Role.REPRESENTATIVE})
_GROWN: Final = re.compile(r"(?:[曾现因未于自及涉].*|犯.*)")
# The publisher took the name out; what is printed is kept, and the rule says so.
_MASKED: Final = re.compile(r"[×xX*＊ｘＸ某]+")
_LONGEST_NAME: Final = 4
_NUMBER: Final = re.compile(
    r"(?:公民身份证?号码?|身份证号?码?|统一社会信用代码|组织机构代码证?)[号码]{0,2}[：:为]?\s{0,2}"
    r"(?P<number>[0-9]{17}[0-9Xx]|[0-9]{15}|[0-9A-Z]{18}|[0-9A-Z]{8}-[0-9A-Z])"
)


def find_parties(
    text: str, span: Span, *, identity_key: bytes | None = None
) -> tuple[Extracted[Party], ...]:
    """Find those who take part, in order of the opening.

    Args:
        text: The text that the spans count in.
        span: The part that names the parties.
        identity_key: Key of the hash of identity numbers; without it none is made.

    Example:
        >>> text = "上诉人（原审被告）：甲公司，住所地乙市。委托诉讼代理人：张三，律师。"
        >>> [(p.value.name, p.value.role.value) for p in find_parties(text, Span(0, len(text)))]
        [('甲公司', 'appellant'), ('张三', 'counsel')]

    Cost: linear in the characters of the part.
    """
    found: list[Extracted[Party]] = []
    begin = span.start
    while begin < span.end:
        stop = _SPLIT.search(text, begin, span.end)
        end = stop.start() if stop else span.end
        start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        whose = _WHOSE.match(text, start, end)
        entry = _ENTRY.match(text, whose.end() if whose else start, end)
        entry = entry or _ENTRY.match(text, start, end)
        if entry is not None and _is_name(text, entry, end):
            party = _party(text, entry, end, identity_key)
            each = _each(party) if party.value.role in _SHARED else [party]
            found += [fact for fact in each if not _is_repeated(fact.value, found)]
        begin = end + 1
    return tuple(found)


def _is_repeated(party: Party, found: Sequence[Extracted[Party]]) -> bool:
    """Tell whether somebody was named before, perhaps with the sentence grown on (张三曾)."""
    return any(
        party.role is known.value.role
        and (party.name == known.value.name or _GROWN.fullmatch(party.name, len(known.value.name)))
        and party.name.startswith(known.value.name)
        for known in found
        if party.role not in _REPEATABLE
    )


def _is_name(text: str, entry: re.Match[str], end: int) -> bool:
    """Tell whether what follows a role is a name and not the sentence going on."""
    name = entry["name"]
    if NO_NAME.search(name):
        return False
    is_described = entry["mark"] or _DESCRIBED.match(text, entry.end("name"), end)
    return is_described is not None or not _PERHAPS_NAME.match(name)


def _each(party: Extracted[Party]) -> list[Extracted[Party]]:
    """Part several persons named under one role: 辩护人张三、李四."""
    names = party.value.name.split("、")
    if any(len(name) > _LONGEST_NAME for name in names):
        return [party]
    begin = party.span.start
    found: list[Extracted[Party]] = []
    for name in names:
        value = replace(party.value, name=name, kind=PartyKind.NATURAL)
        found.append(Extracted(value, Span(begin, begin + len(name)), party.rule))
        begin += len(name) + 1
    return found


def _party(
    text: str, entry: re.Match[str], end: int, identity_key: bytes | None
) -> Extracted[Party]:
    name = entry["name"]
    role = ROLES[entry["role"]]
    if cut := _CUT_NAME.search(name):
        name = name[: cut.start()] or name
    rest = text[entry.end("name") : end]
    number = _NUMBER.search(rest)
    begin = entry.start("name")
    party = Party(
        name=name,
        role=role,
        kind=kind_of(name, rest),
        former_role=None if role in _REPEATABLE else former_role_of(entry["former"], entry["role"]),
        identity_hash=identity_hash(number["number"], identity_key) if number else None,
    )
    rule = "party:withheld" if _MASKED.fullmatch(name) else "party"
    return Extracted(party, Span(begin, begin + len(name)), rule)


def kind_of(name: str, rest: str) -> PartyKind | None:
    """Tell what a party is in law from its name and from what is said of it."""
    if _NATURAL.search(rest[:40]) and not _LEGAL.search(name):
        return PartyKind.NATURAL
    if _ORGAN.search(name):
        return PartyKind.ORGAN
    if _LEGAL.search(name):
        return PartyKind.LEGAL
    return PartyKind.NATURAL if len(name) <= 4 or "·" in name else None


def former_role_of(brackets: str, role: str) -> Role | None:
    """Read the role below from （原审被告）, or from the role itself (原审原告)."""
    words = brackets or (role if role.startswith(("原审", "一审", "二审")) else "")
    return next((former for word, former in _FORMER if word in words), None)


def identity_hash(number: str, key: bytes | None) -> str | None:
    """Return the keyed hash of an identity number, which cannot be turned back without the key.

    Example:
        >>> identity_hash("00000019000101001X", b"k") == identity_hash("00000019000101001x", b"k")
        True
    """
    if key is None:
        return None
    return hmac.new(key, number.upper().encode(), hashlib.sha256).hexdigest()[:32]


def accused_of(parties: Sequence[Extracted[Party]]) -> tuple[str, ...]:
    """Return the names of the accused, in this instance or below, each once, in order."""
    return tuple(
        dict.fromkeys(
            party.value.name
            for party in parties
            if Role.ACCUSED in (party.value.role, party.value.former_role)
        )
    )
