"""A script is read as Python reads its file, or not at all."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.checks.outcomes import NotYet
from course_utils.checks.script import Script, find_script

HIDDEN = 'print("seen")'
HIDES_A_LINE = {
    "a comment with an escape": f"# coding: raw_unicode_escape\n# \\u000a{HIDDEN}\n",
    "an escape in other ways": f"# vim: set fileencoding=unicode_escape :\n# \\x0a{HIDDEN}\n",
    "UTF-7": f"# coding: utf-7\n# +AAo-{HIDDEN}\n",
    "named in the second line": f"\n# coding: raw-unicode-escape\n# \\u000a{HIDDEN}\n",
    "after a form feed": f"\x0c# coding: raw_unicode_escape\n# \\u000a{HIDDEN}\n",
    "old Macintosh's line ends": f"\r# coding: raw_unicode_escape\r# \\u000a{HIDDEN}\r",
}
READS_THE_SAME = {
    "UTF-8": f"# -*- coding: utf8 -*-\n# Frühling\n{HIDDEN}\n",
    "Latin-1": f"# -*- coding: latin-1 -*-\n# Frühling\n{HIDDEN}\n",
    "a byte-order mark": f"\ufeff{HIDDEN}\n",
    "too late to count": f"x = 1\ny = 2\n# coding: raw_unicode_escape\n{HIDDEN}\n# \\u000a\n",
    "old Macintosh's line ends": f"# Frühling\r{HIDDEN}\r",
}


def said_by_python(text: str, folder: Path) -> str:
    (folder / "haiku.py").write_bytes(text.encode())
    run = subprocess.run(
        [sys.executable, "-I", "-S", folder / "haiku.py"], capture_output=True, check=True
    )
    return run.stdout.decode().strip()


@pytest.mark.parametrize("text", HIDES_A_LINE.values(), ids=HIDES_A_LINE)
def test_an_encoding_that_makes_another_program_of_a_script_is_refused(
    text: str, tmp_path: Path
) -> None:
    assert said_by_python(text, tmp_path) == "seen"
    with pytest.raises(NotYet, match="says that it is written in"):
        find_script([f"%%writefile haiku.py\n{text}"], "haiku.py")


@pytest.mark.parametrize("text", READS_THE_SAME.values(), ids=READS_THE_SAME)
def test_an_encoding_that_changes_no_word_of_python_is_not(text: str, tmp_path: Path) -> None:
    assert said_by_python(text, tmp_path) == "seen"
    assert "seen" in ast.dump(find_script([f"%%writefile haiku.py\n{text}"], "haiku.py").tree)


@pytest.mark.parametrize("text", ["# coding: no-such-thing\n", "x = '\0'\n"])
def test_what_python_cannot_read_is_told(text: str) -> None:
    with pytest.raises(NotYet, match=r"Python can't read haiku\.py"):
        _ = Script("haiku.py", text).tree


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("import openai\nopenai.OpenAI()", True),
        ("from openai import OpenAI as Client\nclient = Client()", True),
        ("import urllib.request as ask\nask.urlopen('http://localhost')", True),
        ("def main():\n    import openai\n    openai.OpenAI()", True),
        ("import openai", False),
        ("import sys\nsys.exit('openai')", False),
    ],
)
def test_whether_a_script_calls_what_it_imports(text: str, *, calls: bool) -> None:
    assert Script("haiku.py", text).calls_into(("openai", "urllib")) is calls


@pytest.mark.parametrize("taken", ["practice_platform", "check", "MODEL, KEY_PATTERN"])
def test_a_script_takes_the_models_name_from_the_course_and_no_more(taken: str) -> None:
    find_script(["%%writefile haiku.py\nfrom course_utils import MODEL"], "haiku.py")
    with pytest.raises(NotYet, match="from the course itself"):
        find_script([f"%%writefile haiku.py\nfrom course_utils import {taken}"], "haiku.py")
