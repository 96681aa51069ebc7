"""`tongpan index`: an index from the store."""

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

from corpus.workforce import ALONE, Workforce
from indexing.assembly.building import STANDARD_BUILD, BuildParameters, build_snapshot
from indexing.columns import layout
from indexing.engines.address import Partition
from indexing.errors import SnapshotError
from indexing.learning.encoders import Encoder, load_encoder
from indexing.snapshots.kept_models import KeptModels
from indexing.snapshots.snapshot import SnapshotManifest, open_current, read_manifest
from indexing.words.segmentation import Segmenter
from service.cli.carried import done_here
from service.cli.index.stages import STAGES, summary_of
from service.cli.matters.subscribing import tell_subscribers
from service.cli.opening import working_house
from service.cli.output import Shown, bars, emit, say
from service.cli.working import indexing_workforce
from service.data_folder import load_settings
from service.engine_choice import engine_choice, note_engine
from service.house import House
from service.jobs.orders import IndexChoices, index_order
from service.search.snapshots import SnapshotSource
from service.settings import Settings
from service.stock import utc_now
from service.trained_encoders import TrainedEncoders
from service.upgrades.model import UpgradeDecision, UpgradeRecord
from service.upgrades.words import upgrade_lines

_REPLAY = "replay"


def run_index(
    choices: IndexChoices, *, workers: int | None = None, data: Path | None, is_json: bool
) -> bool:
    """Build the index of the store, and serve it unless it is worse for this court.

    Returns:
        Whether it was refused.

    Raises:
        SettingsError: The words name no engine.
        IndexingError: There is nothing to index, or encoder or engine cannot be used.
        JobError: An index is being built already, or somebody called this off.
        StoreError: The database refuses.
    """
    settings = load_settings({"data": data})
    with (
        working_house(settings, may_make=True) as house,
        done_here(house.jobs, index_order(choices)) as carrying,
        bars(STAGES, is_json=is_json, kept=carrying.show) as shown,
    ):
        workforce = indexing_workforce(settings, processes=workers)
        manifest, record = build_chosen(house, choices, shown, workforce=workforce)
    is_new = record is not None
    if is_json:
        emit(
            summary_of(manifest, is_new=is_new)
            | ({} if record is None else {"upgrade": record.model_dump(mode="json")})
        )
    else:
        say(told(manifest, is_new=is_new))
        for line in () if record is None else upgrade_lines(record):
            say(line)
    return _is_refused(record)


def build_chosen(
    house: House, choices: IndexChoices, shown: Shown, *, workforce: Workforce
) -> tuple[SnapshotManifest, UpgradeRecord | None]:
    """Build the index as somebody chose, and tell subscribers what it newly finds.

    Returns:
        The manifest of the index, and what became of it; None where nothing had changed.

    Raises:
        SettingsError: The words name no engine.
        IndexingError: There is nothing to index, or encoder or engine cannot be used.
        StoreError: The database refuses.
    """
    if choices.is_trained_anew:
        TrainedEncoders(house.settings).forget()
    if choices.engine is not None:
        note_engine(house.settings, choices.engine)
    folder = kept_encoder(house.settings) if choices.is_kept else choices.encoder
    manifest, is_new = build(
        house,
        shown,
        encoder_folder=folder,
        is_forced=choices.is_forced,
        is_kept=choices.is_kept,
        workforce=workforce,
    )
    record = house.upgrades.records()[-1] if is_new else None
    if is_new and not _is_refused(record):
        tell_subscribers(house)
    return manifest, record


def _is_refused(record: UpgradeRecord | None) -> bool:
    return record is not None and record.decision is UpgradeDecision.REFUSED


def build(
    house: House,
    shown: Shown,
    *,
    encoder_folder: Path | None = None,
    is_forced: bool = False,
    is_kept: bool = False,
    workforce: Workforce = ALONE,
) -> tuple[SnapshotManifest, bool]:
    """Build the index unless the current one is already of this corpus, and serve it if it may be.

    Without a folder the encoder is that of the last ``tongpan train``; where there is none, the
    index trains its own. The first index is served at once, a later one is not: see
    :meth:`service.upgrades.desk.UpgradeDesk.admit`.

    Args:
        house: Holds the store.
        shown: Is told how far it is.
        encoder_folder: The encoder.
        is_forced: Whether it is built though nothing has changed.
        is_kept: Whether classifier of charges and expectation of sentences stay those of the
            current index.
        workforce: Who cuts words and encodes.

    Returns:
        The manifest of the index, and whether it was built now.

    Raises:
        IndexingError: There is nothing to index, or the encoder cannot be used.
    """
    settings = house.settings
    segmenter = Segmenter()
    encoder_folder = encoder_folder or TrainedEncoders(settings).latest()
    encoder = None if encoder_folder is None else load_encoder(encoder_folder)
    states = house.store.states()
    digest = states.digest()
    source = SnapshotSource(settings)
    fill = None if engine_choice(settings).filled is None else source.fill()
    parameters = replace(STANDARD_BUILD, exact_vectors=settings.exact_vectors)
    current = None if is_forced else _current(settings)
    if current is not None and _is_same(
        current,
        digest=digest,
        segmenter=segmenter,
        encoder=encoder,
        parameters=parameters,
        partition=None if fill is None else fill.server.address.partition,
        is_kept=is_kept,
    ):
        return current, False
    if encoder_folder is not None:
        source.remember_encoder(encoder_folder)
    manifest = build_snapshot(
        house.store.iterate(),
        settings.snapshot_root,
        corpus_digest=digest,
        parameters=parameters,
        encoder=encoder,
        segmenter=segmenter,
        versions=states.versions(),
        progress=shown.show,
        is_served=source.current_name() is None,
        engine=fill,
        kept=KeptModels.of(open_current(settings.snapshot_root)) if is_kept else None,
        workforce=workforce,
    )
    record = house.upgrades.admit(
        manifest.name,
        now=utc_now(),
        progress=lambda done, total: shown.show(_REPLAY, done, total),
    )
    if record.decision is UpgradeDecision.SERVED:
        # What came while it was built.
        house.indexes.follow(progress=shown.show)
    return manifest, True


def told(manifest: SnapshotManifest, *, is_new: bool) -> str:
    """Return what an index is in words."""
    state = "已建立" if is_new else "没有变化，仍用"
    learned = "" if manifest.learned_in is None else f"；罪名与量刑模型沿用 {manifest.learned_in}"
    return (
        f"{state}索引 {manifest.name}：{manifest.counts['judgments']:,} 篇文书，"
        f"{manifest.counts['passages']:,} 个段落，{manifest.counts['words']:,} 个词语{learned}"
    )


def _current(settings: Settings) -> SnapshotManifest | None:
    name = SnapshotSource(settings).current_name()
    if name is None:
        return None
    try:
        return read_manifest(settings.snapshot_root / name)
    except SnapshotError:
        return None


def kept_encoder(settings: Settings) -> Path:
    """Return the folder of the encoder of the current index, copied out of it where it lies in.

    Old snapshots are removed after a while; what a later one depends on must not go with them.

    Raises:
        SnapshotError: There is no usable index.
        EncoderFolderError: Its encoder is gone.
    """
    source = SnapshotSource(settings)
    opened = open_current(settings.snapshot_root)
    if not opened.manifest.is_encoder_inside:
        return source.outer_encoder()
    kept = settings.data / "encoders" / opened.manifest.encoder
    if not kept.is_dir():
        draft = kept.with_name(f".{kept.name}")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(opened.folder / layout.ENCODER, draft)
        draft.rename(kept)
    return kept


def _plain(parameters: BuildParameters) -> object:
    """Return parameters in the form in which a manifest gives them back."""
    return json.loads(json.dumps(asdict(parameters)))


def _is_same(
    manifest: SnapshotManifest,
    *,
    digest: str,
    segmenter: Segmenter,
    encoder: Encoder | None,
    parameters: BuildParameters,
    partition: Partition | None,
    is_kept: bool,
) -> bool:
    is_encoder_same = (
        manifest.is_encoder_inside if encoder is None else manifest.encoder == encoder.fingerprint
    )
    # An index that has grown has learned nothing since it was built.
    return (
        is_encoder_same
        and manifest.base is None
        and (is_kept or manifest.learned_in is None)
        and manifest.corpus_digest == digest
        and manifest.segmenter == segmenter.fingerprint
        and manifest.parameters == _plain(parameters)
        and (None if manifest.engine is None else manifest.engine["partition"]) == partition
    )
