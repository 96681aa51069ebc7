"""Tiers of the sample are held against what was planted."""

import json

import pytest

from corpus.court import read_court_name
from corpus.judgment import CourtLevel, DocumentKind
from corpus.sample.courts import COURTS
from corpus.sample.generation import generate
from evaluation.__main__ import main
from evaluation.tiers import _book, _tier_of
from service.tiers.vocabulary import Tier


def test_planted_tiers_agree_with_the_courts_of_the_sample():
    truths = generate(seed=5, size=400).truth.judgments.values()
    plain = [truth for truth in truths if truth.document_kind is DocumentKind.PANJUE]
    for truth in plain:
        own = COURTS[truth.court_key]
        if own.level in {CourtLevel.BASIC, CourtLevel.INTERMEDIATE}:
            assert _tier_of(truth, read_court_name(own.name).name) is Tier.OWN
            below = next((each for each in COURTS.values() if each.superior == own.key), None)
            if below is not None and own.level is CourtLevel.INTERMEDIATE:
                assert _tier_of(truth, read_court_name(below.name).name) is Tier.SUPERIOR
    guiding = [truth for truth in truths if truth.document_kind is DocumentKind.GUIDING_CASE]
    court = next(each for each in COURTS.values() if each.level is CourtLevel.BASIC)
    assert guiding
    assert {_tier_of(truth, read_court_name(court.name).name) for truth in guiding} == {
        Tier.GUIDING
    }


def test_every_court_of_the_sample_knows_its_superior():
    book = _book()
    for court in COURTS.values():
        vantage = book.vantage(court.name)
        above = None if court.superior is None else read_court_name(COURTS[court.superior].name)
        assert (vantage.superior and vantage.superior.name) == (above and above.name)


@pytest.mark.slow
def test_the_command_counts_nothing_that_fell(tmp_path):
    out = tmp_path / "tiers.json"
    assert main(["tiers", "--size", "400", "--per-tier", "3", "--json", str(out)]) == 0
    figures = json.loads(out.read_text("utf-8"))["figures"]
    assert figures["overturned/counted"] == 0
    assert figures["counted"] > 0
    assert figures["tier/right"] > 0.98 > figures["random"]
