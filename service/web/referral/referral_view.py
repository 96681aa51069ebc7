"""What does the page of a referral show of its evidence and of its history?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from service.labels import label_of
from service.referral.course.acts import Act, KeptAct
from service.referral.referrals.model import (
    AnswerFromAbove,
    Attachment,
    ChosenTarget,
    Dismissal,
    EvidenceKind,
    PanelOpinion,
    ReferralAct,
    ReferralState,
    Returned,
    SentUp,
    TakenIn,
)
from service.referral.referrals.standing import Looked, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A frozen quote.

    Attributes:
        words: Word for word as it was frozen.
        title: Title of its judgment; may be empty.
        address: Where it stands in the stored text, or the judgment; empty where it is withheld.
        about: Court and day, where told.
    """

    words: str
    title: str
    address: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """A side of frozen evidence.

    Attributes:
        label: What it holds; empty where the quotes belong to no side.
        quotes: Its quotes.
    """

    label: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """Frozen evidence as it is shown.

    Attributes:
        kind: What it is.
        title: What it is called.
        digest: SHA-256 over its words.
        standing: Whether it still stands.
        changes: What has changed since.
        n_quotes: Quotes held against the stored texts.
        snapshot_id: Index that had answered; may be empty.
        facts: What else it tells, each as name and words.
        sides: Its quotes by side.
    """

    kind: EvidenceKind
    title: str
    digest: str
    standing: Standing
    changes: tuple[str, ...]
    n_quotes: int
    snapshot_id: str
    facts: tuple[tuple[str, str], ...]
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """An act as the history shows it.

    Attributes:
        number: In order of acting.
        act: What it is called.
        by: Who did it.
        parts: In which parts, in words.
        at: When.
        reason: Why; may be empty.
        told: What it said, in a line; may be empty.
        before: State before; empty before the first.
        after: State after.
    """

    number: int
    act: str
    by: str
    parts: str
    at: datetime
    reason: str
    told: str
    before: str
    after: str


def evidence_views(looked: Iterable[Looked]) -> tuple[EvidenceView, ...]:
    """Return frozen evidence as it is shown, in order of attaching."""
    return tuple(_evidence(each) for each in looked)


def history_of(acts: Iterable[KeptAct]) -> tuple[HistoryLine, ...]:
    """Return the acts of a referral as the history shows them, the last first."""
    lines = tuple(_line(kept) for kept in acts)
    return lines[::-1]


def _line(kept: KeptAct) -> HistoryLine:
    act = kept.act
    parts = sorted(act.doer.parts, key=lambda part: part.value)
    return HistoryLine(
        number=kept.number,
        act=label_of(ReferralAct(act.name)),
        by=act.doer.name,
        parts="、".join(label_of(part) for part in parts),
        at=act.at,
        reason=act.reason,
        told=_told(act),
        before=label_of(ReferralState(kept.from_state)) if kept.from_state else "",
        after=label_of(ReferralState(kept.to_state)),
    )


def _told(act: Act) -> str:
    told = ""
    match act.content:
        case Dismissal(why=why):
            told = label_of(why)
        case PanelOpinion(member=member, side=side, opinion=opinion):
            told = f"{member}：{label_of(side)}，{opinion}"
        case ChosenTarget(target=target, force=force):
            told = f"{label_of(target)}（{label_of(force)}）"
        case Attachment(evidence=evidence):
            told = "；".join(each.title for each in evidence)
        case SentUp(court=court):
            told = court
        case AnswerFromAbove(words=words) | Returned(words=words):
            told = words
        case TakenIn(positions=positions, evidence=evidence):
            told = f"并入观点{len(positions)}项、材料{len(evidence)}份"
        case _:
            pass
    return told


def _evidence(looked: Looked) -> EvidenceView:
    evidence = looked.evidence
    is_quote = evidence.kind is EvidenceKind.QUOTE
    told = {} if is_quote else json.loads(evidence.words)
    if is_quote:
        quote = QuoteView(
            words=evidence.words,
            title=evidence.title,
            address=_place(evidence.of, evidence.start, evidence.end),
            about="",
        )
        sides: tuple[SideView, ...] = (SideView(label="", quotes=(quote,)),)
    else:
        sides = tuple(_sides(told))
    return EvidenceView(
        kind=evidence.kind,
        title=evidence.title,
        digest=evidence.digest,
        standing=looked.standing,
        changes=looked.changes,
        n_quotes=looked.n_quotes,
        snapshot_id=evidence.snapshot_id,
        facts=tuple(_facts(evidence.kind, told)),
        sides=sides,
    )


def _sides(told: dict[str, object]) -> Iterable[SideView]:
    if quotes := told.get("quotes"):
        yield SideView(label="", quotes=tuple(_quotes(quotes)))
    positions = told.get("positions")
    for side in positions if isinstance(positions, list) else []:
        quotes = side.get("quotes", side.get("masked_quotes", []))
        label = side["label"] + ("（本案草稿持此观点）" if side.get("has_draft") else "")
        yield SideView(label=label, quotes=tuple(_quotes(quotes)))


def _quotes(quotes: object) -> Iterable[QuoteView]:
    for each in quotes if isinstance(quotes, list) else []:
        about = (each.get("court", ""), each.get("decided_on") or "", each.get("what", ""))
        yield QuoteView(
            words=each["words"],
            title=each.get("title") or each["judgment_id"],
            address=_place(each["judgment_id"], each["start"], each["end"]),
            about="，".join(word for word in about if word),
        )


def _facts(kind: EvidenceKind, told: dict[str, object]) -> Iterable[tuple[str, str]]:
    names = _FACTS.get(kind, ())
    for key, name in names:
        value = told.get(key)
        if isinstance(value, list):
            value = "；".join(str(each) for each in value)
        if value not in {None, ""}:
            yield name, str(value)


_FACTS = {
    EvidenceKind.REPORT: (
        ("number", "报告编号"),
        ("version", "版本"),
        ("signed_by", "签名"),
        ("digest", "报告内容摘要"),
    ),
    EvidenceKind.FINDING: (("explanations", "可能的无责解释"),),
    EvidenceKind.DRAFT_CHECK: (
        ("sentence", "问题"),
        ("reason", "依据"),
        ("answer_reason", "承办法官的说明"),
    ),
    EvidenceKind.AUDIT_CLUSTER: (
        ("first", "评查期间自"),
        ("last", "至"),
        ("n_judgments", "文书件数"),
        ("n_courts", "法院数"),
    ),
}


def _place(judgment_id: str, start: int | None, end: int | None) -> str:
    if not judgment_id:
        # Withheld: there is nothing to lead to.
        return ""
    if start is None or end is None:
        return f"/judgments/{judgment_id}"
    return f"/judgments/{judgment_id}?at={start}-{end}#quote-1"
