"""A .docx file is one judgment; what is not its running text stays out."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import docx
from docx.document import Document

from corpus.readers.docx_numbering import Numbering
from corpus.readers.office import OFFICE_ERRORS, office_refusal
from corpus.readers.pieces import Piece, Refusal, SourceFile, piece_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _TEXT = f"{_W}p", f"{_W}tbl", f"{_W}t"
_FRAMES = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}

# Old drawings repeat their text for old programs; text boxes hold seals and notes; deleted text
# of tracked changes is not in force, moved text stands again where it was moved to.
_SKIPPED = frozenset(
    {
        f"{_W}txbxContent",
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}pPr",
        f"{_W}rPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    }
)


class DocxReader:
    """Reads .docx.

    Headers, footers, footnotes, comments, text boxes and tables stay out of the text; numbers that
    Word counts by itself (一、二、) are written before their paragraphs. A paper whose whole text
    stands in a table, as some court systems lay it out, is read from there.
    """

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the one judgment of the file."""
        with file.open() as stream:
            try:
                with zipfile.ZipFile(stream) as package:
                    refusal = office_refusal(package)
                text = None if refusal else _text_of(docx.Document(stream))
            except OFFICE_ERRORS as error:
                refusal, text = Refusal("damaged", f"no readable .docx file: {error}"), None
        if text is None:
            yield (refusal or Refusal("damaged", "no .docx file")).at(file.place)
        else:
            yield piece_of(file, text=text, form="docx")


def _text_of(document: Document) -> str:
    body = document.element.body
    lines = _lines_of(document, _paragraphs(body))
    if not any(line.strip() for line in lines):
        lines = _lines_of(document, body.iter(_PARAGRAPH))
    return "\n".join(lines).strip()


def _lines_of(document: Document, paragraphs: Iterable[Any]) -> list[str]:
    numbering = Numbering(document)
    lines = []
    for paragraph in paragraphs:
        number, text = numbering.number_of(paragraph), _text_in(paragraph)
        # Word numbers an empty paragraph too, but a number alone says nothing.
        lines.append(number + text if text.strip() else text)
    return lines


def _paragraphs(parent: Any) -> Iterator[Any]:  # noqa: ANN401 - an XML element of python-docx
    """Give the paragraphs outside tables, those in the frames of forms (content controls) too."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield child
        elif child.tag in _FRAMES:
            yield from _paragraphs(child)


def _text_in(element: object) -> str:
    """Return the text below an XML element, as a reader of the final version sees it."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        tag = getattr(node, "tag", None)
        if tag == _TEXT:
            parts.append(getattr(node, "text", None) or "")
        elif tag in _BREAKS:
            parts.append(_BREAKS[str(tag)])
        elif tag not in _SKIPPED and tag is not None:
            waiting.extend(reversed(list(node)))  # type: ignore[call-overload]
    return "".join(parts)
