"""Every way of tampering with the trail is found; what was not tampered with is whole."""

import hashlib
import hmac
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audit_trail.chain import PUT_AWAY, chained, look_through, seal_of
from service.audit_trail.model import START, Deed, Flaw, FlawKind, Head, Line, Outcome

KEY = b"k" * 32
DAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def deed(n, **changes):
    plain = Deed(
        at=DAY + timedelta(minutes=n),
        account_id=n % 3 or None,
        doer=f"judge{n % 3}",
        roles="judge",
        action="GET /judgments/{judgment_id}",
        subject=f"j{n}",
        outcome=Outcome.DONE,
        request_id=f"r{n}",
    )
    return replace(plain, **changes)


def trail_of(deeds, *, key=KEY, number=1, before=START):
    lines = []
    for each in deeds:
        line = chained(each, number=number, before=before, key=key)
        lines.append(line)
        number, before = number + 1, line.digest
    return lines


def head_of(lines):
    return Head(number=lines[-1].number, digest=lines[-1].digest)


TRAIL = trail_of(map(deed, range(12)))


@given(st.builds(deed, st.integers(0, 99), doer=st.text(), subject=st.text(), detail=st.text()))
def test_a_digest_is_of_the_plain_form_in_which_every_trail_was_written(done):
    fields = asdict(done) | {"at": round(done.at.timestamp() * 1_000_000)}
    text = json.dumps([7, START, fields], ensure_ascii=False, sort_keys=True)
    told = hmac.new(KEY, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    assert chained(done, number=7, before=START, key=KEY).digest == told


def test_what_nobody_touched_is_whole():
    finding = look_through(TRAIL, heads=[head_of(TRAIL)], key=KEY)
    assert finding.is_whole
    assert (finding.n_lines, finding.first, finding.head) == (12, 1, head_of(TRAIL))


def test_an_empty_trail_is_whole_unless_a_head_says_that_there_was_more():
    assert look_through([], heads=[], key=KEY).is_whole
    finding = look_through([], heads=[head_of(TRAIL)], key=KEY)
    assert finding.flaws == (Flaw(kind=FlawKind.CUT_OFF, number=1),)


def test_a_head_that_is_behind_is_no_flaw():
    assert look_through(TRAIL, heads=[head_of(TRAIL[:5])], key=KEY).is_whole


@pytest.mark.parametrize(
    "changes",
    [
        {"at": DAY - timedelta(microseconds=1)},
        {"account_id": 77},
        {"account_id": None},
        {"doer": "somebody"},
        {"roles": ""},
        {"action": "nothing"},
        {"subject": "other"},
        {"outcome": Outcome.REFUSED},
        {"detail": "x"},
        {"purpose": "x"},
        {"request_id": ""},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_every_field_is_sealed(changes):
    lines = list(TRAIL)
    lines[4] = replace(lines[4], deed=replace(lines[4].deed, **changes))
    found = look_through(lines, heads=[head_of(TRAIL)], key=KEY).flaws
    assert found == (Flaw(kind=FlawKind.EDITED, number=5),)


tamperings = st.one_of(
    st.tuples(st.just("delete"), st.integers(0, 11), st.just(0)),
    st.tuples(st.just("truncate"), st.integers(0, 11), st.just(0)),
    st.tuples(st.just("swap"), st.integers(0, 11), st.integers(0, 11)).filter(
        lambda asked: asked[1] != asked[2]
    ),
    st.tuples(st.just("insert"), st.integers(0, 12), st.integers(0, 11)),
    st.tuples(st.just("copy"), st.integers(0, 11), st.integers(0, 11)).filter(
        lambda asked: asked[1] != asked[2]
    ),
)


def tampered(how, at, other):
    lines = list(TRAIL)
    if how == "delete":
        del lines[at]
    elif how == "truncate":
        del lines[at:]
    elif how == "swap":
        lines[at], lines[other] = lines[other], lines[at]
    elif how == "insert":
        lines.insert(at, lines[other])
    else:
        lines[at] = lines[other]
    return lines


def renumbered(lines):
    return [replace(line, number=n) for n, line in enumerate(lines, start=1)]


def recomputed(lines):
    """What somebody makes of it who can write everything but has not the key."""
    return trail_of([line.deed for line in lines], key=b"guess")


@given(tamperings, st.sampled_from([list, renumbered, recomputed]))
def test_every_tampering_is_found(tampering, covered_up):
    lines = covered_up(tampered(*tampering))
    assert not look_through(lines, heads=[head_of(TRAIL)], key=KEY).is_whole


@given(st.integers(0, 11))
def test_cutting_the_end_off_is_told_as_that(at):
    found = look_through(TRAIL[:at], heads=[head_of(TRAIL)], key=KEY).flaws
    assert found == (Flaw(kind=FlawKind.CUT_OFF, number=at + 1),)


def put_away(lines, upto):
    told = deed(99, action=PUT_AWAY, subject=f"{upto} {lines[upto - 1].digest}")
    last = lines[-1]
    return [
        *lines[upto:],
        chained(told, number=last.number + 1, before=last.digest, key=KEY),
    ]


@pytest.mark.parametrize("upto", [1, 5, 11, 12])
def test_what_was_lawfully_put_away_is_no_flaw(upto):
    left = put_away(TRAIL, upto)
    finding = look_through(left, heads=[head_of(left)], key=KEY)
    assert finding.is_whole
    assert finding.first == upto + 1


def test_more_put_away_than_is_told_is_found():
    left = put_away(TRAIL, 5)
    found = look_through(left[1:], heads=[head_of(left)], key=KEY).flaws
    assert found == (Flaw(kind=FlawKind.MISSING, number=6),)


def test_the_front_removed_without_a_word_is_found():
    found = look_through(TRAIL[3:], heads=[head_of(TRAIL)], key=KEY).flaws
    assert found == (Flaw(kind=FlawKind.MISSING, number=3),)


def test_a_false_word_about_what_was_put_away_is_found():
    told = deed(99, action=PUT_AWAY, subject=f"3 {'f' * 64}")
    forged = Line(number=13, deed=told, digest="0" * 64)
    assert not look_through([*TRAIL[3:], forged], heads=[], key=KEY).is_whole


def test_the_seal_of_a_head_depends_on_the_key_and_on_all_of_it():
    head = head_of(TRAIL)
    seals = {
        seal_of(head, key=KEY),
        seal_of(head, key=b"other"),
        seal_of(replace(head, number=11), key=KEY),
        seal_of(replace(head, digest="0" * 64), key=KEY),
    }
    assert len(seals) == 4
