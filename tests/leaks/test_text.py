import base64
import json
import re
from collections.abc import Callable
from email.header import Header
from itertools import count
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import keys
from course_utils.keys import Kind
from course_utils.leaks.shapes import KeyKind
from course_utils.leaks.text import find_keys, redacted, redacted_parts
from tests.support.made_keys import every_shape, openai_shaped, practice_key, secret_part

KEY = practice_key()
LABEL = keys.label(KEY)


def shown_of(key: str, text: str) -> set[str]:
    """Give the runs of five characters of the secret part that a text shows."""
    parts = secret_part(key).split(keys.OPENAI_MARKER)
    runs = {part[at : at + 5] for part in parts for at in range(len(part) - 4)}
    return {run for run in runs if run in text}


@pytest.mark.parametrize("key", every_shape(), ids=lambda key: re.sub(r"(?<=-)[^-]{20}.*", "", key))
def test_every_shape_is_found_and_redacted_wherever_it_stands(key: str) -> None:
    text = f'before "{key}", KEY={key}\n(after)'
    label = f"[key …{key[-4:]}]"
    assert redacted(text) == f'before "{label}", KEY={label}\n(after)'
    assert [text[found.start : found.end] for found in find_keys(text)] == [key, key]


@pytest.mark.parametrize("before", ["\t", "\n", "\x00"])
def test_a_key_behind_an_escape_is_found_in_what_repr_or_json_wrote(before: str) -> None:
    for written in (repr(before + KEY), json.dumps(before + KEY)):
        assert KEY not in redacted(written)


def in_halves(key: str) -> tuple[str, str]:
    return key[: len(key) // 3], key[len(key) // 3 :]


DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "adjacent strings": lambda key: '"{}" "{}"'.format(*in_halves(key)),
    "added strings": lambda key: "'{}' + \\\n  '{}'".format(*in_halves(key)),
    "list": lambda key: json.dumps(in_halves(key)),
    "list of letters": lambda key: json.dumps(list(key)),
    "wrapped": lambda key: "{}\n    {}".format(*in_halves(key)),
    "wrapped in a quotation": lambda key: "> {}\n> {}".format(*in_halves(key)),
    "quoted-printable": lambda key: "{}=\r\n{}".format(*in_halves(key)),
    "percent": lambda key: "".join(f"%{ord(letter):02x}" for letter in key),
    "percent twice": lambda key: quote(quote(key.replace("-", "%2D"))),
    "decimal entities": lambda key: "".join(f"&#{ord(letter)};" for letter in key),
    "hexadecimal entities": lambda key: "".join(f"&#x{ord(letter):04X};" for letter in key),
    "JSON escapes": lambda key: key.replace("-", "\\u002d"),
    "Python escapes": lambda key: "".join(f"\\x{ord(letter):x}" for letter in key),
    "octal escapes": lambda key: key.replace("-", "\\055"),
    "JSON in JSON": lambda key: json.dumps(json.dumps("\n".join(in_halves(key)))),
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "base64 of a file": lambda key: base64.encodebytes(f"KEY={key}\nX=1\n".encode()).decode(),
    "base64 of user and key": lambda key: base64.urlsafe_b64encode(f"me:{key}".encode()).decode(),
    "dashes in JSON": lambda key: json.dumps(key.replace("-", "\u2011")),
    "zero-width spaces in JSON": lambda key: json.dumps("\u200b".join(in_halves(key))),
    "dashes in an address": lambda key: quote(key.replace("-", "\u2013")),
    "dashes of HTML": lambda key: key.replace("-", "&ndash;"),
    "zero-width spaces in HTML": lambda key: "&#8203;".join(in_halves(key)),
    "soft hyphens in HTML": lambda key: "&shy;".join(in_halves(key)),
    "braces": lambda key: key.replace("-", "\\u{2d}"),
    "quoted dashes": lambda key: key.replace("-", "=2D"),
    "hyphenated": lambda key: "{}-\n{}".format(*in_halves(key)),
    "cut by a caret's colour": lambda key: "{}^[[m^[[K^[[01;31m{}".format(*in_halves(key)),
    "removed lines": lambda key: '-k = ("{}"\n-     "{}")'.format(*in_halves(key)),
    "comments of SQL": lambda key: "-- {}\n-- {}".format(*in_halves(key)),
    "numbered lines": lambda key: "   1\t{}\n   2\t{}".format(*in_halves(key)),
    "added later": lambda key: "key = '{}'\nkey += '{}'".format(*in_halves(key)),
    "concat": lambda key: '"{}".concat("{}")'.format(*in_halves(key)),
    "end of a mode": lambda key: "{}\x1b(B\x1b[m{}".format(*in_halves(key)),
    "header of a mail": lambda key: Header(f"é {key} é", "utf-8").encode(),
    "base64 of UTF-16": lambda key: base64.b64encode(f"$k = '{key}'".encode("utf-16-le")).decode(),
    "base64 of JSON": lambda key: base64.b64encode(
        json.dumps(key.replace("-", "\u2013")).encode()
    ).decode(),
    "hex": lambda key: key.encode().hex(),
    "hex with spaces": lambda key: key.encode().hex(" ").upper(),
    "behind a colour": lambda key: f"\x1b[31m{key}\x1b[0m",
    "cut by a colour": lambda key: "{}\x1b[0m\x1b[01;31m{}".format(*in_halves(key)),
    "cut by a colour in JSON": lambda key: json.dumps("{}\x1b[0m{}".format(*in_halves(key))),
    "cut by a colour without its escape": lambda key: "{}[0m[32m{}".format(*in_halves(key)),
    "cut by a tag": lambda key: "<i>{}</i><wbr><b>{}</b>".format(*in_halves(key)),
    "link of a terminal": lambda key: f"\x1b]8;;http://x/?k={key}\x1b\\here\x1b]8;;\x1b\\",
    "in a tag": lambda key: f'<a href="/v1?api_key={key}">x</a>',
    "soft hyphens": lambda key: "\u00ad".join(in_halves(key)),
    "dashes of a word processor": lambda key: key.replace("-", "\u2013"),
    "wide letters": lambda key: "".join(chr(ord(letter) + 0xFEE0) for letter in key),
    "spaced": " ".join,
}


@pytest.mark.parametrize("how", DISGUISES)
def test_a_key_is_found_in_every_disguise(how: str) -> None:
    for key in every_shape():
        text = f"before: {DISGUISES[how](key)}\n\nafter"
        assert find_keys(text), key[:12]
        assert not shown_of(key, redacted(text))
        assert redacted(text).startswith("before: ")
        assert redacted(text).endswith("after")


IN_A_PROGRAM = {
    "an apostrophe before it": "# don't log it: k = '{}'.concat('{}')",
    "an apostrophe before it, other quotes": 'it\'s "{}".concat("{}")',
    "an apostrophe between them": "k = '{}'  # don't\nk += '{}'",
    "apostrophes between them": "k = '{}'  # don't, won't; it's\nk += '{}'",
    "an unclosed quote": 'print("never closed)\nk = "{}" and "{}"',
    "an escaped quote": "say('it\\'s', '{}'.concat('{}'))",
    "an escaped double quote": 'say("\\"", "{}".concat("{}"))',
    "triple quotes": "k = '''{}'''\nk += '''{}'''  # that's it",
    "a docstring before it": '"""It isn\'t."""; k = "{}"; k += "{}"',
    "f-strings": "it's = f'{}'\nkey = f'{{it}}{}'",
    "backticks": "// don't\nk = `{}`\nk = `${{k}}{}`",
    "a shell's variable": "echo 'don'\"'\"'t'\nKEY='{}'\nKEY=\"${{KEY}}{}\"",
    "quotes of two kinds": "print('\"') or '{}'.concat(\"{}\")",
    "something in front of it": "// don't\nh = 'Bearer {}'.concat('{}')",
    "a line end behind each": 'it\'s("{}\\n").concat("{}\\n")',
    "lines of JSON": '["# it isn\'t\\n", "k = \'{}\'\\n", "k += \'{}\'"]',
    "JSON in a program": 's = "{{\\"k\\": \\"{}\\".concat(\\"{}\\")}}"',
    "entities": "it&#39;s &#39;{}&#39;.concat(&#39;{}&#39;)",
    "named entities": "it&apos;s &quot;{}&quot;.concat(&quot;{}&quot;)",
    "a page with colours": '<b class="x">don\'t "{}"</b>.<i class="y">concat</i>("{}")',
    "a terminal's colours": "don't '\x1b[33m{}\x1b[0m'.concat('\x1b[33m{}\x1b[0m')",
    "curly quotes": "don\u2019t \u201c{}\u201d.concat(\u201c{}\u201d)",
    "single curly quotes": "don\u2019t \u2018{}\u2019.concat(\u2018{}\u2019)",
}


@pytest.mark.parametrize("where", IN_A_PROGRAM)
def test_a_key_in_two_strings_is_found_whatever_quotes_stand_around_it(where: str) -> None:
    for key in every_shape():
        text = IN_A_PROGRAM[where].format(*in_halves(key))
        assert len(find_keys(text)) == 1, key[:12]
        assert not shown_of(key, redacted(text))
        assert len(redacted(text)) == len(text) - len(key) + len(keys.label(key))


def test_a_key_in_two_strings_is_found_wherever_it_is_cut() -> None:
    for key in (KEY, openai_shaped("sk-", 20), openai_shaped("sk-proj-", 74)):
        cuts = [f"it's '{key[:at]}'.concat('{key[at:]}')" for at in range(1, len(key))]
        assert all(find_keys(text) for text in cuts)


WRITTEN = DISGUISES | {
    name: lambda key, text=text: text.format(*in_halves(key)) for name, text in IN_A_PROGRAM.items()
}


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(every_shape()),
    st.lists(st.sampled_from(sorted(WRITTEN)), min_size=1, max_size=3),
    (st.text(max_size=8) | st.text("'\"`\\f<&;#- ", max_size=8)).map(lambda text: f"{text} "),
)
def test_whatever_is_put_around_a_key_and_done_to_it_it_stays_hidden(
    key: str, ways: list[str], around: str
) -> None:
    text = around.join(["", *(WRITTEN[way](key) for way in ways), ""])
    assert not shown_of(key, redacted(text))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(every_shape()), st.data())
def test_of_a_known_key_no_piece_of_five_characters_is_shown(key: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(key) - 5))
    end = data.draw(st.integers(start + 5, len(key)))
    cut = data.draw(st.sampled_from([key[start:end], key[start:end][::-1], f"x{key[start:end]}y…"]))
    assert not shown_of(key, redacted(f"see {cut}", [key]))


@pytest.mark.parametrize("end", ["y", "n"])
def test_an_end_that_is_shown_takes_no_letter_from_the_word_before_it(end: str) -> None:
    made = (practice_key(seed=seed) for seed in count())
    key = next(key for key in made if key[-5] == end)
    tail = keys.tail(key)
    for text in (keys.label(key), f"haiku-production {tail} (active)", f'"key": "{tail}"'):
        assert redacted(text, [key]) == text
    for text in (key[-5:], f"{key[-6:-4]} …{key[-4:]}", f"{key[-5]} … {key[-4:]}"):
        assert key[-4:] not in redacted(text, [key])


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=400))
def test_a_text_without_a_key_stays_as_it_is(text: str) -> None:
    assert redacted(text, [KEY]) == text


def test_a_known_value_that_is_no_key_is_hidden_whole_and_in_long_pieces() -> None:
    assert redacted("pw: correct-horse, of correct", ["correct-horse"]) == "pw: [key …], of correct"
    assert redacted("a test of tests", ["test"]) == "a test of tests"


@pytest.mark.parametrize(
    "text",
    [
        "sk-practice-proj-short",
        "task-force",
        "sk-" + "x" * 60,
        "desk-proj-lamp",
        keys.OPENAI_MARKER + "x" * 200,
        base64.b64encode(b"say OpenAI and OpenAI again, and OpenAI once more " * 9).decode(),
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert redacted(text) == text
    assert find_keys(text) == []


def test_what_has_a_keys_shape_and_is_none_is_hidden_and_no_leak() -> None:
    mistyped = KEY[:-1] + ("a" if KEY[-1] != "a" else "b")
    example = f"sk-proj-{'x' * 74}{keys.OPENAI_MARKER}{'x' * 74}"
    for text in (mistyped, example):
        assert find_keys(text) == []
        assert redacted(text) == keys.label(text)


def test_what_stands_between_the_pieces_of_a_key_stays_so_that_json_stays_json() -> None:
    nested = json.dumps({"a": [KEY[:20], [KEY[20:]]], "b": KEY})
    assert json.loads(redacted(nested)) == {"a": [LABEL, [""]], "b": LABEL}


def test_a_key_cut_between_two_parts_leaves_both() -> None:
    parts = ["first\n", f"k = {KEY[:30]}", f"{KEY[30:]} rest\n", ""]
    assert redacted_parts(parts) == ["first\n", f"k = {LABEL}", " rest\n", ""]


def test_a_match_tells_what_was_found() -> None:
    kinds = [find_keys(key)[0].kind for key in (KEY, openai_shaped("sk-", 20))]
    kinds.append(find_keys(f"see {KEY[20:30]}", [KEY])[0].kind)
    assert kinds == [KeyKind.PRACTICE, KeyKind.OPENAI, KeyKind.KNOWN]


def test_the_secret_part_of_a_practice_key_is_found_without_its_beginning() -> None:
    alone, letters = KEY.rpartition("-")[2], "abcdefghij" * 5
    assert redacted(f"f'{{BEGINS}}proj-{alone}'") == f"f'{{BEGINS}}{LABEL}'"
    assert redacted(f"see '{alone}', {letters[:49]}") == f"see '{LABEL}', {letters[:49]}"
    assert find_keys(letters + alone) == []


def test_a_real_key_is_found_without_its_beginning_where_nothing_else_touches_it() -> None:
    new, old = openai_shaped("sk-proj-", 74), openai_shaped("sk-", 20)
    for text in (f"f'{{p}}{new[8:]}'", f"f'{{p}}{new[3:]}'", new[8:], f"openai_key: {old[3:]}"):
        assert [found.label for found in find_keys(text)] == [f"[key …{text.rstrip(chr(39))[-4:]}]"]
    for text in (f"a/{new[8:]}", f"{new[8:]}=", f"x{new[8:]}", f"see {old[3:]}", f"key: {old[4:]}"):
        assert find_keys(text) == []


def test_two_keys_one_behind_the_other_are_two() -> None:
    other = practice_key(Kind.ADMIN)
    assert [found.kind for found in find_keys(KEY + other)] == [KeyKind.PRACTICE] * 2
    assert len(find_keys(f"{KEY[:-2]}\n{other}")) == 1
