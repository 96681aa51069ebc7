"""Which judgments are compared with a case, who sees what was found, and what is kept of answers."""

from dataclasses import replace

import pytest

from corpus.judgment import Effectiveness
from service.actors import Role
from service.case_divergence.answers import AnswerKind
from service.errors import AnswerReasonError, HandlingJudgeError, PageNotFoundError
from service.pending.opening import CaseEntry, CasePaper
from service.verdicts.model import AskedBy, Verdict
from tests.service.case_divergence.suits import CASE, DRAFT

COURT = "吉林省长春市朝阳区人民法院"
GRANTED = "对出借人主张的律师费予以支持"
REFUSED = "对出借人主张的律师费不予支持"


@pytest.fixture
def actor(judge):
    return judge


@pytest.fixture
def found_for(case_work, actor, clock):
    def find(text=CASE, **fields):
        entry = CaseEntry(
            handling_judge="王法官", court=COURT, elements=("民间借贷纠纷",), **fields
        )
        case = case_work.pending.open(
            CasePaper(text=text), entry, account_id=actor.account_id, now=clock()
        )
        return case, case_work.divergence.of_case(case, actor=actor, now=clock())

    return find


def sides(finding):
    return {group.label: round(group.votes, 3) for group in finding.groups}


def test_like_cases_that_answer_otherwise_are_found(found_for):
    case, found = found_for()
    (finding,) = found.reported
    assert sides(finding) == {GRANTED: 4, REFUSED: 3}
    assert found.gathered.n_like == 7
    assert found.gathered.own_id is None
    assert finding.group_of(case.id) is None


def test_a_draft_takes_part_without_a_vote(found_for):
    case, found = found_for(DRAFT)
    (finding,) = found.reported
    assert found.gathered.own_id == case.id
    assert finding.group_of(case.id).label == REFUSED
    assert sides(finding) == {GRANTED: 4, REFUSED: 3}


def test_what_a_judge_calls_unlike_is_not_compared_and_what_is_alike_always(
    case_work, edge, found_for, actor, clock, judgments
):
    case, _ = found_for()
    asked = AskedBy(text=case.text, charges=case.elements)

    def say(judgment, verdict):
        edge.verdicts.give(
            asked,
            judgment_id=judgment.id,
            verdict=verdict,
            reason="",
            snapshot_id="s1",
            ranker="word count",
            account_id=actor.account_id,
            now=clock(),
        )

    refused = judgments[3:5]
    for judgment in refused:
        say(judgment, Verdict.NOT_SIMILAR)
    say(judgments[0], Verdict.SIMILAR)
    found = case_work.divergence.of_case(case, actor=actor, now=clock())
    assert not {each.id for each in refused} & set(found.gathered.judgments)
    assert found.gathered.n_said_otherwise == 2
    assert found.gathered.n_said_similar == 1


@pytest.mark.parametrize("effect", [Effectiveness.VARIED, Effectiveness.REVISED_ON_RETRIAL])
def test_what_was_overturned_stays_and_has_no_vote(found_for, shelf, judgments, effect):
    fallen = judgments[3]
    shelf.judgments[fallen.id] = replace(fallen, effect=effect)
    _, found = found_for()
    finding = next(each for each in found.findings if each.group_of(fallen.id))
    member = next(m for m in finding.group_of(fallen.id).members if m.judgment_id == fallen.id)
    assert member.vote == 0
    assert member.effect is effect


@pytest.mark.parametrize("effect", [Effectiveness.NOT_IN_EFFECT, Effectiveness.UNDER_APPEAL])
def test_what_is_not_in_effect_is_left_out_and_counted(found_for, shelf, judgments, effect):
    early = judgments[3]
    shelf.judgments[early.id] = replace(early, effect=effect)
    _, found = found_for()
    assert early.id not in found.gathered.judgments
    assert found.gathered.n_unsettled == 1


def test_whether_unknown_effect_is_compared_is_a_setting(
    case_work, found_for, actor, clock, shelf, judgments, settings
):
    shelf.judgments[judgments[0].id] = replace(judgments[0], effect=Effectiveness.UNKNOWN)
    case, found = found_for()
    assert (found.gathered.n_unknown, found.gathered.n_unsettled) == (1, 0)
    strict = replace(
        case_work.divergence,
        settings=settings.model_copy(update={"divergence_unknown_effect": False}),
    )
    gathered = strict.of_case(case, actor=actor, now=clock()).gathered
    assert (gathered.n_unknown, gathered.n_unsettled, gathered.n_like) == (0, 1, 6)


def test_below_the_numbers_of_the_court_nothing_is_reported(
    case_work, found_for, actor, clock, settings
):
    case, _ = found_for()
    strict = replace(
        case_work.divergence, settings=settings.model_copy(update={"divergence_judgments": 8})
    )
    found = strict.of_case(case, actor=actor, now=clock())
    assert found.reported == ()
    assert len(found.insufficient) == 1


def test_only_the_handling_judge_is_told(case_work, found_for, desk, clock):
    case, _ = found_for()
    colleague = desk.add(
        name="panel",
        display_name="李法官",
        password="long enough 2026",
        roles=[Role.JUDGE],
        now=clock(),
    )
    case_work.pending.admit(case.id, [colleague.account_id], account_id=case.opened_by)
    with pytest.raises(HandlingJudgeError):
        case_work.divergence.of_case(case, actor=colleague, now=clock())
    with pytest.raises(HandlingJudgeError):
        case_work.divergence.answer(
            case, "f0", AnswerKind.HELPFUL, reason="", actor=colleague, now=clock()
        )


def test_a_case_that_names_no_judge_is_of_whoever_opened_it(case_work, actor, clock):
    case = case_work.pending.open(
        CasePaper(text=CASE), CaseEntry(court=COURT), account_id=actor.account_id, now=clock()
    )
    assert case.handling_judge == ""
    assert case_work.divergence.of_case(case, actor=actor, now=clock()).gathered.n_like == 7


def test_a_judgment_is_compared_with_its_like_and_stands_among_them(
    case_work, actor, clock, judgments
):
    own = judgments[3]
    found = case_work.divergence.of_judgment(own.id, actor=actor, now=clock())
    (finding,) = found.reported
    assert finding.group_of(own.id).label == REFUSED
    assert found.gathered.own_id == own.id
    assert found.gathered.n_like == 6


def test_answers_are_kept_by_question_and_the_last_one_stands(
    case_work, found_for, actor, clock, shelf, judgments
):
    case, found = found_for()
    (finding,) = found.reported
    desk = case_work.divergence
    desk.answer(case, finding.key, AnswerKind.HELPFUL, reason="", actor=actor, now=clock())
    clock.forward(minutes=1)
    desk.answer(
        case, finding.key, AnswerKind.EXPLAIN, reason=" 约定不同 ", actor=actor, now=clock()
    )
    # Another judgment joins: the finding gets another key, its question stays answered.
    shelf.judgments[judgments[6].id] = replace(judgments[6], effect=Effectiveness.VARIED)
    again = desk.of_case(case, actor=actor, now=clock())
    (given,) = again.answers.values()
    assert (given.kind, given.reason, given.author) == (AnswerKind.EXPLAIN, "约定不同", "王法官")
    assert [each.kind for each in desk.history(case.id)] == [
        AnswerKind.HELPFUL,
        AnswerKind.EXPLAIN,
    ]


@pytest.mark.parametrize("kind", [AnswerKind.NO_DIVERGENCE, AnswerKind.EXPLAIN])
def test_what_needs_a_reason_is_not_kept_without(case_work, found_for, actor, clock, kind):
    case, found = found_for()
    with pytest.raises(AnswerReasonError):
        case_work.divergence.answer(
            case, found.reported[0].key, kind, reason=" ", actor=actor, now=clock()
        )
    assert case_work.divergence.history(case.id) == ()


def test_no_answer_to_a_finding_that_is_none(case_work, found_for, actor, clock):
    case, _ = found_for()
    with pytest.raises(PageNotFoundError):
        case_work.divergence.answer(
            case, "f0", AnswerKind.HELPFUL, reason="", actor=actor, now=clock()
        )
