"""What the papers of pending cases tell is recovered from the papers alone."""

from corpus.pending_file import PendingPaper, read_pending_file


def test_every_pending_case_is_reduced_to_what_matters(made):
    for case in made.pending_cases:
        told = read_pending_file(case.text)
        assert told is not None, case.id
        assert told.kind is (PendingPaper.INDICTMENT if case.charges else PendingPaper.COMPLAINT)
        facts = told.facts.of(case.text)
        assert 30 < len(facts) < len(case.text)
        assert "此致" not in facts.replace(" ", "")
        for party in case.parties:
            assert f"{party.name}，男" not in facts
            assert f"{party.name}，女" not in facts
        if told.kind is PendingPaper.COMPLAINT:
            assert told.claims is not None, case.id
            assert told.claims.end <= told.facts.start or told.facts.end <= told.claims.start


def test_the_charge_of_an_indictment_is_read(made):
    indictments = [case for case in made.pending_cases if case.charges]
    assert indictments
    for case in indictments:
        told = read_pending_file(case.text)
        assert case.charges[0] in told.charges, case.id
