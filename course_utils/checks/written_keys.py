"""Whether a text that stands in a script could be its key, read from the syntax tree without running it.

Such a text reaches a place where a key goes: the parameter `api_key` of a call, a variable or a header
that is named for a key, the default of a look-up of a key, or a line of a file of variables. Or it looks
like a key, whatever is done with it, also where it is shorter than OpenAI's real ones. A blank text is
no key, and neither is the name of what a key is looked up by.
"""

import ast
import re
from collections.abc import Iterator

from course_utils.checks.origins import LOOK_UPS, NAMED_FOR_A_KEY, Origins, last_name
from course_utils.checks.script import Script
from course_utils.checks.wording import one_line
from course_utils.keys import KEY_PATTERN

_ITS_NAME = "OPENAI_API_KEY"
_HOLDS_A_KEY = re.compile(r"(?:api_?key|(?:^|_)key|secret|token)$", re.IGNORECASE)
_NAME_OF_A_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_LOOKS_LIKE_A_KEY = re.compile(rf"{KEY_PATTERN.pattern}|(?<![\w-])sk-(?=[\w-]*\d)[\w-]{{20,}}")
_BEFORE_THE_KEY = re.compile(r"\s*(?:bearer)?\s*", re.IGNORECASE)

_API_KEYS = frozenset({"api_key", "admin_api_key"})
_STORES = frozenset({"putenv", "set_key", "set_password"})
_WRITE = frozenset({"write", "write_bytes", "write_text", "writelines"})
_FOR_PEOPLE = frozenset({"stderr", "stdout"})
_A_LINE_WITH_IT = re.compile(rf"^\s*(?:export\s+)?{_ITS_NAME}\s*=\s*['\"]?[^\s'\"]", re.MULTILINE)
_READ_LINES = frozenset({"dotenv_values", "load_dotenv"})


def written_key(script: Script) -> str:
    """Say where a text that could be the key stands in a script, and show the code up to there; "" where none does."""
    origins = Origins(script.tree)
    found = [*_key_shaped(origins), *_named(origins), *_written_into_files(origins)]
    found += [text for place in _places(origins) for text in origins.of(place)]
    texts = [text for text in found if _could_be_a_key(text.value)]
    if not texts:
        return ""
    first = min(texts, key=lambda text: (text.lineno, text.col_offset))
    what = "a text that is, or can become, the key"
    before = _code_up_to(first, script.text, origins)
    if first.value == _ITS_NAME:
        what = f"{_ITS_NAME}: that is the name of its variable, and not the key"
    quoted = f", `{one_line(before)} …`," if before.strip() else ""
    return f"In line {first.lineno} of {script.name}{quoted} stands {what}."


def _code_up_to(text: ast.Constant, source: str, origins: Origins) -> str:
    """Give the statement that a text stands in, from its beginning to the text."""
    begun = [node.lineno for node in origins.nodes if isinstance(node, ast.stmt)]
    first = max(number for number in begun if number <= text.lineno)
    *whole, last = re.split(r"\r\n?|\n", source)[first - 1 : text.lineno]  # as Python counts
    return "\n".join([*whole, last.encode()[: text.col_offset].decode(errors="ignore")])


def _key_shaped(origins: Origins) -> Iterator[ast.Constant]:
    for node in origins.nodes:
        if isinstance(node, ast.Constant) and _LOOKS_LIKE_A_KEY.search(str(node.value)):
            yield node


def _named(origins: Origins) -> Iterator[ast.Constant]:
    """Give the texts that have a key's name, used or not; a sentence has spaces, and OPENAI_API_KEY is a name."""
    looked_up_by = {name for node in origins.nodes for name in _names_looked_up_by(node)}
    for node in origins.nodes:
        match node:
            case (
                ast.Assign(
                    targets=[ast.Name(id=name)], value=ast.Constant(value=str(text)) as value
                )
                | ast.AnnAssign(
                    target=ast.Name(id=name), value=ast.Constant(value=str(text)) as value
                )
            ) if _HOLDS_A_KEY.search(name) and name not in looked_up_by:
                if not re.search(r"\s", text) and not _NAME_OF_A_VARIABLE.fullmatch(text):
                    yield value


def _written_into_files(origins: Origins) -> Iterator[ast.Constant]:
    """Give the texts that a file gets, and that say in its form what the key is."""
    for node in origins.nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=name), args=[given, *_]) if (
                name in _WRITE and last_name(owner) not in _FOR_PEOPLE
            ):
                texts = origins.of(given)
                yield from (text for text in texts if _A_LINE_WITH_IT.search(_as_text(text.value)))


def _names_looked_up_by(node: ast.AST) -> Iterator[str]:
    """Give the variables that say under which name something is looked up."""
    match node:
        case ast.Subscript(slice=by) | ast.Compare(left=by, ops=[ast.In() | ast.NotIn()]):
            parts = [by]
        case ast.Call(func=function, args=parts) if last_name(function) in LOOK_UPS | {
            "get_password"
        }:
            pass
        case _:
            parts = []
    yield from (part.id for part in parts if isinstance(part, ast.Name))


def _places(origins: Origins) -> Iterator[ast.expr]:
    """Give the expressions whose value is used as a key."""
    for node in origins.nodes:
        match node:
            case ast.Call():
                yield from _places_in_call(node, origins)
            case ast.Assign(targets=targets, value=value):
                if any(_is_a_keys_place(target, origins) for target in targets):
                    yield value
            case ast.Dict(keys=names, values=values):
                pairs = zip(names, values, strict=True)
                yield from (value for name, value in pairs if name and _names_a_key(name, origins))


def _places_in_call(call: ast.Call, origins: Origins) -> Iterator[ast.expr]:
    name = last_name(call.func)
    words = {word.arg: word.value for word in call.keywords if word.arg}
    yield from (value for word, value in words.items() if word in _API_KEYS)
    if name in _READ_LINES and "stream" in words:
        yield words["stream"]
    if name == "update":
        yield from (value for word, value in words.items() if NAMED_FOR_A_KEY.search(word))
    if name in LOOK_UPS | _STORES and any(_names_a_key(each, origins) for each in call.args[:-1]):
        yield call.args[-1]
    named = [*call.args, *(words[word] for word in ("dest", "key") if word in words)]
    if name in LOOK_UPS | {"add_argument"} and any(_names_a_key(each, origins) for each in named):
        yield from (words[word] for word in ("default", "const") if word in words)


def _is_a_keys_place(target: ast.expr, origins: Origins) -> bool:
    match target:
        case ast.Attribute(attr=name):
            return name in _API_KEYS
        case ast.Subscript(slice=name):
            return _names_a_key(name, origins)
    return False


def _names_a_key(node: ast.expr, origins: Origins) -> bool:
    return any(NAMED_FOR_A_KEY.search(str(text.value)) for text in origins.of(node))


def _could_be_a_key(value: object) -> bool:
    return _BEFORE_THE_KEY.fullmatch(_as_text(value)) is None


def _as_text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
