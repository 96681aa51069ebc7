"""Are the provisions found on which the ruling rests?

Protocol, set by set:

* ``judge``: ``la`` holds numbers of articles of the Criminal Law. Compared are the articles of that
  law among the provisions read; everything is read from the whole text.
* ``wenshu``: ``s47`` holds the statutes that the portal found. ``statutes_f1`` compares law and
  article, ``statutes_exact_f1`` paragraph and item too. The portal's own reader left out titles it
  did not know and, for two records, wrote out paragraphs that the judgment does not cite.
* ``simucourt-*``: up to eleven citations with paragraph and item. The only words of the basis in
  these records are the labels themselves, strung together behind 依照 (see ``records``): what is
  measured is the reading of a list of citations with laws, paragraphs and items, not finding it.

``statutes_f1`` is the micro F1 over sets per record; ``statutes_f1_consistent`` leaves out the
records of :data:`GOLD_FAULTS`, whose labels are wrong for the reason given.
"""

import re
from typing import Any, Final

from corpus.errors import NumeralError
from corpus.judgment import Judgment
from corpus.law import canonical_title
from corpus.numerals import read_number
from corpus.provision import Provision
from evaluation.extraction.record import GoldRecord
from evaluation.extraction.tally import Miss, Tally

_BELOW: Final = "labels hold articles that only the judgment below applied"
_UNREAD: Final = "labels lack an article that the ruling cites"
GOLD_FAULTS: Final = {
    "e451d580": _BELOW,
    "2ba1a1e3": _BELOW,
    "3a6ae3b3": _BELOW,
    "b8497ccf": _BELOW,
    "23966d41": _BELOW,
    "1dc32019": _BELOW,
    "aad1ffbb": _UNREAD,
    "8b15609d": _UNREAD,
    "497e583b": _UNREAD,
    "8579ab1c": _UNREAD,
    "bd489eb7": "the judgment cites articles of the Criminal Law under another law's title",
    "be8047b5": "labels hold an article of the reasoning and lack the one of the ruling",
    "21e851ba": "labels hold paragraphs that the ruling does not cite",
    "a800f426": "labels hold paragraphs that the ruling does not cite",
}
"""First eight characters of the ids of records whose labels are wrong, with the reason."""

_LABEL: Final = re.compile(
    r"第(?P<article>[^条款项]+)条(?:之(?P<suffix>[一二三四五六七八九十]))?"
    r"(?:第?(?P<paragraph>[^条款项]+)款)?(?:第?[（(]?(?P<item>[^条款项（）()]+)[）)]?项)?"
)
_CRIMINAL_LAW: Final = "中华人民共和国刑法"


def score_law(record: GoldRecord, judgment: Judgment, tally: Tally) -> None:
    """Count the provisions of one record."""
    read = {fact.value for fact in judgment.provisions}
    if "la" in record.labels:
        expected = {str(article) for article in record.labels["la"]}
        found = {str(each.article) for each in read if each.law == _CRIMINAL_LAW}
        _count(record, tally, "statutes_f1", expected, found)
    elif "s47" in record.labels:
        labels = _portal_labels(record.labels["s47"] or [])
        _count(
            record,
            tally,
            "statutes_f1",
            {_article(each) for each in labels},
            {_article(each) for each in read},
        )
        _count(record, tally, "statutes_exact_f1", {*map(str, labels)}, {*map(str, read)})
    else:
        labels = _field_labels(record.labels)
        if labels:
            _count(record, tally, "statutes_f1", {*map(str, labels)}, {*map(str, read)})


def _portal_labels(rows: list[dict[str, str]]) -> list[Provision]:
    return [
        provision
        for row in rows
        if row.get("fgmc")
        for provision in label_provisions(f"《{row['fgmc'].strip('《》')}》{row['tkx']}")
    ]


def _field_labels(labels: Any) -> list[Provision]:  # noqa: ANN401 - JSON of the set
    cited = [str(labels.get(f"引用法律条文{n}") or "") for n in range(1, 12)]
    return [provision for words in cited for provision in label_provisions(words)]


def label_provisions(words: str) -> list[Provision]:
    """Read one label by a strict pattern that shares nothing with the reader but the numerals.

    Example:
        >>> [str(each) for each in label_provisions("《中华人民共和国刑法》第六十七条第三款")]
        ['《中华人民共和国刑法》第67条第3款']
    """
    title, mark, rest = words.strip().rpartition("》")
    provisions: list[Provision] = []
    for match in _LABEL.finditer(rest) if mark else ():
        numbers = {key: _number(value) for key, value in match.groupdict().items()}
        provisions.append(
            Provision(
                law=canonical_title(title.removeprefix("《")),
                article=numbers["article"] or 0,
                article_suffix=numbers["suffix"] or 0,
                paragraph=numbers["paragraph"],
                item=numbers["item"],
            )
        )
    return provisions


def _number(words: str | None) -> int | None:
    try:
        return read_number(words.strip("第（）()")) if words else None
    except NumeralError:
        return None


def _article(provision: Provision) -> str:
    suffix = f"-{provision.article_suffix}" if provision.article_suffix else ""
    return f"《{provision.law}》{provision.article}{suffix}"


def _count(
    record: GoldRecord, tally: Tally, figure: str, expected: set[str], found: set[str]
) -> None:
    right = len(expected & found)
    miss = None
    if expected != found:
        miss = Miss(
            record=record.id,
            figure=figure,
            expected=" ".join(sorted(expected - found)) or "nothing more",
            met=" ".join(sorted(found - expected)) or "nothing more",
            context=GOLD_FAULTS.get(record.id[:8], ""),
        )
    tally.add_sets(figure, right=right, expected=len(expected), found=len(found), miss=miss)
    if record.id[:8] not in GOLD_FAULTS:
        tally.add_sets(
            f"{figure}_consistent", right=right, expected=len(expected), found=len(found)
        )
