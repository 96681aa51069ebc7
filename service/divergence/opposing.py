"""Do the stances on one issue fall into opposed positions?"""

from collections.abc import Sequence

from service.divergence.stances import Stance


def opposed(stances: Sequence[Stance]) -> tuple[tuple[Stance, ...], ...]:
    """Return the positions that stances take, one tuple where they agree."""
    groups: dict[str, list[Stance]] = {}
    for stance in stances:
        answer = stance.position.answer
        if answer is not None:
            groups.setdefault(answer.value.value, []).append(stance)
    return tuple(tuple(group) for _, group in sorted(groups.items()))
