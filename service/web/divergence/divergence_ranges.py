"""Which drawings show the figures that like civil cases fix, with this case marked?"""

from collections.abc import Mapping

from service.case_divergence.model import CaseDivergence
from service.charts.distribution import draw_distribution
from service.charts.model import Distribution, Dot, Drawing
from service.divergence.figures import SUM, FigureRange, figure_ranges
from service.web.divergence.divergence_view import Shown, title_of


def range_drawings(found: CaseDivergence, shown: Shown) -> tuple[Drawing, ...]:
    """Return a drawing for each figure that enough like cases fix; each dot leads to its judgment.

    Args:
        found: What was compared.
        shown: How the page shows judgments.
    """
    gathered = found.gathered
    titles = {key: title_of(each, shown) for key, each in gathered.judgments.items()}
    return tuple(
        _drawing(number, each, titles, shown)
        for number, each in enumerate(figure_ranges(gathered.cases, own_id=gathered.own_id))
    )


def _drawing(number: int, figure: FigureRange, titles: Mapping[str, str], shown: Shown) -> Drawing:
    return draw_distribution(
        Distribution(
            key=f"figure-{number}",
            title=f"类案的{figure.what}（{len(figure.values)}件）",
            axis=figure.what,
            unit=figure.unit,
            dots=tuple(
                Dot(
                    value=value,
                    label=titles[judgment_id],
                    address=shown.address(f"/judgments/{judgment_id}"),
                )
                for judgment_id, value in figure.values
            ),
            here=figure.own,
            is_wide=figure.what == SUM,
        )
    )
