import json
from pathlib import Path

from click.testing import CliRunner, Result

from course_utils import keys
from course_utils.commands import main
from tests.support.made_keys import openai_shaped, practice_key

KEY = practice_key()


def scanned(*words: object) -> Result:
    return CliRunner().invoke(main, ["scan", *map(str, words)])


def test_a_leak_is_told_by_its_place_with_what_to_do_first_and_no_key(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"x = 1\nk = '{KEY}'")
    real = openai_shaped("sk-proj-", 74)
    (tmp_path / "b.txt").write_text(real)
    found = scanned(tmp_path)
    assert found.exit_code == 1
    assert f"a.py: line 2, column 6: practice key {keys.label(KEY)}" in found.output
    assert "Revoke it first, at https://platform.openai.com/api-keys" in found.output
    assert "2 keys in 2 files." in found.output
    assert not {KEY[20:25], real[20:25]} & {
        found.output[at : at + 5] for at in range(len(found.output))
    }


def test_without_a_key_the_exit_status_says_whether_all_was_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    found = scanned(tmp_path)
    assert (found.exit_code, found.output) == (0, "No key in 1 files.\n")
    missed = scanned(tmp_path, tmp_path / "none")
    assert missed.exit_code == 2
    assert "none: No such file or directory" in missed.output


def test_json_tells_the_same_to_a_program(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        f"'{KEY}'\n# course: allow-key an old one\n'{practice_key(seed=2)}'"
    )
    found = scanned("--json", tmp_path, tmp_path / "none")
    told = json.loads(found.stdout)
    assert [(each["line"], each["column"], each["value"]) for each in told["leaks"]] == [
        (1, 2, keys.label(KEY))
    ]
    assert [each["allowed"] for each in told["allowed"]] == ["an old one"]
    assert [each["why"] for each in told["not_looked_at"]] == ["No such file or directory"]
    assert found.exit_code == 1


def test_a_folder_without_a_repository_has_no_history(tmp_path: Path) -> None:
    found = scanned("--history", tmp_path)
    assert found.exit_code == 2
    assert "cannot be read as a git repository" in found.output
