from dataclasses import replace
from types import MappingProxyType

import pytest

from corpus.sample.generation import generate
from evaluation.divergence.controls import _exchanging
from evaluation.divergence.matching import matched
from evaluation.divergence.planted import cases_of
from service.divergence.finding import find_divergences
from service.divergence.severity import STANDARD


@pytest.fixture(scope="module")
def read():
    sample = generate(seed=17, size=600)
    keys = {"民间借贷纠纷", "买卖合同纠纷"}
    raws = [
        raw
        for raw in sample.judgments
        if sample.truth.judgments[raw.source.external_id].cause in keys
    ]
    truth = replace(
        sample.truth,
        divergences=tuple(d for d in sample.truth.divergences if d.cause in keys),
        lookalikes=tuple(d for d in sample.truth.lookalikes if d.cause in keys),
    )
    cases = cases_of(raws, today=truth.as_of)
    return truth, cases, {case.judgment.id: name for name, case in cases.items()}


def test_most_planted_divergences_are_found_and_no_lookalike_is(read):
    truth, cases, names = read
    findings = find_divergences(list(cases.values()), standard=STANDARD)
    result = matched([f for f in findings if f.is_reported], truth, names)
    assert len(result.found) >= 0.5 * len(truth.divergences) > 0
    assert result.invented == ()


def test_nothing_found_is_all_missed_and_nothing_invented(read):
    truth, _, names = read
    result = matched([], truth, names)
    assert len(result.missed) == len(truth.divergences)
    assert result.found == result.false == result.invented == ()


def test_a_finding_with_its_sides_mixed_holds_nothing(read):
    truth, cases, names = read
    findings = find_divergences(list(cases.values()), standard=STANDARD)
    held = matched([f for f in findings if f.is_reported], truth, names).found
    planted, finding = next(pair for pair in held if pair[0].issue is not None)
    members = [member for group in finding.groups for member in group.members]
    mixed = replace(
        finding,
        groups=tuple(
            replace(group, members=tuple(members[place::2]))
            for place, group in enumerate(finding.groups)
        ),
    )
    alone = replace(truth, divergences=(planted,), judgments=MappingProxyType(truth.judgments))
    assert matched([mixed], alone, names).false == (mixed,)


def test_names_are_exchanged_all_at_once():
    assert _exchanging({"甲某": "乙某", "乙某": "甲某"})("甲某诉乙某") == "乙某诉甲某"
