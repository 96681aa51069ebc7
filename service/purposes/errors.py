"""What is refused to whoever looks into a case from outside its panel?"""

from service.errors import AccessError, RequestError


class PurposeNeededError(AccessError):
    """Whoever asks sits outside of the panel and has stated no ground that holds now."""

    def __init__(self, *, kind: str, subject: str, accepted: tuple[str, ...]) -> None:
        self.kind = kind
        self.subject = subject
        self.accepted = accepted
        super().__init__(
            f"looking into {kind} {subject} needs a ground: POST /api/v1/purposes with one of "
            f"{', '.join(accepted)} and some words, or the header tongpan-purpose with the ground, "
            "a semicolon and the words, percent-encoded"
        )


class PurposeRefusedError(RequestError):
    """A ground that is not open to whoever states it, or nothing written beside it."""

    def __init__(self, *, ground: str, accepted: tuple[str, ...], least: int, most: int) -> None:
        self.ground = ground
        self.accepted = accepted
        self.least = least
        self.most = most
        super().__init__(
            f"ground {ground[:40]!r}; expected one of {', '.join(accepted)}, and {least} to {most} "
            "characters that say what is looked for"
        )
