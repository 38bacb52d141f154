import json
from typing import Any

import pytest

from course_utils import keys
from course_utils.leaks.notebooks import findings, without_keys
from tests.support.made_keys import practice_key

KEY = practice_key()
LABEL = keys.label(KEY)


def notebook(*cells: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **others}


def code(source: Any = "", *outputs: dict[str, Any], **others: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": {}}
    return {**cell, **others}


def stream(text: Any, name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


PLACES = {
    "cell 1, source, line 2, column 5": notebook(code(f"x = 1\nk = {KEY}")),
    "cell 2, source, line 1, column 2": notebook(code(), code(["'" + KEY[:9], KEY[9:] + "'"])),
    "cell 1, output 2, stderr, line 1, column 1": notebook(
        code("", stream("ok"), stream([KEY + "\n"], "stderr"))
    ),
    "cell 1, output 1, stdout, line 1, column 4": notebook(
        code("", stream(f"...{KEY[:30]}"), stream("!", "stderr"), stream(KEY[30:]))
    ),
    "cell 1, output 1, text/html, line 1, column 4": notebook(
        code("", {"output_type": "display_data", "data": {"text/html": f"<b>{KEY}</b>"}})
    ),
    "cell 1, output 1, application/json, line 1, column 1": notebook(
        code(
            "", {"output_type": "execute_result", "data": {"application/json": {"a": [{"b": KEY}]}}}
        )
    ),
    "cell 1, output 1, traceback, line 2, column 6": notebook(
        code("", {"output_type": "error", "traceback": ["Error", f"\x1b[31m{KEY}\x1b[0m"]})
    ),
    "cell 1, output 1, evalue, line 1, column 1": notebook(
        code("", {"output_type": "error", "ename": "E", "evalue": KEY, "traceback": []})
    ),
    "cell 1, metadata, line 1, column 1": notebook(code(metadata={"papermill": {"k": {"v": KEY}}})),
    "cell 1, attachments, line 1, column 1": notebook(
        {"cell_type": "markdown", "source": "", "attachments": {"a.txt": {"text/plain": KEY}}}
    ),
    "metadata, line 1, column 1": notebook(metadata={"widgets": {"state": {KEY: {}}}}),
    "cell 1, input, line 1, column 1": {
        "worksheets": [{"cells": [{"cell_type": "code", "input": KEY}]}],
        "nbformat": 3,
    },
}


@pytest.mark.parametrize("place", PLACES)
def test_a_key_is_told_once_by_its_place_and_taken_out(place: str) -> None:
    held = PLACES[place]
    found = findings(held)
    assert [(each.place, each.value) for each in found] == [(place, LABEL)]
    safe = without_keys(held)
    assert findings(safe) == []
    assert LABEL in json.dumps(safe, ensure_ascii=False)


def test_a_notebook_without_a_key_stays_as_it_is() -> None:
    held = notebook(code(["a = 1\n", "b"], stream(["x\n"]), stream("y")), metadata={"a": [1, None]})
    assert without_keys(held) == held
    assert findings(held) == []


@pytest.mark.parametrize(
    "broken",
    [[KEY], KEY, {"cells": KEY}, {"cells": [KEY]}, {"cells": {"a": KEY}}, {"cells": [{"outputs": KEY}]},
     {"cells": [{"outputs": [KEY]}]}, {"cells": [{"outputs": [{"data": KEY}]}]}, {"worksheets": KEY},
     {"cells": [{"outputs": [{"output_type": "stream", "text": KEY}]}]}],
    ids=lambda broken: type(broken).__name__,
)  # fmt: skip
def test_a_broken_notebook_is_read_as_far_as_it_goes(broken: Any) -> None:
    assert [each.value for each in findings(broken)] == [LABEL]
    assert findings(without_keys(broken)) == []


def test_values_that_are_known_count_in_pieces() -> None:
    held = notebook(code("", stream(f"key: {KEY[20:40]}")))
    assert [each.value for each in findings(held, [KEY])] == ["[key …]"]
    assert KEY[20:25] not in json.dumps(without_keys(held, [KEY]))
