"""Every reason of rejection has words on the screen, and no words stand there for nothing."""

import ast

import pytest

from corpus.readers.sniffing import ADVICE, Format
from corpus.store.filing import DUPLICATE_CODE
from service.reading.rejection_words import (
    REJECTIONS,
    sentence_of_rejection,
    title_of_rejection,
)
from tests.architecture.sources import python_files, tree_of


def codes_in_the_sources() -> set[str]:
    """Codes that are written out: first argument of a refusal, or ``code=``."""
    found = {DUPLICATE_CODE, *(f"unsupported_{form}" for form in ADVICE)}
    found.discard(f"unsupported_{Format.UNKNOWN}")
    for path in python_files("corpus"):
        for node in ast.walk(tree_of(path)):
            if "sample" in path.parts or not isinstance(node, ast.Call):
                continue
            is_refusal = isinstance(node.func, ast.Name) and node.func.id == "Refusal"
            given = node.args[:1] if is_refusal else []
            given += [each.value for each in node.keywords if each.arg == "code"]
            found |= {each.value for each in given if isinstance(each, ast.Constant)}
    return found


def test_every_code_has_words():
    written = codes_in_the_sources()
    assert len(written) > 20
    assert written - set(REJECTIONS) == set()


def test_no_words_without_a_code():
    # These two are no arguments where they are written.
    others = {"too_short", "unknown_format"}
    assert set(REJECTIONS) - codes_in_the_sources() - others == set()


@pytest.mark.parametrize("code", sorted(REJECTIONS))
def test_words_say_what_it_is_and_what_to_do(code):
    what, advice = REJECTIONS[code]
    assert what
    assert advice
    assert not what.endswith("。")
    assert sentence_of_rejection(code) == f"{what}：{advice}"


def test_a_code_of_a_later_edition_is_shown_as_it_is():
    assert title_of_rejection("new_reason") == sentence_of_rejection("new_reason") == "new_reason"
