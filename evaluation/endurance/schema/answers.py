"""Is an answer one that the description of the interface tells of?"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import jsonschema_rs

_JSON: Final = "application/json"
_NO_PDF: Final = "pdf_unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back.

    Attributes:
        status: HTTP status.
        kind: Its content type, without parameters.
        body: Its bytes.
        leads_to: Where it sends the browser; empty where nowhere.
    """

    status: int
    kind: str
    body: bytes
    leads_to: str = ""

    @property
    def code(self) -> str:
        """The code of a refusal in the one shape of errors; empty for everything else."""
        try:
            return str(json.loads(self.body)["error"]["code"])
        except (ValueError, KeyError, TypeError):
            return ""

    @property
    def is_fault(self) -> bool:
        """Whether it is a fault of the server. That LibreOffice is absent is none."""
        return self.status >= 500 and self.code != _NO_PDF


@dataclass(slots=True)
class Seen:
    """What was met so far.

    Attributes:
        n_requests: Requests that were answered.
        places: Method and template of all that was asked.
        statuses: Answers by status.
        faults: By place, what the server answered with a status from 500 on, first of each.
        mismatches: By place, what no description tells of, first of each.
    """

    n_requests: int = 0
    places: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    mismatches: dict[str, str] = field(default_factory=dict)

    def take(self, place: str, answer: Answer, *, asked: str, problem: str | None = None) -> None:
        """Count an answer.

        Args:
            place: Method and template of the address.
            answer: The answer.
            asked: The request, for who has to find out.
            problem: What no description tells of, or None.
        """
        self.n_requests += 1
        self.places.add(place)
        self.statuses[answer.status] += 1
        if answer.is_fault:
            told = answer.body[:300].decode("utf-8", "replace")
            self.faults.setdefault(place, f"{answer.status} {told} to {asked[:2000]}")
        elif problem is not None:
            self.mismatches.setdefault(f"{place} {answer.status}", f"{problem} to {asked[:500]}")


class Description:
    """The description of the interface, as a judge of answers.

    Args:
        document: The OpenAPI document.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._validator = cache(self._made_validator)

    def problem_with(self, method: str, template: str, answer: Answer) -> str | None:
        """Return what of an answer the description does not tell of, or None."""
        responses = self.document["paths"][template][method.lower()]["responses"]
        described = responses.get(str(answer.status))
        if described is None:
            return f"status {answer.status} ({answer.code}) is not described"
        content = described.get("content")
        if not content:
            return f"{len(answer.body)} bytes where none are described" if answer.body else None
        if answer.kind not in content:
            return f"{answer.kind or 'no type'} where {', '.join(content)} is described"
        return self._problem_with_json(content, answer) if answer.kind == _JSON else None

    def _problem_with_json(self, content: Mapping[str, Any], answer: Answer) -> str | None:
        schema = json.dumps(content[_JSON].get("schema", {}), sort_keys=True)
        try:
            body = json.loads(answer.body)
        except ValueError as error:
            return f"no JSON: {error}"
        for problem in self._validator(schema).iter_errors(body):
            return f"{'/'.join(map(str, problem.instance_path))}: {problem.message[:300]}"
        return None

    def _made_validator(self, schema: str) -> Any:  # noqa: ANN401 - a class of the library
        whole = {**json.loads(schema), "components": self.document["components"]}
        return jsonschema_rs.validator_for(whole)
