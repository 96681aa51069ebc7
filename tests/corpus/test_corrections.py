"""What a person sets right stays right, and is put up for review when the reader moves on."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from corpus.case_number import read_case_number
from corpus.corrections import (
    CORRECTABLE,
    NOWHERE,
    RULE,
    Correction,
    Standing,
    apply_corrections,
    propose,
    value_at,
)
from corpus.errors import CorrectionError, SpanError
from corpus.judgment import Court, CourtLevel, Effectiveness
from corpus.outcome.model import AppealOutcome, AppealResult, Outcome
from corpus.spans import Ambiguous, Extracted, Span, Unreadable, Withheld
from tests.corpus.judgments import judgment_named, judgments

AT = datetime(2024, 5, 6, 8, 0, tzinfo=UTC)
JUDGMENT = judgment_named(7)


def corrected(judgment=JUDGMENT, **kwargs):
    return propose(judgment, **{"author": "王法官", "at": AT, "reason": "原文有误读", **kwargs})


@pytest.mark.parametrize(
    ("field", "new", "value"),
    [
        ("case_number", "（2020）吉0101刑初8号", read_case_number("（2020）吉0101刑初8号")),
        ("decided_on", "2020-05-07", date(2020, 5, 7)),
        ("cause", "盗窃罪", "盗窃罪"),
        (
            "court",
            {"name": "乙县人民法院", "level": "basic", "province": None},
            Court(name="乙县人民法院", level=CourtLevel.BASIC, province=None),
        ),
    ],
)
def test_a_reading_is_replaced_by_the_value_with_the_words_marked(field, new, value):
    result = apply_corrections(JUDGMENT, [corrected(field=field, new=new, span=Span(2, 5))])
    assert getattr(result.judgment, field) == Extracted(value, Span(2, 5), RULE)
    assert [each.standing for each in result.fields] == [Standing.FITS]
    assert not result.fields[0].needs_review


def test_none_says_that_the_text_does_not_say():
    result = apply_corrections(JUDGMENT, [corrected(field="decided_on", new=None)])
    assert result.judgment.decided_on is None


def test_plain_fields_are_corrected_too():
    made = corrected(field="effect", new="in_effect")
    assert apply_corrections(JUDGMENT, [made]).judgment.effect is Effectiveness.IN_EFFECT


def test_of_a_list_the_members_that_stay_keep_their_words():
    made = corrected(field="charges", new=["盗窃罪", "诈骗罪"])
    first, second = apply_corrections(JUDGMENT, [made]).judgment.charges
    assert first == JUDGMENT.charges[0]
    assert second == Extracted("诈骗罪", NOWHERE, RULE)


def test_a_field_inside_the_outcome_is_reached_by_dots():
    judgment = replace(JUDGMENT, outcome=Outcome(appeal=AppealOutcome()))
    made = corrected(judgment, field="outcome.appeal.result", new="affirmed")
    outcome = apply_corrections(judgment, [made]).judgment.outcome
    assert outcome.appeal.result.value is AppealResult.AFFIRMED


def test_a_correction_survives_a_newer_reading_and_is_flagged():
    made = corrected(field="charges", new=["诈骗罪"])
    reread = replace(JUDGMENT, charges=(Extracted("抢劫罪", Span(0, 2), "newer"),))
    result = apply_corrections(reread, [made])
    assert [each.value for each in result.judgment.charges] == ["诈骗罪"]
    assert result.fields[0].standing is Standing.STALE
    assert result.fields[0].needs_review


def test_a_reader_that_has_learned_it_needs_no_review():
    made = corrected(field="charges", new=["诈骗罪"])
    reread = replace(JUDGMENT, charges=(Extracted("诈骗罪", Span(0, 2), "newer"),))
    result = apply_corrections(reread, [made])
    assert result.fields[0].standing is Standing.AGREES
    assert result.judgment.charges == reread.charges


def test_a_field_that_has_gone_leaves_the_reading_and_is_flagged():
    judgment = replace(JUDGMENT, outcome=Outcome(appeal=AppealOutcome()))
    made = corrected(judgment, field="outcome.appeal.result", new="affirmed")
    result = apply_corrections(JUDGMENT, [made])
    assert result.judgment == JUDGMENT
    assert result.fields[0].standing is Standing.IMPOSSIBLE
    assert result.fields[0].needs_review


def test_the_last_correction_of_a_field_counts():
    first = corrected(field="cause", new="甲")
    second = replace(corrected(field="cause", new="乙"), at=AT + timedelta(days=1))
    result = apply_corrections(JUDGMENT, [first, second])
    assert result.judgment.cause.value == "乙"
    assert len(result.fields) == 1


def test_a_correction_is_taken_back_by_another():
    first = corrected(field="charges", new=[])
    back = replace(first, new=None, restores_reading=True)
    assert apply_corrections(JUDGMENT, [first, back]).judgment == JUDGMENT
    again = apply_corrections(JUDGMENT, [first, back, first]).judgment
    assert again.charges == ()


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("text", "别的文本"),  # the text is what was published
        ("sections", []),  # offsets are not a person's to type
        ("no_such_field", "x"),
        ("outcome.appeal.result", "affirmed"),  # a criminal first instance has no outcome here
        ("case_number", "第7号"),
        ("decided_on", "2020年5月7日"),
        ("decided_on", 20200507),
        ("effect", "valid"),
        ("effect", None),
        ("charges", "盗窃罪"),  # a list is asked for
        ("charges", [7]),
        ("title", True),
        ("court", {"name": "乙县人民法院"}),  # the level is missing
        ("court", {"name": "乙县人民法院", "level": "basic", "province": None, "town": "x"}),
    ],
)
def test_what_cannot_be_applied_is_refused_at_once(field, new):
    with pytest.raises(CorrectionError):
        corrected(field=field, new=new)


@pytest.mark.parametrize(
    "broken",
    [{"author": " "}, {"reason": ""}, {"at": datetime(2024, 5, 6)}],  # noqa: DTZ001
)
def test_nobody_corrects_without_name_reason_and_time(broken):
    with pytest.raises(CorrectionError):
        corrected(field="cause", new="甲", **broken)


def test_words_marked_must_stand_in_the_text():
    with pytest.raises(SpanError):
        corrected(field="cause", new="甲", span=Span(0, 10_000))


def test_answers_other_than_a_value_have_a_plain_form_of_their_own():
    one, two = Extracted("甲", Span(0, 1), "r"), Extracted("乙", Span(1, 2), "r")
    forms = {
        "ambiguous": Ambiguous((one, two)),
        "unreadable": Unreadable(Span(0, 1), "r", "污损"),
        "withheld": Withheld(Span(0, 1), "r"),
    }
    plain = [value_at(replace(JUDGMENT, cause=each), "cause") for each in forms.values()]
    assert plain == [{"ambiguous": ["甲", "乙"]}, {"unreadable": "污损"}, {"withheld": True}]


NO_VALUE = re.compile("ambiguous|unreadable|withheld")


@given(judgments())
def test_writing_what_was_read_changes_no_value(judgment):
    for field in sorted(CORRECTABLE):
        read = value_at(judgment, field)
        made = Correction(
            judgment_id=judgment.id,
            field=field,
            old=read,
            new=read,
            author="甲",
            at=AT,
            reason="乙",
        )
        result = apply_corrections(judgment, [made])
        if result.fields[0].standing is Standing.IMPOSSIBLE:
            # An answer that is no value cannot be written, nor a number that no court gives.
            assert NO_VALUE.search(str(read)) or "case_number" in field
        else:
            assert value_at(result.judgment, field) == read
