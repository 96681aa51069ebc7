"""Is nobody of one side called by the role of the other (原告、被告写反)?"""

from collections.abc import Iterator
from typing import Final

from corpus.judgment import CaseType, Role, SectionKind
from service.drafts.found import Found
from service.drafts.naming import called, principals, span_at
from service.drafts.paper import DraftPaper
from service.drafts.vocabulary import DraftRule

_ROLES: Final = {"原告": Role.PLAINTIFF, "被告": Role.DEFENDANT, "第三人": Role.THIRD_PARTY}
_NAMES: Final = {role: word for word, role in _ROLES.items()}
_COUNTERCLAIM: Final = ("反诉", "互为", "另案", "追加")


def find(draft: DraftPaper) -> Iterator[Found]:
    """Give each place of reasoning, ruling and costs that calls a party by another side's role.

    First instance without a counterclaim only, and only for parties who have one role in the head.
    """
    if not draft.is_first or draft.case_type not in {CaseType.CIVIL, CaseType.ADMINISTRATIVE}:
        return
    text = draft.text
    if any(word in text for word in _COUNTERCLAIM):
        return
    roles: dict[str, set[Role]] = {}
    for party in draft.judgment.parties:
        if party.value.role in _NAMES:
            roles.setdefault(party.value.name, set()).add(party.value.role)
    names = sorted(principals(draft), key=len, reverse=True)
    for place in called(draft, SectionKind.REASONING, SectionKind.DISPOSITION, SectionKind.COSTS):
        name = next((each for each in names if text.startswith(each, place.at)), None)
        wanted = _ROLES.get(place.word)
        own = roles.get(name or "", set())
        if name is None or wanted is None or len(own) != 1 or wanted in own:
            continue
        yield Found(
            rule=DraftRule.PARTY_ROLE,
            spans=(span_at(place, len(name)),),
            sentence=f"此处称{name}为{place.word}，当事人栏写的是{_NAMES[min(own)]}。",
        )
