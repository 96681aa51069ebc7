"""How does a court come to have something on every page?

The demonstration has judgments, pending cases and an audit. Here one referral goes every way
between a finding and a rule, and one judge searches, checks a draft and makes a report, over the
pages themselves.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from corpus.sample.generation import generate
from evaluation.errors import MeasurementError
from evaluation.pages.visiting import Visitor
from evaluation.performance.referral.filling import Filler
from service.data_folder import load_settings
from service.house import open_house
from service.search.methods.vocabulary import SearchMethod

ACCOUNTS: Final = "demo-accounts.json"
_BEHIND: Final = timedelta(days=30)
"""The longest way of a referral takes some twenty days."""
_N_MEETINGS: Final = 42
"""So many that a meeting of each organ stands at each half-way point."""
_N_REFERRALS: Final = 60
_STAFF: Final = (
    "office",
    "clerk",
    "keeper",
    "head",
    "host",
    "judge0",
    "judge1",
    "member0",
    "member1",
)
_N_DRAFTS: Final = 30
_FACTS: Final = (
    "被告人饮酒后驾驶小型普通客车，行至城区路口被民警查获，血液中乙醇含量为186毫克/100毫升。"
)
_METHODS: Final[Mapping[SearchMethod, Mapping[str, str]]] = {
    SearchMethod.KEYWORD: {"words": "借款 利息"},
    SearchMethod.STATUTE: {"words": "民法典第六百七十五条"},
    SearchMethod.ISSUE: {"words": "利息约定是否明确"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can sign in.

    Attributes:
        name: User name.
        password: Of a data folder that was made for trying.
    """

    name: str
    password: str


def furnish(folder: Path, *, seed: int, today: date) -> tuple[Person, ...]:
    """Let one referral go every way in a data folder of the demonstration.

    Args:
        folder: Made by ``tongpan demo``, and only for this: it is written to.
        seed: Of the questions that are referred.
        today: When the ways end.

    Returns:
        Those who have pages to open, the demonstration's own people first.

    Raises:
        MeasurementError: The folder is no demonstration.

    Cost: some twenty seconds.
    """
    try:
        accounts = json.loads((folder / ACCOUNTS).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise MeasurementError(ACCOUNTS, "no folder of `tongpan demo`") from error
    people = [Person(name=name, password=password) for name, password in accounts.items()]
    now = datetime.combine(today - _BEHIND, time(1), UTC)
    with open_house(load_settings({"data": folder}), may_make=True) as house:
        filler = Filler(house=house, seed=seed, now=now, say=lambda _: None)
        filled = filler.fill(n_referrals=_N_REFERRALS, n_meetings=_N_MEETINGS)
    people += [Person(name=name, password=filled.staff.password) for name in _STAFF]
    return tuple(people)


def go_through_a_case(judge: Visitor, *, seed: int) -> tuple[str, ...]:
    """Search, check a draft and make a report as a judge; return where all of it stands.

    Args:
        judge: Signed in as somebody with pending cases.
        seed: Of the judgment that serves as a draft.

    Raises:
        MeasurementError: A page or an act was refused.
    """
    searches = [judge.send("/search", "/search", text=_FACTS)]
    searches += [
        judge.send(f"/search?method={method}", "/search", method=method, **fields)
        for method, fields in _METHODS.items()
    ]
    hits = judge.links(searches[0], "/judgments/")
    compared = "&".join(f"judgment={each.rpartition('/')[2]}" for each in hits[:3])
    case = judge.links("/cases", "/cases/")[0]
    judge.send(case, f"{case}/verdicts", verdict="similar")
    draft = generate(seed=seed, size=_N_DRAFTS).judgments[0].text
    judge.send(f"{case}/check", f"{case}/check", text=draft)
    report = judge.send(f"{case}/report", f"{case}/report")
    return (*searches, f"/compare?{compared}", case, f"{case}/check", report)
