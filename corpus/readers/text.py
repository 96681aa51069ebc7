"""A plain text file is one judgment."""

from collections.abc import Iterator

from corpus.readers.decoding import decode_text
from corpus.readers.pieces import Piece, Refusal, SourceFile, piece_of


class TextReader:
    """Reads .txt files in UTF-8, UTF-16 with mark, or GB18030."""

    def read(self, file: SourceFile) -> Iterator[Piece]:
        """Yield the one judgment of the file."""
        data = file.read()
        text = data if isinstance(data, Refusal) else decode_text(data)
        if isinstance(text, Refusal):
            yield text.at(file.place)
        else:
            yield piece_of(file, text=text, form="text")
