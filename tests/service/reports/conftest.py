"""A report that stands in a house, made by its handling judge."""

import pytest

from service.reports.codec import encode_content
from tests.service.reports.made import content_of


@pytest.fixture
def content(judgments):
    return content_of(judgments, number="")


@pytest.fixture
def opened(client, bearer, content):
    """A report opened over the interface; gives what the interface told of it."""
    answer = client.post(
        "/api/v1/reports", headers=bearer, json={"content": encode_content(content)}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()
