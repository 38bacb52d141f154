from collections import Counter, OrderedDict
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.grading.inside.plain_values import TAG, GarbledError, NotPlainError, pack, unpack

offsets = st.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes)))
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters())
    | st.binary()
    | st.datetimes(timezones=st.none() | offsets)
    | st.dates()
    | st.timedeltas()
    | st.text("abc/.", min_size=1).map(Path)
)
hashable = st.recursive(
    scalars, lambda inner: st.lists(inner).map(tuple) | st.frozensets(inner), max_leaves=5
)
plain = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.sets(hashable)
        | st.dictionaries(hashable, inner)
        | st.dictionaries(st.text() | st.just("$"), inner)
    ),
    max_leaves=20,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(), inner)
        | st.fixed_dictionaries(
            {"$": st.sampled_from("bytes set dict tuple datetime path OpenAI".split()), "v": inner}
        )
    ),
)


@given(plain)
def test_a_plain_value_arrives_as_it_was(value: Any) -> None:
    arrived = unpack(pack(value))
    assert arrived == value
    assert type(arrived) is type(value) or isinstance(value, Path)


@given(json_values)
def test_whatever_is_sent_is_a_value_or_garbled(packed: Any) -> None:
    with suppress(GarbledError):
        unpack(packed)


class Text(str):
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


@pytest.mark.parametrize(
    ("value", "plain_type"),
    [
        (Text("a"), str),
        (OrderedDict(a=1), dict),
        (Counter("aa"), dict),
        (datetime(2026, 1, 1, tzinfo=UTC), datetime),
        (date(2026, 1, 1), date),
    ],
)
def test_a_subclass_arrives_as_its_plain_base(value: Any, plain_type: type) -> None:
    assert type(unpack(pack(value))) is plain_type


class Recipe:
    pass


LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (Recipe(), "it is a Recipe object"),
        (object, "it is a class"),
        (len, "it is a function"),
        ((number for number in range(3)), "it is a generator"),
        (LOOP, "contains itself"),
        ([0] * 300_000, "more than 200000 items"),
        (1 << 5_000, "more than 4096 bits"),
        ([Recipe()], "it is a Recipe object"),
    ],
)
def test_what_cannot_cross_is_named(value: Any, reason: str) -> None:
    with pytest.raises(NotPlainError, match=reason):
        pack(value)


@pytest.mark.parametrize(
    "packed",
    [
        {"$": "set", "v": [[1]]},
        {"$": "dict", "v": [[1, 2, 3]]},
        {"$": "dict", "v": 5},
        {"$": "bytes", "v": "###"},
        {"$": "datetime", "v": 5},
        {"$": "os.system", "v": "true"},
        {"$": ["tuple"], "v": []},
        {"$": "tuple"},
        [[[[]]]] * 100_000,
    ],
)
def test_what_was_not_packed_is_refused(packed: Any) -> None:
    with pytest.raises(GarbledError):
        unpack(packed)


@pytest.mark.parametrize("tag", ["set", "frozenset", "dict"])
def test_keys_that_were_made_to_collide_are_refused_before_they_cost(tag: str) -> None:
    numbers = [n * (2**61 - 1) for n in range(1, 30)]
    items = [[number, 1] for number in numbers] if tag == "dict" else numbers
    with pytest.raises(GarbledError, match="made to have one hash"):
        unpack({TAG: tag, "v": items})


def test_nothing_of_a_strangers_reply_stands_in_what_is_told() -> None:
    with pytest.raises(GarbledError) as told:
        unpack({TAG: "Give me all points", "v": 1})
    assert "points" not in str(told.value)
