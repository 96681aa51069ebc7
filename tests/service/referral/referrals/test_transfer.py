"""Referrals leave and come back as they were, and what was edited outside does not."""

import json

import pytest

from service.referral.errors import TrailBrokenError, TransferError
from service.referral.referrals.desk import Entry
from service.referral.referrals.model import Way
from service.referral.referrals.starting import Start
from service.referral.referrals.transfer import referral_transfer
from service.store.matter_records import acts, matter_people, matters


@pytest.fixture
def transfer(referral):
    return referral_transfer(referral.referrals.ledger, referral.access.accounts)


@pytest.fixture
def made(referral, case, judge, clock):
    desk = referral.referrals
    start = Start(way=Way.BY_HAND, pending_id=case.id)
    filled = desk.prefill(start, actor=judge, now=clock())
    begun = desk.propose(filled, Entry(question="律师费"), actor=judge, now=clock())
    return desk.act(begun.id, "close", {}, reason="已解决", actor=judge, now=clock())


def forget(engine):
    with engine.begin() as connection:
        for table in (matter_people, acts, matters):
            connection.execute(table.delete())


def test_a_referral_comes_back_with_its_trail(transfer, referral, made, engine, judge, clock):
    text = transfer.export()
    assert transfer.take_up(text).known == (made.id,)
    forget(engine)
    assert transfer.take_up(text).added == (made.id,)
    assert referral.referrals.open(made.id, actor=judge, now=clock()).open == made
    assert transfer.export() == text


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda told: told["referrals"][0]["acts"][1].update(reason="另有原因"), TrailBrokenError),
        (lambda told: told["referrals"][0]["acts"].pop(0), TrailBrokenError),
        (lambda told: told["referrals"][0]["acts"].clear(), TransferError),
        (lambda told: told.update(form=9), TransferError),
        (lambda told: told.update(accounts={}), TransferError),
        (
            lambda told: told["accounts"].update(dict.fromkeys(told["accounts"], "other")),
            TransferError,
        ),
    ],
)
def test_what_was_edited_outside_is_refused(transfer, made, engine, change, error):
    told = json.loads(transfer.export())
    change(told)
    forget(engine)
    with pytest.raises(error):
        transfer.take_up(json.dumps(told))
    assert json.loads(transfer.export())["referrals"] == []


def test_one_that_went_on_here_is_not_overwritten(transfer, referral, made, judge, clock):
    text = transfer.export([made.id])
    referral.referrals.act(made.id, "reopen", {}, reason="新情况", actor=judge, now=clock())
    with pytest.raises(TransferError):
        transfer.take_up(text)


def test_commands(tongpan, made, tmp_path):
    file = tmp_path / "out.json"
    code, out, _ = tongpan("referral", "export", str(file))
    assert code == 0
    assert str(file) in out
    assert file.stat().st_mode & 0o077 == 0
    code, out, _ = tongpan("referral", "import", str(file), "--json")
    assert (code, json.loads(out)) == (0, {"added": [], "known": [made.id]})
    code, _, err = tongpan("referral", "import", str(tmp_path / "missing.json"))
    assert code == 1
    assert "文件不能导入" in err
    code, out, _ = tongpan("referral", "remind", "--json")
    assert (code, json.loads(out)) == (0, {"sent": 0})
    code, out, _ = tongpan("subscriptions", "run", "--json")
    nothing = {"n_subscriptions": 0, "n_notices": 0, "n_refused": 0}
    assert (code, json.loads(out)) == (0, nothing)
