"""The scanner on files that leak a key and on files that only look so."""

import itertools
from io import BytesIO

import pytest

from course_utils import keys
from course_utils.leaks.files import keys_in
from course_utils.leaks.finding import Finding
from tests.support.leak_corpus import LEAKS
from tests.support.look_alikes import LOOK_ALIKES
from tests.support.made_keys import every_shape


def labels(name: str, body: str | bytes) -> set[str]:
    found = keys_in(name, BytesIO(body if isinstance(body, bytes) else body.encode()))
    return {each.value for each in found if isinstance(each, Finding)}


@pytest.mark.parametrize("name", LEAKS)
def test_every_leak_is_found_whatever_key_it_is(name: str) -> None:
    for key in every_shape():
        assert labels(name, LEAKS[name](key)) == {keys.label(key)}, key[:12]


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_no_look_alike_is_taken_for_a_leak(name: str) -> None:
    assert labels(name, LOOK_ALIKES[name]()) == set()


def test_there_is_enough_of_both() -> None:
    assert len(LEAKS) >= 80
    assert len(LOOK_ALIKES) >= 80
    contents = [LEAKS[name]("") for name in LEAKS]
    assert all(one != other for one, other in itertools.combinations(contents, 2))
