from datetime import date

import pytest

from corpus.judgment import RawJudgment, SourceRecord
from corpus.reading import read_judgment
from evaluation.extraction.labels.reading import hash_of, read_labels
from evaluation.extraction.law import GOLD_FAULTS, label_provisions, score_law
from evaluation.extraction.outcome import key_of, score_outcome
from evaluation.extraction.people import score_people
from evaluation.extraction.record import GoldRecord
from evaluation.extraction.tally import Tally
from tests.evaluation.judgments import judgment_text

TEXT = judgment_text("盗窃罪", 7)


def scored(score, labels, *, text=TEXT, record_id="r1"):
    raw = RawJudgment(text=text, source=SourceRecord(name="t", place="t", format="t"))
    judgment = read_judgment(raw, today=date(2026, 1, 1))
    tally = Tally()
    score(GoldRecord(id=record_id, text=text, labels=labels), judgment, tally)
    return tally


def test_articles_are_compared_as_sets():
    tally = scored(score_law, {"la": [52, 264]})
    assert tally.figures() == {"statutes_f1": pytest.approx(2 / 3)}
    (miss,) = tally.misses
    assert (miss.expected, miss.met) == ("264", "nothing more")


def test_a_faulty_label_counts_in_the_main_figure_only():
    record_id = next(iter(GOLD_FAULTS)) + "-rest"
    tally = scored(score_law, {"la": [1]}, record_id=record_id)
    assert tally.figures() == {"statutes_f1": 0.0}
    assert "statutes_f1_consistent" not in tally.details()
    assert tally.misses[0].context == GOLD_FAULTS[record_id[:8]]


def test_statutes_of_the_portal_are_compared_with_and_without_paragraph():
    labels = {
        "s47": [
            {"fgmc": "《中华人民共和国刑法（2017修正）》", "tkx": "第五十二条第一款"},
            {"fgmc": "", "tkx": ""},
        ]
    }
    figures = scored(score_law, labels).figures()
    assert figures == {"statutes_f1": 1.0, "statutes_exact_f1": 0.0}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "《刑法》第一百三十三条之一第一款第（二）项",
            ["《中华人民共和国刑法》第133条之1第1款第2项"],
        ),
        ("《民法典》第五百七十七条", ["《中华人民共和国民法典》第577条"]),
        ("无", []),
    ],
)
def test_labels_are_read_strictly(words, expected):
    assert [str(provision) for provision in label_provisions(words)] == expected


CRIMINAL = {
    "类别": "刑事",
    "审理程序": "一审",
    "案号": "x",
    "刑事_罪名": "被告人犯盗窃罪",
    "刑事_刑期": "判处拘役三个月，缓刑六个月",
    "刑事_罚金": "处罚金人民币五千元",
}


def test_charge_term_and_fine_are_compared():
    names = ("charge", "charge_by_reasoning", "term", "fine")
    assert scored(score_outcome, CRIMINAL).figures() == dict.fromkeys(names, 1.0)
    wrong = CRIMINAL | {
        "刑事_罪名": "被告人犯诈骗罪",
        "刑事_刑期": "无",
        "刑事_罚金": "处罚金人民币六千元",
    }
    tally = scored(score_outcome, wrong)
    assert tally.figures() == dict.fromkeys(names, 0.0)
    assert {miss.met for miss in tally.misses} == {"盗窃罪", "detention 3 months 0 days", "500000"}


def test_people_are_compared_with_hashes(monkeypatch):
    pairs = ["prosecution|南昌市青山湖区人民检察院", "accused|张某"]
    labels = {
        ("r1", "party"): tuple(hash_of("r1", "party", pair) for pair in (*pairs, "defender|赵某")),
        ("r1", "presiding_judge"): (hash_of("r1", "presiding_judge", "李某"),),
        ("r1", "clerk"): ("-",),
    }
    monkeypatch.setattr("evaluation.extraction.people.read_labels", lambda _: labels)
    tally = scored(score_people, {})
    assert tally.figures() == {"parties": 0.8, "presiding_judge": 1.0, "clerk": 0.0}
    assert scored(score_people, {}, record_id="r2").figures() == {}


def test_the_label_files_hold_hashes_and_tokens_only():
    for name in ("people.csv", "simucourt.csv"):
        labels = read_labels(name)
        assert len(labels) > 100
        for (record, _), values in labels.items():
            assert all(value.isascii() for value in (record, *values))


def test_keys_hide_the_number():
    assert "2023" not in key_of("（2023）京01民终1号")
