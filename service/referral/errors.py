"""Which refusals can the way from a divergence to a rule answer with?

ServiceError
└── ReferralError                an act cannot be done as asked
    ├── ActNotOfferedError       the state does not offer it
    ├── ActPartError             whoever asks takes no part that may do it
    ├── ActReasonError           it needs a reason and has none
    ├── ActContentError          its content is of a wrong form
    ├── RuleBrokenError          a rule of procedure stands against it
    ├── TrailBrokenError         the kept acts of a matter do not give what was kept
    └── TransferError            a file of matters that cannot be taken up
"""

from service.errors import ServiceError


class ReferralError(ServiceError):
    """An act cannot be done as asked."""


class ActNotOfferedError(ReferralError):
    """An act that the state of its matter does not offer."""

    def __init__(self, *, act: str, state: str, offered: tuple[str, ...]) -> None:
        self.act = act
        self.state = state
        self.offered = offered
        super().__init__(
            f"{act} is not offered while it is {state or 'not begun'}; offered: "
            f"{', '.join(offered) or 'nothing'}"
        )


class ActPartError(ReferralError):
    """An act by somebody who takes no part that may do it."""

    def __init__(self, *, act: str, needed: tuple[str, ...], held: tuple[str, ...]) -> None:
        self.act = act
        self.needed = needed
        self.held = held
        super().__init__(
            f"{act} is done by {', '.join(needed)}; this account takes part as "
            f"{', '.join(held) or 'nobody'}"
        )


class ActReasonError(ReferralError):
    """An act without the reason that it needs."""

    def __init__(self, *, act: str) -> None:
        self.act = act
        super().__init__(f"{act} needs a reason; say why")


class ActContentError(ReferralError):
    """An act with a content of a wrong form."""

    def __init__(self, *, act: str, problems: tuple[str, ...]) -> None:
        self.act = act
        self.problems = problems
        super().__init__(f"no content of {act}: {'; '.join(problems)}")


class RuleBrokenError(ReferralError):
    """A rule of procedure that stands against an act.

    Attributes:
        rule: Token of the rule.
        words: The rule and what breaks it, in Chinese with its source: for the person at the desk.
    """

    def __init__(self, *, rule: str, sentence: str, words: str) -> None:
        self.rule = rule
        self.words = words
        super().__init__(f"rule {rule}: {sentence}")


class TrailBrokenError(ReferralError):
    """Acts as kept that cannot have happened: removed, reordered or edited."""

    def __init__(self, *, matter_id: str, number: int, problem: str) -> None:
        self.matter_id = matter_id
        self.number = number
        self.problem = problem
        super().__init__(f"act {number} of {matter_id}: {problem}")


class TransferError(ReferralError):
    """A file of matters that cannot be taken up."""

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the file cannot be taken up: {reason}")
