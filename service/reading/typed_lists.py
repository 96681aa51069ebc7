"""How are parties, provisions and sentences written into a form, one to a line?

What a person types is read back by the corpus' own readers, so that a form takes what a judgment
would say. A line that cannot be read makes the whole answer None: nothing is left out quietly.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from corpus.cause import canonical_charge
from corpus.citations import find_provisions
from corpus.corrections import Json
from corpus.errors import NumeralError
from corpus.judgment import Role
from corpus.numerals import read_amount, read_duration, write_number
from corpus.outcome.model import Punishment, Term, TermKind
from corpus.provision import Provision
from service.labels import label_of
from service.reading.outcome_words import punishment_words

_ROLES: Final = MappingProxyType({label_of(role): role.value for role in Role})
_PARTY: Final = re.compile(
    r"(?P<role>[^：:（(]{2,8})(?:[（(]原审(?P<former>[^）)]{2,8})[）)])?[：:]\s*(?P<name>.{1,120})"
)
_TERM: Final = re.compile(
    r"(?P<kind>死刑缓期二年执行|死刑|无期徒刑|有期徒刑|拘役|管制)(?P<time>.*)"
)
_TERM_KINDS: Final = MappingProxyType({label_of(kind): kind.value for kind in TermKind})
_RIGHTS: Final = "剥夺政治权利"


def lines_of(words: str) -> list[str]:
    """Return the lines of a form that hold something."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def listed(read: Callable[[str], Json]) -> Callable[[str], Json]:
    """Return a reader of lines from the reader of one."""

    def read_lines(words: str) -> Json:
        values = [read(line) for line in lines_of(words)]
        return None if None in values or not values else values

    return read_lines


def members_of(members: type[StrEnum]) -> Callable[[str], Json]:
    """Return a reader of labels of a closed vocabulary, one to a line."""
    tokens = {label_of(member): member.value for member in members}
    return listed(tokens.get)


def read_party(line: str) -> Json:
    """Read a line of a form of parties.

    Example:
        >>> read_party("上诉人（原审被告）：张三")
        {'name': '张三', 'role': 'appellant', 'former_role': 'defendant'}
        >>> read_party("张三") is None
        True
    """
    match = _PARTY.fullmatch(line)
    if match is None or match["role"] not in _ROLES:
        return None
    value: dict[str, Json] = {"name": match["name"].strip(), "role": _ROLES[match["role"]]}
    if match["former"] is not None:
        if match["former"] not in _ROLES:
            return None
        value["former_role"] = _ROLES[match["former"]]
    return value


def party_line(value: Json) -> str:
    """Write a party as :func:`read_party` takes it.

    Example:
        >>> party_line({"name": "张三", "role": "appellant", "former_role": "defendant"})
        '上诉人（原审被告）：张三'
    """
    party = _object(value)
    former = party.get("former_role")
    below = "" if former is None else f"（原审{label_of(Role(str(former)))}）"
    return f"{label_of(Role(str(party['role'])))}{below}：{party['name']}"


def with_what_is_known(parties: Json, before: Json) -> Json:
    """Give parties of the same name what the form does not show: kind and hash of the identity."""
    if not isinstance(parties, list) or not isinstance(before, list):
        return parties
    known = {str(each["name"]): each for each in before if isinstance(each, dict)}
    return [
        {
            **{
                key: value
                for key, value in known.get(str(each["name"]), {}).items()
                if key in {"kind", "identity_hash"}
            },
            **each,
        }
        if isinstance(each, dict)
        else each
        for each in parties
    ]


def read_provision(line: str) -> Json:
    """Read a line of a form of provisions: one article of one law.

    Example:
        >>> read_provision("《中华人民共和国刑法》第一百三十三条之一第一款")
        {'law': '中华人民共和国刑法', 'article': 133, 'article_suffix': 1, 'paragraph': 1}
    """
    found = find_provisions(line, 0, len(line))
    if len(found) != 1 or found[0].span.end != len(line):
        return None
    provision = found[0].value
    value: dict[str, Json] = {"law": provision.law, "article": provision.article}
    if provision.article_suffix:
        value["article_suffix"] = provision.article_suffix
    if provision.paragraph is not None:
        value["paragraph"] = provision.paragraph
    if provision.item is not None:
        value["item"] = provision.item
    return value


def provision_line(value: Json) -> str:
    """Write a provision as courts do, in Chinese figures.

    Example:
        >>> provision_line({"law": "中华人民共和国刑法", "article": 133, "article_suffix": 1})
        '《中华人民共和国刑法》第一百三十三条之一'
    """
    provision = Provision(**_object(value))  # type: ignore[arg-type]
    line = f"《{provision.law}》第{write_number(provision.article)}条"
    if provision.article_suffix:
        line += f"之{write_number(provision.article_suffix)}"
    if provision.paragraph is not None:
        line += f"第{write_number(provision.paragraph)}款"
    return line if provision.item is None else f"{line}第{write_number(provision.item)}项"


def read_sentence(line: str) -> Json:
    """Read a line of a form of sentences, as the page writes it.

    Example:
        >>> read_sentence("张三：盗窃罪：有期徒刑6个月，罚金2,000元")["convictions"][0]["charge"]
        '盗窃罪'
        >>> read_sentence("张三：宣告无罪")
        {'name': '张三', 'is_acquitted': True}
    """
    name, mark, rest = line.partition("：")
    if not mark:
        return None
    value: dict[str, Json] = {"name": name.strip()}
    convictions: list[Json] = []
    for part in filter(None, rest.split("；")):
        charge, _, punished = part.rpartition("：")
        if part == "宣告无罪":
            value["is_acquitted"] = True
            continue
        is_combined = part.startswith("决定执行")
        punishment = _punishment(part.removeprefix("决定执行") if is_combined else punished)
        known = canonical_charge(charge) if charge else None
        if punishment is None or (charge and known is None):
            return None
        if is_combined:
            value["combined"] = punishment
        else:
            convictions.append({"charge": known, "punishment": punishment})
    return {**value, "convictions": convictions} if convictions else value


def _punishment(words: str) -> dict[str, Json] | None:
    value: dict[str, Json] = {}
    if words == "未判处刑罚":
        return value
    # Thousands are parted by the narrow mark, punishments by the wide one.
    for part in words.split("，"):
        try:
            read = _part(part)
        except NumeralError:
            return None
        if read is None:
            return None
        value |= read
    return value


def _part(part: str) -> dict[str, Json] | None:
    fixed: dict[str, dict[str, Json]] = {
        "免予刑事处罚": {"is_exempt": True},
        "剥夺政治权利终身": {"is_political_rights_for_life": True},
        "没收个人全部财产": {"is_all_confiscated": True},
    }
    if part in fixed:
        return fixed[part]
    for title, name in (("罚金", "fine_fen"), ("没收财产", "confiscation_fen")):
        if part.startswith(title):
            return {name: read_amount(part.removeprefix(title))}
    for title, name in (("缓刑", "probation_months"), (_RIGHTS, "political_rights_months")):
        if part.startswith(title):
            return {name: read_duration(part.removeprefix(title)).months}
    match = _TERM.fullmatch(part)
    if match is None:
        return None
    term: dict[str, Json] = {"kind": _TERM_KINDS[match["kind"]]}
    if match["time"]:
        length = read_duration(match["time"])
        term |= {"months": length.months} if length.months else {}
        term |= {"days": length.days} if length.days else {}
    elif match["kind"] in {"有期徒刑", "拘役", "管制"}:
        return None
    return {"term": term}


def sentence_line(value: Json) -> str:
    """Write what was passed on an accused as :func:`read_sentence` takes it.

    Example:
        >>> sentence_line({"name": "张三", "is_acquitted": True})
        '张三：宣告无罪'
    """
    accused = _object(value)
    parts = ["宣告无罪"] if accused.get("is_acquitted") else []
    for each in _list(accused.get("convictions")):
        conviction = _object(each)
        charge = conviction.get("charge")
        told = punishment_words(_built(conviction.get("punishment")))
        parts.append(told if charge is None else f"{charge}：{told}")
    if accused.get("combined") is not None:
        parts.append(f"决定执行{punishment_words(_built(accused['combined']))}")
    return f"{accused['name']}：{'；'.join(parts)}"


def _built(value: Json) -> Punishment:
    given = dict(_object(value))
    term = given.pop("term", None)
    if term is not None:
        fields = _object(term)
        kind = TermKind(str(fields["kind"]))
        made = Term(**{**fields, "kind": kind})  # type: ignore[arg-type]
        return Punishment(**given, term=made)  # type: ignore[arg-type]
    return Punishment(**given)  # type: ignore[arg-type]


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
