"""A judgment with every field marked in its text, as one file that needs nothing beside it."""

from corpus.judgment import Judgment
from corpus.privacy.sensitivity import propose_sensitivity
from service.labels import RECOGNISED_TEXT
from service.reading.fields import GROUP_LABELS, STATE_LABELS, count_states, fields_of
from service.reading.marking import mark_text
from service.web.rendering import environment


def render_inspection(judgment: Judgment, *, is_masked: bool) -> str:
    """Return the HTML of a judgment with its fields; escaped, without script.

    Args:
        judgment: The judgment to show, masked already where ``is_masked`` says so.
        is_masked: Whether the page tells that names are hidden.
    """
    fields = fields_of(judgment)
    counts = count_states(fields)
    return (
        environment()
        .get_template("inspection.html")
        .render(
            judgment=judgment,
            fields=fields,
            groups=[
                (group, label, [field for field in fields if field.group is group])
                for group, label in GROUP_LABELS.items()
            ],
            counts=[(STATE_LABELS[state], state.value, n) for state, n in counts.items()],
            state_labels=STATE_LABELS,
            sections=mark_text(judgment, fields),
            sensitivity=propose_sensitivity(judgment),
            is_masked=is_masked,
            recognised_text=RECOGNISED_TEXT,
        )
    )
