"""How does a template that is written in Chinese become a page in English?

The source of the template is read once, before Jinja reads it: texts between tags, and the
attributes that people read, are looked up in the table, with what Jinja fills in as slots. What is
filled in by itself goes through the filters of :mod:`service.web.wordbook.english`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2.ext import Extension

from service.web.wordbook.english import NAMED
from service.web.wordbook.translation import HAN, SLOT, key_of, numbered, rows

READ_OUT: Final = frozenset(
    {
        "title",
        "aria-label",
        "data-some",
        "placeholder",
        "alt",
        "data-busy",
        "label",
        "aria-description",
        "content",
    }
)
"""Attributes that people read."""
_JINJA: Final = re.compile(r"(\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\})", re.DOTALL)
_TAG: Final = re.compile(r"<!--.*?-->|<!|</?[a-zA-Z][a-zA-Z0-9-]*", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(["'])""")
_LITERAL: Final = re.compile(r'"([^"\\]*)"')
_EXPRESSION: Final = re.compile(r"\{\{(-?)(.*?)(-?)\}\}", re.DOTALL)
_TITLE_BLOCK: Final = re.compile(r"\{%-?\s*block\s+title\b")
_END_OF_BLOCK: Final = re.compile(r"\{%-?\s*endblock\b")
_TERM_CALL: Final = "term.word("
_PLAIN_ELEMENTS: Final = frozenset({"title", "option", "textarea"})
_TYPED: Final = "textarea"
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "rect",
        "circle",
        "line",
        "path",
    ]
)
_CHINESE_TAG: Final = re.compile(r"""lang\s*=\s*["']zh""")


class EnglishTemplates(Extension):
    """Makes the templates English when they are read."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source with our texts in English."""
        del name, filename
        return "".join(_Reading().read(source))


def messages_of(source: str) -> frozenset[str]:
    """Return the Chinese texts of a template, as rows of the table have them.

    Example:
        >>> sorted(messages_of('<p title="提示">共 {{ n }} 件</p>{{ "是" if n else "否" }}'))
        ['共 {} 件', '否', '提示', '是']
    """
    reading = _Reading()
    for _ in reading.read(source):
        pass
    return frozenset(reading.asked)


@dataclass(slots=True)
class _Reading:
    """A template while it is read.

    Attributes:
        asked: The Chinese texts so far.
        elements: Names of the elements that are open, and whether each is marked as Chinese.
        text: What stands of the text that is being read.
        in_tag: Whether a tag is open.
        attribute: The attribute that is being read, or empty.
        quote: Its quotation mark.
        tag: What stands of the tag.
        is_held: Whether the end of a tag waits until it is known what stands in the element.
    """

    asked: set[str] = field(default_factory=set)
    elements: list[tuple[str, bool]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    in_tag: bool = False
    attribute: str = ""
    quote: str = ""
    tag: str = ""
    is_held: bool = False

    def read(self, source: str) -> Iterator[str]:
        for part in _JINJA.split(source):
            if part.startswith("{#"):
                yield from self._flush()
                yield part
            elif part.startswith("{%"):
                yield from self._flush()
                self._title_of_page(part)
                yield self._words_in(part)
            elif part.startswith("{{"):
                self._filled(part)
                if self.in_tag and not self.quote:
                    yield from self._flush()
            else:
                yield from self._data(part)
        yield from self._flush()

    def _title_of_page(self, part: str) -> None:
        """Follow the block that stands in the title of the page, where no element can."""
        if _TITLE_BLOCK.match(part):
            self.elements.append(("title", False))
        elif _END_OF_BLOCK.match(part) and self.elements[-1:] == [("title", False)]:
            self.elements.pop()

    def _data(self, data: str) -> Iterator[str]:
        at = 0
        while at < len(data):
            if self.quote:
                end = data.find(self.quote, at)
                if end < 0:
                    self.text.append(data[at:])
                    return
                self.text.append(data[at:end])
                yield from self._flush()
                yield self.quote
                self.quote = self.attribute = ""
                at = end + 1
            elif self.in_tag:
                at = yield from self._in_tag(data, at)
            else:
                found = _TAG.search(data, at)
                end = len(data) if found is None else found.start()
                self.text.append(data[at:end])
                if found is None:
                    return
                yield from self._flush()
                self._opened(found.group())
                yield found.group()
                at = found.end()

    def _in_tag(self, data: str, at: int) -> Any:  # noqa: ANN401 - a generator that returns a place
        close = data.find(">", at)
        found = _ATTRIBUTE.search(data, at)
        if found is not None and (close < 0 or found.start() < close):
            self.tag += data[at : found.end()]
            yield data[at : found.end()]
            self.attribute, self.quote = found[1], found[2]
            value_end = data.find(self.quote, found.end())
            self.tag += data[found.end() : value_end + 1] if value_end >= 0 else ""
            return found.end()
        if close < 0:
            self.tag += data[at:]
            yield data[at:]
            return len(data)
        self.tag += data[at:close]
        self._closed()
        self.is_held = bool(self.elements) and self.elements[-1][0] in _PLAIN_ELEMENTS
        yield data[at:close] if self.is_held else data[at : close + 1]
        return close + 1

    def _opened(self, tag: str) -> None:
        if tag.startswith("<!--"):
            return
        self.in_tag, self.tag = True, tag

    def _closed(self) -> None:
        name = self.tag.lstrip("</").split()[0].lower() if self.tag.lstrip("</").split() else ""
        name = re.split(r"[\s/]", name)[0]
        if self.tag.startswith("</"):
            for place in range(len(self.elements) - 1, -1, -1):
                if self.elements[place][0] == name:
                    del self.elements[place:]
                    break
        elif name not in _VOID and not self.tag.rstrip().endswith("/") and not name.startswith("!"):
            self.elements.append((name, _CHINESE_TAG.search(self.tag) is not None))
        self.in_tag, self.tag = False, ""

    def _filled(self, part: str) -> None:
        self.text.append(self._words_in(part))

    def _words_in(self, part: str) -> str:
        """Return an expression or a statement with the texts in it in English."""

        def worded(found: re.Match[str]) -> str:
            if not HAN.search(found[1]):
                return f'"{_PUNCTUATION.get(found[1], found[1])}"'
            self.asked.add(key_of(found[1]))
            english = rows().get(key_of(found[1]))
            return found[0] if english is None else f'"{english}"'

        if _TERM_CALL in part:
            # The first is the key of the table of terms, a second is shown in its place.
            self.asked.update(_LITERAL.findall(part)[1:])
            return part
        return _LITERAL.sub(worded, part)

    def _flush(self) -> Iterator[str]:
        """Give what was read of a text, in English."""
        parts, self.text = self.text, []
        if self.is_held:
            yield self._end_of_tag(parts)
        if not parts:
            return
        if self._is_left_alone():
            yield "".join(self._bare(each) if self.quote else each for each in parts)
            return
        slots = [each for each in parts if each.startswith("{{")]
        literal = "".join(SLOT if each.startswith("{{") else each for each in parts)
        key = key_of(literal)
        if HAN.search(key.replace(SLOT, "")):
            self.asked.add(key)
            english = rows().get(key)
            if english is None:
                yield "".join(self._slot(each) if each.startswith("{{") else each for each in parts)
                return
            yield self._padded(literal, self._worded(self._named(english), slots))
            return
        told = (
            self._slot(each) if each.startswith("{{") else each.translate(_SIGNS) for each in parts
        )
        yield "".join(told)

    def _named(self, english: str) -> str:
        return english if self._is_plain() else NAMED.sub(r'<span lang="zh">\1</span>', english)

    def _padded(self, literal: str, english: str) -> str:
        """Return English with white space round it: what was written without any needs some."""
        between = "" if self.quote else " "
        start = literal[: len(literal) - len(literal.lstrip())] or between
        end = literal[len(literal.rstrip()) :] or between
        if english[:1] in _CLOSING:
            start = ""
        return f"{start}{english}{end}"

    def _worded(self, english: str, slots: list[str]) -> str:
        parts = re.split(r"\{(\d+)\}", numbered(english))
        return "".join(
            self._slot(slots[int(part)]) if place % 2 else part for place, part in enumerate(parts)
        )

    def _slot(self, part: str) -> str:
        found = _EXPRESSION.fullmatch(part)
        if found is None:
            return part
        how = "told_plain" if self._is_plain() else "told"
        return f"{{{{{found[1]} ({found[2].strip()}) | {how} {found[3]}}}}}"

    def _bare(self, part: str) -> str:
        found = _EXPRESSION.fullmatch(part)
        return (
            part if found is None else f"{{{{{found[1]} ({found[2].strip()}) | bare {found[3]}}}}}"
        )

    def _end_of_tag(self, parts: Sequence[str]) -> str:
        """Return the end of a tag, marked as Chinese where what is filled in is content."""
        self.is_held = False
        found = [match[2] for each in parts if (match := _EXPRESSION.fullmatch(each))]
        marked = " or ".join(f"(({each.strip()}) | is_content)" for each in found)
        return f'{{% if {marked} %}} lang="zh"{{% endif %}}>' if found else ">"

    def _is_plain(self) -> bool:
        inner = self.elements[-1][0] if self.elements else ""
        return bool(self.quote) or inner in _PLAIN_ELEMENTS

    def _is_left_alone(self) -> bool:
        """Tell whether a text is not ours to change: an address, what was typed, content."""
        if self.quote:
            return self.attribute.lower() not in READ_OUT
        if self.in_tag:
            return True
        inner = self.elements[-1][0] if self.elements else ""
        return inner == _TYPED or any(is_chinese for _, is_chinese in self.elements)


_CLOSING: Final = frozenset(",.;:)?!'")
_PUNCTUATION: Final = {"、": ", ", "，": ", ", "；": "; ", "：": ": ", "。": ". ", "　": " "}
_SIGNS: Final = str.maketrans(
    {
        "，": ", ",
        "、": ", ",
        "；": "; ",
        "。": ". ",
        "：": ": ",
        "（": " (",
        "）": ") ",
        "　": " ",
        "—": "–",
        "《": "",
        "》": "",
    }
)
