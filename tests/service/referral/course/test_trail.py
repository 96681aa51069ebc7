"""Acts come back as they were written, and what was tampered with is found."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.referral.course.acts import Act, Doer, KeptAct, Nothing, Part
from service.referral.course.trail import START, read_acts, read_content, write_act
from service.referral.errors import ActContentError, TrailBrokenError
from service.referral.referrals.model import (
    Evidence,
    EvidenceKind,
    HeldPosition,
    Proposal,
    Target,
    Way,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DOER = Doer(account_id=3, name="王秘书", parts=frozenset({Part.OVERSIGHT_OFFICE, Part.MACHINE}))
CONTENTS = {"propose": Proposal, "close": Nothing}

PROPOSAL = Proposal(
    way=Way.AUDIT,
    origin="between_panels",
    question="逾期利息的上限如何确定",
    court="长春林区中级法院",
    positions=(HeldPosition(words="四倍", judgment_ids=("a", "b"), n_judgments=2),),
    evidence=(
        Evidence(kind=EvidenceKind.QUOTE, of="a", title="一", words="本院认为", digest="0" * 64),
    ),
    target=Target.CONFERENCE,
)


def written(n=3):
    before, rows = START, []
    for number in range(1, n + 1):
        act = Act(
            name="propose" if number == 1 else "close",
            doer=DOER,
            at=NOW,
            reason="" if number == 1 else "已处理",
            content=PROPOSAL if number == 1 else Nothing(),
        )
        kept = KeptAct(number=number, act=act, from_state="x", to_state="y")
        rows.append(write_act(kept, matter_id="m1", before=before))
        before = rows[-1].digest
    return rows


def test_acts_come_back_as_they_were_written():
    acts = read_acts(written(), matter_id="m1", contents=CONTENTS)
    assert [each.number for each in acts] == [1, 2, 3]
    assert acts[0].act.content == PROPOSAL
    assert acts[0].act.doer == DOER
    assert acts[1].act == Act(name="close", doer=DOER, at=NOW, reason="已处理")


@pytest.mark.parametrize(
    "tamper",
    [
        lambda rows: rows[1:],
        lambda rows: [rows[0], rows[2]],
        lambda rows: [rows[0], rows[2], rows[1]],
        lambda rows: [replace(rows[0], content=rows[0].content.replace("四倍", "两倍")), *rows[1:]],
        lambda rows: [rows[0], replace(rows[1], reason="另有原因"), rows[2]],
        lambda rows: [rows[0], replace(rows[1], account_id=4), rows[2]],
        lambda rows: [rows[0], rows[1], replace(rows[2], parts="machine")],
    ],
    ids=["first gone", "one gone", "moved", "content", "reason", "account", "parts"],
)
def test_what_was_tampered_with_is_found(tamper):
    with pytest.raises(TrailBrokenError):
        read_acts(tamper(written()), matter_id="m1", contents=CONTENTS)


def test_acts_of_one_matter_do_not_fit_another():
    with pytest.raises(TrailBrokenError):
        read_acts(written(), matter_id="m2", contents=CONTENTS)


def test_an_act_that_no_move_is_called_is_found():
    with pytest.raises(TrailBrokenError, match="no move"):
        read_acts(written(), matter_id="m1", contents={"propose": Proposal})


def test_a_field_that_no_content_has_is_refused():
    with pytest.raises(ActContentError) as refusal:
        read_content("close", {"words": "编造"}, Nothing)
    assert refusal.value.problems == ("words: unknown",)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "way"),
        ({"way": "by_post", "origin": "", "question": "q", "court": "c"}, "way"),
        ({"way": "audit", "origin": "", "question": 3, "court": "c"}, "question"),
    ],
)
def test_a_content_of_a_wrong_form_is_told_by_its_fields(data, problem):
    with pytest.raises(ActContentError) as refusal:
        read_content("propose", data, Proposal)
    assert any(each.startswith(problem) for each in refusal.value.problems)


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 9))
def test_any_words_come_back(question, reason, account):
    proposal = replace(PROPOSAL, question=question)
    act = Act(
        name="propose",
        doer=replace(DOER, account_id=account),
        at=NOW,
        reason=reason,
        content=proposal,
    )
    kept = KeptAct(number=1, act=act, from_state="", to_state="open")
    row = write_act(kept, matter_id="m", before=START)
    assert read_acts([row], matter_id="m", contents=CONTENTS) == (kept,)
