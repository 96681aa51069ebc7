"""A paper read back from its .docx, as whoever opens it sees it."""

import io

import docx


def words_of(content):
    """Return all text of a .docx in order: paragraphs and, cell by cell, tables."""
    document = docx.Document(io.BytesIO(content))
    lines = []
    for element in document.element.body:
        if element.tag.endswith("}p"):
            lines.append("".join(each.text or "" for each in element.iter() if _is_text(each)))
        elif element.tag.endswith("}tbl"):
            for row in element.iter():
                if row.tag.endswith("}tr"):
                    cells = [each for each in row if each.tag.endswith("}tc")]
                    lines.append(" | ".join(_cell(each) for each in cells))
    return "\n".join(line for line in lines if line)


def head_and_foot(content):
    """Return what stands above and below each page."""
    section = docx.Document(io.BytesIO(content)).sections[0]
    return tuple(
        "\n".join(each.text for each in part.paragraphs)
        for part in (section.header, section.footer)
    )


def _cell(cell):
    return "".join(each.text or "" for each in cell.iter() if _is_text(each))


def _is_text(element):
    return element.tag.endswith("}t")
