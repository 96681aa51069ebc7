"""Are pairs counted rightly, and do splits keep apart what they promise?"""

import json
import lzma
from dataclasses import replace

import numpy as np
import pytest

from corpus.positions.learning import Labelled
from evaluation.errors import MeasurementError
from evaluation.issues.command import main
from evaluation.issues.elements import score_elements
from evaluation.issues.pairwise import floor_of, marks_of, score_pairs
from evaluation.issues.sentences import folds, halves, halves_apart, judgments_apart, score_split
from evaluation.issues.twins import score_twins

WORDS = {"利率": ("利率超过上限", "年利率四倍"), "交付": ("转账凭证证明交付", "现金没有交付")}
SENTENCES = tuple(
    Labelled(text=f"{words}第{number % 9}笔", labels=(label,))
    for number in range(12)
    for label, texts in WORDS.items()
    for words in texts
)


def test_pairs_are_counted_once_and_share_a_label_or_not():
    clusters = marks_of([["a"], ["a"], ["b"], ["a", "b"]])
    labels = [["x"], ["x"], ["x"], ["y"]]
    score = score_pairs(clusters, labels, least=1)
    # told: 01 03 13 23; true: 01 02 12; both: 01
    assert (score.told, score.true, score.right) == (4, 3, 1)
    assert score.precision == 1 / 4
    assert score.recall == 1 / 3
    assert score.f1 == 2 * 1 / (4 + 3)
    assert floor_of(score, 4) == 2 * 4 * 3 / 6 / (4 + 3)


def test_pairs_of_one_whole_can_be_left_out():
    same = marks_of([["a"], ["a"], ["a"]])
    score = score_pairs(same, [["x"], ["x"], ["y"]], least=1, wholes=[0, 0, 1])
    assert (score.told, score.true, score.right) == (2, 0, 0)


def test_nothing_told_and_nothing_true_is_no_error():
    score = score_pairs(np.zeros((2, 1), dtype=np.float32), [[], []], least=1)
    assert (score.precision, score.recall, score.f1) == (0, 0, 0)


def test_blocks_count_as_one_whole(monkeypatch):
    labels = [[str(n % 3)] for n in range(50)]
    clusters = marks_of([[str(n % 4)] for n in range(50)])
    whole = score_pairs(clusters, labels, least=1)
    monkeypatch.setattr("evaluation.issues.pairwise._BLOCK", 7)
    assert score_pairs(clusters, labels, least=1) == whole


def test_halves_are_halves_and_equal_sentences_stay_on_one_side_where_that_is_said():
    split = halves(SENTENCES, seed=3)
    assert len(split.training) == len(split.test) == len(SENTENCES) // 2
    apart = halves_apart(SENTENCES, seed=3)
    assert len(apart.training) + len(apart.test) == len(SENTENCES)
    assert not {each.text for each in apart.training} & {each.text for each in apart.test}


def test_sentences_beside_each_other_and_equal_ones_are_on_one_side():
    many = tuple(Labelled(text=f"句{n % 150}", labels=("利率",)) for n in range(240))
    split = judgments_apart(many, seed=1)
    assert not {each.text for each in split.training} & {each.text for each in split.test}
    assert len(split.training) % 40 == 0


def test_twins_are_equal_sentences_of_other_judgments_and_not_of_one_held_twice():
    def line(*texts):
        return [Labelled(text=text, labels=("利率",)) for text in texts]

    apart = [line(f"{n}") for n in range(200)]
    far = [each for one in apart for each in one]
    said = Labelled(text="条文", labels=("利率",))
    alone = [said, *far, replace(said, labels=("交付",))]
    scores = score_twins(alone, seed=0)
    assert (scores.sentences, scores.agreed, scores.pairs.right) == (2, 0, 0)
    twice = [*line("甲"), said, *line("乙"), *far, *line("甲"), said, *line("乙")]
    assert score_twins(twice, seed=0).sentences == 0


def test_elements_are_scored_in_what_the_court_says():
    paragraphs = [
        [
            Labelled(text=f"原告诉称，要求支付抚养费{n}", labels=("抚养费",)),
            Labelled(text=f"本院认为，应当支付抚养费{n}", labels=("抚养费",)),
            Labelled(text=f"房屋归原告所有，分割房屋{n}", labels=("房屋",)),
            Labelled(text=f"依法审理查明其他情况{n}", labels=()),
        ]
        for n in range(40)
    ]
    scores = score_elements(paragraphs, seed=0)
    assert (scores.sentences, scores.labelled, scores.frequent) == (3 * 12, 2 * 12, 12)
    assert scores.precision == scores.recall == 1


def test_each_record_is_scored_in_one_fold():
    tested = [each for split in folds(SENTENCES, n_folds=5, seed=1) for each in split.test]
    assert sorted(each.text for each in tested) == sorted(each.text for each in SENTENCES)


def test_sentences_of_one_issue_come_together():
    scores = score_split(halves(SENTENCES, seed=0), seed=0)
    assert scores.by_name.f1 == 1
    assert scores.accuracy == 1
    assert scores.floor < 1


def test_the_command_writes_figures_with_their_protocol(tmp_path):
    with lzma.open(tmp_path / "focus_sentences_civil.jsonl.xz", "wt", encoding="utf-8") as lines:
        # More than one run of 40 records beside each other on each side, and none said twice.
        for each in (replace(one, text=f"{one.text}{n}") for n in range(4) for one in SENTENCES):
            row = {"sentence": each.text, "labels": each.labels}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    for name in ("elements_divorce", "elements_labor"):
        with lzma.open(tmp_path / f"{name}.jsonl.xz", "wt", encoding="utf-8") as lines:
            for n in range(30):
                row = [
                    {"sentence": f"本院认为，应当支付抚养费{n}元", "elements": ["抚养费"]},
                    {"sentence": f"查明其他情况{n}", "elements": []},
                ]
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    sentence = "本院认为，利率超过上限，对超过部分的利息不予支持"
    row = {
        "诉称段": "原告甲诉称：被告借款未还。",
        "辩称段": "被告乙辩称：利率过高。",
        "裁判分析过程段": f"{sentence}。",
        "争议焦点": ["C01"],
        "争议焦点子节点": [{"文书段落": "裁判分析过程段", "sentence": sentence}],
    }
    (tmp_path / "focus.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(row), "utf-8")
    assert main(["--data", str(tmp_path), "--json", str(tmp_path / "out.json")]) == 0
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert written["figures"]["halves f1"] > written["figures"]["halves floor f1"]
    assert written["figures"]["loans held"] == 1
    assert written["figures"]["loans judgment f1"] == 0  # each judgment has one sentence
    assert written["figures"]["divorce name recall"] == 1
    assert "k-means" in written["protocol"]


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(MeasurementError, match=r"focus_sentences_civil\.jsonl\.xz"):
        main(["--data", str(tmp_path), "--json", str(tmp_path / "out.json")])
