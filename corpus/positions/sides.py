"""Whom of those in dispute do words name?

原告 and 被告人 name a side by themselves; a name does through the list of parties, and 上诉人 by
what that party was before the court below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from corpus.judgment import CaseType, Judgment, Party, Role
from corpus.relations.model import Side
from corpus.spans import value_of

_OF_ROLE: Final = {
    Role.PLAINTIFF: Side.ASKING,
    Role.DEFENDANT: Side.ANSWERING,
    Role.ACCUSED: Side.ACCUSED,
    Role.DEFENDER: Side.ACCUSED,
    Role.VICTIM: Side.ASKING,
    Role.PROSECUTION: Side.ASKING,
    Role.RETRIAL_APPLICANT: Side.ASKING,
    Role.RESPONDENT: Side.ANSWERING,
    Role.ENFORCEMENT_APPLICANT: Side.ASKING,
    Role.ENFORCEMENT_DEBTOR: Side.ANSWERING,
    Role.OUTSIDER: Side.ASKING,
}
_WORDS: Final = {
    "原、被告": Side.OTHER,
    "原被告": Side.OTHER,
    "附带民事诉讼原告人": Side.ASKING,
    "反诉原告": Side.ANSWERING,
    "反诉被告": Side.ASKING,
    "原告": Side.ASKING,
    "公诉机关": Side.ASKING,
    "检察机关": Side.ASKING,
    "人民检察院": Side.ASKING,
    "公诉人": Side.ASKING,
    "自诉人": Side.ASKING,
    "出借人": Side.ASKING,
    "劳动者": Side.ASKING,
    "出卖人": Side.ASKING,
    "债权人": Side.ASKING,
    "受害人": Side.ASKING,
    "被告人": Side.ACCUSED,
    "被告单位": Side.ACCUSED,
    "辩护人": Side.ACCUSED,
    "被告": Side.ANSWERING,
    "借款人": Side.ANSWERING,
    "用人单位": Side.ANSWERING,
    "买受人": Side.ANSWERING,
    "债务人": Side.ANSWERING,
    "保证人": Side.ANSWERING,
    "保险人": Side.ANSWERING,
    "保险公司": Side.ANSWERING,
    "被申请人": Side.ANSWERING,
    "再审申请人": Side.ASKING,
    "申请执行人": Side.ASKING,
    "被执行人": Side.ANSWERING,
}
# An insurer mostly answers, and asks where it paid and recovers: then the parties tell.
_INSURER: Final = "保险"
_INSURERS: Final = ("保险人", "保险公司")
# Who asks the higher court may be either side; the list of parties tells which.
_BY_PLACE: Final = {Role.APPELLANT: "上诉人", Role.APPELLEE: "被上诉人"}
# 对原告、偿还原告、拖欠原告、致原告: who is named behind these is whom it is done to.
_TO_WHOM: Final = frozenset("对向给与予还付偿欠致害伤")
_LONGEST_NAME: Final = 40
_MOST_NAMES: Final = 40


@dataclass(frozen=True, slots=True)
class Sides:
    """The words that name a side in one judgment.

    Attributes:
        of_word: Side by number of the word in the finder, roles and names.
        finder: Finds these words, of several at one place the longest.
        names: Names of parties alone, longest first, to be masked.
        is_criminal: Whether the opponent of the one who asks is the accused.
    """

    of_word: tuple[Side, ...]
    finder: AhoCorasick
    names: tuple[str, ...]
    is_criminal: bool

    def first(self, text: str, start: int, end: int) -> Side | None:
        """Return the side that is named first in a part of a text, None where none is."""
        return next((side for side, _ in self._named(text, start, end)), None)

    def last(self, text: str, start: int, end: int) -> Side | None:
        """Return the side that is named last in a part of a text, None where none is."""
        return next((side for side, _ in reversed(self._named(text, start, end))), None)

    def bearer(self, text: str, start: int, end: int) -> Side | None:
        """Return the side named last that is no object: 应对原告承担 names no bearer."""
        bearing = (
            side
            for side, place in reversed(self._named(text, start, end))
            if text[place - 1 : place] not in _TO_WHOM
        )
        return next(bearing, None)

    def _named(self, text: str, start: int, end: int) -> list[tuple[Side, int]]:
        """Return the sides that a part of a text names, each with its place in the text."""
        return [
            (side, start + place)
            for word, place, _ in self.finder.find_matches_as_indexes(text[start:end])
            if (side := self.of_word[word]) is not Side.OTHER
        ]

    def against(self, side: Side) -> Side:
        """Return who stands against a side."""
        if side is not Side.ASKING:
            return Side.ASKING
        return Side.ACCUSED if self.is_criminal else Side.ANSWERING


def sides_of(judgment: Judgment) -> Sides:
    """Return the words that name a side in a judgment.

    Cost: linear in the number of parties.
    """
    of_word = dict(_WORDS)
    names: list[str] = []
    insurers: set[Side] = set()
    for party in [fact.value for fact in judgment.parties][:_MOST_NAMES]:
        side = _side_of(party)
        if side is None:
            continue
        if _INSURER in party.name:
            insurers.add(side)
        word = _BY_PLACE.get(party.role)
        if word is not None:
            of_word.setdefault(word, side)
        if 2 <= len(party.name) <= _LONGEST_NAME:
            of_word.setdefault(party.name, side)
            names.append(party.name)
    if len(insurers) == 1:
        of_word.update(dict.fromkeys(_INSURERS, *insurers))
    is_criminal = value_of(judgment.case_type) is CaseType.CRIMINAL
    return Sides(
        of_word=tuple(of_word.values()),
        finder=AhoCorasick(
            of_word,
            matchkind=MatchKind.LeftmostLongest,
            # Made for one judgment: the quickest to build wins.
            implementation=Implementation.NoncontiguousNFA,
        ),
        names=tuple(sorted(set(names), key=lambda name: (-len(name), name))),
        is_criminal=is_criminal,
    )


def _side_of(party: Party) -> Side | None:
    for role in _roles(party):
        if role in _OF_ROLE:
            return _OF_ROLE[role]
    return {Role.APPELLANT: Side.ASKING, Role.APPELLEE: Side.ANSWERING}.get(party.role)


def _roles(party: Party) -> Iterator[Role]:
    """What somebody was below tells the side better than who appealed."""
    if party.former_role is not None:
        yield party.former_role
    yield party.role
