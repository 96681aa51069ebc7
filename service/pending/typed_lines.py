"""How do the lines of a form become parties and a panel, and back?"""

from collections.abc import Sequence

from corpus.judgment import PartyKind, Role
from corpus.party import kind_of
from service.errors import CaseFieldError
from service.labels import LABELS
from service.pending.model import PanelMember, PendingParty

_ROLES = {label: Role(value) for (kind, value), label in LABELS.items() if kind is Role}
_TITLES = ("审判长", "审判员", "人民陪审员")
_COLONS = ("：", ":")


def typed_parties(lines: str, known: Sequence[PendingParty] = ()) -> tuple[PendingParty, ...]:
    r"""Read parties, one a line: role, colon, name.

    Args:
        lines: The lines as typed.
        known: Parties as they were; what a line cannot hold of them stays.

    Raises:
        CaseFieldError: A line without a role that is known, or without a name.

    Example:
        >>> [party.name for party in typed_parties("原告：甲公司\n被告：张三")]
        ['甲公司', '张三']
    """
    kept = {(party.role, party.name): party for party in known}
    found: list[PendingParty] = []
    for line in filter(None, (each.strip() for each in lines.splitlines())):
        colon = next((sign for sign in _COLONS if sign in line), None)
        title, _, name = line.partition(colon or "：")
        role, name = _ROLES.get(title.strip()), name.strip()
        if role is None or not name:
            raise CaseFieldError(
                field="parties", value=line, accepted="每行一人，如“原告：甲公司”“被告人：张三”"
            )
        found.append(kept.get((role, name)) or PendingParty(name=name, role=role, kind=_kind(name)))
    return tuple(dict.fromkeys(found))


def party_lines(parties: Sequence[PendingParty]) -> str:
    """Return parties as :func:`typed_parties` reads them."""
    return "\n".join(f"{LABELS[Role, party.role.value]}：{party.name}" for party in parties)


def typed_panel(lines: str) -> tuple[PanelMember, ...]:
    r"""Read a panel, one a line: title if wished, then name.

    Example:
        >>> typed_panel("审判长 王某某\n李某")[0].title
        '审判长'
    """
    found: list[PanelMember] = []
    for line in filter(None, (each.strip() for each in lines.splitlines())):
        title = next((each for each in _TITLES if line.startswith(each)), "")
        name = line.removeprefix(title).strip(" ：:\u3000")
        if name:
            found.append(PanelMember(name=name, title=title))
    return tuple(dict.fromkeys(found))


def panel_lines(panel: Sequence[PanelMember]) -> str:
    """Return a panel as :func:`typed_panel` reads it."""
    return "\n".join(f"{member.title} {member.name}".strip() for member in panel)


def _kind(name: str) -> PartyKind | None:
    return kind_of(name, "")
