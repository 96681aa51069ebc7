"""What does a court know of a case that waits for its judgment (待决案件)?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from corpus.case_number import CaseNumber
from corpus.judgment import CaseType, PartyKind, Role

PendingCaseId = NewType("PendingCaseId", str)


class Stage(StrEnum):
    """How far a pending case has come (审理阶段)."""

    FILED = "filed"
    AWAITING_HEARING = "awaiting_hearing"
    IN_TRIAL = "in_trial"
    AWAITING_DELIBERATION = "awaiting_deliberation"
    BEFORE_CONFERENCE = "before_conference"
    BEFORE_COMMITTEE = "before_committee"
    AWAITING_PRONOUNCEMENT = "awaiting_pronouncement"
    CLOSED = "closed"


class PaperKind(StrEnum):
    """What the text of a pending case is: 案件材料 (起诉书、起诉状), 裁判文书草稿, 案情摘要."""

    FILE = "file"
    DRAFT = "draft"
    FACTS = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingParty:
    """Somebody who takes part in a pending case.

    Attributes:
        name: As the paper or the case system writes it.
        role: Role in this instance.
        kind: Natural person, legal person, organ; None where nothing tells.
        identity_hash: Keyed hash of the identity or credit number; never the number itself.
    """

    name: str
    role: Role
    kind: PartyKind | None = None
    identity_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """One seat of the panel to be.

    Attributes:
        name: Name of the judge or assessor.
        title: 审判长, 审判员, 人民陪审员, as written; may be empty.
    """

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingCase:
    """A case that waits for its judgment.

    What the paper or the case system does not tell is None or empty; nothing is guessed in here.

    Attributes:
        id: Random and unguessable; part of the address of its page.
        case_number: Its number (案号).
        case_type: Criminal, civil, administrative…
        court: Full name of the court that hears it.
        cause: Cause of action (案由) of a civil or administrative case.
        charges: Charges (罪名) of a criminal case, as filed, main one first.
        parties: Those who take part.
        handling_judge: Name of the 承办法官; empty where not told.
        panel: The panel (合议庭), in order.
        filed_on: Day of filing (立案日期).
        due_on: Last day of the time limit (审限届满日).
        happened_on: Day of the facts that the law in force is asked for; None where not told.
        stage: How far it has come.
        issues: Disputed issues (争议焦点), in order.
        intended_provisions: What is meant to be applied (拟适用法律), as written.
        intended_ruling: What is meant to be ruled (拟裁判意见); may be empty.
        paper: What ``text`` is.
        text: The paper that it was opened from, cleaned; all quotes of the case count in it.
        file_name: Name of the file that the text came from, or None.
        external_id: Its id in the case system (办案系统), or None.
        opened_by: Account that opened it here.
        opened_at: When, in UTC.
        changed_at: When anything of it last changed, in UTC.
    """

    id: PendingCaseId
    case_number: CaseNumber | None
    case_type: CaseType | None
    court: str | None
    cause: str | None
    charges: tuple[str, ...]
    parties: tuple[PendingParty, ...]
    handling_judge: str
    panel: tuple[PanelMember, ...]
    filed_on: date | None
    due_on: date | None
    happened_on: date | None
    stage: Stage
    issues: tuple[str, ...]
    intended_provisions: tuple[str, ...]
    intended_ruling: str
    paper: PaperKind
    text: str
    file_name: str | None
    external_id: str | None
    opened_by: int
    opened_at: datetime
    changed_at: datetime

    @property
    def elements(self) -> tuple[str, ...]:
        """Charges, or the cause: what the case is about in the words of the tables."""
        return self.charges or (() if self.cause is None else (self.cause,))
