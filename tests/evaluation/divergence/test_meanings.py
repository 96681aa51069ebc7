"""Do vectors of meaning hold only what many say, and the same each time?"""

import pytest

from evaluation.divergence.meanings import Said, learn, save
from service.divergence.meanings import key_of, read_meanings

WORDS = ("利息超过上限不予保护", "夫妻共同债务应当共同偿还", "醉酒后驾驶机动车构成犯罪")


def said():
    found = [
        Said(text=f"{words}，{chr(0x4E00 + 7 * at)}", source=at % 2, document=at)
        for words in WORDS
        for at in range(30)
    ]
    # One suit's name stands in many documents, of one source.
    return [*found, *(Said(text="许建川主张的款项", source=0, document=at) for at in range(40))]


def test_the_same_sentences_give_the_same_file(tmp_path):
    for name in ("one", "other"):
        save(learn(said(), dimensions=3), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize(("run", "is_kept"), [("利息", True), ("许建川", False), ("丕", False)])
def test_only_what_several_sources_say_often_is_kept(tmp_path, run, is_kept):
    save(learn(said(), dimensions=3), tmp_path / "meanings.json")
    meanings = read_meanings((tmp_path / "meanings.json").read_bytes())
    assert (key_of(run) in meanings.runs.tolist()) is is_kept
    assert meanings.vectors.shape[1] == 3
