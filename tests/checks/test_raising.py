"""`check.raises`: the error that a task asks for. The functions here stand for a learner's."""

# ruff: noqa: SIM117 - a check cell nests them so

import pytest

from course_utils.checks import Checker, NotAttempted, NotYet
from course_utils.errors import ProgramEndedError

RULE = "A missing key is an error that names the variable."
SECRET = "swordfish-1234"


@pytest.fixture
def check() -> Checker:
    return Checker(cells=[])


def load(said: str, kind: type[BaseException] = ValueError) -> str:
    if said:
        raise kind(said)
    return "a key"


def unfinished() -> None:
    raise NotImplementedError


def test_an_error_of_the_kind_that_names_what_it_should_passes(
    check: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    with check("load", RULE):
        with check.raises(ValueError, naming=("API_KEY", ".env"), not_naming=SECRET) as raised:
            load("API_KEY is neither set nor in .env")
        check.equal(raised.text, "API_KEY is neither set nor in .env")

    assert capsys.readouterr().out == f"✓ {RULE}\n"


def test_a_subclass_will_do(check: Checker) -> None:
    with check("load", RULE), check.raises(ValueError):
        load("no", UnicodeError)


def test_no_error_is_told_with_the_call(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("load", RULE), check.raises(ValueError):
        load("")

    assert failed.value.message == 'load("") raised no error.\nExpected: a ValueError.'


def test_another_error_is_told_with_the_call(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("load", RULE), check.raises(OSError):
        load("API_KEY", KeyError)

    assert failed.value.message == (
        """load("API_KEY", KeyError) raised KeyError: 'API_KEY'.\nExpected: an OSError."""
    )


def test_an_end_of_the_program_is_told_with_what_was_expected(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("load", RULE), check.raises(ValueError):
        load("API_KEY", SystemExit)

    assert failed.value.message == (
        'load("API_KEY", SystemExit) raised SystemExit: API_KEY.\n'
        "Expected: a ValueError. Raise an error; do not end the program."
    )


def test_an_end_of_another_program_is_no_error_either(check: Checker) -> None:
    with pytest.raises(NotYet, match="raised SystemExit: API_KEY"), check("load", RULE):
        with check.raises(Exception):
            load("API_KEY", ProgramEndedError)


def test_a_message_that_names_too_little_is_told(check: Checker) -> None:
    with pytest.raises(NotYet) as failed, check("load", RULE):
        with check.raises(ValueError, naming=("API_KEY", ".env")):
            load("there is no API_KEY")

    assert failed.value.message.endswith("Expected in that message: .env.")


def test_a_value_that_a_message_gives_away_is_not_shown_again(check: Checker) -> None:
    key = check.key("stale")
    with pytest.raises(NotYet, match="shows a value") as failed, check("load", RULE):
        with check.raises(ValueError, naming="API_KEY", not_naming=(SECRET, key)):
            load(f"API_KEY is {SECRET}, not {key}")

    assert SECRET not in str(failed.value)
    assert key not in str(failed.value)


def test_a_function_that_is_not_there_is_explained_as_everywhere(check: Checker) -> None:
    with pytest.raises(NotYet, match="there is no function absent"), check("load", RULE):
        with check.raises(ValueError):
            absent()  # type: ignore[name-defined]  # noqa: F821


def test_other_parameters_are_explained_as_everywhere(check: Checker) -> None:
    with pytest.raises(NotYet, match="can't be called"), check("load", RULE):
        with check.raises(ValueError):
            load()  # type: ignore[call-arg]


def test_a_stub_is_not_wrong(check: Checker) -> None:
    with pytest.raises(NotAttempted), check("unfinished", RULE), check.raises(RuntimeError):
        unfinished()
