"""What an item takes over from its referral is whole, whoever hands it over, and is shown as may be."""

import pytest

from corpus.privacy.sensitivity import Sensitivity
from corpus.store.clearance import cleared_for
from service.closed.withholding import WITHHELD

FAMILY = {Sensitivity.FAMILY}


@pytest.fixture
def quoted(referral, referred, judgments, people, clock):
    """Words of a judgment that the referral rests on."""
    judgment = judgments[0]
    words = judgment.text[40:120]
    cited = {"judgment_id": judgment.id, "words": words}
    desk = referral.referrals
    desk.act(referred, "attach", cited, reason="参考", actor=people.judge, now=clock())
    return judgment.id, words


def test_evidence_goes_on_whole_and_is_read_by_whoever_is_cleared(
    hall, referral, referred, quoted, people, closed, clock
):
    judgment_id, words = quoted
    closed.close(judgment_id, Sensitivity.FAMILY, reason="涉及隐私", by="officer", now=clock())
    item_id = hall.suggest(referred).id

    def evidence_of_item():
        opened = hall.items.open(item_id, actor=people.judge)
        return [each.words for each in opened.item.suggestion.evidence]

    def evidence_of_referral():
        opened = referral.referrals.open(referred, actor=people.judge, now=clock())
        return [each.words for each in opened.referral.evidence]

    for read in (evidence_of_item, evidence_of_referral):
        assert WITHHELD in read()
        assert words not in read()
        with cleared_for(FAMILY):
            assert words in read()
            assert WITHHELD not in read()
