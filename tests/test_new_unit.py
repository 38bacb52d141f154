from pathlib import Path

import pytest

from course_utils.learner.units import read_course
from tests.checkout import make_checkout
from tests.new_unit import UnitError, make_unit


def test_a_new_unit_is_in_the_course_with_all_that_it_needs(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "checkout")
    made = make_unit(root, 9, "my_unit", "My unit", task="count_keys")
    assert "count_keys_is_the_end" in (root / "solutions/my_unit/my_unit.ipynb").read_text()
    assert "last_four" not in "".join(path.read_text() for path in made)
    assert all(path.is_file() for path in made)
    (unit,) = (unit for unit in read_course(root).units if unit.number == 9)
    assert (unit.exercise, unit.points) == ("my_unit", 2)
    assert root / unit.lesson_path in made


@pytest.mark.parametrize(("name", "reason"), [("My unit", "no name"), ("my_unit", "there already")])
def test_a_unit_that_cannot_be_made_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    root = make_checkout(tmp_path / "checkout")
    make_unit(root, 9, "my_unit", "My unit")
    with pytest.raises(UnitError, match=reason):
        make_unit(root, 8, name, "Another")
