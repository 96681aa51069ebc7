import os
import subprocess
import sys
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from corpus.judgment import JudgmentId
from indexing.errors import NotEnoughJudgmentsError
from indexing.learning.counting import _met_letters, count_words
from indexing.learning.pairs import (
    CountedText,
    Sentences,
    TrainingText,
    masked,
    names_in,
    near_of_same_label,
    sampled_pairs,
    sentences,
    training_text_of,
)
from indexing.learning.training import TrainingParameters, TrainingSample, train_encoder
from indexing.words.segmentation import Segmenter
from indexing.words.unigram import make_tokenizer
from tests.indexing.learning.test_text_pairs import training_text
from tests.indexing.made import make_corpus, make_judgment

SEGMENTER = Segmenter()
SMALL = TrainingParameters(dimension=32, nested_dimensions=(16,), batch=32, epochs=3)


def texts_of(size):
    return [training_text_of(judgment) for judgment in make_corpus(size)]


MASKED = [
    ("甲窃得手机。", "甲窃得手机。"),  # nothing gives it away
    ("甲涉嫌盗窃罪被拘留。", "甲涉嫌被拘留。"),  # the name of the charge
    ("甲盗窃手机。", "甲手机。"),  # its stem
    ("甲的行为已构成盗窃罪。", ""),  # the verdict
    ("公诉机关指控甲犯诈骗罪。", ""),  # another charge is a verdict too
    ("指控的罪名成立。", ""),
]


@pytest.mark.parametrize(("sentence", "left"), MASKED)
def test_what_gives_the_charge_away_is_taken_out(sentence, left):
    assert "".join(masked([sentence], ["盗窃罪"])) == left


def test_each_head_of_a_charge_is_taken_out():
    left = masked(["甲贩卖冰毒，运输至乙地。"], ["走私、贩卖、运输、制造毒品罪"])
    assert left == ("甲冰毒，至乙地。",)


def test_names_of_parties_court_and_place_are_taken_out():
    (judgment,) = make_corpus(1)
    assert set(names_in(judgment)) == {"东县人民法院"}
    court = replace(judgment.court.value, name="吉林省东风县人民法院")
    moved = replace(judgment, court=replace(judgment.court, value=court))
    assert set(names_in(moved)) == {"吉林省东风县人民法院", "吉林省", "东风县"}
    assert masked(["王五在东风县遇见张某某、李某1。"], [], names=["王五", *names_in(moved)]) == (
        "在遇见、。",
    )


def test_names_of_victims_and_witnesses_are_taken_out():
    judgment = make_judgment(
        "经审理查明，被害人张建国、李芳与甲口角，甲持刀将张建国捅伤，证人王立新报警。"
        "上述事实有证人王立新的证言、被害人李芳的陈述证实。"
    )
    assert {"张建国", "李芳", "王立新"} <= set(names_in(judgment))
    assert "".join(training_text_of(judgment).facts) == (
        "经审理查明，被害人、与甲口角，甲持刀将捅伤，证人报警。上述事实有证人的证言、被害人的陈述证实。"
    )


def test_near_judgments_share_the_statute():
    some = Sentences(np.arange(4, dtype=np.int32), np.array([0, 4]))
    texts = [CountedText(some, some, "a", statute) for statute in ("x", "x", "y")]
    vectors = np.array([[1, 0], [0.8, 0.6], [0.9, 0.436]], dtype=np.float32)
    assert [places.tolist() for places in near_of_same_label(texts, vectors)] == [[1], [0], []]


def test_words_are_counted_as_the_segmenter_cuts():
    texts = texts_of(12)
    found = count_words(texts, segmenter=SEGMENTER, limit=10_000)
    for text, counted in zip(texts, found.texts, strict=True):
        words = [found.vocabulary[number - 1] for number in counted.facts.words]
        assert words == [word for part in text.facts for word in SEGMENTER.words(part)]
        assert counted.facts.size == len(text.facts)


ODD = (
    "ＡＢＣ公司与ｓｉｍ卡，㈱甲，①号〇室",
    "卍字𠮷野家、α粒子、Ⅻ、İ",
    "étude 与 ÀB，한국 \u1112\u1161\u11ab，ガラスの店",
)


def test_words_that_no_text_can_have_change_nothing(monkeypatch):
    texts = [*texts_of(6), training_text(ODD, labels=["盗窃罪"], statute="264")]
    found = count_words(texts, segmenter=SEGMENTER, limit=10_000)
    monkeypatch.setattr("indexing.learning.counting._met_letters", lambda _: None)
    among_all = count_words(texts, segmenter=SEGMENTER, limit=10_000)
    assert found.vocabulary == among_all.vocabulary
    for one, other in zip(found.texts, among_all.texts, strict=True):
        assert one.facts.words.tolist() == other.facts.words.tolist()
        assert one.facts.starts.tolist() == other.facts.starts.tolist()


@pytest.mark.parametrize(
    ("characters", "met"),
    [("酒Ａ㈱", set("酒a(株)")), ("か\u3099", None), ("ｶﾞ", None), ("e\u0301", None)],
    ids=["plain", "mark", "narrow", "accent"],
)
def test_letters_that_join_with_the_one_before_are_not_told_apart(characters, met):
    assert _met_letters(characters) == met


def test_a_small_vocabulary_drops_rare_words_and_keeps_letters():
    texts = texts_of(12)
    found = count_words(texts, segmenter=SEGMENTER, limit=5)
    assert len([word for word in found.vocabulary if len(word) > 1]) <= 5
    assert all(len(counted.facts.words) == counted.facts.starts[-1] for counted in found.texts)


def test_sentences_keep_every_letter():
    assert sentences("甲来。他说：“走！”乙走；丙") == ["甲来。", "他说：“走！”", "乙走；", "丙"]


def test_near_judgments_share_the_label_and_are_no_copies():
    some = Sentences(np.arange(4, dtype=np.int32), np.array([0, 4]))
    none = Sentences(np.empty(0, np.int32), np.array([0]))
    texts = [CountedText(some, none, label) for label in ("a", "a", "a", "b", None)]
    vectors = np.array([[1, 0], [1, 0], [0.8, 0.6], [0.9, 0.436], [1, 0]], dtype=np.float32)
    near = [places.tolist() for places in near_of_same_label(texts, vectors)]
    assert near == [[2], [2], [0, 1], [], []]


def test_the_halves_of_a_pair_share_no_sentence():
    facts = Sentences(np.arange(30, dtype=np.int32), np.arange(0, 31, 3))
    none = Sentences(np.empty(0, np.int32), np.array([0]))
    pairs = list(
        sampled_pairs(
            [CountedText(facts, none, None)],
            [np.empty(0, np.int64)],
            limit_words=100,
            rng=np.random.default_rng(1),
        )
    )
    (pair,) = pairs
    assert not set(pair.left) & set(pair.right)
    assert sorted([*pair.left, *pair.right]) == list(range(30))


def test_a_sample_depends_on_the_ids_alone():
    parameters = TrainingParameters(limit_judgments=10)
    texts = [
        TrainingText(judgment_id=JudgmentId(f"j{n}"), facts=("甲。",), reasoning=(), labels=())
        for n in range(50)
    ]
    drawn = []
    for order in (texts, list(reversed(texts))):
        sample = TrainingSample(parameters)
        for text in [*order, *order]:
            sample.offer(text.judgment_id, partial(lambda text: text, text))
        drawn.append([text.judgment_id for text in sample.texts()])
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 10


def test_the_tokenizer_cuts_as_the_segmenter_does():
    texts = texts_of(40)
    vocabulary = sorted({w for text in texts for w in SEGMENTER.words("".join(text.facts))})
    tokenizer = make_tokenizer(vocabulary, SEGMENTER.log_probabilities(vocabulary))
    agreed = total = 0
    for text in texts:
        whole = "".join(text.facts)
        cut = [token for token in tokenizer.encode(whole).tokens if token != "[UNK]"]
        words = SEGMENTER.words(whole)
        agreed += len(set(cut) & set(words))
        total += len(set(words))
    assert agreed / total > 0.95


def test_training_brings_stories_of_one_charge_together(tmp_path):
    encoder = train_encoder(texts_of(80), tmp_path, segmenter=SEGMENTER, parameters=SMALL)
    stories = [
        "酒后驾驶轿车，血液中乙醇含量超标，被交警查获",
        "饮酒后驾车，被执勤交警查获，乙醇含量一百毫克",
        "翻窗进入住户家中，窃得手机",
        "夜间翻窗入室，窃得现金后销赃",
    ]
    likeness = encoder.encode_queries(stories) @ encoder.encode_documents(stories).T
    assert likeness[0, 1] > max(likeness[0, 2], likeness[0, 3])
    assert likeness[2, 3] > max(likeness[2, 0], likeness[2, 1])


def test_the_order_of_judgments_changes_nothing(tmp_path):
    texts = texts_of(30)
    first = train_encoder(texts, tmp_path / "a", segmenter=SEGMENTER, parameters=SMALL)
    second = train_encoder(
        list(reversed(texts)), tmp_path / "b", segmenter=SEGMENTER, parameters=SMALL
    )
    assert first.fingerprint == second.fingerprint


TRAIN = """
import sys
from pathlib import Path
from indexing.learning.pairs import training_text_of
from indexing.words.segmentation import Segmenter
from indexing.learning.training import TrainingParameters, train_encoder
from tests.indexing.made import make_corpus
parameters = TrainingParameters(dimension=32, nested_dimensions=(16,), batch=32, epochs=1)
texts = [training_text_of(judgment) for judgment in make_corpus(30)]
encoder = train_encoder(texts, Path(sys.argv[1]), segmenter=Segmenter(), parameters=parameters)
print(encoder.fingerprint)
"""


@pytest.mark.slow
def test_the_hash_seed_changes_nothing(tmp_path):
    prints = {
        subprocess.run(
            [sys.executable, "-c", TRAIN, str(tmp_path / seed)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1


@pytest.mark.parametrize("size", [0, 1])
def test_too_few_judgments_are_refused(size, tmp_path):
    with pytest.raises(NotEnoughJudgmentsError, match="expected at least 2") as refusal:
        train_encoder(texts_of(size), tmp_path, segmenter=SEGMENTER, parameters=SMALL)
    assert refusal.value.found == size


def test_two_judgments_suffice(tmp_path):
    encoder = train_encoder(texts_of(2), tmp_path, segmenter=SEGMENTER, parameters=SMALL)
    assert np.linalg.norm(encoder.encode_queries(["被告人酒后驾驶"])) == pytest.approx(1.0)
