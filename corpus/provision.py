"""Which provision of which law does a citation name?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Provision:
    """An article of a law, as cited.

    Attributes:
        law: Full canonical title without the marks 《》, "中华人民共和国刑法".
        article: Number of the article (条).
        article_suffix: The 之一 of 第一百三十三条之一 as 1; 0 where there is none.
        paragraph: Number of the paragraph (款), or None when the whole article is cited.
        item: Number of the item (项), or None.

    Example:
        >>> str(Provision(law="中华人民共和国刑法", article=133, article_suffix=1, paragraph=1))
        '《中华人民共和国刑法》第133条之1第1款'

    Source: 法释〔2009〕14号 on how judgments cite laws.
    """

    law: str
    article: int
    article_suffix: int = 0
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        text = f"《{self.law}》第{self.article}条"
        if self.article_suffix:
            text += f"之{self.article_suffix}"
        if self.paragraph is not None:
            text += f"第{self.paragraph}款"
        if self.item is not None:
            text += f"第{self.item}项"
        return text
