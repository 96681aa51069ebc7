from datetime import date

from corpus.judgment import RawJudgment, SourceRecord
from corpus.reading import read_judgment
from corpus.sample import generate
from indexing.sentencing.told import read_told
from indexing.sentencing.wording import CHARGED

TODAY = date(2026, 11, 2)
TEXT = (
    "某某市某某区人民法院\n刑事判决书\n（2020）京0105刑初12号\n"
    "公诉机关某某市某某区人民检察院。\n被告人甲某，男，1980年1月1日出生。\n"
    "经审理查明，2020年1月1日，被告人甲某骗取乙某人民币三万元。\n"
    "本院认为，被告人甲某骗取他人财物三万元，数额巨大，其行为构成诈骗罪。"
    "被告人甲某另秘密窃取他人财物，数额较大，其行为构成盗窃罪。\n"
    "判决如下：\n被告人甲某犯诈骗罪，判处有期徒刑三年；犯盗窃罪，判处有期徒刑六个月；"
    "决定执行有期徒刑三年三个月。\n"
)


def test_a_charge_has_the_words_and_sums_of_the_sentences_that_name_it() -> None:
    raw = RawJudgment(text=TEXT, source=SourceRecord(name="t", place="1", format="text"))
    told = read_told(read_judgment(raw, today=TODAY))
    assert told.charged["诈骗罪"].words == {"数额巨大"}
    assert told.charged["诈骗罪"].yuan == (30_000.0,)
    assert told.charged["盗窃罪"].words == {"数额较大"}
    assert told.charged["盗窃罪"].yuan == ()


def test_words_of_a_charge_stand_in_the_reasoning() -> None:
    made = generate(seed=3, size=60, wording="usual")
    read = [read_judgment(raw, today=TODAY) for raw in made.judgments]
    for judgment in read:
        told = read_told(judgment)
        for charged in told.charged.values():
            assert charged.words <= set(CHARGED)
            assert all(word in told.reasoning.owned.text for word in charged.words)
