"""Small corpora that grow, in either engine."""

import tempfile
from datetime import date
from pathlib import Path

import numpy as np

from indexing.channels.joined_lexical import JoinedLexical, SegmentPart
from indexing.channels.lexical import LexicalWriter, TantivyLexical
from indexing.channels.vectors import FaissVectors, JoinedVectors
from indexing.columns.filters import FilterColumns
from indexing.engines.filling import EngineFill, Filled, filled_rows
from indexing.engines.milvus import LocalTables, MilvusEngine
from indexing.engines.milvus_collection import MilvusCollection
from indexing.engines.seam import EmbeddedEngine
from indexing.snapshots.segments import labels_of_rows
from tests.conformance.candidate_engine import counted_tables


class World:
    """Papers in order of id."""

    def __init__(self, first):
        self.papers = [first[name] for name in sorted(first)]

    def changed(self, came, left):
        staying = {each.name: each for each in self.papers if each.name not in left}
        both = staying | came
        return [both[name] for name in sorted(both)]


class EmbeddedWorld(World):
    """Each step is a segment."""

    def __init__(self, root, first):
        super().__init__(first)
        self.root, self.segments = root, []
        self.add(self.papers)

    def add(self, papers):
        folder = Path(tempfile.mkdtemp(dir=self.root))
        with LexicalWriter(folder) as writer:
            for row, paper in enumerate(papers):
                writer.add(row, paper.texts)
        _, tables = counted_tables(papers)
        vectors = FaissVectors.of(np.stack([paper.vector for paper in papers]))
        self.segments.append((papers, TantivyLexical(folder), tables, vectors))

    def grow(self, came, left):
        self.papers = self.changed(came, left) or self.papers[:1]
        self.add([came[name] for name in sorted(came)])

    def engine(self):
        rows = [paper for papers, *_ in self.segments for paper in papers]
        last = {id(paper): place for place, paper in enumerate(rows)}
        place = np.asarray([last[id(paper)] for paper in self.papers])
        labels = labels_of_rows(place, [len(papers) for papers, *_ in self.segments])
        words, terms = counted_tables(self.papers)
        parts = [
            SegmentPart(index=index, terms=tables, labels=own)
            for (_, index, tables, _), own in zip(self.segments, labels, strict=True)
        ]
        return EmbeddedEngine(
            JoinedLexical(parts, words=words, terms=terms),
            JoinedVectors(
                [vectors for *_, vectors in self.segments], labels=labels, size=len(self.papers)
            ),
        )


def columns_of_papers(papers):
    return FilterColumns(
        ids=tuple(paper.name for paper in papers),
        names={"court": ("北县人民法院", "南县人民法院")},
        codes={"court": np.asarray([paper.year % 2 for paper in papers], dtype=np.int32)},
        decided=np.asarray([date(paper.year, 6, 1).toordinal() for paper in papers], np.int32),
        cause_starts=np.zeros(len(papers) + 1, dtype=np.int64),
        causes=np.empty(0, dtype=np.int32),
    )


def local_tables(papers):
    words, terms = counted_tables(papers)
    vectors = FaissVectors.of(np.stack([paper.vector for paper in papers]))
    return LocalTables(words=words, terms=terms, vectors=vectors)


class MilvusWorld(World):
    """Each step is a snapshot folder with keys, and rows in a collection."""

    def __init__(self, root, server, first, *, exact_rows=1000):
        super().__init__(first)
        self.root = Path(tempfile.mkdtemp(dir=root))
        self.fill = EngineFill(server=server, exact_rows=exact_rows)
        self.folders = []
        self.record = self.write(None)

    def write(self, before):
        folder = self.root / f"index-{len(self.folders):06d}"
        folder.mkdir()
        tables, columns = local_tables(self.papers), columns_of_papers(self.papers)
        record = self.fill.fill(folder, columns, tables, before=before)
        self.folders.append((folder, columns, tables))
        return record

    def grow(self, came, left):
        self.papers = self.changed(came, left) or self.papers[:1]
        folder, columns, _ = self.folders[-1]
        self.record = self.write(
            Filled(folder=folder, record=self.record, columns=columns, came=frozenset(came))
        )

    def engine(self, number=-1):
        folder, columns, tables = self.folders[number]
        return MilvusEngine(self.collection, filled_rows(folder, self.record, columns), tables)

    @property
    def collection(self):
        return MilvusCollection(self.fill.server, self.record["collection"])
