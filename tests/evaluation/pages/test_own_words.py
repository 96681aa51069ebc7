import pytest

from evaluation.pages.own_words import LEAST, OwnWords, runs_of_program

SENTENCE = "主文的数额应当与说理认定的数额一致"


@pytest.fixture(scope="module")
def own():
    return OwnWords(["原告主张，大小写金额应当一致，被告不认可。"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{SENTENCE}。", (SENTENCE,)),
        ("主文的数额 应当与说理\n认定的数额一致", (SENTENCE,)),
        # What a judgment says is a judgment's, whoever says it too.
        ("大小写金额应当一致", ()),
        ("张三", ()),
        ("English", ()),
    ],
)
def test_words_of_the_program_are_told_from_content(own, text, found):
    assert own.in_text(text) == found


def test_patterns_and_short_words_are_nobodys():
    runs = runs_of_program()
    assert SENTENCE in runs
    assert all(len(run) >= LEAST for run in runs)
    assert not [run for run in runs if "|" in run]
