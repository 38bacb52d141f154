from pathlib import Path

import pytest
from nbformat import NotebookNode

from tests.checkout import ROOT
from tests.execute import notebooks, without_chance


def printed(text: str) -> list[NotebookNode]:
    return [NotebookNode(output_type="stream", name="stdout", text=text)]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("a key that ends in aB12\n", "a key that ends in _-9z\n", True),
        ("Retrying request in 0.41 seconds\n", "Retrying request in 0.4953 seconds\n", True),
        ("a key that ends in aB12\n", "no key that ends in aB12\n", False),
        ("3 requests\n", "4 requests\n", False),
    ],
)
def test_an_output_is_another_where_more_than_chance_changed_it(
    before: str, after: str, same: bool
) -> None:
    assert (without_chance(printed(before)) == without_chance(printed(after))) is same


def test_a_unit_is_named_by_its_number_and_a_notebook_by_its_file() -> None:
    lesson = ROOT / "lessons" / "02_how_a_server_checks_a_key.ipynb"
    solution = ROOT / "solutions/how_a_server_checks_a_key/how_a_server_checks_a_key.ipynb"
    assert list(notebooks(["02"])) == list(notebooks(["2"])) == [lesson, solution]
    assert list(notebooks(["one.ipynb"])) == [Path("one.ipynb")]
    assert {*(ROOT / "lessons").glob("*.ipynb")} < {*notebooks([])}
