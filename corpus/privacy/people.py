"""Which persons does a judgment name, and which of them must be hidden?

Source: 法释〔2016〕19号 art. 8 (parties of family and inheritance cases; victims, witnesses,
experts and plaintiffs of incidental civil suits in criminal cases; minors; their statutory agents).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from corpus.judgment import CaseType, Judgment, PartyKind, Role
from corpus.privacy.names import SURNAMES, is_masked, is_name, kept_part
from corpus.spans import Extracted, Span, value_of


class PersonKind(StrEnum):
    """Why a person stands in a judgment."""

    PARTY = "party"
    ACCUSED = "accused"
    VICTIM = "victim"
    WITNESS = "witness"
    STATUTORY_AGENT = "statutory_agent"
    MINOR = "minor"
    COUNSEL = "counsel"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A natural person whom a judgment names.

    Attributes:
        name: In full, as printed.
        kind: Why the person is named; a minor is always MINOR.
        span: The first place where the name and the kind were read.
    """

    name: str
    kind: PersonKind
    span: Span


_KIND_OF_ROLE: Final = {
    Role.ACCUSED: PersonKind.ACCUSED,
    Role.VICTIM: PersonKind.VICTIM,
    Role.COUNSEL: PersonKind.COUNSEL,
    Role.DEFENDER: PersonKind.COUNSEL,
}
_CUES: Final = (
    (PersonKind.VICTIM, "被害人|受害人|被侵害人|死者|伤者|被害儿童"),
    (PersonKind.WITNESS, "证人|鉴定人|见证人|报案人|报警人"),
    (PersonKind.STATUTORY_AGENT, "法定代理人|监护人|法定监护人"),
    (
        PersonKind.MENTIONED,
        (
            "同案犯|同案人|同案被告人|案外人|其妻子?|其丈夫|其夫|其父亲?|其母亲?|其子|其女儿?|"
            "之子|之女|女儿|儿子|妻子|丈夫|婚生子|婚生女|长子|次子|长女|次女"
        ),
    ),
)
_CUE: Final = re.compile("|".join(f"(?P<{kind.value}>{words})" for kind, words in _CUES))
_HAN: Final = re.compile(r"[\u3400-\u9fff·•]{2,16}")
# What may stand behind a name; a run of characters is cut before it.
_BEHIND: Final = re.compile(
    r"$|[^\u3400-\u9fff·•]|的|陈述|证言|证实|证明|证词|指认|辨认|系|与|和|及|等|到|在|被|将|以|对|向|因|"
    r"于|处|家|驾|骑|称|说|遭|受|财|人民币|现金|死亡|轻伤|重伤|轻微伤|身|头|面|之|提|由|从|为|是|不|要|"
    r"谅解|经济|损失|报|发|有|同|给|就|则|且|乘|所|一|二|两|三人|当|追|进|出|跑|打|用|拿|手|左|右|醉|"
    r"夫妇|夫妻|签名|签字|均|又|还|另|未|已|曾|也|乙方|甲方|犯|介绍|购买|转|汇|支付|借|写|认|让|叫|找"
)
_BORN: Final = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日[出生]")
# Words that begin like a name, because a surname is also a word.
_NEVER: Final = re.compile(
    "陈述|证言|证实|证明|人员|家属|亲属|双方|成员|单位|所有|及其|等人|以及|安全|损失|财物|经济|身份|"
    "同意|尸体|解除|户籍|房屋|和解|时任|明知|因此|方法|有关|关系|常住|和其|伤势|伤情|应当|全部|经过|"
    "相关|相互|习惯|向公安|[向和]被告|和(?:证人|同案|辨认|报案|孩子|其)"
)
# Surnames that are oftener words: a name only where a statement or a mark follows.
_WORDS_TOO: Final = frozenset(
    "后和左家车于向时经全方安明成常应相从曾查益解强连通都满干单双计包平充易公"
)
_PLAINLY_BEHIND: Final = re.compile(r"[、，。；（(]|的?(?:证言|陈述|证实|证明|供述|辨认|指认)")
_ADULT: Final = 18


def people_of(judgment: Judgment) -> tuple[Person, ...]:
    """Return the natural persons whom a judgment names in full, in order of name.

    Those of the panel are officials and left out, and so are names that the publisher has hidden.

    Cost: linear in the length of the text.
    """
    officials = {member.value.name for member in judgment.panel if isinstance(member, Extracted)}
    found: dict[str, Person] = {}
    for person in (*_parties(judgment), *_mentioned(judgment)):
        if person.name in officials or is_masked(person.name):
            continue
        known = found.get(person.name)
        if known is None or _weight(person.kind) < _weight(known.kind):
            found[person.name] = person
    return tuple(found[name] for name in sorted(found))


_ORDER: Final = tuple(
    PersonKind(each)
    for each in (
        "minor",
        "victim",
        "witness",
        "statutory_agent",
        "accused",
        "party",
        "mentioned",
        "counsel",
    )
)


def _weight(kind: PersonKind) -> int:
    """Rank kinds; of one who is named in two ways the more protected counts."""
    return _ORDER.index(kind)


def _parties(judgment: Judgment) -> Iterator[Person]:
    is_criminal = value_of(judgment.case_type) is CaseType.CRIMINAL
    for party in judgment.parties:
        name = party.value.name
        is_natural = party.value.kind is PartyKind.NATURAL or (
            party.value.kind is None and is_name(name)
        )
        if not is_natural or len(name) < 2:
            continue
        kind = _KIND_OF_ROLE.get(party.value.role, PersonKind.PARTY)
        cue = judgment.text[max(0, party.span.start - 8) : party.span.start]
        if party.value.role is Role.REPRESENTATIVE:
            kind = PersonKind.STATUTORY_AGENT if "法定代理人" in cue else PersonKind.MENTIONED
        elif is_criminal and party.value.role is Role.PLAINTIFF:
            kind = PersonKind.VICTIM
        if kind is not PersonKind.COUNSEL and _is_minor(judgment, party.span):
            kind = PersonKind.MINOR
        yield Person(name=name, kind=kind, span=party.span)


def _is_minor(judgment: Judgment, name: Span) -> bool:
    """Tell whether the particulars behind a name give a birth less than 18 years ago."""
    stop = judgment.text.find("。", name.end, name.end + 120)
    words = judgment.text[name.end : stop if stop >= 0 else name.end + 60]
    born = _BORN.search(words)
    decided_on = value_of(judgment.decided_on)
    if born is None or decided_on is None:
        return "未成年" in words
    birthday = (int(born["year"]) + _ADULT, int(born["month"]), int(born["day"]))
    return (decided_on.year, decided_on.month, decided_on.day) < birthday


def _mentioned(judgment: Judgment) -> Iterator[Person]:
    """Find names behind words like 被害人 and 证人, and the lists that they open."""
    text = judgment.text
    for cue in _CUE.finditer(text):
        kind = PersonKind(cue.lastgroup or PersonKind.MENTIONED)
        at = cue.end() + (1 if text[cue.end() : cue.end() + 1] in {"：", ":"} else 0)
        while (name := _name_at(text, at)) is not None:
            yield Person(name=name, kind=kind, span=Span(at, at + len(name)))
            at += len(name)
            if text[at : at + 1] not in {"、", "和", "及", "与"}:
                break
            at += 1


def _name_at(text: str, at: int) -> str | None:
    """Read a name that begins here, where what stands behind it shows its end."""
    run = _HAN.match(text, at)
    if run is None:
        return None
    if "·" in run.group() or "•" in run.group():
        end = min(
            (m.start() for m in re.finditer(r"的|、|陈述|证言|和|与", run.group())), default=99
        )
        return run.group()[:end]
    surname = kept_part(run.group()[:4])
    if run.group()[0] not in SURNAMES:
        return None
    for length in (len(surname) + 2, len(surname) + 1):
        name = run.group()[:length]
        if len(name) == length and not _NEVER.match(name):
            behind = _PLAINLY_BEHIND if name[0] in _WORDS_TOO else _BEHIND
            is_end = behind.match(text, at + length)
            if is_end and not _BEHIND.match(name[-1]):
                return name
    return None
