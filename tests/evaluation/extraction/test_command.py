import json
import lzma

import pytest

from evaluation.errors import BenchmarkError
from evaluation.extraction.command import main
from evaluation.extraction.records import DATASETS, casegen_record, read_rows, wenshu_record

HEAD = "江苏省南京市鼓楼区人民法院\n行政裁定书\n（2018）苏0106行初7号"
ROW = {
    "id": "r1",
    "s1": "甲某一审行政裁定书",
    "s2": "江苏省南京市鼓楼区人民法院",
    "s7": "（2018）苏0106行初7号",
    "s31": "2018-05-02",
    "s22": HEAD,
    "s23": "原告甲某诉被告乙局行政处罚一案，本院于2018年4月1日立案。本案现已审理终结",
    "s25": "经审理查明，被告作出处罚决定",
    "s26": "本院认为，应予准许。依照《行政诉讼法》第六十二条之规定，裁定如下",
    "s27": "准许原告甲某撤回起诉。\n案件受理费50元，由原告负担",
    "s28": "审判员丙某\n二〇一八年五月二日\n书记员丁某",
}


def measure(tmp_path, dataset, rows, *, packed=False):
    data = tmp_path / ("rows.jsonl.xz" if packed else "rows.jsonl")
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if packed:
        data.write_bytes(lzma.compress(lines.encode()))
    else:
        data.write_text(lines, encoding="utf-8")
    out, report = tmp_path / "out.json", tmp_path / "misses.md"
    status = main(
        ["--dataset", dataset, "--data", str(data), "--json", str(out), "--report", str(report),
         "--today", "2026-01-01"]
    )  # fmt: skip
    assert status == 0
    return json.loads(out.read_text("utf-8")), report.read_text("utf-8")


def test_a_record_read_right_gives_ones(tmp_path):
    written, _ = measure(tmp_path, "wenshu", [ROW], packed=True)
    names = ("case_number", "court", "decision_date", "document_kind", "section_characters")
    assert {name: written["figures"][name] for name in names} == dict.fromkeys(names, 1.0)
    assert written["details"]["figures"]["court"]["n"] == 1


def test_wrong_labels_give_misses_with_both_values(tmp_path):
    row = ROW | {"s7": "（2018）苏0106行初8号", "s31": "2018-05-03"}
    written, report = measure(tmp_path, "wenshu", [row, ROW | {"id": "r2"}])
    assert written["figures"]["case_number"] == 0.5
    assert "`r1` expected （2018）苏0106行初8号, met （2018）苏0106行初7号" in report
    assert "`r2` expected （2018）" not in report


def test_a_section_miss_shows_the_words_at_both_ends(tmp_path):
    moved = ROW | {
        "s25": ROW["s25"] + "。本院另查明其他情况",
        "s26": "依照《行政诉讼法》第六十二条之规定，裁定如下",
    }
    moved["s25"] += "。本院认为，应予准许"
    written, report = measure(tmp_path, "wenshu", [moved])
    assert written["figures"]["section_documents"] == 0
    assert "section_documents_consistent" not in written["figures"]
    assert "label begins" in report
    assert "the labelled reasons begin behind 本院认为" in report


def test_labels_never_reach_the_reader():
    for row in (ROW, ROW | {"s2": "浙江省高级人民法院", "s7": "（2001）浙民初1号"}):
        assert wenshu_record(row).text == "\n".join(
            ROW[key] for key in ("s22", "s23", "s25", "s26", "s27", "s28")
        )


def test_parts_are_found_in_the_whole_page_whatever_its_white_space():
    page = "<div>" + "</div><div>".join(
        ROW[k].replace("\n", "</div><div>　") for k in ("s22", "s23", "s25", "s26", "s27", "s28")
    ) + "</div>"  # fmt: skip
    record = wenshu_record(ROW | {"qwContent": page})
    assert record.scheme == "page"
    facts = next(part for part in record.sections if part.label == "facts")
    assert record.text[facts.start : facts.end] == ROW["s25"]


def test_a_page_without_the_parts_falls_back_to_the_parts():
    assert wenshu_record(ROW | {"qwContent": "<p>另一篇</p>"}).scheme == "portal"


def test_labels_that_tell_the_facts_twice_are_marked():
    fact = "经审理查明，原告与被告签订合同，被告没有付款。"
    fine = {
        "id": 1,
        "fact": fact,
        "reasoning": "本院认为，应当付款。",
        "judgment": "判决如下：付款。",
    }
    assert casegen_record(fine).gold_fault is None
    assert casegen_record(fine | {"reasoning": "本院认为，综合阐述。" + fact}).gold_fault


def test_a_rejected_record_is_counted_and_named(tmp_path):
    written, report = measure(tmp_path, "wenshu", [ROW, {"id": "empty"}])
    assert written["details"]["rejected_records"] == 1
    assert "`empty` expected a judgment, met empty" in report


def test_a_file_without_records_is_refused(tmp_path):
    data = tmp_path / "none.jsonl"
    data.write_text("\n", encoding="utf-8")
    with pytest.raises(BenchmarkError):
        main(["--dataset", "wenshu", "--data", str(data), "--json", str(tmp_path / "o.json")])


def test_a_missing_or_broken_file_is_refused(tmp_path):
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{", encoding="utf-8")
    for path in (tmp_path / "absent.jsonl", broken):
        with pytest.raises(BenchmarkError):
            list(read_rows(path))


def test_every_set_of_the_command_has_a_reader_of_rows():
    assert set(DATASETS) == {
        "judge",
        "wenshu",
        "simucourt-first",
        "simucourt-second",
        "lecard-sections",
        "casegen",
    }
