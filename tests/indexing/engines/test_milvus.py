from dataclasses import replace

import numpy as np
import pytest

from indexing.engines.address import MilvusAddress
from indexing.engines.milvus_collection import MilvusCollection, MilvusServer
from tests.conformance.candidate_engine import Asked, CandidateEngineConformance, Paper
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


class TestMilvusByWays(CandidateEngineConformance):
    """Filters after ranking, parts named, and more than a Milvus gives at once: the same answers."""

    @pytest.fixture(params=["year", "court"])
    def world(self, tmp_path_factory, server, request, monkeypatch):
        monkeypatch.setattr("indexing.engines.milvus._FEW_NAMED", 1)
        monkeypatch.setattr("indexing.engines.milvus._NAMED_AT_ONCE", 3)
        monkeypatch.setattr("indexing.engines.milvus.MOST_FETCHED", 9)
        root = tmp_path_factory.mktemp("milvus")
        parted = MilvusServer(replace(server.address, partition=request.param))
        yield lambda first: MilvusWorld(root, parted, first)
        parted.close()

    def test_a_filter_on_one_part_asks_that_part_alone(self, world, monkeypatch):
        conditions = []
        nearest = MilvusCollection.nearest

        def watched(self, field, asked, *, limit, condition=""):
            conditions.append(condition)
            return nearest(self, field, asked, limit=limit, condition=condition)

        monkeypatch.setattr(MilvusCollection, "nearest", watched)
        papers = {
            f"j{n:02d}": Paper(f"j{n:02d}", (n % 5, 7), (), n % 4, 2018 + n % 2) for n in range(12)
        }
        asked = Asked(world(papers).engine(), list(papers.values()))
        of_one = np.asarray([paper.year == 2018 for paper in papers.values()])
        asked.holds([((7, 1), (), 2, 2)], of_one)
        assert conditions[0] in {'part in ["2018"]', 'part in ["北县人民法院"]'}


def test_beyond_the_bound_a_graph_is_searched_and_its_recall_noted(tmp_path, server):
    rng = np.random.default_rng(5)
    papers = {
        f"j{n:02d}": Paper(f"j{n:02d}", tuple(rng.integers(12, size=6).tolist()), (), n % 4, 2020)
        for n in range(40)
    }
    world = MilvusWorld(tmp_path, server, papers, exact_rows=20)
    assert world.record["vectors"] == "graph"
    assert 0.9 <= world.record["recall"] <= 1.0
    Asked(world.engine(), list(papers.values())).holds([((1, 2), (), 3, 5)])
