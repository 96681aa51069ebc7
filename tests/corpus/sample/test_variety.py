"""Do judgments of one cause share words beyond what the law prescribes?"""

import random
import re
import statistics
from collections import defaultdict

import pytest

from corpus.judgment import DocumentKind
from corpus.sample.generation import generate
from corpus.sample.grammar import FRESH, HELD, OPEN, Phrase, load_book

MOST_SHARED = 0.16
"""Median share of 8-character shingles (Jaccard) that two judgments of a cause may share.

Measured at seed 1, 1,000 judgments: see the figure printed by -rP; .08 to .15 by cause."""
PERSONS = {*"ABDEPV", "payer_parent"}
"""Places of names, which a sentence may leave out; sums and rates it may not."""


def _shingles(text: str) -> set[str]:
    squeezed = "".join(text.split())
    return {squeezed[i : i + 8] for i in range(len(squeezed) - 7)}


def test_two_judgments_of_a_cause_share_few_shingles(made, texts):
    by_cause = defaultdict(list)
    for truth in made.truth.judgments.values():
        if truth.document_kind is DocumentKind.PANJUE:
            by_cause[truth.cause or truth.charges[0]].append(_shingles(texts[truth.id]))
    draw = random.Random(5)
    for cause, papers in by_cause.items():
        shares = []
        for _ in range(200):
            one, two = draw.sample(papers, 2)
            shares.append(len(one & two) / len(one | two))
        median = statistics.median(shares)
        print(f"{cause} {median:.3f}")
        assert median < MOST_SHARED, cause


def test_held_out_wordings_are_disjoint_from_the_usual_ones():
    for book in ("issues_criminal", "issues_civil"):
        slots = load_book(book)
        held = [slot for slot in slots if slot.endswith(HELD)]
        assert len(held) >= 20
        for slot in held:
            assert not set(slots[slot]) & set(slots[slot.removesuffix(HELD)])


def _texts_of(phrase: Phrase) -> set[str]:
    """Return every text that a line may become, its places left as they are."""
    texts = {""}
    for node in phrase:
        if isinstance(node, str):
            ways = {node}
        elif isinstance(node[1], tuple):
            ways = set().union(*(_texts_of(way) for way in node[1]))
        else:
            ways = {f"{{{node[1]}}}"}
        texts = {before + way for before in texts for way in ways}
    return texts


def _places_of(texts: set[str]) -> set[str]:
    return {place for text in texts for place in re.findall(r"{(\w+)}", text)}


def _position_slots() -> dict[str, set[str]]:
    slots = {**load_book("issues_criminal"), **load_book("issues_civil")}
    kept = {slot.partition("~")[0] for slot in slots if "~" in slot}
    return {
        slot: set().union(*map(_texts_of, phrases))
        for slot, phrases in slots.items()
        if slot.partition("~")[0] in kept
    }


def test_fresh_wordings_share_no_sentence_with_the_others():
    texts = _position_slots()
    others = [found for slot, found in texts.items() if not slot.endswith(FRESH)]
    other_texts = set().union(*others)
    other_clauses = {clause for text in other_texts for clause in re.split("[，。；：]", text)}
    fresh = {slot: found for slot, found in texts.items() if slot.endswith(FRESH)}
    assert len(fresh) >= 60
    for slot, found in fresh.items():
        assert not found & other_texts, slot
        for text in found:
            clauses = [clause for clause in re.split("[，。；：]", text) if clause]
            shared = [clause for clause in clauses if clause in other_clauses]
            assert len(shared) <= len(clauses) / 3, text


def test_fresh_wordings_are_one_sentence_and_ask_for_no_other_value():
    texts = _position_slots()
    for slot, found in texts.items():
        if slot.endswith(FRESH):
            usual = texts[slot.removesuffix(FRESH)]
            assert _places_of(found) <= _places_of(usual) | {"P", "D"}, slot
            sums = set.intersection(*(_places_of({text}) for text in usual)) - PERSONS
            for text in found:
                assert text.endswith("。")
                assert text.count("。") == 1, text
                assert sums <= _places_of({text}), text


@pytest.mark.parametrize("ending", [HELD, OPEN, FRESH])
def test_every_position_has_wordings_kept_from_readers(made, ending):
    slots = {**load_book("issues_criminal"), **load_book("issues_civil")}
    for issue in made.truth.issues.values():
        for position in issue.positions:
            assert f"{issue.key}.{position}{ending}" in slots


def test_the_fresh_register_changes_the_sentences_and_not_the_truth():
    usual = generate(seed=1, size=120)
    fresh = generate(seed=1, size=120, wording="fresh")
    texts = {raw.source.external_id: raw.text for raw in usual.judgments}
    fresh_texts = {raw.source.external_id: raw.text for raw in fresh.judgments}
    seen = 0
    for key, truth in usual.truth.judgments.items():
        other = fresh.truth.judgments[key]
        for one, two in zip(truth.positions, other.positions, strict=True):
            seen += 1
            assert (one.issue, one.position) == (two.issue, two.position)
            assert texts[key][one.start : one.end] != fresh_texts[key][two.start : two.end]
    assert seen > 20


def test_the_held_out_register_changes_the_sentences_and_not_the_truth(made, held_out):
    held_texts = {raw.source.external_id: raw.text for raw in held_out.judgments}
    texts = {raw.source.external_id: raw.text for raw in made.judgments}
    seen = 0
    for key, truth in made.truth.judgments.items():
        other = held_out.truth.judgments[key]
        assert [(p.issue, p.position) for p in truth.positions] == [
            (p.issue, p.position) for p in other.positions
        ]
        assert truth.sentences == other.sentences
        for one, two in zip(truth.positions, other.positions, strict=True):
            seen += 1
            assert texts[key][one.start : one.end] != held_texts[key][two.start : two.end]
    assert seen > 200


def test_printing_habits_vary(made, texts):
    whole = list(texts.values())
    assert any("\n" not in text for text in whole)
    assert any(text.startswith("吉林省松岭林区中级法院") for text in whole)
    assert any(text.startswith("吉林省松岭林区中级人民法院") for text in whole)
    heads = [text[:60] for text in whole]
    for bracket in "（(〔":
        assert any(f"{bracket}202" in head for head in heads)
