"""Real peers, tiny: they find what they should, and take what they are given."""

import builtins
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.__main__ import main
from evaluation.datasets.judgments import read_judgments
from evaluation.errors import MeasurementError
from evaluation.measurement import read_measurement
from evaluation.performance.peers.lexical import Bm25sPeer, LexicalPeer, RankBm25Peer, Words
from evaluation.performance.peers.ours import write_first
from evaluation.performance.peers.rounds import Pace
from evaluation.performance.peers.suite import figures_of, pieces_of
from evaluation.performance.peers.transformer import (
    LONGEST,
    Shape,
    TransformerPeer,
    write_transformer,
)
from evaluation.retrieval.bm25_baseline import Bm25, Bm25Parameters
from indexing.columns.terms import K1, B
from indexing.testing import HashingEncoder
from tests.evaluation.judgments import write_judgments

TODAY = date(2026, 11, 26)
PEERS = [Bm25sPeer, RankBm25Peer]
texts = st.lists(
    st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=8), min_size=6, max_size=15
)


@pytest.mark.parametrize("peer", PEERS)
def test_a_text_of_its_own_words_comes_first(peer: Callable[[Words], LexicalPeer]) -> None:
    words = [[f"词{at}", f"词{at}乙", "酒后", f"共{at % 3}"] for at in range(12)]
    built = peer(words)
    for at, own in enumerate(words):
        found = built.search(own, depth=5)
        assert found[0] == at
        assert len(found) == len(set(found)) == 5


@given(texts)
@settings(max_examples=30)
def test_bm25s_ranks_as_bm25_does(words: list[list[str]]) -> None:
    """It is asked with the same constants as ours: its order is that of the plain formula."""
    plain = Bm25(
        [" ".join(text) for text in words],
        words=str.split,
        parameters=Bm25Parameters(k1=K1, b=B),
    ).scores(" ".join(words[0]))
    found = Bm25sPeer(words).search(words[0], depth=3)
    assert np.allclose([plain[at] for at in found], np.sort(plain)[::-1][:3], rtol=1e-4, atol=1e-6)


def test_what_lies_on_disk_is_counted_where_there_is_any(tmp_path: Path) -> None:
    words = [["甲", "乙"], ["丙"], ["丁"]]
    assert RankBm25Peer(words).bytes_on_disk(tmp_path) is None
    size = Bm25sPeer(words).bytes_on_disk(tmp_path)
    assert size == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert size is not None
    assert size > 0


@pytest.mark.parametrize(("peer", "module"), [(Bm25sPeer, "bm25s"), (RankBm25Peer, "rank_bm25")])
def test_a_peer_that_is_not_installed_is_told(
    peer: Callable[[Words], LexicalPeer], module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *others: Any) -> Any:
        if name == module:
            raise ImportError(name)
        return real(name, *others)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MeasurementError, match=f"{module}: not installed"):
        peer([["甲"]])


def test_vectors_are_filled_up_and_the_encoded_ones_are_found() -> None:
    encoder = HashingEncoder(dimension=16)
    known = ["甲酒后驾驶汽车", "乙入户盗窃手机", "丙持刀抢劫"]
    peer = TransformerPeer(encoder, encoder.encode_documents(known), n_texts=40)
    assert [peer.search(text, depth=4)[0] for text in known] == [0, 1, 2]
    assert len(set(peer.search(known[0], depth=40))) == 40
    assert peer.bytes_of_vectors == 40 * 16 * 4


@pytest.mark.slow
def test_a_transformer_of_the_shape_is_written_and_encodes(tmp_path: Path) -> None:
    shape = Shape(layers=1, size=24, heads=2, inner=32, longest=16)
    encoder = write_transformer(tmp_path, ["甲酒后驾车"], shape=shape)
    rows = encoder.encode_documents(["甲酒后驾车" * 20, "车"])
    assert rows.shape == (2, 24)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    # It reads no further than it may.
    longer = encoder.encode_documents(["甲酒后驾车" * 20 + "后" * 50])
    assert np.allclose(longer[0], rows[0], atol=1e-5)


def pace(milliseconds: float) -> Pace:
    return Pace(
        p50_milliseconds=milliseconds,
        p95_milliseconds=2 * milliseconds,
        searches_per_second=1000 / milliseconds,
        n_asked=9,
    )


def test_ratios_are_to_ours_and_cutting_is_added_where_it_was_spared() -> None:
    paces = {"ours": pace(30), "bm25s": pace(4), "rank_bm25": pace(300), "transformer": pace(60)}
    figures = figures_of(
        paces, {"ours": 100, "transformer": 4, "transformer_whole": 2}, tokens_milliseconds=1
    )
    assert figures["slower_than_fastest_lexical"] == pytest.approx(6)
    assert figures["faster_than_transformer_indexing"] == pytest.approx(25)
    assert figures["faster_than_transformer_indexing_whole"] == pytest.approx(50)
    assert figures["transformer_to_ours"] == pytest.approx(2)
    assert figures["bm25s_p95_ms"] == 8
    assert "ours_to_ours" not in figures


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=1500), max_size=6), st.integers(1, 12))
@settings(max_examples=30)
def test_pieces_are_whole_texts_and_no_longer_than_is_read(found: list[str], least: int) -> None:
    cut = pieces_of(found, least=least)
    assert ["".join(pieces) for pieces in cut] == found[: len(cut)]
    assert all(0 < len(piece) <= LONGEST for pieces in cut for piece in pieces)
    enough = sum(map(len, cut)) >= least
    assert enough or len(cut) == len(found)
    assert sum(map(len, cut[:-1])) < least


def test_only_the_first_judgments_are_taken_and_each_once(tmp_path: Path) -> None:
    source, file = tmp_path / "all.jsonl", tmp_path / "first.jsonl"
    write_judgments(source, 5)
    source.write_text(source.read_text("utf-8") + "\n" + source.read_text("utf-8"), "utf-8")
    first = write_first(source, file, limit=7, today=TODAY)
    assert len(first) == len(file.read_text("utf-8").splitlines()) == 7
    assert len(write_first(source, file, limit=70, today=TODAY)) == 20
    again = read_judgments(file, today=TODAY).judgments
    assert {each.id for each in first} < {each.id for each in again}
    source.write_text("")
    with pytest.raises(MeasurementError):
        write_first(source, file, limit=7, today=TODAY)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_suite_writes_the_figures_of_every_engine(tmp_path: Path) -> None:
    write_judgments(tmp_path / "judgments.jsonl", 20)
    out = tmp_path / "out.json"
    asked = ["--suite", "peers", "--judgments", str(tmp_path / "judgments.jsonl")]
    assert main(["performance", *asked, "--queries", "6", "--json", str(out)]) == 0
    measured = read_measurement(out)
    assert min(measured.figures.values()) > 0
    for name in ("ours", "ours_lexical", "bm25s", "rank_bm25", "transformer", "milvus_lite"):
        assert f"{name}_p95_ms" in measured.figures
    assert measured.details["n_judgments"] == 80
    assert set(measured.details["n_asked"].values()) == {6}
