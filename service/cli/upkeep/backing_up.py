"""`tongpan backup`, `tongpan restore`: all of an installation in one file, and back."""

from pathlib import Path

from service.backup.keeping import Kept, back_up, look_into, restore
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.stock import utc_now


def run_backup(out: Path, *, data: Path | None, is_json: bool) -> None:
    """Write a backup.

    Raises:
        BackupError: The file is there already, or cannot be written.
    """
    settings = load_settings({"data": data})
    with working_house(settings, may_make=False) as house:
        kept = back_up(settings, house.records, out, now=utc_now())
    _tell(f"已备份到 {out}（内含密钥，请妥善保管）", kept, is_json=is_json)


def run_restore(path: Path, *, is_check: bool, data: Path | None, is_json: bool) -> None:
    """Bring a backup back, or only look whether it is whole.

    Raises:
        BackupError: It is not whole, or the place is not empty.
    """
    if is_check:
        _tell(f"备份 {path} 完整", look_into(path), is_json=is_json)
        return
    settings = load_settings({"data": data})
    kept = restore(settings, path, now=utc_now())
    with working_house(settings, may_make=False):
        # That it was restored stands in the trail that was restored.
        _tell(f"已恢复到 {settings.data}", kept, is_json=is_json)


def _tell(sentence: str, kept: Kept, *, is_json: bool) -> None:
    if is_json:
        emit(
            {
                "tables": kept.n_tables,
                "rows": kept.n_rows,
                "files": kept.n_files,
                "snapshot": kept.snapshot,
                "stopped_jobs": kept.n_stopped,
            }
        )
        return
    index = "没有索引" if kept.snapshot is None else f"索引 {kept.snapshot}"
    say(f"{sentence}：{kept.n_tables}张表、{kept.n_rows:,}行，{kept.n_files}个文件，{index}")
    if kept.n_stopped:
        say(f"备份时没有做完的{kept.n_stopped}项作业已停止。还需要的，用 tongpan jobs retry 重做")
