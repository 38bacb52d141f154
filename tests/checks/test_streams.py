import logging
import sys

import pytest

from course_utils.checks.streams import errors_to_output


def test_prints_and_logs_go_to_output_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    logging.root.addHandler(handler)
    try:
        with errors_to_output():
            sys.stderr.write("printed\n")
            logging.warning("logged")
        logging.warning("afterwards")
    finally:
        logging.root.removeHandler(handler)

    assert capsys.readouterr() == ("printed\nlogged\n", "afterwards\n")


def test_a_handler_made_meanwhile_survives(capsys: pytest.CaptureFixture[str]) -> None:
    with errors_to_output():
        handler = logging.StreamHandler()

    handler.emit(logging.makeLogRecord({"msg": "still here"}))

    assert "still here" in capsys.readouterr().out
