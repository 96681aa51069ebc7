"""What does the picture of a page say? Optical character recognition, where its extra is installed.

Recognised words may be wrong, so whatever they become is marked: see
:attr:`corpus.judgment.SourceRecord.is_recognised`. The models lie inside the installed package
and nothing is fetched. Only this module knows RapidOCR.

Source: PP-OCR models, https://github.com/PaddlePaddle/PaddleOCR, run by RapidOCR.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.readers.page_lines import columns_of

EXTRA = "tongpan[ocr]"
"""What to install where scans are to be read."""

LONG_SIDE = 1760
"""Pixels to which the long side of a page is brought: A4 at 150 dots per inch. Larger pictures cost
more and are made smaller by the recogniser anyway."""

MAX_PICTURES = 300
"""Most pages of one paper that are recognised; at some seconds a page, more is a mistake."""

_MODELS = 3
_SAME_ROW = 0.5
"""Share of its height by which the middle of a piece may differ from that of its row."""

Picture = npt.NDArray[np.uint8]
"""A page as grey values, rows by columns."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a line and where it stands.

    Attributes:
        text: What was recognised.
        left, top, right, bottom: Its box in pixels, from the upper left corner.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float


@cache
def can_recognise() -> bool:
    """Tell whether the extra is installed, with its models."""
    if find_spec("onnxruntime") is None or (found := find_spec("rapidocr")) is None:
        return False
    folders = found.submodule_search_locations or ()
    return any(len(list(Path(folder).glob("models/*.onnx"))) >= _MODELS for folder in folders)


def without_seal(picture: Picture) -> Picture:
    """Return the grey values of a coloured picture as seen through a red glass.

    A court's red seal lies over the date and the names; through red glass it is as white as the
    paper, and black print stays black.

    Args:
        picture: Rows by columns by red, green and blue.
    """
    return np.ascontiguousarray(picture[:, :, 0])


def lines_of_picture(picture: Picture) -> list[str]:
    """Return the lines of a page, indented as on paper; only where :func:`can_recognise`.

    Cost: two to five seconds of a processor for a page of running text.
    """
    result = _engine()(picture)
    if result.txts is None:
        return []
    boxes = np.asarray(result.boxes, dtype=float)
    lows, highs = boxes.min(axis=1).tolist(), boxes.max(axis=1).tolist()
    return lines_of_words(
        [Words(text, *low, *high) for text, low, high in zip(result.txts, lows, highs, strict=True)]
    )


@cache
def _engine() -> Callable[[Picture], Any]:
    from rapidocr import RapidOCR  # noqa: PLC0415 - not installed everywhere, and 1 s to import

    engine: Callable[[Picture], Any] = RapidOCR(params={"Global.log_level": "critical"})
    return engine


def lines_of_words(words: Sequence[Words]) -> list[str]:
    """Return lines from pieces of lines: from above, each from left to right.

    Distances become full-width spaces, so that a paragraph is known by its indentation.

    Example:
        >>> lines_of_words([Words("审判员", 400, 12, 490, 40), Words("本院认为", 100, 50, 220, 80),
        ...                 Words("李某", 550, 10, 610, 40), Words("理由", 40, 90, 100, 120)])
        ['　　　　　　　　　　　　审判员　　李某', '　　本院认为', '理由']
    """
    if not words:
        return []
    size = median((each.right - each.left) / max(columns_of(each.text) / 2, 1) for each in words)
    margin = min(each.left for each in words)
    return [_line(row, margin, size) for row in _rows(words)]


def _rows(words: Sequence[Words]) -> list[list[Words]]:
    rows: list[list[Words]] = []
    for each in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        height = each.bottom - each.top
        if rows and abs(_middle(each) - _middle(rows[-1][0])) < _SAME_ROW * height:
            rows[-1].append(each)
        else:
            rows.append([each])
    return [sorted(row, key=lambda word: (word.left, word.right)) for row in rows]


def _middle(word: Words) -> float:
    return (word.top + word.bottom) / 2


def _line(row: Sequence[Words], margin: float, size: float) -> str:
    parts: list[str] = []
    place = margin
    for word in row:
        parts += ("\u3000" * round((word.left - place) / size), word.text)
        place = word.right
    return "".join(parts)
