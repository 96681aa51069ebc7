"""Triples of loan cases: what is read, what decides, what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest

from evaluation.__main__ import main
from evaluation.triples import Triple, cross_validated, differences, read_triples
from indexing.columns.lending import CIRCUMSTANCES, circumstances_of, largest_sum_of
from tests.shared_data import shared_data

LOAN = "原告诉称被告借款{sum}元，出具借条，约定月息2分，{more}。"
GUARANTEED = LOAN.format(sum=50000, more="第三人提供担保，承担连带责任")
MARRIED = LOAN.format(sum=50000, more="二被告系夫妻，属共同债务")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("被告出具借条一张", "note of debt"),
        ("通过银行转账交付", "transfer"),
        ("约定月利率2%", "interest per month"),
        ("年利率24%", "limit of 24 percent"),
        ("由丙提供担保", "guarantor"),
        ("二被告系夫妻关系", "spouse"),
        ("经传票传唤未到庭", "absent"),
        ("被告某某有限公司", "company"),
        ("双方未约定利息", "no interest agreed"),
        ("原告的请求已过诉讼时效", "limitation of action"),
    ],
)
def test_circumstances_are_read(text: str, name: str) -> None:
    told = dict(zip(CIRCUMSTANCES, circumstances_of(text).tolist(), strict=True))
    assert told[name]
    assert sum(circumstances_of("").tolist()) == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("借款50000元，利息200元", 50000),
        ("借款5万元", 50000),
        ("借款1.5万元及3000元", 15000),
        ("没有数额", 0),
    ],
)
def test_the_largest_sum_counts(text: str, value: float) -> None:
    assert largest_sum_of(text) == value


def made(count: int = 30) -> list[Triple]:
    """Return triples in which the paper of the same circumstance is closer."""
    triples = []
    for number in range(count):
        first, other = (GUARANTEED, MARRIED) if number % 2 else (MARRIED, GUARANTEED)
        asks = first.replace("50000", str(40000 + number))
        closer, farther = f"{first}其{number}", f"{other}其{number}"
        is_first = number % 3 == 0
        texts = (asks, closer, farther) if is_first else (asks, farther, closer)
        triples.append(Triple(texts=texts, is_first=is_first))
    return triples


def write(path: Path, triples: list[Triple]) -> Path:
    rows = [
        {**dict(zip("ABC", one.texts, strict=True)), "closer": "B" if one.is_first else "C"}
        for one in triples
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return path


def test_turning_b_and_c_round_turns_every_sign() -> None:
    triples = made(5)
    turned = [
        Triple(texts=(one.texts[0], one.texts[2], one.texts[1]), is_first=not one.is_first)
        for one in triples
    ]
    assert np.allclose(differences(triples), -differences(turned))


def test_like_circumstances_decide_and_the_command_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "triples.jsonl", made())
    assert read_triples(path) == tuple(made())
    assert main(["triples", "--data", str(path), "--json", str(tmp_path / "out.json")]) == 0
    row = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert row["figures"]["accuracy"] == 1.0


def test_labels_without_sense_are_not_learned() -> None:
    """Weights that had seen the triples they decide would fit noise; held-out ones cannot."""
    rng = np.random.default_rng(0)
    rows, labels = rng.standard_normal((200, 30)), rng.random(200) < 0.5
    share = np.mean([cross_validated(rows, labels, seed=seed).mean() for seed in range(5)])
    assert 0.38 < share < 0.62


@pytest.mark.parametrize(
    "line", ["no json", "{}", '{"A": "a", "B": "b", "C": "c", "closer": "A"}', "[]"]
)
def test_what_is_no_triple_is_refused(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "triples.jsonl"
    path.write_text(line)
    assert main(["triples", "--data", str(path), "--json", str(tmp_path / "out.json")]) == 1
    assert "line 1" in capsys.readouterr().err


def test_too_few_triples_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "triples.jsonl", made(3))
    assert main(["triples", "--data", str(path), "--json", str(tmp_path / "out.json")]) == 1
    assert "3 triples" in capsys.readouterr().err


@pytest.mark.shared_data
def test_real_triples_are_decided_better_than_by_plain_likeness(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    path = shared_data("scm.jsonl")
    assert main(["triples", "--data", str(path), "--json", str(out)]) == 0
    figures = json.loads(out.read_text(encoding="utf-8"))["figures"]
    assert figures["accuracy"] > 0.70
    assert figures["plain/accuracy"] > 0.67
