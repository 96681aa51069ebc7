"""How is what a referral rests on frozen?

What was seen is written down as it was seen: a quote word for word with its place, a finding with
the words of every judgment on each side, a report with the digest of its version. The digest over
these words is part of the act, and the act of the chain: nothing of it changes later.

Source: 法发〔2020〕24号 art. 7; plan, a quote is a verbatim span of the stored text.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Final

from corpus.judgment import Judgment, JudgmentId
from corpus.spans import Span
from service.audits.model import AuditRun, Cluster, MaskedQuote
from service.divergence.model import Finding, Member
from service.drafts.model import DraftFinding, GivenAnswer, LikeCase
from service.drafts.record import DraftCheck
from service.referral.referrals.model import Evidence, EvidenceKind, HeldPosition
from service.reports.record import Report, ReportVersion

MOST_NAMED: Final = 20
"""Most judgments that a position names; the frozen evidence holds them all."""


def digest_of(words: str) -> str:
    """Return the SHA-256 of words, 64 hexadecimal digits.

    Example:
        >>> digest_of("")[:8]
        'e3b0c442'
    """
    return hashlib.sha256(words.encode()).hexdigest()


def freeze(
    kind: EvidenceKind,
    *,
    of: str,
    title: str,
    words: str,
    span: Span | None = None,
    snapshot_id: str = "",
) -> Evidence:
    """Return words as evidence under their digest."""
    return Evidence(
        kind=kind,
        of=of,
        title=title,
        words=words,
        digest=digest_of(words),
        start=None if span is None else span.start,
        end=None if span is None else span.end,
        snapshot_id=snapshot_id,
    )


def freeze_quote(judgment: Judgment, span: Span, *, snapshot_id: str = "") -> Evidence:
    """Return words of a judgment, word for word.

    Raises:
        SpanError: The span reaches beyond the text.
    """
    return freeze(
        EvidenceKind.QUOTE,
        of=judgment.id,
        title=judgment.title,
        words=span.of(judgment.text),
        span=span,
        snapshot_id=snapshot_id,
    )


def freeze_report(report: Report, version: ReportVersion) -> Evidence:
    """Return which version of a search report was seen, and in which state."""
    told = {
        "number": report.number,
        "version": version.line.number,
        "digest": version.line.digest,
        "state": report.state.value,
        "signed_by": "" if version.line.signature is None else version.line.signature.by,
        "case_number": report.case_number,
    }
    return freeze(
        EvidenceKind.REPORT, of=report.id, title=f"类案检索报告 {report.number}", words=_json(told)
    )


def freeze_finding(
    finding: Finding, titles: Mapping[str, str], *, snapshot_id: str, own_id: str | None = None
) -> Evidence:
    """Return a finding of divergence with the words of every judgment on each side.

    The draft of the case itself is left out: its words stay with its judge until they are filed.

    Args:
        finding: The finding.
        titles: Titles of the judgments by id.
        snapshot_id: Index that had answered.
        own_id: Id under which the case's own draft takes part.
    """
    told = {
        "key": finding.key,
        "kind": finding.kind.value,
        "cause": finding.cause,
        "question": finding.heading,
        "severity": finding.severity.value,
        "where": [where.value for where in finding.where],
        "alarms": [alarm.value for alarm in finding.alarms],
        "explanations": [each.sentence for each in finding.explanations],
        "positions": [
            {
                "label": group.label,
                "votes": group.votes,
                "has_draft": any(each.judgment_id == own_id for each in group.members),
                "quotes": [
                    _quote_of_member(each, titles)
                    for each in group.members
                    if each.judgment_id != own_id
                ],
            }
            for group in finding.groups
        ],
    }
    return freeze(
        EvidenceKind.FINDING,
        of=finding.key,
        title=f"分歧提示：{finding.heading}",
        words=_json(told),
        snapshot_id=snapshot_id,
    )


def freeze_draft_finding(
    check: DraftCheck, finding: DraftFinding, answer: GivenAnswer | None
) -> Evidence:
    """Return a finding about a draft, the words of the draft it is about and its judge's answer."""
    told = {
        "check": check.id,
        "number": check.number,
        "draft_digest": digest_of(check.text),
        "rule": finding.rule.value,
        "weight": finding.weight.value,
        "sentence": finding.sentence,
        "reason": finding.reason,
        "draft": [
            {"start": each.span.start, "end": each.span.end, "words": each.text}
            for each in finding.quotes
        ],
        "answer": "" if answer is None else answer.answer.value,
        "answer_reason": "" if answer is None else answer.reason,
        "quotes": [_quote_of_like(each) for each in finding.cases],
    }
    return freeze(
        EvidenceKind.DRAFT_CHECK,
        of=check.id,
        title=f"草稿核对：{finding.sentence}",
        words=_json(told),
        snapshot_id=check.snapshot_id or "",
    )


def freeze_cluster(run: AuditRun, cluster: Cluster) -> Evidence:
    """Return a cluster of an audit with its positions, masked as the audit keeps them."""
    told = {
        "run": run.id,
        "first": run.order.first.isoformat(),
        "last": run.order.last.isoformat(),
        "key": cluster.key,
        "cause": cluster.cause,
        "question": cluster.question,
        "severity": cluster.severity.value,
        "n_judgments": cluster.n_judgments,
        "n_courts": cluster.n_courts,
        "positions": [
            {
                "label": position.label,
                "votes": position.votes,
                "judgment_ids": list(position.judgment_ids),
                "masked_quotes": [_quote_of_audit(each) for each in position.quotes],
            }
            for position in cluster.positions
        ],
    }
    return freeze(
        EvidenceKind.AUDIT_CLUSTER,
        of=f"{run.id}/{cluster.key}",
        title=f"评查分歧点：{cluster.question}",
        words=_json(told),
    )


def positions_of_finding(finding: Finding, *, own_id: str | None) -> tuple[HeldPosition, ...]:
    """Return the sides of a finding in the words of its judgments, the draft of the case left out.

    A side that the draft alone takes is kept, so that a panel says what it holds there.
    """
    return tuple(
        HeldPosition(
            words=group.label,
            judgment_ids=_named(m.judgment_id for m in group.members if m.judgment_id != own_id),
            n_judgments=sum(m.judgment_id != own_id for m in group.members),
        )
        for group in finding.groups
    )


def positions_of_cluster(cluster: Cluster) -> tuple[HeldPosition, ...]:
    """Return the sides of a cluster of an audit."""
    return tuple(
        HeldPosition(
            words=position.label,
            judgment_ids=_named(position.judgment_ids),
            n_judgments=len(position.judgment_ids),
        )
        for position in cluster.positions
    )


def _named(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids)[:MOST_NAMED]


def _quote_of_member(member: Member, titles: Mapping[str, str]) -> dict[str, object]:
    return {
        "judgment_id": member.judgment_id,
        "title": titles.get(member.judgment_id, ""),
        "court": member.court,
        "decided_on": None if member.decided_on is None else member.decided_on.isoformat(),
        "effect": member.effect.value,
        "start": member.holding.span.start,
        "end": member.holding.span.end,
        "words": member.holding.text,
    }


def _quote_of_like(case: LikeCase) -> dict[str, object]:
    span = case.span
    return {
        "judgment_id": JudgmentId(case.judgment_id),
        "title": case.title,
        "what": case.what,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "words": case.words,
    }


def _quote_of_audit(quote: MaskedQuote) -> dict[str, object]:
    return {
        "judgment_id": quote.judgment_id,
        "court": quote.court,
        "decided_on": None if quote.decided_on is None else quote.decided_on.isoformat(),
        "effect": quote.effect.value,
        "start": quote.start,
        "end": quote.end,
        "words": quote.words,
    }


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
