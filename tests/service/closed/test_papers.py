"""The papers that secretaries print name nobody of a closed judgment to whoever may not read it.

What was typed stands in every paper there is: agenda, notice, pack, record, minutes, application,
decision, what goes up to the court above, the month's report, the invitation for a calendar.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

import pytest

from corpus.judgment import Judgment
from corpus.privacy.sensitivity import Sensitivity
from corpus.spans import value_of
from evaluation.performance.referral import walking
from evaluation.performance.referral.filling import Filler
from evaluation.performance.referral.people import COURT, PRESIDENT, staffed
from evaluation.performance.referral.walking import Walk
from service.closed.withholding import NOBODY
from service.referral.papers.desk import OF_COMMITTEE, OF_CONFERENCE
from service.referral.papers.vocabulary import MeetingPaper
from service.referral.rules.model import RuleAct
from tests.service.closed.test_free_text import names_in, samples  # noqa: F401 - a fixture

KIND = Sensitivity.JUVENILE
OF_CONFERENCE_ITEM = (MeetingPaper.RECORD, MeetingPaper.MINUTES)
OF_COMMITTEE_ITEM = (
    MeetingPaper.APPLICATION,
    MeetingPaper.RECORD,
    MeetingPaper.MINUTES,
    MeetingPaper.DECISION,
    MeetingPaper.PUBLIC_DECISION,
)


@dataclass(kw_only=True)
class CitingWalk(Walk):
    """A walk in which every referral names a judgment."""

    judgment: Judgment

    def _referred(self):
        begun = super()._referred()
        cited = {"judgment_id": self.judgment.id, "words": self.judgment.text[:20].split("\n")[0]}
        self.house.referral.referrals.act(
            begun, "attach", cited, reason="参考", actor=self.staff["judge0"], now=self.tick()
        )
        return begun

    def _ruled(self):
        """Draw up a rule that has the judgment for an example, and publish it."""
        desk, day = self.house.referral.rules, self.now.date()
        text = {
            "question": walking.QUESTION,
            "answer": walking.SUPPORTED,
            "minority": walking.REFUSED,
            "examples": [self.judgment.id],
            "causes": ["民间借贷纠纷"],
            "courts": [COURT],
            "law_as_of": day.isoformat(),
            "force": "advisory",
        }
        drawn_up = {"text": text, "court": COURT}
        rule = desk.act(self.staff["office"], None, RuleAct.DRAFT, drawn_up, now=self.tick()).id
        published = {
            "number": walking.QUESTION,
            "valid_from": day.isoformat(),
            "review_on": day.replace(year=day.year + 1).isoformat(),
        }
        desk.act(self.staff[PRESIDENT], rule, RuleAct.PUBLISH, published, now=self.tick())
        return rule


@pytest.fixture
def one(shelf, samples):  # noqa: F811 - used by name
    shelf.put(samples[:1])
    return samples[0]


@pytest.fixture
def party(one):
    return names_in(one)[0]


@pytest.fixture
def number(one):
    return str(value_of(one.case_number))


@pytest.fixture
def court(edge, clock):
    return staffed(edge, now=clock())


@pytest.fixture
def walked(edge, court, clock, monkeypatch, one, party):
    """Matters that went the whole way, with the name of a party in all that was typed."""
    for name in ("QUESTION", "SUPPORTED", "REFUSED"):
        monkeypatch.setattr(walking, name, f"{party}{getattr(walking, name)}")
    monkeypatch.setattr(walking, "N_ITEMS", 1)
    filler = Filler(house=edge, seed=1, now=clock(), say=lambda _: None)
    case = filler.open_case(court)
    walk = CitingWalk(house=edge, staff=court, pending_id=case.id, now=clock(), judgment=one)
    found = walk.go()
    clock.now = walk.tick()
    return found


@pytest.fixture
def addresses(walked):
    """Of all papers and invitations of the matters, and of the month's."""
    meeting, item, *_ = walked.conference
    session, question, *_ = walked.committee
    return [
        *(f"/conferences/{meeting}/{kind.value}.docx" for kind in OF_CONFERENCE),
        *(f"/conference-items/{item}/{kind.value}.docx" for kind in OF_CONFERENCE_ITEM),
        *(f"/committee-meetings/{session}/{kind.value}.docx" for kind in OF_COMMITTEE),
        *(f"/committee-items/{question}/{kind.value}.docx" for kind in OF_COMMITTEE_ITEM),
        f"/conferences/{meeting}/invitation.ics",
        f"/committee-meetings/{session}/invitation.ics",
        f"/rules/{walked.rule}/application.docx",
        f"/rules/{walked.rule}/library-candidate.docx",
        f"/secretary/minutes.docx?item={item}",
    ]


@pytest.fixture
def printed(client, headers, court):
    """Give papers as somebody gets them now: all words, by address."""

    def of(name, addresses):
        signed = headers(court[name], court.password)
        answers = {address: client.get(address, headers=signed) for address in addresses}
        assert {answer.status_code for answer in answers.values()} == {200}
        return {address: _words_of(answer) for address, answer in answers.items()}

    return of


def _words_of(answer):
    """Return all words of a file, wherever it keeps them, and its name."""
    named = unquote(answer.headers["content-disposition"])
    if not zipfile.is_zipfile(io.BytesIO(answer.content)):
        return named + re.sub(r"\r\n ", "", answer.text)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = sorted(each for each in packed.namelist() if each.endswith((".xml", ".rels")))
        parts = [packed.read(each).decode("utf-8") for each in names]
    return named + re.sub(r"<[^>]+>", "", "\n".join(parts))


def _hold(printed, addresses, words):
    return [address for address in addresses if words in printed[address]]


def _look_at(addresses, printed, one, party, number, close, clear):
    before = printed("keeper", addresses)
    assert _hold(before, addresses, party) == addresses
    close(one.id, KIND)
    kept_back = printed("keeper", addresses)
    assert _hold(kept_back, addresses, party) == []
    assert _hold(kept_back, addresses, number) == []
    assert _hold(kept_back, addresses, one.text[:20].split("\n")[0]) == []
    assert _hold(kept_back, addresses, NOBODY) == addresses
    # Who is cleared reads what was typed: of the committee a member, of the conference a judge.
    for name, theirs in ((PRESIDENT, ("committee", "rules")), ("host", ("conference",))):
        own = [address for address in addresses if address.removeprefix("/").startswith(theirs)]
        assert _hold(printed(name, own), own, party) == []
        clear(name, KIND)
        assert _hold(printed(name, own), own, party) == own


def test_some_papers(addresses, printed, one, party, number, close, clear):
    of_each_kind = {address.split("/")[1]: address for address in addresses}
    _look_at(list(of_each_kind.values()), printed, one, party, number, close, clear)


@pytest.mark.slow
def test_all_papers(addresses, printed, one, party, number, close, clear):
    _look_at(addresses, printed, one, party, number, close, clear)
