"""Who are the parties where a text has no list of them, only the paragraph on the procedure?

原告张三诉被告某某局信息公开一案: roles stand before the names, the cause behind the last one.
"""

import re
from typing import Final

from corpus.cause import find_cause
from corpus.judgment import Party, Role
from corpus.party import NO_NAME, ROLE, ROLES, former_role_of, kind_of
from corpus.spans import Extracted, Span

_NAMED: Final = re.compile(
    rf"(?P<role>{ROLE})(?P<former>(?:[（(](?:原审|一审|二审|原|再审)[^（）()]{{0,40}}[）)])?)"
    r"(?P<names>[^，,。；;：:（()）\n]{2,80}?)"
    rf"(?P<stop>(?:[和及与、诉]|以及)?(?:{ROLE})|因|诉|不服|（|\(|，|,|。|；|向|于(?=[12]\d{{3}}年|同)|系|申请|提起|自愿|及其|送达|到庭|为(?=[行政民房土工劳交社])"
    r"|[以在对](?=被|法定|其|我)|依据|根据|犯|一案|之间|要求|认为|提出)"
)
_SUED: Final = re.compile(
    rf"(?P<suing>[^，,。；;：:（()）\n因]{{2,30}})因诉(?!{ROLE})(?P<sued>[^，,。；;：:\n]{{2,160}}?)(?=[，,。]|一案)"
)
# One of those sued; a short name in brackets may stand behind each.
_LISTED: Final = re.compile(
    r"(?:(?<=诉)|、)(?P<name>(?:[^、（()）]|[（(](?!以下|下称|简称)[^（()）]{1,20}[）)](?=[^、，。（(])){2,60})"
)
# Who joined later, and who came to the hearing.
_JOINED: Final = re.compile(
    r"(?:通知|追加)(?P<name>[^，。；、（()）]{2,40}?)(?:作为|为)(?:本案)?的?(?P<role>第三人|被告|原告)"
)
_CAME: Final = re.compile(
    r"(?:^|[。，、；])(?P<role>被告|第三人)(?P<name>[^，。；、（()）的经]{5,40}?)"
    r"(?:的|及其)?(?:法定代表人|负责人|委托(?:诉讼)?代理人|出庭|到庭)"
)
_SHORT: Final = re.compile(r"简称[：:“\"]{0,2}(?P<name>[^，。；、（()）”\"]{2,20})")
# （以下简称甲局）、乙局: the list goes on behind a short name.
_GOES_ON: Final = re.compile(
    rf"[（(][^（）()]{{0,60}}[）)](?:、|和|及)(?!{ROLE})(?P<names>[^，,。；;（）()\n]{{2,80}}?)"
    rf"(?P<stop>[（(，,。]|一案|(?:[和及与、诉]|以及)?(?:{ROLE}))"
)
_ENFORCING: Final = re.compile(
    r"(?P<applicant>[^，,。；;：:（()）\n]{2,30})申请(?:强制)?执行(?P<debtor>[^，,。；;：:（()）\n]{2,40}?)"
    r"(?=行政|罚款|一案|社会)"
)
_OPPONENTS: Final = {
    Role.APPELLANT: Role.APPELLEE,
    Role.RETRIAL_APPLICANT: Role.RESPONDENT,
    Role.PLAINTIFF: Role.DEFENDANT,
}
# The end of the name of an organ or a company; what stands behind it is the cause.
_ORGANISATION: Final = re.compile(
    r"^.{2,}(?:[局厅署]|委员会|政府|公司|中心|办事处|办公室|管委会|派出所|[支大中总]队|大学|学院"
    r"|医院|银行|海关|合作社)|^.{2,}[厂店社所院站]$"
)
_MARKS: Final = (("申请再审", Role.RETRIAL_APPLICANT), ("提起上诉", Role.APPELLANT))
_OPENING: Final = 400


def find_parties_in_procedure(text: str, span: Span) -> tuple[Extracted[Party], ...]:
    """Find the parties in the paragraph on the procedure.

    Example:
        >>> text = "原告张三诉被告甲县人口和计划生育局、第三人李四信息公开一案，本院受理后"
        >>> [p.value.name for p in find_parties_in_procedure(text, Span(0, len(text)))]
        ['张三', '甲县人口和计划生育局', '李四']

    Cost: linear in the first characters of the paragraph.
    """
    limit = min(span.end, span.start + _OPENING)
    stop = text.find("一案", span.start, limit)
    end = limit if stop < 0 else stop + 2
    found: dict[tuple[str, Role], Extracted[Party]] = {}
    at = span.start
    while (entry := _NAMED.search(text, at, end)) is not None:
        at = max(entry.start("stop"), entry.start() + 1)
        part: re.Match[str] | None = entry
        while part is not None:
            is_last = part["stop"] == "一案"
            for named in _names(text, *part.span("names"), is_last=is_last):
                _add(found, named, ROLES[entry["role"]], entry["former"])
            at = max(at, part.start("stop"))
            part = _GOES_ON.match(text, at, end)
    sued = _SUED.search(text, span.start, end)
    if sued is not None:
        _add_sued(found, text, sued, limit)
    enforcing = _ENFORCING.search(text, span.start, end) if not found else None
    if enforcing is not None:
        for key, role in (
            ("applicant", Role.ENFORCEMENT_APPLICANT),
            ("debtor", Role.ENFORCEMENT_DEBTOR),
        ):
            _add(found, (enforcing[key], enforcing.start(key)), role)
    if found:
        _add_joined(found, text, Span(end, span.end))
    return tuple(found.values())


def _add_joined(found: dict[tuple[str, Role], Extracted[Party]], text: str, span: Span) -> None:
    """Record whom the paragraph names behind 一案: who was joined, who came to the hearing.

    Short names mean somebody known and are left out.
    """
    short = {match["name"] for match in _SHORT.finditer(text, 0, span.end)}
    for pattern in (_JOINED, _CAME):
        for match in pattern.finditer(text, span.start, span.end):
            known = [name for name, _ in found]
            if match["name"] not in short and not any(
                _stands_for(match["name"], name) for name in known
            ):
                _add(found, (match["name"], match.start("name")), ROLES[match["role"]])


def _stands_for(short: str, name: str) -> bool:
    """Tell whether a name is another with characters left out."""
    characters = iter(name)
    return all(character in characters for character in short)


def _names(text: str, begin: int, end: int, *, is_last: bool) -> list[tuple[str, int]]:
    """Part a list of names and take the cause off the last one."""
    if is_last:
        cause = find_cause(text, begin, end + 2)
        if cause is not None:
            end = max(begin, cause.span.start)
            # 甲县人民政府信息公开: the cause begins behind the last character of the name.
            end += 2 * (text.startswith("政府", end) and text.endswith("人民", begin, end))
    names: list[tuple[str, int]] = []
    for name in text[begin:end].split("、"):
        start = begin
        begin += len(name) + 1
        organisation = _ORGANISATION.match(name)
        if organisation is not None:
            names.append((organisation[0], start))
        elif len(name) <= 4 or "·" in name:
            names.append((name, start))
        elif is_last:
            names.append((name[:3], start))
        else:
            names.append((name, start))
    return names


def _add(
    found: dict[tuple[str, Role], Extracted[Party]],
    named: tuple[str, int],
    role: Role,
    former: str = "",
) -> None:
    """Record a party unless the words go on as a sentence."""
    name, begin = named
    if len(name) < 2 or NO_NAME.search(name) or name.startswith(("作出", "在", "以", "送达")):
        return
    party = Party(
        name=name,
        role=role,
        kind=kind_of(name, ""),
        former_role=former_role_of(former, ""),
    )
    fact = Extracted(party, Span(begin, begin + len(name)), "party:procedure")
    found.setdefault((name, role), fact)


def _add_sued(
    found: dict[tuple[str, Role], Extracted[Party]], text: str, sued: re.Match[str], limit: int
) -> None:
    """Record both sides of 甲因诉乙一案; the role of 甲 may stand before it or far behind."""
    suing = next((fact.value.role for fact in found.values()), None)
    if suing is None:
        suing = next((role for mark, role in _MARKS if mark in text[sued.end() : limit]), None)
        if suing is None:
            return
        _add(found, (sued["suing"], sued.start("suing")), suing)
    opponent = _OPPONENTS.get(suing)
    if opponent is None:
        return
    for each in _LISTED.finditer(text, sued.start("sued"), sued.end("sued")):
        for named in _names(text, *each.span("name"), is_last=False):
            _add(found, named, opponent)
