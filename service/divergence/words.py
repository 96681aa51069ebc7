"""Which words of a judgment count when judgments are compared?

Names of those who take part and all figures are masked: two holdings that differ in nothing else
take one position. What is left is cut into pairs of neighbouring characters, which needs no
dictionary and finds a wording that no rule has seen.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpus.judgment import Judgment, Role, SectionKind
from corpus.privacy.names import SURNAMES
from indexing.columns.bigrams import bigrams_of

CONTEXT: Final = (
    SectionKind.CLAIMS,
    SectionKind.DEFENCES,
    SectionKind.FACTS,
    SectionKind.ISSUES,
)
"""Parts of a judgment that tell what it is about before the court has said a word of law."""
N_PAIRS: Final = 1 << 20
"""Upper bound of the numbers that pairs have."""
MASK: Final = "○"
"""What stands for a name, a figure or what stands in every holding."""
_FIGURES: Final = re.compile(
    r"[0-9０-９][0-9０-９.,，．%％]*[百千万亿]*|[〇零一二三四五六七八九十百千万亿]{2,}"
)
_HIDDEN: Final = re.compile("[\u4e00-\u9fff]某[某甲乙丙丁]?")
_IN_CLEAR: Final = re.compile(
    "(?:(?:被害人|受害人|死者|伤者|生育?(?:儿子|女儿|一?[子女]))(?:名叫|取名)?"
    "(?P<person>[\u4e00-\u9fff]{2,3}?)(?=[撞打砍刺捅、，。；（(]|轻微?伤|重伤|死亡)"
    "|(?:将|致使?)(?P<hurt>[\u4e00-\u9fff]{2,3}?)(?=[撞打砍刺捅]|殴打|轻微?伤|重伤|死亡|当场|抢救))"
)
# Surnames that are oftener words behind such cues: 将车撞坏, 被害人陈述.
_NO_NAME: Final = re.compile("[车金钱房皮海]|陈述")
_AT_WILL: Final = re.compile(
    r"本院(?:认为|予以)?|原告|被告人?|被?上诉人|第三人|依照|根据|规定|案涉|涉案|本案"
)
_STOCK: Final = re.compile(
    r"[一二原再]审(?:法院|判决|裁定)?|原判(?:决|定罪)?|上诉(?:请求|理由|意见)?|再审(?:申请|请求)?|"
    r"认定的?(?:基本|主要)?事实(?:清楚|不清|有误)?|适用法律(?:正确|错误|不当)?|审判?程序合法|"
    r"证据(?:确实|充分)[、，]?(?:充分)?|定罪(?:准确|不当)|量刑(?:适当|不当|建议)|"
    r"(?:应予|予以|不予|可予)(?:维持|改判|纠正|撤销|支持|采纳|采信|准许|确认|处罚|惩处)|"
    r"(?:不能|部分|均不|均)?成立|缺乏.{0,9}依据|综上(?:所述)?|依法|应当?|"
    r"(?:公诉|检察)机关|指控|辩护人|(?:相关|合理)?(?:辩护|代理)?意见|"
    r"犯罪|罪名|清楚|准确|驳回|请求|理由|诉讼|与(?:查明的?)?事实相符|"
    r"(?:具有)?(?:从[轻重宽]|减轻)(?:处罚|处理)?(?:情节)?"
)


def own_words(text: str, names: re.Pattern[str] | None) -> int:
    """Return how many pairs of characters a holding has beyond what every court says everywhere.

    Example:
        >>> own_words("原审判决认定事实清楚，适用法律正确，应予维持。", None)
        0
    """
    return len(bigrams_of(_STOCK.sub(MASK, masked(text, names))))


def names_of(judgment: Judgment) -> re.Pattern[str] | None:
    """Return what finds the names of those who take part, of victims and of children.

    None where none is read.

    Cost: linear in the length of the text, 0.4 ms for 7,000 characters.
    """
    names = {
        party.value.name
        for party in judgment.parties
        if party.value.role is not Role.PROSECUTION and len(party.value.name) > 1
    }
    names |= set(named_in(judgment.text))
    told = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, told))) if told else None


def named_in(text: str) -> Iterator[str]:
    """Yield the names of victims and children that stand in a text in clear.

    Only where the words before and behind leave no doubt where a name begins and ends: what is
    taken for a name by mistake is a word less to compare.

    Example:
        >>> list(named_in("驾车将王小明撞伤，致其重伤；二人生女儿李芳，李芳随母生活"))
        ['王小明', '李芳']
    """
    for match in _IN_CLEAR.finditer(text):
        name = match["person"] or match["hurt"]
        if name[0] in SURNAMES and not _NO_NAME.match(name):
            yield name


def masked(text: str, names: re.Pattern[str] | None) -> str:
    """Return a text without names, figures and words that stand in every holding.

    Example:
        >>> masked("王某应偿还30000元，致罗某某轻伤", re.compile("王某"))
        '○应偿还○元，致○轻伤'
    """
    without = _HIDDEN.sub(MASK, text if names is None else names.sub(MASK, text))
    return _AT_WILL.sub(MASK, _FIGURES.sub(MASK, without))


def pairs_of(text: str, names: re.Pattern[str] | None) -> NDArray[np.uint32]:
    """Return the numbers of the pairs of neighbouring characters of a text, each once.

    Cost: 0.05 ms for a sentence, 1 ms for 5,000 characters.
    """
    return bigrams_of(masked(text, names))


def context_of(judgment: Judgment) -> str:
    """Return what tells what a judgment is about: claims, defences, facts, stated issues."""
    return "\n".join(judgment.section_text(kind) for kind in CONTEXT)


def rows_of(codes: Sequence[NDArray[np.uint32]]) -> csr_matrix:
    """Return a matrix of ones of shape (texts, distinct pairs) from the pairs of each text.

    The columns stand for the pairs that any of the texts holds, in ascending order: what is
    computed of a few texts costs nothing for all the pairs that they lack.
    """
    starts = np.concatenate(([0], np.cumsum([len(each) for each in codes])))
    pairs = np.concatenate(codes) if codes else np.empty(0, dtype=np.uint32)
    is_held = np.zeros(N_PAIRS, dtype=np.bool_)
    is_held[pairs] = True
    held = np.flatnonzero(is_held)
    column = np.empty(N_PAIRS, dtype=np.int32)
    column[held] = np.arange(len(held), dtype=np.int32)
    data = np.ones(len(pairs), dtype=np.float32)
    return csr_matrix((data, column[pairs], starts.astype(np.int32)), shape=(len(codes), len(held)))


def weighted(rows: csr_matrix) -> csr_matrix:
    """Return rows of length 1, each pair weighted by its rarity among them."""
    spread = np.asarray(rows.sum(axis=0)).ravel()
    rarity = np.log((rows.shape[0] + 1) / (spread + 0.5)).astype(np.float32)
    return unit(_scaled(rows, columns=np.maximum(rarity, 0)))


def unit(rows: csr_matrix) -> csr_matrix:
    """Return rows scaled to length 1; an empty row stays empty."""
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return _scaled(rows, rows=1 / lengths)


def _scaled(
    matrix: csr_matrix,
    *,
    rows: NDArray[np.floating] | None = None,
    columns: NDArray[np.floating] | None = None,
) -> csr_matrix:
    data = matrix.data.astype(np.float32)
    if rows is not None:
        data *= np.repeat(rows, np.diff(matrix.indptr)).astype(np.float32)
    if columns is not None:
        data *= columns[matrix.indices].astype(np.float32)
    return csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)
