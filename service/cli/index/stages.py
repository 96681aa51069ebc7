"""How are the stages of indexing shown, and what is an index as plain data?"""

from indexing.snapshots.snapshot import SnapshotManifest

STAGES = {
    "read": "读取文书 reading",
    "words": "建立词语索引 words",
    "elements": "学习罪名 elements",
    "merging": "合并索引 merging",
    "vectors": "建立向量索引 vectors",
    "vocabulary": "统计词表 vocabulary",
    "semantic analysis": "语义分析 analysis",
    "training": "训练语义模型 training",
    "sentencing": "学习量刑参照 sentencing",
    "engine": "写入候选引擎 engine",
    "figures": "留出文书评测 figures",
    "replay": "用本院评价比对 replay",
}


def summary_of(manifest: SnapshotManifest, *, is_new: bool) -> dict[str, object]:
    """Return what an index is as plain data."""
    return {
        "snapshot": manifest.name,
        "built": is_new,
        "corpus_digest": manifest.corpus_digest,
        "encoder": manifest.encoder,
        "learned_in": manifest.learned_in,
        "counts": dict(manifest.counts),
        "engine": "embedded" if manifest.engine is None else dict(manifest.engine),
    }
