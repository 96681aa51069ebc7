"""A picture file is one judgment, where OCR is installed: a photograph or scan of its pages."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np

from corpus.judgment import RECOGNISED
from corpus.readers.page_lines import text_of_pages
from corpus.readers.pieces import Piece, Refusal, SourceFile, piece_of
from corpus.readers.recognition import (
    EXTRA,
    LONG_SIDE,
    MAX_PICTURES,
    can_recognise,
    lines_of_picture,
    without_seal,
)

MAX_PIXELS = 100_000_000
"""Largest picture that is unpacked; a page of A4 at 600 dots per inch has 35 million pixels."""


class PictureReader:
    """Reads .png, .jpg and .tif; a .tif may hold several pages."""

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the one judgment of the file."""
        if not can_recognise():
            reason = (
                f"a picture; it needs OCR, install {EXTRA}, "
                "or save the recognised text as .txt or .docx"
            )
            yield Refusal("scan", reason).at(file.place)
            return
        data = file.read()
        result = data if isinstance(data, Refusal) else _pages_of(data)
        if isinstance(result, Refusal):
            yield result.at(file.place)
        else:
            yield piece_of(file, text=text_of_pages(result), form=f"picture{RECOGNISED}")


def _pages_of(data: bytes) -> list[list[str]] | Refusal:
    from PIL import Image, ImageSequence, UnidentifiedImageError  # noqa: PLC0415 - of the extra

    pages: list[list[str]] = []
    try:
        with Image.open(BytesIO(data)) as image:
            for frame in ImageSequence.Iterator(image):
                refusal = _refusal_of(frame.size, n_pages=len(pages) + 1)
                if refusal is not None:
                    return refusal
                page = frame.convert("RGB")
                page.thumbnail((LONG_SIDE, LONG_SIDE))
                pages.append(lines_of_picture(without_seal(np.asarray(page))))
    except UnidentifiedImageError:
        return Refusal("damaged", "no readable picture")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        return Refusal("damaged", f"the picture cannot be read: {error}")
    return pages


def _refusal_of(size: tuple[int, int], *, n_pages: int) -> Refusal | None:
    width, height = size
    if width * height > MAX_PIXELS:
        return Refusal("too_large", f"{width} by {height} pixels; at most {MAX_PIXELS:,} are read")
    if n_pages > MAX_PICTURES:
        return Refusal("too_long", f"more than {MAX_PICTURES} pages; split it")
    return None
