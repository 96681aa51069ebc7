import pytest

from corpus.law.frames import LawFrame, frame_of
from corpus.law.making_frames import changed_in, frames_in
from corpus.provision import Provision


def _of(article, paragraph=None, law="中华人民共和国刑法"):
    return Provision(law=law, article=article, paragraph=paragraph)


@pytest.mark.parametrize(
    ("provisions", "reasoning", "frame"),
    [
        ([_of(264)], "数额较大", (1, 36)),
        ([_of(264)], "数额特别巨大", (120, 180)),
        ([_of(264)], "秘密窃取他人财物", (1, 180)),
        ([_of(347, 4)], "贩卖少量毒品", (1, 84)),
        ([_of(347, 2)], "数量大", (180, 180)),
        ([_of(234, 2)], "致一人死亡", (36, 180)),
        ([_of(264), _of(354)], "数额巨大", (1, 120)),
        ([_of(25), _of(67)], "数额巨大", None),
        # 第三百零三条 was amended in 2020: the frame of an older judgment is another one.
        ([_of(303, 2)], "情节严重", None),
        ([_of(264, law="中华人民共和国合同法")], "数额巨大", None),
    ],
)
def test_grade_and_paragraph_choose_the_frame(provisions, reasoning, frame):
    found = frame_of(provisions, reasoning)

    assert found == (frame and LawFrame(low=frame[0], high=frame[1]))


def test_frames_are_read_paragraph_by_paragraph_with_items_and_suffixes():
    body = (
        "第一百零一条 处三年以下有期徒刑。\n\n"
        "第一百零二条之一 甲，处拘役：\n\n（一）乙；\n\n（二）丙。\n\n"
        "犯前款罪，情节严重的，处十五年有期徒刑、无期徒刑或者死刑。\n\n第一百零三条 丁。"
    )

    assert frames_in(body) == {
        (102, 1, 1): [(1, 6, "")],
        (102, 1, 2): [(180, 180, "情节严重")],
    }


def test_what_was_only_added_did_not_change():
    assert list(changed_in("二、在刑法第二百七十七条中增加一款作为第五款：“甲”")) == []
    assert list(changed_in("三、将刑法第三百零三条第二款修改为：“乙”")) == [(303, 0, 2)]
