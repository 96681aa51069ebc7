"""How is a match shown to whoever may open it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.errors import JudgmentNotFoundError
from corpus.judgment import JudgmentId
from corpus.listed import ListedJudgment
from corpus.spans import value_of
from service.actors import Actor, Permission
from service.errors import NotPermittedError, PageNotFoundError
from service.labels import label_of
from service.pending.desk import PendingDesk
from service.referral.rules.desk import RuleDesk
from service.referral.rules.model import RuleAct
from service.search.methods.statute import successors_of
from service.search.methods.statute_words import read_statutes
from service.search.service import SearchService
from service.subscriptions.case_items import TABS
from service.subscriptions.model import CaseAspect, KeptMatch, MatchKind, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMatch:
    """A match as its reader sees it.

    Attributes:
        match: What was kept.
        words: What it is, in a line; names of parties are not in it.
        address: Where it is read; empty where nothing is to be opened.
    """

    match: KeptMatch
    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchShelf:
    """Shows matches, asking for each whether it may be opened now.

    Attributes:
        search: Gives judgments.
        rules: Shows rules to whoever may read them.
        pending: Finds cases for whoever may open them.
    """

    search: SearchService
    rules: RuleDesk
    pending: PendingDesk

    def shown(self, wish: Wish, found: Sequence[KeptMatch], actor: Actor) -> tuple[ShownMatch, ...]:
        """Return the matches that somebody may open, in their order."""
        return tuple(
            ShownMatch(match=each, words=words, address=address)
            for each in found
            for words, address in self._open(wish, each, actor)
        )

    def _open(self, wish: Wish, match: KeptMatch, actor: Actor) -> Iterator[tuple[str, str]]:
        """Give the words and the address of a match, or nothing where it may not be opened."""
        try:
            match match.kind:
                case MatchKind.JUDGMENT:
                    yield self._judgment(match.name, actor)
                case MatchKind.RULE:
                    rule = self.rules.see(actor, match.name).rule
                    yield rule.text.question, f"/rules/{match.name}"
                case MatchKind.RULE_ACT:
                    yield self._rule_act(match.name, actor)
                case MatchKind.LAW:
                    yield _law(match.name), ""
                case MatchKind.CASE_ITEM:
                    case = self.pending.find(wish.subject, account_id=actor.account_id)
                    yield _case_item(match.name, case.id)
        except (PageNotFoundError, NotPermittedError, JudgmentNotFoundError):
            return

    def _judgment(self, judgment_id: str, actor: Actor) -> tuple[str, str]:
        actor.require(Permission.READ_JUDGMENTS)
        (listed,) = self.search.store.get_listed([JudgmentId(judgment_id)])
        return _judgment_words(listed), f"/judgments/{judgment_id}"

    def _rule_act(self, name: str, actor: Actor) -> tuple[str, str]:
        rule_id, _, act = name.split(" ")
        self.rules.see(actor, rule_id)
        return label_of(RuleAct(act)), f"/rules/{rule_id}"


def _judgment_words(listed: ListedJudgment) -> str:
    court, decided = value_of(listed.court), value_of(listed.decided_on)
    number = value_of(listed.library_number) or value_of(listed.case_number)
    told = (
        "" if number is None else str(number),
        "" if court is None else court.name,
        "" if decided is None else decided.isoformat(),
    )
    return " ".join(each for each in told if each) or listed.id


def _law(name: str) -> str:
    law, _, ended = name.rpartition(" ")
    for each in successors_of(read_statutes(f"《{law}》").wanted):
        return f"《{law}》自 {ended} 起由《{each.successor}》取代（{each.source}）"
    return f"《{law}》自 {ended} 起不再施行"


def _case_item(name: str, pending_id: str) -> tuple[str, str]:
    aspect = CaseAspect(name.partition(" ")[0])
    tab = TABS.get(aspect, "similar")
    place = "" if tab == "similar" else f"/{tab}"
    return f"{label_of(aspect)}有新内容", f"/cases/{pending_id}{place}"
