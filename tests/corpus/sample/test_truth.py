"""Is the planted truth consistent with itself and with the texts?"""

import json
import re

from corpus.judgment import (
    CaseType,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    Role,
    SectionKind,
)
from corpus.sample.courts import COURTS
from corpus.sample.figures import chinese_number, plain_money, signature_date, term
from corpus.sample.parameters import AS_OF
from corpus.sample.statutes import TITLES
from corpus.sample.truth import EdgeKind, Innocence, as_json

CAUSES = {
    "盗窃罪",
    "盗伐林木罪",
    "滥伐林木罪",
    "危险驾驶罪",
    "故意伤害罪",
    "交通肇事罪",
    "诈骗罪",
    "民间借贷纠纷",
    "买卖合同纠纷",
    "林业承包合同纠纷",
    "劳动争议",
    "机动车交通事故责任纠纷",
    "离婚纠纷",
    "行政处罚",
}
AUTHORITIES = {DocumentKind.GUIDING_CASE, DocumentKind.REFERENCE_CASE}


def _papers(made):
    return [t for t in made.truth.judgments.values() if t.document_kind not in AUTHORITIES]


def test_all_fourteen_causes_and_all_levels_are_there(made):
    found = set()
    for truth in made.truth.judgments.values():
        found |= {truth.cause} if truth.cause else set(truth.charges)
    assert found == CAUSES
    assert {truth.court_level for truth in made.truth.judgments.values()} == set(CourtLevel)
    assert {truth.instance for truth in _papers(made)} >= {
        Instance.FIRST,
        Instance.SECOND,
        Instance.RETRIAL,
        Instance.RETRIAL_REVIEW,
    }
    assert {t.document_kind for t in made.truth.judgments.values()} >= {
        DocumentKind.PANJUE,
        DocumentKind.CAIDING,
        DocumentKind.TIAOJIE,
        *AUTHORITIES,
    }


def test_case_numbers_are_unique_and_bear_the_sign_of_their_court(made):
    numbers = [truth.case_number for truth in _papers(made)]
    numbers += [case.case_number for case in made.pending_cases]
    assert len(numbers) == len(set(numbers))
    for truth in _papers(made):
        court = COURTS[truth.court_key]
        sign = court.code if truth.filed_on.year > 2015 else court.old_sign
        assert truth.case_number.startswith(f"（{truth.filed_on.year}）{sign}")


def test_every_planted_id_exists(made):
    known = set(made.truth.judgments) | {case.id for case in made.pending_cases}
    named = {end for edge in made.truth.edges for end in (edge.left, edge.right)}
    for group in (*made.truth.divergences, *made.truth.lookalikes):
        named |= {one for ids in group.groups.values() for one in ids}
    for similar in made.truth.similar:
        named |= {similar.pending, *similar.grades}
    named |= {one for pair in made.truth.strangers for one in pair}
    assert named <= known
    assert {edge.kind for edge in made.truth.edges} == set(EdgeKind)


def test_chains_run_forward_in_time_and_the_later_paper_quotes_the_earlier(made):
    judgments = made.truth.judgments
    chains = [edge for edge in made.truth.edges if edge.kind is EdgeKind.CHAIN]
    assert len(chains) > 50
    for edge in chains:
        earlier, later = judgments[edge.left], judgments[edge.right]
        assert earlier.case == later.case
        assert earlier.decided_on < later.filed_on <= later.decided_on
        assert earlier.case_number in later.quoted


def test_cited_papers_are_quoted_by_number(made, texts):
    kinds = set()
    for edge in made.truth.edges:
        if edge.kind is EdgeKind.CITED:
            right = made.truth.judgments[edge.right]
            kinds.add(right.document_kind)
            if right.document_kind is DocumentKind.GUIDING_CASE:
                label = re.search(r"指导性案例\d+号", texts[edge.right]).group()
                assert label in texts[edge.left]
            else:
                assert right.case_number in made.truth.judgments[edge.left].quoted
    assert DocumentKind.GUIDING_CASE in kinds


def test_old_case_numbers_have_the_old_form(made):
    old = [t for t in _papers(made) if t.filed_on.year < 2016]
    assert old
    for truth in old:
        assert "字第" in truth.case_number
        assert not any("刑事诉讼法" in p.law for p in truth.provisions if p.article in {15, 201})


def test_divergent_groups_keep_to_one_law_and_one_cause_and_have_two_sides(made):
    judgments = made.truth.judgments
    kinds = {group.kind for group in made.truth.divergences}
    assert len(kinds) == 6
    for group in made.truth.divergences:
        members = [judgments[one] for ids in group.groups.values() for one in ids]
        assert len(group.groups) == 2
        assert all(len(ids) >= 3 for ids in group.groups.values())
        assert {member.law for member in members} == {group.law}
        assert all(member.effect_on(AS_OF) is not Effectiveness.UNKNOWN for member in members)


def test_members_of_an_issue_group_take_the_position_of_their_side(made):
    judgments = made.truth.judgments
    for group in made.truth.divergences:
        if group.issue is None:
            continue
        for position, ids in group.groups.items():
            for one in ids:
                taken = {(p.issue, p.position) for p in judgments[one].positions}
                assert (group.issue, position) in taken, one


def test_range_groups_differ_by_the_planted_factor_only(made):
    for group in made.truth.divergences:
        if group.issue is not None:
            continue
        for side, ids in group.groups.items():
            for one in ids:
                (sentence,) = made.truth.judgments[one].sentences
                assert (sentence.factor_percent == 100) == (side == "usual")


def test_law_changes_look_alike_under_two_laws_and_overturned_ones_are_overturned(made):
    judgments = made.truth.judgments
    assert {look.innocence for look in made.truth.lookalikes} == set(Innocence)
    for look in made.truth.lookalikes:
        sides = [{judgments[one].law for one in ids} for ids in look.groups.values()]
        if look.innocence is Innocence.LAW_CHANGE:
            assert len(sides) == 2
            assert not sides[0] & sides[1], look.key
        if look.innocence is Innocence.OVERTURNED:
            assert any(
                all(judgments[one].effect_on(AS_OF) is Effectiveness.VARIED for one in ids)
                for ids in look.groups.values()
            )


def test_a_position_is_a_sentence_of_the_reasoning(made, texts):
    for truth in made.truth.judgments.values():
        for taken in truth.positions:
            sentence = texts[truth.id][taken.start : taken.end]
            assert sentence.endswith("。")
            holders = [
                part.kind
                for part in truth.sections
                if part.start <= taken.start and taken.end <= part.end
            ]
            assert holders == [SectionKind.REASONING]


def test_what_the_truth_says_stands_in_the_text(made, texts):
    for truth in _papers(made):
        text = texts[truth.id]
        squeezed = "".join(text.split())
        for item in truth.items:
            assert item in text
        for party in truth.parties:
            assert party.name in text, (truth.id, party)
        for seat in truth.panel:
            assert seat.title + seat.name in squeezed
        for provision in truth.provisions:
            assert provision.law in TITLES.values()
            assert f"《{provision.law}》" in text
        if (
            truth.award_fen is not None
            and truth.case_type is CaseType.CIVIL
            and (truth.instance is Instance.FIRST and truth.cause != "机动车交通事故责任纠纷")
        ):
            assert plain_money(truth.award_fen) in text
        day = signature_date(truth.decided_on)
        assert any(day.replace("〇", zero) in text for zero in "〇○零")


def test_sentences_are_printed_as_the_truth_has_them(made, texts):
    for truth in _papers(made):
        if truth.result != "guilty" or truth.instance is not Instance.FIRST:
            continue
        for sentence in truth.sentences:
            kind = "拘役" if sentence.is_detention else "有期徒刑"
            text = texts[truth.id]
            assert f"判处{kind}{term(sentence.months)}" in text
            if sentence.probation_months:
                assert f"缓刑{term(sentence.probation_months)}" in text
            if sentence.fine_fen:
                arabic = plain_money(sentence.fine_fen)
                chinese = chinese_number(sentence.fine_fen // 100) + "元"
                assert arabic in text or chinese in text


def test_losses_of_an_accident_add_up(made):
    for truth in _papers(made):
        if truth.cause == "机动车交通事故责任纠纷" and truth.award_fen is not None:
            assert 0 < truth.award_fen <= truth.claim_fen


def test_statutory_frames_hold(made):
    for truth in _papers(made):
        for sentence in truth.sentences:
            if sentence.is_detention:
                assert 1 <= sentence.months <= 6
            else:
                assert 6 <= sentence.months <= 180
            if sentence.probation_months:
                assert sentence.months <= 36
                assert sentence.months <= sentence.probation_months <= 60


def test_nobody_is_tried_below_sixteen_and_no_day_lies_after_today(made):
    for truth in _papers(made):
        assert truth.happened_on < truth.filed_on <= truth.decided_on < AS_OF
        assert {party.role for party in truth.parties} - {Role.OTHER}


def test_series_members_are_filed_together_with_consecutive_numbers(made):
    judgments = made.truth.judgments
    pairs = [
        edge for edge in made.truth.edges if edge.evidence == "同一用人单位、同日立案、同类请求"
    ]
    assert pairs
    for edge in pairs:
        left, right = judgments[edge.left], judgments[edge.right]
        assert left.filed_on == right.filed_on
        one, two = (int(t.case_number.split("民初")[1][:-1]) for t in (left, right))
        assert abs(one - two) <= 8


def test_strangers_bear_one_name_and_are_two_people(made):
    assert made.truth.strangers
    for left, right in made.truth.strangers:
        one = {p.key for p in made.truth.judgments[left].parties}
        two = {p.key for p in made.truth.judgments[right].parties}
        assert not {k for k in one & two if not k.startswith(("counsel", "head"))}


def test_similar_judgments_are_in_effect_and_every_pending_case_has_some(made):
    for similar in made.truth.similar:
        assert similar.grades
        for one in similar.grades:
            assert made.truth.judgments[one].effect_on(AS_OF) is Effectiveness.IN_EFFECT
    assert max(grade for s in made.truth.similar for grade in s.grades.values()) == 3


def test_truth_is_json(made):
    assert json.loads(json.dumps(as_json(made.truth)))["as_of"] == AS_OF.isoformat()
