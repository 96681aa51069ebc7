"""Reports on the command line: listed, shown, checked, written, asked again."""

import json

import docx
import pytest

from service.pending.opening import CaseEntry, CasePaper
from service.reports.codec import encode_content
from service.reports.paper.pdf import find_office
from service.reports.replay import asking_tiers
from tests.service.papers import WordIndex
from tests.service.reports.made import content_of, unanswered


class TestCommands:
    @pytest.fixture
    def stored(self, edge, judge, content, clock):
        return edge.reports.open(unanswered(content), actor=judge, now=clock())

    @pytest.fixture
    def file(self, tmp_path, judgments):
        made = tmp_path / "report.json"
        made.write_text(json.dumps(encode_content(content_of(judgments))), "utf-8")
        return str(made)

    def test_reports_are_listed_shown_and_checked(self, tongpan, stored):
        code, out, _ = tongpan("report", "list")
        assert (code, out.split()[:2]) == (0, [stored.id, "类检〔2026〕1号"])
        _, out, _ = tongpan("report", "list", "--json")
        assert json.loads(out)[0]["state"] == "draft"
        code, out, _ = tongpan("report", "show", stored.id)
        assert code == 0
        assert "七、结论与建议" in out
        code, out, _ = tongpan("report", "check", stored.id)
        assert code == 1
        assert out.startswith("须补正　当事人提交案例及回应情况：")

    def test_a_file_is_shown_checked_and_printed_without_being_stored(self, tongpan, stored, file):
        code, out, _ = tongpan("report", "check", file)
        assert (code, out) == (0, "八项要素齐全，没有须补正的问题\n")
        _, out, _ = tongpan("report", "check", file, "--json")
        assert json.loads(out) == {"may_be_signed": True, "findings": []}
        _, out, _ = tongpan("report", "show", file, "--json")
        assert json.loads(out)["schema"] == 1
        assert len(json.loads(tongpan("report", "list", "--json")[1])) == 1

    def test_a_report_is_written_as_word(self, tongpan, stored, tmp_path):
        target = tmp_path / "out.docx"
        code, out, _ = tongpan("report", "docx", stored.id, str(target), "--json")
        assert code == 0
        assert json.loads(out)["bytes"] == target.stat().st_size
        assert docx.Document(str(target)).paragraphs[1].text == "类案检索报告"

    @pytest.mark.slow
    @pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
    def test_a_report_is_written_as_pdf(self, tongpan, file, stored, tmp_path):
        target = tmp_path / "out.pdf"
        code, _, _ = tongpan("report", "pdf", file, str(target))
        assert code == 0
        assert target.read_bytes().startswith(b"%PDF-")

    def test_without_libreoffice_the_command_says_how_to_get_it(
        self, tongpan, stored, tmp_path, monkeypatch
    ):
        monkeypatch.setattr("service.cli.matters.reporting.find_office", lambda: None)
        code, _, err = tongpan("report", "pdf", stored.id, str(tmp_path / "out.pdf"))
        assert code == 1
        assert "libreoffice-writer-nogui" in err
        assert not (tmp_path / "out.pdf").exists()

    @pytest.mark.parametrize("text", ["{", "[]", '{"schema": 1}', '{"schema": 2, "content": {}}'])
    def test_a_file_that_holds_no_report_is_refused(self, tongpan, stored, tmp_path, text):
        wrong = tmp_path / "wrong.json"
        wrong.write_text(text, "utf-8")
        code, out, _ = tongpan("report", "show", str(wrong), "--json")
        assert code == 1
        assert json.loads(out)["error"]["code"] == "report_content_malformed"

    def test_a_report_that_is_not_there_is_told(self, tongpan, stored):
        code, out, _ = tongpan("report", "show", "r0", "--json")
        assert (code, json.loads(out)["error"]["code"]) == (1, "not_found")

    @pytest.fixture
    def searched(self, edge, judge, content, clock):
        """A report of a case whose search is kept."""
        text = "被告人辛某饮酒后驾驶小型轿车，在城区路口被民警查获。"
        paper = CasePaper(text=text, file_name=None, external_id=None)
        case = edge.pending.open(paper, CaseEntry(), account_id=judge.account_id, now=clock())
        edge.case_searcher.by_tiers(case, account_id=judge.account_id, now=clock())
        clock.forward(minutes=5)
        made = edge.reports.open(content, actor=judge, pending_case_id=case.id, now=clock())
        clock.forward(minutes=5)
        # Searched after the report was made: the report does not rest on it.
        changed = edge.pending.change(
            case.id, CaseEntry(issues=("自首",)), account_id=judge.account_id, now=clock()
        )
        edge.case_searcher.by_tiers(changed, account_id=judge.account_id, now=clock())
        return made

    def test_a_report_is_replayed_and_what_changed_is_told(
        self, tongpan, searched, edge, judgments, index_shelf, monkeypatch
    ):
        # No index lies in the folder of this test; the one in memory answers instead.
        monkeypatch.setattr(
            "service.cli.matters.replaying.asking_tiers", lambda _: asking_tiers(edge.tiers)
        )
        code, out, _ = tongpan("report", "replay", searched.id)
        assert code == 0
        assert len(out.splitlines()) == 1
        assert "同一索引，结果相同" in out
        (told,) = json.loads(tongpan("report", "replay", searched.id, "--json")[1])
        assert (told["is_same_index"], told["is_same_list"]) == (True, True)
        kept = edge.case_searcher.records.queries(searched.pending_case_id)[0]
        gone = kept.hits[0].judgment_id
        left = [each for each in judgments if each.id != gone]
        index_shelf.index = WordIndex(left, snapshot_id="s2")
        code, out, _ = tongpan("report", "replay", searched.id)
        assert code == 0
        assert "索引由 s1 变为 s2" in out
        assert f"不再出现：{gone}（第1名）" in out

    def test_a_report_without_kept_queries_is_not_replayed(self, tongpan, stored):
        code, out, _ = tongpan("report", "replay", stored.id, "--json")
        assert (code, json.loads(out)["error"]["code"]) == (1, "nothing_to_replay")
