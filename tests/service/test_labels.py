from enum import StrEnum

import pytest

import corpus.judgment
import corpus.outcome.model
import service.divergence.model
import service.drafts.vocabulary
import service.purposes.model
import service.referral.committee.vocabulary
import service.referral.conference.vocabulary
import service.referral.course.acts
import service.referral.flags.model
import service.referral.limits.model
import service.referral.papers.vocabulary
import service.referral.referrals.model
import service.referral.referrals.routing
import service.referral.roster.model
import service.referral.rules.model
import service.referral.secretary.vocabulary
import service.reports.states
import service.reports.vocabulary
import service.subscriptions.model
import service.upgrades.model
from corpus.corrections import Standing
from corpus.law.placing import Place
from corpus.law.timing import LawSameness
from corpus.lineage.papers import Act
from corpus.panel import PanelOffice
from corpus.privacy.sensitivity import Sensitivity
from corpus.relations.model import LegKind, RelationKind
from indexing.passages import PassageKind
from indexing.searching.emptiness import Finding
from indexing.searching.likeness import Likeness
from service.actors import Permission, Role, Scope
from service.audit_trail.model import FlawKind
from service.audit_trail.model import Outcome as DeedOutcome
from service.audits.comparing_runs import Change
from service.audits.model import AuditScope, Measure, ReversalReason, Rhythm, RunState
from service.audits.periods import LastPeriod
from service.audits.workbench import ReviewAnswer, ReviewReason, ReviewState
from service.case_divergence.answers import AnswerKind
from service.collisions.model import Direction
from service.comparison.model import Axis, AxisGrade, DifferenceKind
from service.jobs.model import JobKind, JobState
from service.labels import LABELS, label_of
from service.library.model import LibraryStanding, Publication
from service.notices.model import NoticeKind
from service.pending.model import PaperKind, Stage
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.ranking.grading import LeftOut, Need
from service.ranking.record import Decision
from service.referral.referrals.checklist import SaidBy
from service.referral.referrals.standing import Standing as EvidenceStanding
from service.related.model import AlarmKind
from service.search.methods.vocabulary import (
    Aspect,
    OrderRule,
    Relation,
    SearchMethod,
    SortOrder,
    TextPart,
)
from service.search.understanding import Origin
from service.tiers.model import CountedFrom, DateBasis, Group
from service.tiers.vocabulary import EffectLabel, Tier
from service.verdicts.model import Verdict

ENUMS = sorted(
    {
        each
        for module in (
            corpus.judgment,
            corpus.outcome.model,
            service.divergence.model,
            service.drafts.vocabulary,
            service.purposes.model,
            service.referral.committee.vocabulary,
            service.referral.conference.vocabulary,
            service.referral.course.acts,
            service.referral.flags.model,
            service.referral.limits.model,
            service.referral.papers.vocabulary,
            service.referral.referrals.model,
            service.upgrades.model,
            service.referral.referrals.routing,
            service.referral.roster.model,
            service.referral.rules.model,
            service.referral.secretary.vocabulary,
            service.reports.states,
            service.reports.vocabulary,
            service.subscriptions.model,
        )
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
    }
    | {
        AuditScope,
        Rhythm,
        RunState,
        JobKind,
        JobState,
        ReversalReason,
        Measure,
        LastPeriod,
        ReviewAnswer,
        ReviewReason,
        ReviewState,
        Change,
        PassageKind,
        Role,
        Scope,
        Permission,
        PanelOffice,
        Sensitivity,
        Act,
        Standing,
        Verdict,
        Stage,
        PaperKind,
        SubmittedKind,
        ResponsePlace,
        RelationKind,
        LegKind,
        AlarmKind,
        Finding,
        Origin,
        Likeness,
        Decision,
        Need,
        LeftOut,
        AnswerKind,
        SaidBy,
        EvidenceStanding,
        Direction,
        JobKind,
        JobState,
        NoticeKind,
        LibraryStanding,
        Publication,
        Tier,
        DeedOutcome,
        EffectLabel,
        FlawKind,
        Group,
        DateBasis,
        CountedFrom,
        Axis,
        AxisGrade,
        DifferenceKind,
        LawSameness,
        Place,
        SearchMethod,
        TextPart,
        SortOrder,
        Relation,
        Aspect,
        OrderRule,
    },
    key=lambda each: each.__qualname__,
)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda each: each.__qualname__)
def test_every_member_has_a_label_of_its_own(enum):
    labels = [label_of(member) for member in enum]
    assert all(label.strip() for label in labels)
    assert len(set(labels)) == len(labels)


def test_no_label_stands_for_a_member_that_does_not_exist():
    assert set(LABELS) == {(enum, member.value) for enum in ENUMS for member in enum}
