"""Modes of a check's folder, where the system minds them: for somebody who is not root."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import OrdinaryUser

HANDS_OVER = """
import ctypes, os
from course_utils.checks.folder import Folder
from course_utils.scratch.here import Here

nothing = (ctypes.c_uint32 * 6)()  # `ordinary_user` may read everything; from here on only what is theirs
assert ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), nothing) == 0

folder = Folder(Here(), {"kept/old": ("1", 0o400), "nobodys": ("2", 0o000)}, "project")
folder.write({"kept/old": ("3", 0o400)})
path = folder.path
assert (path / "kept" / "old").read_text() == "3"
assert not os.access(path / "nobodys", os.R_OK)

(path / "kept" / "old").chmod(0o200)
(path / "kept").chmod(0o300)
for _ in range(2):
    now = folder.now()
    assert (now["kept/old"].text, now["kept/old"].mode) == ("3", 0o200), now
    assert (now["nobodys"].text, now["nobodys"].mode) == ("2", 0o000), now
    assert folder.whole()["kept"].mode == 0o300
folder.ignores("kept/old")

(path / "kept").chmod(0o500)
folder.write({"kept/old": "4", "kept/new/one": "5"})
assert folder.now()["kept/old"].text == "4"
assert folder.whole()["kept"].mode == 0o500

(path / "kept" / "new").chmod(0o000)
folder.remove()
assert not path.parent.exists()
"""


def test_no_mode_is_in_a_checks_way(tmp_path: Path, ordinary_user: OrdinaryUser) -> None:
    home = ordinary_user.give(tmp_path)
    subprocess.run(
        [*ordinary_user.prefix, sys.executable, "-c", HANDS_OVER],
        cwd=home,
        env={"TMPDIR": str(home), "HOME": str(home), "PATH": "/usr/bin:/bin"},
        check=True,
    )
