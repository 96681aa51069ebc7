"""How is an audit told in one page that can be kept, mailed and printed?

It loads nothing: styles stand in it, charts are drawn into it.
"""

from service.audits.charts import draw_courts, draw_range, draw_trend
from service.audits.desk import AuditResults
from service.audits.telling import cluster_facts, cluster_notes, period_words, position_name
from service.audits.words import agreement_words
from service.web.rendering import environment


def render_print(results: AuditResults) -> str:
    """Return the page as HTML.

    Cost: about 3 ms a cluster.
    """
    return (
        environment()
        .get_template("audit_print.html")
        .render(
            results=results,
            order=results.run.order,
            period=period_words(results),
            agreement=agreement_words(results.agreement),
            clusters=tuple(
                {
                    "found": found,
                    "facts": (*cluster_facts(found, results), *cluster_notes(found.cluster)),
                    "positions": tuple(
                        (position_name(at), each) for at, each in enumerate(found.cluster.positions)
                    ),
                    "trend": draw_trend(found.cluster),
                    "courts": draw_courts(found.cluster),
                    "spread": draw_range(found.cluster, address=lambda _: None),
                }
                for found in results.reported
            ),
        )
    )
