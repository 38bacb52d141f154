"""The learner's side of a check: call the learner's function, answer with plain values."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime
from importlib import import_module
from typing import Any

from course_utils.grading.inside.exceptions import pack_error
from course_utils.grading.inside.marshalling import pack_with_client, unpack_with_client
from course_utils.grading.inside.plain_values import Encoded, NotPlainError, pack
from course_utils.grading.inside.shell import TimeIsUp, interrupted_after

Namespace = dict[str, Any]

_UNCHANGING = frozenset({bool, bytes, datetime, float, int, str, type(None)})


def describe(names: list[str], namespace: Namespace) -> dict[str, Encoded]:
    """Say of each name what the check may do with it: call it, read it, or why neither."""
    return {name: _described(namespace[name]) for name in names if name in namespace}


def _described(value: Any) -> Encoded:
    if callable(value):
        return {"kind": "callable"}
    try:
        return {"kind": "value", "value": pack(value)}
    except NotPlainError as why:
        return {"kind": "other", "why": str(why)}


def answer(
    question: dict[str, Any], namespace: Namespace, tools: Mapping[str, Callable[..., Any]]
) -> dict[str, Any]:
    """Call what the examiner asks for; an exception or a result that is not plain is an answer.

    `tools` are ours, and not for the learner's names to replace.
    """
    try:
        name = question["name"]
        lent = question["lent"]
        with _borrowed(lent, namespace) if lent else nullcontext():
            said = _called(question, tools[name] if name in tools else namespace[name])
    except BaseException as error:
        said = {"error": pack_error(error)}
    return {"id": question["id"], **said}


def _called(question: dict[str, Any], function: Callable[..., Any]) -> dict[str, Any]:
    arguments = unpack_with_client(question["args"])
    keywords = unpack_with_client(question["kwargs"])
    try:
        with interrupted_after(question["seconds"]):
            result = function(*arguments, **keywords)
    except BaseException as error:
        late = isinstance(error, TimeIsUp)
        changed = _changed(question, arguments, keywords)
        return {"error": _as_error(error, question), "late": late, **changed}
    return {**_result(question["name"], result), **_changed(question, arguments, keywords)}


@contextmanager
def _borrowed(lent: dict[str, str], namespace: Namespace) -> Iterator[None]:
    """Let names of the notebook mean what stands at `module:name`, and then what they meant before."""
    before = {name: namespace[name] for name in lent if name in namespace}
    for name, place in lent.items():
        module, _, attribute = place.partition(":")
        namespace[name] = getattr(import_module(module), attribute)
    try:
        yield
    finally:
        for name in lent:
            namespace.pop(name, None)
        namespace.update(before)


def _as_error(error: BaseException, question: dict[str, Any]) -> Encoded:
    if isinstance(error, TimeIsUp):
        seconds = question["seconds"]
        error = TimeoutError(f"{question['name']}() had not finished after {seconds:g} seconds.")
    return pack_error(error)


def _result(name: str, result: Any) -> dict[str, Any]:
    try:
        return {"value": pack(result)}
    except NotPlainError as why:
        return {"error": pack_error(TypeError(f"{name}() gave back no plain value: {why}."))}


def _changed(question: dict[str, Any], arguments: Any, keywords: Any) -> dict[str, Any]:
    """Send the arguments back if the function changed them in place."""
    if _UNCHANGING.issuperset(map(type, (*arguments, *keywords.values()))):
        return {}
    try:
        after = {"args": pack_with_client(arguments), "kwargs": pack_with_client(keywords)}
    except NotPlainError:
        return {}
    before = {"args": question["args"], "kwargs": question["kwargs"]}
    return {} if after == before else {"changed": after}
