"""What do the words that a judge types for a keyword search ask for?

Words apart are all required. Quotation marks keep a phrase together, 或 (OR, |) between words
takes either, - or 不含 before a word shuts it out. Nothing that can be typed is a syntax error:
what has no meaning as a sign is a word.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from indexing.columns.character_pairs import folded

LONGEST_UNCUT: Final = 4
"""Longer words without quotation marks are cut into words that may stand apart."""

MOST_WORDS: Final = 24
_CLOSING: Final = {'"': '"”“', "“": '”"', "”": '“”"', "「": "」", "『": "』", "＂": '＂"'}
_TOKEN: Final = re.compile(
    r"(?P<blank>[\s、，,；;]+)|(?P<bar>[|\uff5c])"
    r"|(?P<minus>(?<![^\s、，,；;|\uff5c])[-－](?=[^\s、，,；;|\uff5c]))"
    r'|(?P<open>[“”"「『＂])|(?P<word>[^\s、，,；;|\uff5c“”"「『＂]+)'
)
_OR: Final = frozenset({"或", "或者", "or"})
_AND: Final = frozenset({"且", "和", "与", "并且", "and"})
_NOT: Final = "不含"
_HAN_ONLY: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A word or phrase that is looked for.

    Attributes:
        text: As typed.
        is_phrase: Whether it stood in quotation marks.
        pieces: What must stand in the part, each as it is written; one piece unless the word was
            cut.
    """

    text: str
    is_phrase: bool
    pieces: tuple[str, ...]

    def __str__(self) -> str:
        if self.is_phrase:
            return f"“{self.text}”"
        return self.text if len(self.pieces) == 1 else "+".join(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordQuery:
    """What a part of a judgment must and must not hold.

    Attributes:
        required: Groups, all of which must be met; each by one of its words.
        excluded: Words none of which may stand there.
    """

    required: tuple[tuple[Keyword, ...], ...]
    excluded: tuple[Keyword, ...]


def read_keywords(words: str, *, cut: Callable[[str], Iterable[str]]) -> KeywordQuery:
    """Read what was typed.

    Args:
        words: As typed. More than 24 words are passed over.
        cut: Cuts a text into the words of the index.

    Example:
        >>> query = read_keywords('借条 “利息 本金” 或 违约金 -担保', cut=list)
        >>> [[str(word) for word in group] for group in query.required]
        [['借条'], ['“利息 本金”', '违约金']]
        >>> [str(word) for word in query.excluded]
        ['担保']
    """
    groups: list[list[Keyword]] = []
    excluded: list[Keyword] = []
    joins = excludes = False
    for kind, text in list(_signs(words))[: MOST_WORDS * 2]:
        if kind == "or":
            joins = bool(groups)
        elif kind == "not":
            excludes = True
        else:
            word = _keyword(text, is_phrase=kind == "phrase", cut=cut)
            if excludes:
                excluded.append(word)
            elif joins:
                groups[-1].append(word)
            else:
                groups.append([word])
            joins = excludes = False
    return KeywordQuery(
        required=tuple(dict.fromkeys(tuple(dict.fromkeys(group)) for group in groups))[:MOST_WORDS],
        excluded=tuple(dict.fromkeys(excluded))[:MOST_WORDS],
    )


def _signs(words: str) -> Iterator[tuple[str, str]]:
    """Give what was typed sign by sign: word, phrase, or, not."""
    at = 0
    while at < len(words):
        token = _TOKEN.match(words, at)
        if token is None:
            at += 1
            continue
        at = token.end()
        if token["open"]:
            end = _closing(words, at, token["open"])
            if phrase := words[at:end].strip():
                yield "phrase", phrase
            at = end + 1
        elif token["bar"]:
            yield "or", token["bar"]
        elif token["minus"]:
            yield "not", token["minus"]
        elif token["word"]:
            yield from _word(token["word"])


def _word(word: str) -> Iterator[tuple[str, str]]:
    if folded(word) in _OR:
        yield "or", word
    elif word == _NOT:
        yield "not", word
    elif word.startswith(_NOT):
        yield "not", _NOT
        yield "word", word.removeprefix(_NOT)
    elif folded(word) not in _AND:
        yield "word", word


def _closing(words: str, start: int, opening: str) -> int:
    """Return where a phrase ends; one that is never closed goes to the end."""
    places = [words.find(sign, start) for sign in _CLOSING[opening]]
    return min((place for place in places if place >= 0), default=len(words))


def _keyword(text: str, *, is_phrase: bool, cut: Callable[[str], Iterable[str]]) -> Keyword:
    pieces: tuple[str, ...] = (text,)
    if not is_phrase and len(text) > LONGEST_UNCUT and _HAN_ONLY.fullmatch(text):
        pieces = _joined(cut(text), text)
    return Keyword(text=text, is_phrase=is_phrase, pieces=pieces)


def _joined(words: Iterable[str], whole: str) -> tuple[str, ...]:
    """Join single characters to their neighbour: apart they stand in every judgment."""
    pieces: list[str] = []
    for word in words:
        if pieces and (len(word) == 1 or len(pieces[-1]) == 1):
            pieces[-1] += word
        else:
            pieces.append(word)
    # What does not tile the word was cut by other rules than it is looked for.
    return tuple(dict.fromkeys(pieces)) if "".join(pieces) == whole else (whole,)
