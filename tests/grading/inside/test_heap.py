import pytest

from course_utils.grading.inside.heap import filled

POOL_BITS = 14


@pytest.mark.parametrize("length", [15, 31, 200, 479])
def test_new_objects_lie_in_no_pool_that_older_ones_have_left_room_in(length: int) -> None:
    older = [bytes(length) for _ in range(1_000)]
    del older[::2]
    held = filled()
    new = [bytes(length) for _ in range(100)]
    pools = {id(one) >> POOL_BITS for one in older}
    assert held
    assert sum(id(one) >> POOL_BITS in pools for one in new) < 10  # what ran meanwhile leaves a few
