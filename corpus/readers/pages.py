"""A saved page holds one judgment among menus, scripts and notices."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.decoding import decode_text
from corpus.readers.pieces import Piece, Refusal, SourceFile, piece_of

_NOISE = (
    "script, style, noscript, template, nav, header, footer, aside, form, button, select, iframe"
)

_CONTAINERS = ("#DivContent", ".PDF_pox", "#Content", "article", "main", "body")
"""Where pages keep the paper, likeliest first: court portal old and new, court sites, any page."""

_BLOCKS = (
    "p, div, br, tr, li, h1, h2, h3, h4, h5, h6, table, ul, ol, dd, dt, section, article, center,"
    "pre"
)

# A control character that no page holds marks the breaks while white space is folded.
_BREAK = "\x1e"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(rf" *{_BREAK}[ {_BREAK}]*")


class HtmlReader:
    """Reads .html pages."""

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the one judgment of the page, with the page's title beside it."""
        data = file.read()
        html = data if isinstance(data, Refusal) else decode_text(data)
        if isinstance(html, Refusal):
            yield html.at(file.place)
            return
        title = LexborHTMLParser(html).css_first("title")
        words = _SPACES.sub(" ", title.text()).strip() if title is not None else ""
        yield piece_of(
            file, text=text_of_html(html), form="html", given={"title": words} if words else {}
        )


def text_of_html(html: str) -> str:
    r"""Return the text that a page shows, one line per block.

    Example:
        >>> text_of_html("<div>甲县人民法院<br>判决书</div><script>x()</script>")
        '甲县人民法院\n判决书'
    """
    tree = LexborHTMLParser(html)
    for node in tree.css(_NOISE):
        node.decompose()
    container = _container(tree)
    if container is None:
        return ""
    for node in container.css(_BLOCKS):
        node.insert_before(_BREAK)
        node.insert_after(_BREAK)
    folded = _SPACES.sub(" ", container.text())
    return _BREAKS.sub("\n", folded).strip()


def _container(tree: LexborHTMLParser) -> LexborNode | None:
    for selector in _CONTAINERS:
        node = tree.css_first(selector)
        if node is not None and node.text(strip=True):
            return node
    return None
