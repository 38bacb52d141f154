import json
import os
import zipfile
from pathlib import Path

from click.testing import CliRunner

from course_utils.commands import main
from course_utils.outcomes.gathered import gather
from course_utils.outcomes.questions import read_questions
from course_utils.outcomes.sheet import eight_questions

AFTER = "".join(one.rule for one in read_questions().asked("after"))


def test_what_a_learner_answered_is_counted_for_the_class(course: Path, tmp_path: Path) -> None:
    eight_questions("before", "H" * 8)
    eight_questions("after", AFTER)
    folder = tmp_path / "downloaded" / "ada"
    folder.mkdir(parents=True)
    (course.parent / "eight_questions.json").rename(folder / "eight_questions (1).json")
    other = {"before": "", "after": "A" + AFTER[1:]}
    (folder.parent / "eight_questions.json").write_text(json.dumps(other))

    gathered = gather([tmp_path / "downloaded"])
    assert gathered.right("before") == (0,) * 8
    assert gathered.right("after") == (2, 2, 2, 2, 2, 2, 1, 2)

    told = CliRunner().invoke(main, ["questions", str(tmp_path / "downloaded")])
    assert told.exit_code == 0
    assert "2 of 2" in told.output
    assert "0 of 1" in told.output


def test_answers_are_found_under_the_names_that_canvas_and_moodle_give_them(tmp_path: Path) -> None:
    names = (
        "garcíaana_9101_990003_eight_questions.json", "novakova_LATE_9102_990004_eight_questions-1.json",
        "Ada L_17_assignsubmission_file_/eight_questions.json",
    )  # fmt: skip
    good = json.dumps({"before": "AB..EFGH", "after": AFTER})
    with zipfile.ZipFile(tmp_path / "submissions.zip", "w") as archive:
        for name in names:
            archive.writestr(name, good)
        archive.writestr("__MACOSX/._eight_questions.json", b"\0\5\x16\7")
        archive.writestr("large_eight_questions.json", " " * 1_000_000)
    (tmp_path / "cut.zip").write_bytes((tmp_path / "submissions.zip").read_bytes()[:-30])

    gathered = gather([tmp_path / "submissions.zip", tmp_path / "cut.zip"])
    assert gathered.letters == {"before": [], "after": [AFTER] * 3}, (
        "one form is no reason to drop the other"
    )
    reasons = {path.name: why for path, why in gathered.missed.items()}
    assert reasons.pop("cut.zip") == "it is no zip archive, or was cut short"
    assert reasons.pop("large_eight_questions.json") == "it is not what the course writes"
    assert set(reasons.values()) == {"its answers before the course are not eight letters"}

    with zipfile.ZipFile(tmp_path / "submissions.zip") as archive:
        archive.extractall(tmp_path / "unpacked", names)
    assert gather([tmp_path / "unpacked"]).letters["after"] == [AFTER] * 3
    told = CliRunner().invoke(main, ["questions", str(tmp_path / "no_such_folder.zip")])
    assert told.exit_code == 1
    assert "No answers found" in told.output


def test_a_file_that_is_not_ours_is_named_and_the_others_count(tmp_path: Path) -> None:
    broken = {"a": "no JSON", "b": "[]", "c": '{"before": "ABC", "after": ""}', "d": " " * 20_000}
    for name, text in broken.items():
        (tmp_path / f"eight_questions {name}.json").write_text(text)
    (tmp_path / "eight_questions.json").write_text(json.dumps({"before": AFTER, "after": AFTER}))

    gathered = gather([tmp_path, tmp_path / "none.json"])
    assert len(gathered.letters["after"]) == 1
    assert len(gathered.missed) == 5
    told = CliRunner().invoke(main, ["questions", str(tmp_path)])
    assert told.exit_code == 1
    assert told.output.count("Not read: ") == 4


def test_a_pipe_is_not_waited_for_and_no_name_speaks_to_the_terminal(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "eight_questions \x1b[2J.json")
    told = CliRunner().invoke(main, ["questions", str(tmp_path)])
    assert "eight_questions ?[2J.json: it is no ordinary file" in told.output
