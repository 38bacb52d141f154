"""Emptying the folders that a submission could write."""

import shutil
from pathlib import Path


def all_wiped(folders: list[Path], fixed: list[Path]) -> bool:
    """Remove all that is in these folders but what is fixed; False where something resists."""
    wiped = [_wiped(folder, fixed) for folder in folders]  # all of them, whatever the first says
    return all(wiped)


def _wiped(folder: Path, fixed: list[Path]) -> bool:
    try:
        for path in folder.iterdir():
            if path in fixed:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    except (OSError, RecursionError):
        return False
    return True
