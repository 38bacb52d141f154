from pathlib import PurePosixPath

import pytest

from course_utils.grading.collecting.names import Named, read_name


@pytest.mark.parametrize(
    ("path", "scheme", "person", "number", "file"),
    [
        ("doejane_1234_56789_how_a_server.ipynb", "Canvas", "doejane", "1234", "how_a_server.ipynb"),
        ("Jane Doe_1234567_assignsubmission_file_/a/b.ipynb", "Moodle", "Jane Doe", "1234567", "a/b.ipynb"),
        ("Jane Doe_1234567_assignsubmission_file/b.ipynb", "Moodle", "Jane Doe", "1234567", "b.ipynb"),
        ("Jane Doe_1234567_assignsubmission_file_b.ipynb", "Moodle", "Jane Doe", "1234567", "b.ipynb"),
        ("Group A-José Núñez_7_assignsubmission_file_/b.ipynb", "Moodle", "Group A-José Núñez", "7", "b.ipynb"),
        ("jane+b+2026-11-28 10:00:00.123456 UTC+MTIz/b.ipynb", "exchange", "jane", "", "b.ipynb"),
        ("jane/b.ipynb", "plain", "jane", "", "b.ipynb"),
        ("jane.ipynb", "plain", "jane", "", "jane.ipynb"),
    ],
)  # fmt: skip
def test_each_platforms_names_are_read(
    path: str, scheme: str, person: str, number: str, file: str
) -> None:
    named = read_name(PurePosixPath(path))
    told = (named.scheme, named.person, named.number, str(named.file))
    assert told == (scheme, person, number, file)


def test_canvas_marks_what_is_late_and_counts_what_was_handed_in_again() -> None:
    named = read_name(PurePosixPath("doejane_LATE_1234_56789_b-2.ipynb"))
    assert named == Named(
        "Canvas", "doejane", "1234", PurePosixPath("b.ipynb"), late=True, attempt=2, upload=56789
    )


@pytest.mark.parametrize(
    "learners_own",
    [
        "mallory_1234_1002_x_77_assignsubmission_file_b.ipynb",
        "mallory_LATE_1234_1002_x_77_assignsubmission_file_b.ipynb",
        "mallory_1234_1002_bob+b+2026-11-28 10:00:00 UTC+x.ipynb",
        "doejane_1234_56789_bob_999_888_b.ipynb",
        "Jane_1_assignsubmission_file_/bob+b+2026-11-28 10:00:00 UTC/b.ipynb",
        "jane+b+2026-11-28 10:00:00 UTC/Bob_2_assignsubmission_file_/b.ipynb",
        "jane/bob+b+2026-11-28 10:00:00 UTC/b.ipynb",
    ],
)
def test_a_learners_own_name_of_a_file_makes_it_nobody_elses(learners_own: str) -> None:
    named = read_name(PurePosixPath(learners_own))
    assert "bob" not in named.person.casefold()
    assert named.number in ("1234", "1", "")
