"""Which provisions a judgment rests on, and which it mentions."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.provision import Provision
from indexing.columns.citing import CitationRow, WantedProvision, citation_table, citations_of
from tests.corpus.judgments import PROVISIONS
from tests.service.papers import LOAN, read

CIVIL = "中华人民共和国民法典"
PAPER = LOAN.format(serial=1, day_in_words="一").replace(
    "预先在本金中扣除的利息不应计入本金。",
    "上诉人主张适用《中华人民共和国民法典》第五百八十五条，不能成立。",
)


def test_basis_and_mention_are_two_things():
    row = citations_of(read(PAPER, external_id="p"))
    assert [(each.article, each.paragraph) for each in row.basis] == [(170, 1)]
    assert row.mentioned == (Provision(law=CIVIL, article=585),)


def test_parts_are_met_by_the_whole_and_not_the_other_way_round():
    article = Provision(law=CIVIL, article=563)
    paragraph = Provision(law=CIVIL, article=563, paragraph=1)
    item = Provision(law=CIVIL, article=563, paragraph=1, item=4)
    assert all(map(WantedProvision(law=CIVIL, article=563).is_met_by, (article, paragraph, item)))
    assert all(map(WantedProvision(law=CIVIL).is_met_by, (article, paragraph, item)))
    wanted = WantedProvision.of(paragraph)
    assert [wanted.is_met_by(each) for each in (article, paragraph, item)] == [False, True, True]
    assert not WantedProvision(law=CIVIL, article=563, article_suffix=1).is_met_by(article)


ROWS = st.lists(
    st.builds(
        CitationRow,
        basis=st.lists(PROVISIONS, max_size=3, unique=True).map(tuple),
        mentioned=st.lists(PROVISIONS, max_size=3, unique=True).map(tuple),
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS, st.data())
def test_the_table_answers_as_the_rows_do(rows, data):
    table = citation_table(rows)
    every = [each for row in rows for each in (*row.basis, *row.mentioned)]
    if not every:
        return
    wanted = WantedProvision.of(data.draw(st.sampled_from(every)))
    basis, mention = table.citing(wanted)
    for label, row in enumerate(rows):
        rests = any(map(wanted.is_met_by, row.basis))
        assert basis[label] == rests
        assert mention[label] == (not rests and any(map(wanted.is_met_by, row.mentioned)))
        assert table.of(label) == row
