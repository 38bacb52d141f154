"""Which course this is: another one may give other points."""

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

import course_utils


@cache
def version() -> str:
    """Give the release, and a fingerprint of its programs: two copies of one release may have been edited."""
    folder = Path(course_utils.__file__).parent
    parts = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        parts.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        parts.update(path.read_bytes())
    return f"{metadata.version('api-keys-course')} ({parts.hexdigest()[:8]})"
