"""What is wrong with a page that is open, for those who cannot see it or read English?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe

from evaluation.pages.own_words import OwnWords
from evaluation.pages.visiting import Visitor

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Sets of rules of axe-core: WCAG 2.2 up to AA, and what its authors advise besides."""
IMPACTS: Final = ("critical", "serious", "moderate", "minor")
_HAN: Final = r"""() => {
  const found = [];
  const han = /[\u3400-\u9fff\u3001-\u301f\uff01-\uff60]/;
  const isChinese = (each) => (each.closest("[lang]")?.getAttribute("lang") ?? "").startsWith("zh");
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (at && !["SCRIPT", "STYLE"].includes(at.tagName) && han.test(walker.currentNode.data)
        && !isChinese(at)) found.push(walker.currentNode.data.trim().replace(/\s+/g, " "));
  }
  const names = ["title", "aria-label", "placeholder", "alt", "data-busy", "label"];
  for (const name of names)
    for (const each of document.querySelectorAll(`[${name}]`))
      if (han.test(each.getAttribute(name)) && !isChinese(each))
        found.push(each.getAttribute(name));
  return found;
}"""

_MARKED: Final = r"""() => Array.from(document.querySelectorAll('[lang="zh"]')).filter(
  (each) => !each.parentElement.closest('[lang="zh"]') && !each.closest("q, blockquote, textarea")
).map((each) => each.textContent.trim().replace(/\s+/g, " "))"""
_WIDER: Final = "() => document.documentElement.scrollWidth - window.innerWidth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that a page breaks.

    Attributes:
        rule: Its name in axe-core.
        impact: How much it hinders: critical, serious, moderate or minor.
        n: How many elements of the page break it.
        example: The first of them.
        why: What is wrong with that one.
    """

    rule: str
    impact: str
    n: int
    example: str
    why: str


class Looker:
    """Looks at pages with axe-core, which comes with a package and is injected into the window."""

    def __init__(self, own: OwnWords) -> None:
        """Look with the help of what tells our words from content.

        Args:
            own: Tells whose a text in Chinese is.
        """
        self._axe, self._own = Axe(), own

    def violations(self, visitor: Visitor) -> tuple[Violation, ...]:
        """Return what the open page breaks of the rules.

        Cost: about a second of a page.
        """
        options = {
            "runOnly": {"type": "tag", "values": list(RULES)},
            "resultTypes": ["violations"],
        }
        found = self._axe.run(visitor.window, options=options).response
        return tuple(_violation(each) for each in found["violations"])

    def chinese(self, visitor: Visitor) -> tuple[str, ...]:
        """Return the words in Chinese that stand outside of parts that are marked as Chinese."""
        words: list[str] = visitor.evaluate(_HAN)
        return tuple(words)

    def untranslated(self, visitor: Visitor) -> tuple[str, ...]:
        """Return the texts that are marked as Chinese though the program wrote them."""
        words: list[str] = visitor.evaluate(_MARKED)
        return tuple(each for each in words if self._own.in_text(each))

    def is_too_wide(self, visitor: Visitor) -> bool:
        """Tell whether the open page has to be moved sideways to be read (WCAG 2.2, 1.4.10)."""
        return int(visitor.evaluate(_WIDER)) > 1


def _violation(row: Mapping[str, Any]) -> Violation:
    nodes: Sequence[Mapping[str, Any]] = row["nodes"]
    return Violation(
        rule=str(row["id"]),
        impact=str(row["impact"]),
        n=len(nodes),
        example=str(nodes[0]["html"])[:300],
        why=str(nodes[0].get("failureSummary", ""))[:400],
    )
