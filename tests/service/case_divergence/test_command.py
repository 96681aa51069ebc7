"""`tongpan divergence`: what is told of a judgment and of a pending case, and to whom."""

import json
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from service.cli.search import diverging
from service.pending.opening import CaseEntry, CasePaper
from tests.service.case_divergence.suits import DRAFT

NUMBER = "（2026）吉0104民初12号"


@pytest.fixture
def told(tongpan, case_work, settings, desk, monkeypatch):
    """The command over the papers of the other tests."""

    @contextmanager
    def opened(*_, **__):
        yield SimpleNamespace(
            pending=case_work.pending,
            divergence=case_work.divergence,
            case_search=case_work.case_search,
            settings=settings,
            desk=desk,
        )

    monkeypatch.setattr(diverging, "working_house", opened)
    return lambda *words: tongpan("divergence", *words)


@pytest.fixture
def case(case_work, judge, clock):
    entry = CaseEntry(
        handling_judge="王法官",
        court="吉林省长春市朝阳区人民法院",
        elements=("民间借贷纠纷",),
        case_number=NUMBER,
    )
    return case_work.pending.open(
        CasePaper(text=DRAFT), entry, account_id=judge.account_id, now=clock()
    )


@pytest.mark.parametrize("by_number", [False, True])
def test_a_judgment_is_told_by_id_and_by_number(told, judgments, by_number):
    own = judgments[3]
    code, out, _ = told(str(own.case_number.value) if by_number else own.id)
    assert code == 4
    assert "比对了6件类案" in out
    assert "对出借人主张的律师费予以支持" in out
    assert "（本案在此）" in out
    assert "法发〔2020〕24号第四条" in out


@pytest.mark.parametrize("what", [NUMBER, "(2026)吉0104民初12号"])
def test_a_pending_case_is_told_to_its_judge_alone(told, case, what):
    code, out, _ = told(what, "--account", "judge")
    assert code == 4
    assert "比对了7件类案" in out
    assert "本案草稿" in out
    code, out, err = told(what)
    assert (code, out) == (1, "")
    assert "没有找到" in err
    assert told(case.id)[0] == 1


def test_what_the_page_tells_is_told_in_json(told, case):
    code, out, _ = told(case.id, "--account", "judge", "--json")
    answer = json.loads(out)
    assert code == 4
    assert answer["n_compared"] == 7
    assert [finding["is_reported"] for finding in answer["findings"]].count(True) == 1
    assert answer["findings"][0]["origins"] == []


def test_nothing_and_nobody_are_refused(told):
    assert told("j0")[0] == 1
    assert told("j0", "--account", "nobody")[0] == 1


def test_where_nothing_diverges_all_is_well(told, case_work, judgments, settings):
    strict = settings.model_copy(update={"divergence_judgments": 50})
    object.__setattr__(case_work.divergence, "settings", strict)
    code, out, _ = told(judgments[3].id)
    assert code == 0
    assert "样本不足" in out
