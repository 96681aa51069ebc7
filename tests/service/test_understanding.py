"""Told goes before written in the file, and that before predicted."""

import pytest

from indexing.searching.query import QueryKind
from service.search.question import Question
from service.search.understanding import Origin, understand
from tests.corpus.test_pending_file import COMPLAINT, INDICTMENT

DRAFT = """某法院
刑事判决书
公诉机关某检察院。
被告人张某，曾因犯诈骗罪被判处拘役。
公诉机关指控被告人张某犯盗窃罪，向本院提起公诉。
经审理查明，张某窃取手机一部。
本院认为，被告人张某的行为已构成盗窃罪。
判决如下：被告人张某犯盗窃罪，判处拘役三个月。"""


@pytest.mark.parametrize(
    ("text", "told", "charges", "origin"),
    [
        ("张某窃取手机一部。", (), (), Origin.PREDICTED),
        ("张某窃取手机一部。", ("盗窃罪",), ("盗窃罪",), Origin.TOLD),
        (INDICTMENT, (), ("盗窃罪",), Origin.FILE),
        (INDICTMENT, ("抢夺罪",), ("抢夺罪",), Origin.TOLD),
        (DRAFT, (), ("盗窃罪",), Origin.FILE),
        (COMPLAINT, (), (), Origin.PREDICTED),
    ],
)
def test_whence_the_charge_comes(text, told, charges, origin):
    understood = understand(Question(text=text, charges=told), None)
    assert understood.query.charges == charges
    assert understood.origin is origin


def test_an_account_is_taken_whole_and_a_draft_by_its_parts():
    account = understand(Question(text="张某窃取手机一部。"), None).query
    assert account.kind is QueryKind.FACTS
    assert account.parts is None
    draft = understand(Question(text=DRAFT), None).query
    assert "窃取手机" in draft.parts.facts
    assert "判决如下" not in draft.parts.facts


def test_a_stored_judgment_tells_its_charges(judgments):
    asked = judgments[0]
    understood = understand(Question(judgment_id=asked.id), asked)
    assert understood.query.judgment_id == asked.id
    assert understood.query.charges == tuple(charge.value for charge in asked.charges)


def test_an_outline_tells_its_parts():
    text = "【案情】\n张某窃取手机一部。\n【争议焦点】\n是否构成自首"
    parts = understand(Question(text=text), None).query.parts
    assert parts.facts == "张某窃取手机一部。"
    assert parts.issues == ("是否构成自首",)
