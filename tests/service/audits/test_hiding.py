"""No name of a party or judge of the corpus stands in anything that leaves an audit."""

import html
import io
import re
import zipfile

import pytest

from corpus.judgment import PartyKind
from corpus.sample.generation import generate
from service.actors import Actor, Role
from service.audits.bulletins import render_bulletin
from service.audits.desk import AuditDesk
from service.audits.workbench import ReviewAnswer
from service.audits.workbooks import render_workbook
from service.store.audit_review_records import AuditReviewRecords
from service.web.divergence.audit_print import render_print
from tests.service.audits.made import AT
from tests.service.audits.readers import add_readers


@pytest.fixture(scope="module")
def names():
    """Return every name of a party or judge that was planted, from the truth and not our reader.

    Organs of state are parties of one case and mentioned in many others; they name nobody.
    """
    planted = generate(seed=4, size=120).truth.judgments.values()
    parties = {
        party.name
        for truth in planted
        for party in truth.parties
        if party.kind is not PartyKind.ORGAN
    }
    judges = {seat.name for truth in planted for seat in truth.panel}
    return {name for name in parties | judges if len(name) > 1 and "某" not in name}


@pytest.fixture
def results(runner, audited, sample_engine):
    """Return results of which every cluster was confirmed by two readers."""
    desk = AuditDesk(
        records=runner.records, reviews=AuditReviewRecords(sample_engine), store=runner.store
    )
    readers = add_readers(sample_engine, 2)
    for cluster in runner.records.clusters(audited.id):
        if not cluster.is_reported:
            continue
        for account_id in readers:
            desk.read(
                audited,
                cluster.key,
                ReviewAnswer.DIVERGENT,
                reason=None,
                words="",
                actor=Actor(
                    account_id=account_id,
                    name=f"reader{account_id}",
                    display_name="评查员",
                    roles=(Role.AUDITOR,),
                ),
                now=AT,
            )
    return desk.results(audited, actor=None)


def words_of(packed):
    """Return all words of a zipped office file."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        whole = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
        )
    return html.unescape(re.sub(r"<[^>]+>", "", whole))


@pytest.mark.parametrize(
    "render",
    [
        lambda results: words_of(render_bulletin(results)),
        lambda results: words_of(render_workbook(results)),
        render_print,
    ],
    ids=["通报", "底稿", "网页"],
)
def test_no_name_leaves_an_audit(render, results, names):
    text = render(results)
    assert results.confirmed
    assert "某" in text, "nothing was hidden: the test would pass on empty files"
    assert sorted(name for name in names if name in text) == []


def test_nothing_stored_of_an_audit_names_anybody(audited, sample_engine, names):
    del audited
    with sample_engine.connect() as connection:
        stored = "".join(
            row[0]
            for table in ("audit_clusters", "audit_causes")
            for row in connection.exec_driver_sql(f"SELECT content FROM {table}")
        )
    assert "某" in stored
    leaks = [
        (n, stored[max(0, stored.find(n) - 40) : stored.find(n) + 30]) for n in names if n in stored
    ]
    assert leaks == []
