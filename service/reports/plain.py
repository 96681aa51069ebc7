"""How is a report written as plain text, for the command line and for reading by eye?"""

from collections.abc import Iterator, Sequence

from service.reports.blocks import (
    Block,
    Choices,
    Facts,
    Paragraph,
    PlainHeading,
    Quotation,
    Signature,
    Table,
    Title,
)

TICKED, UNTICKED = "■", "□"
"""Boxes that every Chinese font has."""


def render_plain(blocks: Sequence[Block]) -> str:
    """Return the blocks as text; each quote stands whole, with its place behind it."""
    return "\n".join(line for block in blocks for line in _lines(block)) + "\n"


def labelled(label: str, text: str) -> str:
    """Return words behind what they tell.

    Example:
        >>> labelled("说明", "无"), labelled("", "无")
        ('说明：无', '无')
    """
    return f"{label}：{text}" if label else text


def _lines(block: Block) -> Iterator[str]:  # noqa: C901 - one case a kind of block
    match block:
        case Title():
            yield from (*block.lines, *block.below)
        case PlainHeading():
            yield ""
            yield block.text
        case Paragraph():
            yield labelled(block.label, block.text)
        case Quotation():
            span = block.quote.span
            yield f"{block.label}：“{block.quote.text}”"
            yield f"　　——{block.source}，{block.quote.judgment_id} 第{span.start}至{span.end}字"
        case Facts():
            yield from (f"{name}：{value}" for name, value in block.pairs)
        case Table():
            yield " | ".join(column.title for column in block.columns)
            for row in block.rows:
                yield " | ".join(" ".join(cell.split("\n")) for cell in row)
        case Choices():
            yield f"{block.label}："
            for is_ticked, words in block.options:
                yield f"　{TICKED if is_ticked else UNTICKED} {words}"
        case Signature():
            yield ""
            yield from block.lines
