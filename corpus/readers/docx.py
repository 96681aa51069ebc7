"""A .docx file is one judgment; what is not its running text stays out."""

import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document

from corpus.readers.office import OFFICE_ERRORS, office_refusal
from corpus.readers.pieces import Piece, Refusal, SourceFile, piece_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _TEXT = f"{_W}p", f"{_W}tbl", f"{_W}t"
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

    Headers, footers, footnotes, comments, text boxes and tables stay out of the text. A paper
    whose whole text stands in a table, as some court systems lay it out, is read from there.
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
    lines = [_text_in(child) for child in body if child.tag == _PARAGRAPH]
    if not any(line.strip() for line in lines):
        lines = [_text_in(paragraph) for paragraph in body.iter(_PARAGRAPH)]
    return "\n".join(lines).strip()


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
