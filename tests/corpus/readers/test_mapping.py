"""A mapping says where a record keeps its fields."""

import json

import pytest

from corpus.errors import DamagedSourceError, SourceError
from corpus.readers import GIVEN_FIELDS, FieldMapping, load_mapping, read_source

RECORD = {
    "body": {"正文": "判决书正文", "尾部": "审判长"},
    "编号": 7,
    "法院": "甲法院",
    "罪名": ["盗窃罪", "诈骗罪"],
}
TOML = """
text = ["body.正文", "body.尾部"]
external_id = "编号"
[given]
court = "法院"
charges = "罪名"
"""


@pytest.mark.parametrize("name", ["mapping.toml", "mapping.json"])
def test_a_mapping_file_names_the_fields(tmp_path, name):
    path = tmp_path / name
    as_json = {
        "text": ["body.正文", "body.尾部"],
        "external_id": ["编号"],
        "given": {"court": "法院", "charges": "罪名"},
    }
    path.write_text(
        TOML if name.endswith("toml") else json.dumps(as_json, ensure_ascii=False), encoding="utf-8"
    )
    source = tmp_path / "x.jsonl"
    source.write_text(json.dumps(RECORD, ensure_ascii=False), encoding="utf-8")
    (piece,) = read_source(source, mapping=load_mapping(path))
    assert piece.text == "判决书正文\n审判长"
    assert piece.source.external_id == "7"
    assert piece.given == {"court": "甲法院", "charges": "盗窃罪、诈骗罪"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "text = 1",
        "text = []",
        'text = "a"\nother = 1',
        'text = "a"\n[given]\ncolour = "b"',
        "[",
    ],
    ids=["empty", "number", "no key", "unknown key", "unknown field", "no TOML"],
)
def test_what_is_no_mapping_is_refused_with_the_accepted_form(tmp_path, content):
    path = tmp_path / "mapping.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DamagedSourceError, match='text = "正文"'):
        load_mapping(path)


def test_a_missing_mapping_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"none\.toml"):
        load_mapping(tmp_path / "none.toml")


def test_given_names_cover_every_section():
    assert "section_reasoning" in GIVEN_FIELDS
    assert FieldMapping(text=("x",), given=dict.fromkeys(GIVEN_FIELDS, "x")).text == ("x",)
