import pytest

from course_utils.grading.examining.slot import Slot
from course_utils.grading.examining.workers import Crew


def test_where_no_place_can_be_made_the_one_who_asks_is_told_why() -> None:
    def make() -> Slot:
        raise OSError(28, "No space left on device")

    with Crew(2, make) as crew:
        crew.start(2)
        with pytest.raises(OSError, match="No space left on device"):
            crew.ask(lambda _place: None)
