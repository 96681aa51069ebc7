import pytest

from indexing.engines.address import MilvusAddress
from indexing.engines.milvus_collection import MilvusServer
from tests.conformance.candidate_engine import CandidateEngineConformance
from tests.indexing.engines.worlds import MilvusWorld


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = MilvusServer(
        MilvusAddress(uri=str(tmp_path_factory.mktemp("lite") / "a.db"), seconds=60)
    )
    yield made
    made.close()


class TestMilvusEngine(CandidateEngineConformance):
    @pytest.fixture
    def world(self, tmp_path_factory, server):
        root = tmp_path_factory.mktemp("milvus")
        return lambda first: MilvusWorld(root, server, first)
