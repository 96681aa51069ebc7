"""What was written down before a judgment was closed tells nothing of it to who is not cleared."""

import dataclasses
import importlib
import json
from dataclasses import fields, is_dataclass, replace

import pytest

from corpus.judgment import Effectiveness, JudgmentId, SectionKind
from corpus.privacy.masking import EXPORT
from corpus.privacy.people import people_of
from corpus.privacy.sensitivity import Sensitivity
from corpus.spans import Span, value_of
from corpus.store.clearance import cleared_for
from service.audits.model import ClusterMark, ReversalReason, ReversedCase
from service.closed.concealing import Concealer
from service.closed.masks import MASKS
from service.closed.withholding import WITHHELD, Withheld, without
from service.comparison.quotes import Quote as DraftQuote
from service.drafts.model import DraftFinding, LikeCase
from service.drafts.vocabulary import DraftArea, DraftRule, DraftWeight
from service.notices.model import KeptNotice, Notice, NoticeKind, Recipient
from service.pending.model import PendingCaseId
from service.pending.search_model import PartyCase, SubmittedKind
from service.referral.referrals.evidence import digest_of, freeze, freeze_quote
from service.referral.referrals.model import EvidenceKind, HeldPosition
from service.referral.referrals.standing import Sources, Standing, look_again
from service.referral.rules.model import FollowUp, FollowUpKind
from service.reports.content import RelatedCase
from service.reports.layout import lay_out_report
from service.reports.paper.word import render_word
from service.reports.vocabulary import FileClass
from service.store.report_records import ReportRecords
from service.verdicts.model import AskedBy, GivenVerdict, Verdict
from tests.service.audits.made import AT, cluster
from tests.service.reports.made import content_of, imprint_for

TELLING = 12
"""Characters in a row by which a text is known again."""


@pytest.fixture
def papers(shelf):
    """Judgments with reasons of their own: the first two tell apart what is told of them."""
    wanted = (SectionKind.FACTS, SectionKind.REASONING)
    whole = [
        each
        for each in shelf.iterate()
        if each.case_number
        and value_of(each.court)
        and all(kind in {section.kind for section in each.sections} for kind in wanted)
    ]
    first, *rest = whole
    other = next(each for each in rest if not pieces_of(first) & pieces_of(each))
    return [first, other, *(each for each in rest if each is not other)]


@pytest.fixture
def gone(papers):
    """The judgment that is closed after all was written."""
    return papers[0]


@pytest.fixture
def conceal(engine):
    return Concealer(engine)


def reasoning(judgment):
    span = next(each.span for each in judgment.sections if each.kind is SectionKind.REASONING)
    return Span(span.start, span.start + 40)


def words_of(judgment):
    return reasoning(judgment).of(judgment.text)


def audit_cluster(papers):
    made = cluster(question=words_of(papers[0]))
    sides = tuple(
        replace(
            side,
            label=words_of(paper),
            judgment_ids=(paper.id,),
            quotes=(replace(side.quotes[0], judgment_id=paper.id, words=words_of(paper)),),
        )
        for side, paper in zip(made.positions, papers, strict=False)
    )
    marks = tuple(
        ClusterMark(judgment_id=each.id, actual=7654.0, low=1, middle=2, high=3)
        for each in papers[:2]
    )
    return replace(made, positions=sides, marks=marks)


def reversed_case(papers):
    return (
        ReversedCase(
            judgment_id=papers[1].id,
            court=value_of(papers[0].court).name,
            cause="盗窃罪",
            decided_on=None,
            effect=Effectiveness.IN_EFFECT,
            later_id=papers[0].id,
            later_court="",
            reversed_on=None,
            reason=ReversalReason.LAW,
        ),
    )


def draft_finding(papers):
    whole = f"某院判决书草稿。参见{value_of(papers[0].case_number)}。"
    return (
        DraftFinding(
            key="k",
            rule=next(iter(DraftRule)),
            area=next(iter(DraftArea)),
            weight=next(iter(DraftWeight)),
            sentence=f"与{value_of(papers[0].case_number)}不同",
            reason="依据",
            quotes=(DraftQuote(whole=whole, span=Span(0, 4)),),
            cases=tuple(
                LikeCase(
                    judgment_id=each.id,
                    title=f"{value_of(each.case_number)}判决书",
                    what="本院",
                    words=words_of(each),
                    span=reasoning(each),
                )
                for each in papers[:2]
            ),
        ),
    )


def finding_evidence(papers):
    told = {
        "question": words_of(papers[0]),
        "positions": [
            {
                "label": words_of(each),
                "quotes": [
                    {
                        "judgment_id": each.id,
                        "title": each.title,
                        "court": value_of(each.court).name,
                        "decided_on": None,
                        "effect": each.effect.value,
                        "start": reasoning(each).start,
                        "end": reasoning(each).end,
                        "words": words_of(each),
                    }
                ],
            }
            for each in papers[:2]
        ],
    }
    return freeze(
        EvidenceKind.FINDING,
        of="finding",
        title=f"分歧提示：{words_of(papers[0])}",
        words=json.dumps(told, ensure_ascii=False, sort_keys=True),
    )


def quoted_evidence(papers):
    return tuple(freeze_quote(each, reasoning(each)) for each in papers[:2])


def held_positions(papers):
    return tuple(
        HeldPosition(words=words_of(each), judgment_ids=(each.id,), n_judgments=1, reasons="理由")
        for each in papers[:2]
    )


def follow_ups(papers):
    return tuple(
        FollowUp(
            judgment_id=each.id,
            kind=FollowUpKind.DEPARTED,
            decided_on=None,
            start=reasoning(each).start,
            end=reasoning(each).end,
            words=words_of(each),
            digest=digest_of(words_of(each)),
        )
        for each in papers[:2]
    )


def notice(papers):
    return KeptNotice(
        number=1,
        notice=Notice(
            kind=NoticeKind.SUBSCRIPTION,
            keys=(papers[0].id,),
            to=Recipient(name="甲"),
            subject="1",
            address="/subscriptions/1",
            sentence=f"新文书：{value_of(papers[0].case_number)}",
            why="订阅",
        ),
        created_at=AT,
        read_at=None,
        is_muted=False,
    )


def submitted(papers):
    return PartyCase(
        id=1,
        pending_id=PendingCaseId("p"),
        submitted_by="辩护人",
        submitted_on=AT.date(),
        kind=SubmittedKind.OTHER,
        number=str(value_of(papers[0].case_number)),
        judgment_id=papers[0].id,
        place=None,
        response="",
        recorded_at=AT,
        answered_at=None,
    )


def verdict(papers):
    return GivenVerdict(
        asked=AskedBy(text="案情"),
        judgment_id=papers[0].id,
        verdict=Verdict.SIMILAR,
        reason=f"{value_of(papers[0].case_number)}事实相同",
        snapshot_id="s",
        ranker="r",
        account_id=1,
        author="甲",
        at=AT,
        is_standing=True,
    )


def related(papers):
    return RelatedCase(
        judgment_id=papers[0].id,
        kind="同一当事人",
        number=str(value_of(papers[0].case_number)),
        court=value_of(papers[0].court).name,
        status="已结",
        influence=words_of(papers[0]),
    )


FORMS = {
    "report": lambda papers: content_of(papers[:2], n_cases=2),
    "related case": related,
    "audit cluster": audit_cluster,
    "reversed case": reversed_case,
    "finding on a draft": draft_finding,
    "evidence of a finding": finding_evidence,
    "quoted evidence": quoted_evidence,
    "positions": held_positions,
    "follow-ups of a rule": follow_ups,
    "notice": notice,
    "submitted by a party": submitted,
    "verdict": verdict,
}


def texts_in(value):
    """Yield every string that stands in a form, but the drafts that spans count in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value) and not isinstance(value, DraftQuote):
        for each in fields(value):
            yield from texts_in(getattr(value, each.name))


def tells_of(value, judgment):
    """Return what a form tells of a judgment: its number, its people, pieces of its reasoning."""
    said = "\n".join(texts_in(value))
    number = str(value_of(judgment.case_number))
    people = {each.name for each in people_of(judgment) if each.kind in EXPORT.persons}
    return {each for each in (number, *people, *pieces_of(judgment)) if each in said}


def pieces_of(judgment):
    reasons = words_of(judgment)
    return {reasons[at : at + TELLING] for at in range(len(reasons) - TELLING)}


@pytest.mark.parametrize("name", FORMS)
def test_it_tells_nothing_of_the_closed_one_and_all_of_the_others(
    name, papers, gone, conceal, close, closed, clock
):
    form = FORMS[name](papers)
    assert conceal(form) is form
    assert tells_of(form, gone) or name == "reversed case"
    others = tells_of(form, papers[1])
    close(gone.id)
    shown = conceal(form)
    assert tells_of(shown, gone) == set()
    assert conceal(shown) == shown
    assert others <= tells_of(shown, papers[1])
    assert shown == () or name == "reversed case" or WITHHELD in "".join(texts_in(shown))
    with cleared_for({Sensitivity.FAMILY}):
        assert conceal(form) == shown
    with cleared_for({Sensitivity.JUVENILE}):
        assert conceal(form) is form
    closed.reopen(gone.id, reason="可以公开", by="officer", now=clock())
    assert conceal(form) is form


def test_the_report_that_is_stored_prints_without_it_and_keeps_what_it_was(
    engine, papers, gone, close, judge
):
    records = ReportRecords(engine)
    content = content_of(papers[:2], n_cases=2)
    report_id = records.add(
        content,
        number_of=lambda year, serial: f"{year}-{serial}",
        file_class=FileClass.INNER,
        pending_case_id=None,
        handling_account_id=judge.account_id,
        preparing_account_id=judge.account_id,
        year=2026,
        now=AT,
    )
    before = records.version(report_id, 1)
    close(gone.id)
    shown = records.version(report_id, 1)
    assert shown.line == before.line
    printed = repr(lay_out_report(shown.content, imprint_for(content)))
    assert WITHHELD in printed
    assert tells_of(printed, gone) == set()
    assert render_word(lay_out_report(shown.content, imprint_for(content)), imprint_for(content))
    with cleared_for({Sensitivity.JUVENILE}):
        assert records.version(report_id, 1) == before


def test_evidence_that_is_withheld_is_told_apart_from_evidence_that_was_tampered_with(
    papers, gone, conceal, close, shelf
):
    sources = Sources(judgment=shelf.get, report_line=lambda _: None)
    made = (*quoted_evidence(papers), finding_evidence(papers))
    close(gone.id)
    standing = [look_again(each, sources).standing for each in conceal(made)]
    assert standing == [Standing.WITHHELD, Standing.AS_FROZEN, Standing.WITHHELD]
    forged = replace(made[1], words="另一句话")
    assert look_again(conceal(forged), sources).standing is Standing.BROKEN


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("参见（2020）京01民终1号判决", f"参见{WITHHELD}判决"),
        # Other brackets and zeros are the same number.
        ("参见(2020)京01民终001号", f"参见{WITHHELD}"),
        ("（2020）京01民终1号、（2020）京01民终1号", f"{WITHHELD}、{WITHHELD}"),
        ("（2020）京01民终11号", "（2020）京01民终11号"),
        ("（2020）京01民终1号之一", "（2020）京01民终1号之一"),
        ("没有案号", "没有案号"),
    ],
)
def test_its_number_stands_in_no_words(text, told):
    withheld = Withheld(ids=frozenset({"j"}), numbers=frozenset({"（2020）京01民终1号"}))
    assert withheld.words(text) == told
    assert without({"a": [text], "b": (1, None)}, withheld, MASKS) == {"a": [told], "b": (1, None)}


def test_words_that_others_say_too_are_not_taken_for_its_own(papers, gone, conceal, close):
    common = "本院认为，"
    form = replace(held_positions(papers)[1], words=common, judgment_ids=(gone.id, papers[1].id))
    close(gone.id)
    assert conceal(form).words == common


NAMING = (
    "service.audits.model",
    "service.drafts.model",
    "service.pending.search_model",
    "service.referral.referrals.model",
    "service.referral.rules.model",
    "service.reports.content",
    "service.reports.quote",
    "service.verdicts.model",
)
# They tell a place in a list and a count, nothing of the judgment.
WITHOUT_WORDS = {"KeptHit", "AskedBy", "StandingVerdict"}


def test_every_form_that_names_a_judgment_has_a_mask():
    named = {
        kind
        for module in NAMING
        for kind in vars(importlib.import_module(module)).values()
        if dataclasses.is_dataclass(kind)
        and {"judgment_id", "judgment_ids", "later_id"} & {each.name for each in fields(kind)}
    }
    assert len(named) > 9
    assert {each.__name__ for each in named - set(MASKS)} - WITHOUT_WORDS == set()


def test_an_id_alone_stays():
    withheld = Withheld(ids=frozenset({"j1"}), numbers=frozenset())
    assert without((JudgmentId("j1"),), withheld, MASKS) == ("j1",)
