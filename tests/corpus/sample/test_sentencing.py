"""Can the hidden model be recovered from the sentences?"""

from fractions import Fraction

import pytest

from corpus.sample.chance import Chance
from corpus.sample.parameters import NOISE_PERCENT
from corpus.sample.sentencing import band_of, expected_term, sentence


@pytest.mark.parametrize(
    ("charge", "law", "measure", "label"),
    [
        ("timber_theft", "forest-2000", 3_000, "数量较大"),  # 3 m3 was enough until 2023-08-15
        ("timber_theft", "forest-2023", 3_000, None),  # and is not since
        ("timber_theft", "forest-2023", 5_000, "数量较大"),  # the threshold itself counts
        ("timber_theft", "forest-2023", 250_000, "数量特别巨大"),  # fifty times
        ("overcutting", "forest-2023", 19_999, None),
        ("overcutting", "forest-2023", 100_000, "数量巨大"),  # five times
        ("drunk_driving", "drunk-2023", 799, None),
    ],
)
def test_thresholds_change_with_the_law(charge, law, measure, label):
    band = band_of(charge, law, measure)
    assert (band.label if band else None) == label


def test_circumstances_multiply():
    base = expected_term("theft", "theft-2013", 2_600_000, ())
    both = expected_term("theft", "theft-2013", 2_600_000, {"confession", "recidivist"})
    assert both == base * Fraction(88, 100) * Fraction(126, 100)


def test_below_the_minimum_only_with_a_circumstance_that_allows_it():
    plain = expected_term("theft", "theft-2013", 5_000_000, {"plea", "restitution", "forgiveness"})
    given_up = expected_term("theft", "theft-2013", 5_000_000, {"surrender", "plea"})
    assert plain == 36
    assert given_up < 36


def test_terms_stay_near_the_model(made):
    for truth in made.truth.judgments.values():
        for given in truth.sentences:
            if given.factor_percent != 100 or truth.instance.value != "first":
                continue
            expected = given.expected_tenths / 10
            # Noise, and rounding to whole months or, above three years, to quarters and halves.
            slack = expected * NOISE_PERCENT / 100 + (3.1 if expected > 35 else 0.6)
            low = expected - slack
            assert max(low, 0) - 0.1 <= given.months <= max(expected + slack, 1), truth.id


def test_a_sentence_is_the_same_for_the_same_chance():
    flags = frozenset({"surrender"})
    one = sentence("fraud", "fraud-2011", 900_000, flags, chance=Chance("k"))
    assert one == sentence("fraud", "fraud-2011", 900_000, flags, chance=Chance("k"))
