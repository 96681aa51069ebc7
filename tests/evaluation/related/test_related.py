"""The measure of related cases: what counts as true, and that the commands measure it."""

import json

import pytest

from corpus.relations.model import RelationKind as K
from corpus.sample.generation import generate
from evaluation.errors import MeasurementError
from evaluation.related import command, lineage
from evaluation.related.truth import pair_of, true_relations
from tests.corpus.relations.suits import Suit


@pytest.fixture(scope="module")
def sample():
    return generate(seed=31, size=260)


@pytest.fixture(scope="module")
def truth(sample):
    return true_relations(sample)


def test_what_is_planted_is_true_and_more_follows_from_it(sample, truth):
    for edge in sample.truth.edges:
        kind = K(edge.kind.value)
        pair = (edge.left, edge.right)
        assert (pair if kind is K.CITED else pair_of(*pair)) in truth.pairs[kind]
    assert all(len(truth.pairs[kind]) >= truth.n_planted[kind] for kind in K)


def test_all_papers_of_a_dispute_that_went_on_are_one_chain(sample, truth):
    cases = {name: one.case for name, one in sample.truth.judgments.items()}
    assert truth.pairs[K.CHAIN]
    assert all(cases[left] == cases[right] for left, right in truth.pairs[K.CHAIN])


def test_the_same_parties_are_those_of_one_identity(sample, truth):
    keys = {
        name: {party.key for party in one.parties} for name, one in sample.truth.judgments.items()
    }
    for left, right in truth.pairs[K.SAME_PARTY]:
        assert keys[left] & keys[right]
    strangers = {pair_of(*pair) for pair in sample.truth.strangers}
    assert strangers
    assert not strangers & truth.pairs[K.SAME_PARTY]


def test_the_command_measures_every_kind(tmp_path, capsys):
    out = tmp_path / "related.json"
    assert command.main(["--seed", "31", "--size", "260", "--json", str(out)]) == 0
    written = json.loads(out.read_text("utf-8"))
    figures, details = written["figures"], written["details"]
    assert details["n repeat"] > 0
    for kind in K:
        assert figures[f"{kind}/precision"] >= 0.98
        assert figures[f"{kind}/recall"] >= 0.95
    assert figures["strangers/joined"] == 0
    assert figures["repeat/recall_moved"] == 1
    assert figures["split/shown"] == 1
    assert figures["random/precision"] < 0.01
    assert "series/recall_across" in capsys.readouterr().out


def test_a_sample_without_some_kind_is_refused(tmp_path):
    with pytest.raises(MeasurementError, match="expected a larger size"):
        command.main(["--seed", "1", "--size", "2", "--json", str(tmp_path / "x.json")])


APPEAL = """某市中级人民法院
民事判决书
（2023）吉01民终{serial}号
上诉人（原审被告）：李庆，男。
被上诉人（原审原告）：张长安，男。
上诉人李庆因与被上诉人张长安民间借贷纠纷一案，不服某县人民法院（2023）吉0123民初{below}号民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。
本院认为，原判正确。依照《中华人民共和国民事诉讼法》第一百七十七条之规定，判决如下：
驳回上诉，维持原判。
本判决为终审判决。
审判长 己某
二〇二三年六月一日
"""


def test_judgments_below_are_held_out_and_linked(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(1, 5):
        (folder / f"first{n}.txt").write_text(Suit(serial=n).text, "utf-8")
        # The judgment below of the last one is not at hand, and is made up.
        below = n if n < 4 else 90
        (folder / f"second{n}.txt").write_text(APPEAL.format(serial=n, below=below), "utf-8")
    out = tmp_path / "lineage.json"
    call = ["--judgments", str(folder), "--share", "1", "--json", str(out)]
    assert lineage.main(call) == 0
    written = json.loads(out.read_text("utf-8"))
    assert written["details"]["n held"] == written["details"]["n held late"] == 3
    assert written["details"]["n made"] == 1
    assert written["figures"]["held late/linked"] == 1
    assert written["figures"]["made/linked"] == 1


def test_a_file_in_which_nobody_names_a_judgment_below_is_refused(tmp_path):
    (tmp_path / "first.txt").write_text(Suit().text, "utf-8")
    with pytest.raises(MeasurementError, match="names one below"):
        lineage.main(
            ["--judgments", str(tmp_path / "first.txt"), "--json", str(tmp_path / "x.json")]
        )
