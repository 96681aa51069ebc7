import pytest

from tests.conformance.candidate_engine import CandidateEngineConformance
from tests.indexing.engines.worlds import EmbeddedWorld


class TestEmbeddedEngine(CandidateEngineConformance):
    @pytest.fixture
    def world(self, tmp_path_factory):
        root = tmp_path_factory.mktemp("embedded")
        return lambda first: EmbeddedWorld(root, first)
