"""English: each text of ours has a row, each row is of a text of ours, and what fills in is told."""

import ast
import re
from functools import cache
from types import SimpleNamespace

import pytest
from jinja2 import Environment
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from service.pending.model import PaperKind
from service.web.cases.desk_view import DeskPaper, paragraphs_of
from service.web.pieces.text_view import Run
from service.web.rendering import environment
from service.web.wordbook.english import (
    bare,
    is_content,
    told_html,
    told_plain,
)
from service.web.wordbook.english_templates import EnglishTemplates, messages_of
from service.web.wordbook.language import Language
from service.web.wordbook.translation import HAN, SLOT, english_of, key_of, rows
from tests.architecture.sources import ROOT

TEMPLATES = sorted((ROOT / "service/web/templates").glob("*.html"))
# Modules whose texts stand on the pages; papers, commands and interface descriptions do not.
SPOKEN = (
    "service/labels.py",
    "service/outcome_labels.py",
    "service/web",
    "service/audits/words.py",
    "service/case_divergence/words.py",
    "service/collisions",
    "service/drafts/words.py",
    "service/notices",
    "service/subscriptions",
    "service/referral/committee/words.py",
    "service/referral/conference/words.py",
    "service/referral/flags/words.py",
    "service/referral/papers/words.py",
    "service/referral/rules/words.py",
    "service/referral/secretary/words.py",
    "service/referral/words.py",
    "service/reports/words.py",
    "service/upgrades/words.py",
    "service/ranking/words.py",
    "service/tiers",
    "service/health.py",
    "service/engine_health.py",
    "service/settings_words.py",
)
# Content that is written in Chinese whoever reads it: examples to search by, the name of the page
# in the other language, signs that are read.
CONTENT = {
    "service/tiers/hierarchy.py",
    "service/web/wordbook/citing.py",
    "service/web/search/examples.py",
    "service/web/wordbook/language.py",
    "service/web/wordbook/measuring.py",
    "service/web/wordbook/translation.py",
}
# Rooms whose sentences stand in papers, at the command line or in the description of the interface.
UNSHOWN = (
    "service/api",
    "service/app.py",
    "service/audits/bulletins.py",
    "service/audits/workbook",
    "service/cli",
    "service/errors.py",
    "service/referral/papers",
    "service/referral/secretary/monthly.py",
    "service/reports/assembling.py",
    "service/reports/layout.py",
    "service/reports/outside_layout.py",
    "service/reports/paper",
    "service/reports/plain.py",
    "service/settings.py",
    "service/store/migrations",
)
# What a sentence of ours has and a pattern or a list of signs has not.
SENTENCE = re.compile(r"[^|\\[?*]*[\u4e00-\u9fff][^|\\[?*]*")
# Signs that are read, and pieces of a name that is content.
SIGNS = {
    "于在与和的、，。；：犯向对因系将为应支偿赔归返退到经诉均等及辩是以不已伙（(给承负提要立之",
    "{}一案。 本院认为，{}。",
    "{}省",
    "{}市",
    "{}市中级人民法院",
    "{}万",
    "{}亿",
    "{}.{}元",
    "{}十{}",
    "{}第{}项",
    "之{}",
    "第{}款",
}
# Numbers and names of law, and what is typed in Chinese: after e.g., a comma or an equals sign.
QUOTED = re.compile(
    r"[\u4e00-\u9fff]*〔\d+〕\d+号|《.*?》(?:第[\u4e00-\u9fff]+条)?|人民法院组织法|九民纪要|本院认为|（2026）吉0104民初12号|（2023）京01民终1号"
    r"|e\.g\..*|(?<=,)[\u4e00-\u9fff]+| or 副?检察长|检察长|放假|上班|或|不含|第|、"
)
TELLING = ("placing.py", "timing.py")
"""Modules of the law that say why a version of it applies."""
LETTERS = {"甲", "乙", "丙", "丁"}
"""Of positions; the signs stand in one text together."""
FIELD = re.compile(r"\{\w+\}")


@cache
def texts_of_templates():
    return {text: path.name for path in TEMPLATES for text in messages_of(path.read_text("utf-8"))}


@cache
def texts_of_modules():
    found = {}
    for place in SPOKEN:
        path = ROOT / place
        for file in [path] if path.suffix else sorted(path.rglob("*.py")):
            name = str(file.relative_to(ROOT))
            if name not in CONTENT:
                found |= dict.fromkeys(texts_of(file.read_text("utf-8")), name)
    return found


@cache
def sentences_of_modules():
    """Sentences of every module that may come to a page, whichever room it stands in."""
    rooms = [*(ROOT / "service").rglob("*.py"), *(ROOT / "corpus/relations").glob("*.py")]
    return {
        text: name
        for path in sorted([*rooms, *(ROOT / "corpus/law" / each for each in TELLING)])
        if not (name := str(path.relative_to(ROOT))).startswith(UNSHOWN) and name not in CONTENT
        for text in texts_of(path.read_text("utf-8"))
        if is_sentence(text) and text not in SIGNS
    }


def is_sentence(text):
    """Tell whether a text is said whole: it has points or commas, or places that are filled in."""
    return SENTENCE.fullmatch(text) is not None and any(each in text for each in ("，", "。", SLOT))


def texts_of(source):
    """Return the texts of a module: literals that are no docstrings, fields of f-strings as slots."""
    tree = ast.parse(source)
    inside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(node.value)
        if isinstance(node, ast.JoinedStr):
            inside |= {part for part in ast.walk(node) if part is not node and is_text(part)}
            inside -= {
                part
                for value in node.values
                if isinstance(value, ast.FormattedValue)
                for part in ast.walk(value.value)
            }
    for node in ast.walk(tree):
        if not is_text(node) or node in inside:
            continue
        text = (
            node.value
            if isinstance(node, ast.Constant)
            else "".join(
                part.value if isinstance(part, ast.Constant) else SLOT for part in node.values
            )
        )
        if HAN.search(text):
            yield key_of(FIELD.sub(SLOT, text))


def is_text(node):
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_every_text_of_the_templates_has_an_english_row():
    missing = {text: name for text, name in texts_of_templates().items() if text not in rows()}
    assert missing == {}, "add rows to service/web/wordbook/words_en"


def test_every_text_of_the_modules_has_an_english_row():
    missing = {text: name for text, name in texts_of_modules().items() if text not in rows()}
    assert missing == {}, "add rows to service/web/wordbook/words_en"


def test_every_sentence_of_every_module_has_an_english_row():
    missing = {text: name for text, name in sentences_of_modules().items() if text not in rows()}
    assert missing == {}, "add rows to service/web/wordbook/words_en"


def test_no_row_stands_for_a_text_that_nobody_says():
    used = texts_of_templates().keys() | texts_of_modules().keys() | said_elsewhere() | LETTERS
    assert {text for text in rows() if text not in used} == set(), "take these rows out"


@cache
def said_elsewhere():
    """Texts of the other modules, which may have rows and need none."""
    return {
        text
        for room in (
            "service",
            "corpus/effect.py",
            "corpus/lineage/effects.py",
            "corpus/relations",
            *(f"corpus/law/{each}" for each in TELLING),
        )
        for path in [ROOT / room, *sorted((ROOT / room).rglob("*.py"))]
        if path.suffix == ".py"
        for text in texts_of(path.read_text("utf-8"))
    }


def test_english_takes_what_chinese_gives():
    assert {text: rows()[text] for text in rows() if not takes_the_same(text)} == {}


def takes_the_same(text):
    english = rows()[text]
    numbers = [int(each) for each in re.findall(r"\{(\d+)\}", english)]
    n = text.count(SLOT)
    return english.count(SLOT) + len(numbers) == n and all(each < n for each in numbers)


def test_english_has_no_chinese_but_what_is_named_or_typed():
    left = {
        text: english for text, english in rows().items() if HAN.search(QUOTED.sub("", english))
    }
    assert left == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda each: each.name)
def test_every_template_can_be_read_in_english(path):
    assert environment(Language.ENGLISH).get_template(path.name) is not None


def page(source, **content):
    made = Environment(autoescape=True, extensions=[EnglishTemplates])
    made.filters |= {
        "told": told_html,
        "told_plain": told_plain,
        "bare": bare,
        "is_content": is_content,
    }
    return made.from_string(source).render(**content)


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ("<p>类案</p>", {}, "<p> Similar cases </p>"),
        ("<p>{{ x }}</p>", {"x": "原告"}, "<p>plaintiff</p>"),
        ("<p>{{ x }}</p>", {"x": "张某"}, '<p><span lang="zh">张某</span></p>'),
        ("<p>{{ x }}</p>", {"x": "<b>张"}, '<p><span lang="zh">&lt;b&gt;张</span></p>'),
        ("<p>{{ x }} 件</p>", {"x": 3}, "<p> 3 items </p>"),
        ('<a title="提示">{{ x }}</a>', {"x": 1}, '<a title="Notes">1</a>'),
        ('<a href="/类案">x</a>', {}, '<a href="/类案">x</a>'),
        ("<q lang='zh'>原告{{ x }}</q>", {"x": "原告"}, "<q lang='zh'>原告原告</q>"),
        ("<option>{{ x }}</option>", {"x": "张某"}, '<option lang="zh">张某</option>'),
        ("<option>{{ x }}</option>", {"x": "原告"}, "<option>plaintiff</option>"),
        ("<textarea>{{ x }}</textarea>", {"x": "原告"}, "<textarea>原告</textarea>"),
        ("{% block title %}{{ x }}{% endblock %}", {"x": "张某"}, "张某"),
        (
            '<a class="{{ x }}">1</a>',
            {"x": Markup('<span lang="zh">张</span>')},
            '<a class="张">1</a>',
        ),
        ("<i>{{ x }}</i>", {"x": "原告：张某"}, '<i>plaintiff: <span lang="zh">张某</span></i>'),
        (
            "<i>{{ x }}</i>",
            {"x": "其他类案可以作为作出裁判的参考（法发〔2020〕24号第九条）"},
            '<i>Other similar cases may be consulted (<span lang="zh">法发〔2020〕24号</span> art. 9)</i>',
        ),
        (
            "<i>{{ x }}</i>",
            {"x": Markup('<svg><text x="1">未载明</text><text>张某</text></svg>')},
            '<i><svg><text x="1">not stated</text><text lang="zh">张某</text></svg></i>',
        ),
        ('<i>{{ "是" if x else "否" }}</i>', {"x": 0}, "<i>no</i>"),
        ("<i>{{ x }}</i>", {"x": Markup("<b>类案</b>")}, "<i><b>类案</b></i>"),
        ("<i>（{{ x }}）</i>", {"x": 1}, "<i> (1) </i>"),
    ],
)
def test_texts_become_english_and_content_is_marked(source, content, expected):
    assert " ".join(page(source, **content).split()) == " ".join(expected.split())


@pytest.mark.parametrize("quoted", ["公诉机关", "公诉机关云溪林区人民检察院。", "原告：张某"])
def test_what_is_quoted_is_never_told_in_english(quoted):
    run = Run(text=quoted, is_mark=False, passage=None, opens_passage=False)
    marked = Run(text=quoted, is_mark=True, passage=None, opens_passage=False)
    made = environment(Language.ENGLISH)
    page = made.from_string('{% import "parts.html" as parts %}{{ parts.runs(runs) }}')
    shown = page.render(runs=(run, marked, run))
    assert LexborHTMLParser(shown).text() == quoted * 3
    assert "公诉机关" in rows()


@pytest.mark.parametrize(
    "line", ["公诉机关云溪林区人民检察院。", "公诉机关：云溪林区人民检察院", "原告"]
)
def test_the_paper_on_the_desk_is_never_told_in_english(line):
    paper = DeskPaper(parties=(), panel=(), paragraphs=paragraphs_of(line))
    case = SimpleNamespace(
        **dict.fromkeys(("id", "court", "handling_judge", "filed_on", "happened_on", "file_name")),
        paper=next(iter(PaperKind)),
        issues=("原告",),
        intended_provisions=(),
        intended_ruling="驳回",
    )
    card = SimpleNamespace(about=())
    made = environment(Language.ENGLISH)
    page = made.from_string(
        '{% import "desk_parts.html" as desk %}{{ desk.paper(case, card, paper) }}'
    )
    shown = LexborHTMLParser(page.render(case=case, card=card, paper=paper))
    assert [each.text() for each in shown.css(".paper-text p")] == [line]
    assert [each.text() for each in shown.css("dd")] == ["1. 原告", "驳回"]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("原告、被告", "plaintiff, defendant"),
        ("第 3 版", "Version 3"),
        ("共 3 件原告的财产", None),
        ("张某", None),
        ("2020", "2020"),
        (
            "案由（罪名）相同，同引 4 条，法律版本不同",
            "same cause (charge), 4 provisions cited by both, another version of the law",
        ),
        ("第四顺位　本院生效裁判", "Fourth tier, effective judgments of this court"),
        ("没有用语料训练; 张某", None),
        ("语义接近第1位，用词重合第12位", "near in meaning: no. 1, shares words: no. 12"),
        ("最高人民法院", None),
        ("最高：80毫克", "at most 80毫克"),
        (
            (
                "法律版本不同：2023年8月15日起规定有实质改动。原：五株；现：九株（法释〔2023〕8号第六条）。"
                "本案事实发生于2026年3月4日，新规定已施行；该案引用《森林法》。不同结果可能来自法律变化。"
            ),
            (
                "Another version of the law: changed in substance since 2023-8-15. Before: 五株; now: 九株 "
                "(法释〔2023〕8号 art. 6). This case: facts of 2026-3-4, the new rules in force; that "
                "case: cites 《森林法》. A different outcome may come from the change."
            ),
        ),
    ],
)
def test_what_is_put_together_of_known_texts_is_known(chinese, english):
    assert english_of(chinese) == english


@pytest.mark.parametrize(
    "path", sorted((ROOT / "service/web/assets").glob("*.js")), ids=lambda each: each.name
)
def test_scripts_say_nothing_that_pages_do_not_tell_them(path):
    said = [line for line in path.read_text("utf-8").splitlines() if HAN.search(line)]
    assert said == []
