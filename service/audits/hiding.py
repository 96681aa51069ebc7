"""How are words of judgments told without the people they name?

Parties, whoever else is named, and the judges and clerks that signed keep their surname only;
companies and organs that are parties become 某公司 and 某单位; numbers and addresses go. What an
audit stores has passed through here, so that no export can tell more.

Source: 法释〔2016〕19号 art. 9-10.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from corpus.judgment import Judgment, JudgmentId, PartyKind
from corpus.privacy.masking import EXPORT, mask
from corpus.privacy.names import hidden_names, is_masked, is_name, parts_of
from corpus.privacy.people import people_of
from corpus.spans import Extracted
from service.comparison.quotes import Quote

_COMPANY: Final = "某公司"
_ORGAN: Final = "某单位"
_REMEMBERED: Final = 512
_OFFICIAL: Final = re.compile(
    r"(?:检察员|检察官|检察官助理|审判长|审判员|法官助理|人民陪审员|陪审员|书记员)"
    r"(?P<name>[\u3400-\u9fff]{2,4}?)(?=、|，|。|出庭|到庭|担任|参加|组成|独任|支持|与|和|\s)"
)


class NameHider:
    """Hides the names of some judgments.

    Args:
        judgments: Judgments whose words are told; those of one cause.

    Cost: one pass over a judgment when its words are first told.
    """

    def __init__(self, judgments: Iterable[Judgment]) -> None:
        self._by_id = {judgment.id: judgment for judgment in judgments}
        self._by_text = {judgment.text: judgment for judgment in self._by_id.values()}
        self._names = lru_cache(maxsize=_REMEMBERED)(self._names_in)

    def quote(self, quote: Quote) -> str:
        """Return the words of a quote as they may be shown."""
        judgment = self._by_text.get(quote.whole)
        return self.words(quote.text, () if judgment is None else (judgment.id,))

    def words(self, words: str, sources: Iterable[JudgmentId]) -> str:
        """Return words as they may be shown.

        Args:
            words: The words.
            sources: Judgments that they may be taken from: the first that holds them tells the
                names; where none holds them whole, all do.
        """
        known = [self._by_id[each] for each in sources if each in self._by_id]
        holding = next((each for each in known if words in each.text), None)
        people: dict[str, None] = {}
        others: dict[str, str] = {}
        for judgment in known if holding is None else [holding]:
            of_people, of_others = self._names(judgment.id)
            people.update(dict.fromkeys(of_people))
            others.update(of_others)
        return _hidden(mask(words, (), EXPORT).text, people, others)

    def _names_in(self, judgment_id: JudgmentId) -> tuple[tuple[str, ...], dict[str, str]]:
        return names_in(self._by_id[judgment_id])


def names_in(judgment: Judgment) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the persons whom a judgment names, officials too, and its other parties' forms.

    Cost: linear in the length of the text.
    """
    people = {person.name for person in people_of(judgment)}
    people |= {each.value.name for each in judgment.panel if isinstance(each, Extracted)}
    people |= {
        found["name"] for found in _OFFICIAL.finditer(judgment.text) if is_name(found["name"])
    }
    others: dict[str, str] = {}
    for party in judgment.parties:
        name = party.value.name
        if party.value.kind is PartyKind.NATURAL or (party.value.kind is None and is_name(name)):
            people.add(name)
        elif len(name) > 2 and not is_masked(name):
            others[name] = _ORGAN if party.value.kind is PartyKind.ORGAN else _COMPANY
    parts = {part for name in people for part in parts_of(name)}
    return tuple(sorted(name for name in people | parts if len(name) > 1)), others


def _hidden(words: str, people: Iterable[str], others: Mapping[str, str]) -> str:
    told = [name for name in people if name in words]
    forms = {**hidden_names(told, words), **others}
    if not forms:
        return words
    longest_first = sorted(forms, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return pattern.sub(lambda found: forms[found.group()], words)
