"""Scans and pictures are read where OCR is installed, marked as recognised, without a network."""

import socket
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from importlib import machinery
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from corpus.judgment import Judgment, RawJudgment
from corpus.readers import pictures, read_source, recognition
from corpus.readers.recognition import Words, lines_of_words, without_seal
from corpus.reading import read_judgment
from corpus.spans import value_of
from tests.conformance.judgment_reader import flat

LINES = (
    "　　　　　　　甲县人民法院",
    "　　　　　　　刑事判决书",
    "　　　　　　　　　　（2020）吉0101刑初1号",
    "　　被告人张某，男，1980年1月1日出生，汉族，住甲县。",
    "　　本院认为，被告人张某以非法占有为目的，多次秘密窃取",
    "他人财物，数额较大，其行为已构成盗窃罪。判决如下：",
    "　　被告人张某犯盗窃罪，判处有期徒刑六个月。",
    "　　　　　　　　　　　　　　审判员　　李某某",
    "　　　　　　　　　　　　　二〇二〇年三月八日",
)
FONTS = sorted(Path("/usr/share/fonts").glob("**/Noto*CJK*Regular*"))

pytestmark = [
    pytest.mark.skipif(not recognition.can_recognise(), reason="tongpan[ocr] is not installed"),
    pytest.mark.skipif(not FONTS, reason="no Chinese font (fonts-noto-cjk)"),
]


@cache
def page(*, has_seal: bool = False) -> Image.Image:
    font = ImageFont.truetype(str(FONTS[0]), 28)
    image = Image.new("RGB", (960, 560), "white")
    drawing = ImageDraw.Draw(image)
    for row, line in enumerate(LINES):
        drawing.text((60, 30 + row * 54), line, font=font, fill="black")
    return ImageChops.multiply(image, seal(font, image.size)) if has_seal else image


def seal(font: ImageFont.FreeTypeFont, size: tuple[int, int]) -> Image.Image:
    """Ink lets black print through, so a seal is laid over by multiplying."""
    image = Image.new("RGB", size, "white")
    drawing = ImageDraw.Draw(image)
    drawing.ellipse((430, 330, 680, 550), outline="red", width=9)
    drawing.text((450, 455), "甲县人民法院", font=font, fill="red")
    return image


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    def refuse(*_args):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def likeness(text: str) -> float:
    return SequenceMatcher(None, flat("".join(LINES)), flat(text), autojunk=False).ratio()


def read_one(path):
    (piece,) = read_source(path.parent)
    assert isinstance(piece, RawJudgment), piece
    return piece


def test_a_scan_is_recognised_and_says_so(tmp_path, capfd):
    page(has_seal=True).save(tmp_path / "a.pdf", resolution=100)
    piece = read_one(tmp_path / "a.pdf")
    assert capfd.readouterr() == ("", "")
    assert piece.source.format == "pdf+ocr"
    assert piece.source.is_recognised
    assert likeness(piece.text) > 0.95
    assert "多次秘密窃取他人财物" in piece.text
    judgment = read_judgment(piece, today=date(2026, 1, 1))
    assert isinstance(judgment, Judgment)
    assert value_of(judgment.court).name.endswith("甲县人民法院")
    assert str(value_of(judgment.case_number)) == "（2020）吉0101刑初1号"
    # the date stands under the seal
    assert value_of(judgment.decided_on) == date(2020, 3, 8)
    assert [value_of(charge) for charge in judgment.charges] == ["盗窃罪"]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif"])
def test_a_picture_is_recognised(tmp_path, suffix):
    page().save(tmp_path / f"a{suffix}")
    piece = read_one(tmp_path / f"a{suffix}")
    assert piece.source.format == "picture+ocr"
    assert likeness(piece.text) > 0.95


def test_every_page_of_a_tif_is_read(tmp_path):
    top, bottom = page().crop((0, 0, 960, 250)), page().crop((0, 350, 960, 560))
    top.save(tmp_path / "a.tif", save_all=True, append_images=[bottom])
    text = flat(read_one(tmp_path / "a.tif").text)
    assert "刑事判决书" in text
    assert "判处有期徒刑六个月" in text


def test_an_empty_picture_is_no_judgment(tmp_path):
    Image.new("L", (300, 300), 255).save(tmp_path / "a.png")
    (piece,) = read_source(tmp_path)
    assert piece.code == "empty"


def test_a_picture_that_would_flood_the_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 10_000)
    Image.new("L", (300, 300), 255).save(tmp_path / "a.png")
    (piece,) = read_source(tmp_path)
    assert piece.code == "too_large"


def test_a_picture_cut_short_is_rejected(tmp_path):
    page().save(tmp_path / "a.png")
    whole = (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").write_bytes(whole[: len(whole) // 2])
    (piece,) = read_source(tmp_path)
    assert piece.code == "damaged"


def test_without_the_extra_a_picture_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "can_recognise", lambda: False)
    page().save(tmp_path / "a.png")
    (piece,) = read_source(tmp_path)
    assert (piece.code, "tongpan[ocr]" in piece.reason) == ("scan", True)


@pytest.mark.parametrize("absent", ["onnxruntime", "rapidocr", "models"])
def test_what_is_not_installed_whole_is_not_used(tmp_path, monkeypatch, absent):
    def find_spec(name):
        if name == absent:
            return None
        spec = machinery.ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations.append(str(tmp_path))
        return spec

    monkeypatch.setattr(recognition, "find_spec", find_spec)
    assert recognition.can_recognise.__wrapped__() is False


def test_red_print_is_not_seen_and_black_print_is():
    colours = np.array([[[255, 255, 255], [230, 20, 20], [10, 10, 10]]], dtype=np.uint8)
    assert without_seal(colours).tolist() == [[255, 230, 10]]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ([], []),
        ([Words("甲乙", 10, 0, 50, 20)], ["甲乙"]),
        # one row out of order, with a distance between
        ([Words("乙", 90, 1, 110, 21), Words("甲", 10, 0, 30, 20)], ["甲　　　乙"]),
        # rows from above, the second indented by two characters
        ([Words("丙丁", 50, 40, 90, 60), Words("甲乙", 10, 0, 50, 20)], ["甲乙", "　　丙丁"]),
    ],
)
def test_pieces_become_lines(words, lines):
    assert lines_of_words(words) == lines
