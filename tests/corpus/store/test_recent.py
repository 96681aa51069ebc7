"""What was decoded lately is remembered, within a bound of memory."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from corpus.codec import encode_judgment
from corpus.errors import CodecError
from corpus.judgment import Judgment
from corpus.reading import read_judgment
from corpus.sample.generation import generate
from corpus.store.recent import RecentJudgments, bytes_of
from corpus.store.records import judgment_of


@pytest.fixture(scope="module")
def rows():
    read = (
        read_judgment(raw, today=date(2026, 11, 1)) for raw in generate(seed=3, size=20).judgments
    )
    found = [each for each in read if isinstance(each, Judgment)]
    return [{"reading": _reading(each), "text": each.text} for each in found]


def _reading(judgment):
    return json.dumps(encode_judgment(judgment, with_text=False), ensure_ascii=False)


def test_it_is_what_is_stored(rows):
    recent = RecentJudgments()
    for _ in range(2):
        assert [recent(**row) for row in rows] == [judgment_of(**row) for row in rows]


def test_one_of_the_last_is_not_decoded_again(rows):
    recent = RecentJudgments()
    first = recent(**rows[0])
    assert recent(**rows[0]) is first
    assert recent.held_bytes == bytes_of(**rows[0])


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 1.0])
def test_it_holds_what_fits(rows, share):
    bound = int(sum(bytes_of(**row) for row in rows) * share)
    recent = RecentJudgments(most_bytes=bound)
    for row in rows + rows[::-1]:
        recent(**row)
        assert recent.held_bytes <= bound
    assert (recent.held_bytes == bound) is (share in (0.0, 1.0))


def test_the_one_longest_unasked_goes_first(rows):
    size = [bytes_of(**row) for row in rows]
    recent = RecentJudgments(most_bytes=max(size[0] + size[1], size[0] + size[2]))
    first, second = recent(**rows[0]), recent(**rows[1])
    assert recent(**rows[0]) is first
    recent(**rows[2])
    assert recent(**rows[0]) is first
    assert recent(**rows[1]) is not second


def test_a_changed_row_is_decoded_anew(rows):
    recent = RecentJudgments()
    row = rows[0]
    recent(**row)
    changed = row | {"text": row["text"] + "　"}
    assert recent(**changed).text == changed["text"]


def test_a_damaged_row_is_told_each_time(rows):
    recent = RecentJudgments()
    for _ in range(2):
        with pytest.raises(CodecError):
            recent(reading="{", text=rows[0]["text"])
    assert recent.held_bytes == 0


def test_many_ask_at_once(rows):
    recent = RecentJudgments(most_bytes=3 * max(bytes_of(**row) for row in rows))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda row: recent(**row), rows * 20))
    assert found == [judgment_of(**row) for row in rows] * 20
