"""A stranger's Markdown and code as HTML that is safe to open: it runs nothing and loads nothing.

Links lead to http, https and mail addresses and within the page; pictures are those that the page holds
itself. What else stands for a picture is shown as its description, mathematics as it was typed.
"""

import re
from functools import lru_cache
from html import escape
from typing import Any

import nh3
from mistune import HTMLRenderer
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = {
    *("a", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "hr", "i", "img"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "input", "li", "main", "ol", "p", "pre", "s", "span"),
    *("strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    "caption",
}
_ATTRIBUTES = {
    "a": {"href", "name"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "*": {"title"},
}
LONGEST = 20_000
"""Characters of a Markdown cell that are rendered; a longer one is shown as it was typed. What renders takes the
square of the length of some texts."""
_LONGEST_CODE = 5_000
"""Characters of code that are coloured, of a cell or of a block in a Markdown cell."""
_LONG_NAME = re.compile(r"[\w.*]{300}")
"""`ipython3`'s lexer takes the square of a dotted name's length: of 20,000 characters, some seconds."""
_LANGUAGES = frozenset("bash ini ipython3 json py python python3 sh toml".split())
"""Those whose blocks are coloured. Pygments has hundreds, and some take minutes for a short text."""
_MOST_BEGUN = 25
"""How many formulas and tables are rendered: each may be read to the text's end before it turns out to be none."""
_FORMULA = re.compile(r"\\\\[\[(]|\\begin\{")
_BELOW_A_TABLES_HEAD = re.compile(r"[\s|:>-]+")
_MANY_BLANK_LINES = "\n" * 500  # Pygments takes the square of their number

_WITHOUT_DESCRIPTION = re.compile(r"<img (?![^>]*\balt=)")
_NO_DESCRIPTION = "No description has been provided for this image"

_BOX_OF_A_TASK_LIST = {
    "input": {"type": "checkbox", "disabled": "", "aria-label": "done, as the list says"}
}

_ADDRESSES = {
    "href": re.compile(r"#|https?://|mailto:", re.IGNORECASE),
    "src": re.compile(r"data:image/(png|jpeg|svg\+xml);base64,"),
}


class _WithoutAttachments(IPythonRenderer):
    """Graded notebooks keep no attached pictures; nbconvert makes no page where one is missing."""

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(maxsplit=1)[:1]
        is_coloured = _LANGUAGES.issuperset(language) and _takes_no_time(code)
        return str(super().block_code(code, info if is_coloured else None))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return HTMLRenderer.image(self, text, url, title)


def harmless_markdown(source: str) -> str:
    """Give a Markdown cell as HTML: a filter for nbconvert's templates, Formgrader's among them."""
    if len(source) > LONGEST or _begun(source) > _MOST_BEGUN:
        return f"<pre>{escape(source)}</pre>"
    return _rendered(source)


def _begun(source: str) -> int:
    """Count what may be the beginning of a formula or of a table."""
    tables = (
        "|" in line and bool(_BELOW_A_TABLES_HEAD.fullmatch(line)) for line in source.splitlines()
    )
    return len(_FORMULA.findall(source)) + sum(tables)


@lru_cache(maxsize=300)
def _rendered(source: str) -> str:
    # a heading's anchor might have the name of a field of Formgrader's, a class or an id draw a part of it
    renderer = _WithoutAttachments(escape=False, exclude_anchor_links=True)
    html = MarkdownWithMath(renderer=renderer).render(source)
    return _clean(html)


def highlighted(source: str, *_: Any, **__: Any) -> str:
    """Give a cell's code in colours: a filter as well. A class's check cells are the same on every page."""
    plain = "\n".join(line.rstrip() for line in source.splitlines())
    if not _takes_no_time(plain):
        return f'<div class="highlight"><pre>{escape(source)}</pre></div>'
    return _coloured(plain)


def _takes_no_time(code: str) -> bool:
    return len(code) <= _LONGEST_CODE and not (_MANY_BLANK_LINES in code or _LONG_NAME.search(code))


@lru_cache(maxsize=300)
def _coloured(source: str) -> str:
    make: Any = Highlight2HTML
    return str(make(pygments_lexer="ipython3")(source))


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_address_filter,
        set_tag_attribute_values=_BOX_OF_A_TASK_LIST,
        url_schemes={"http", "https", "mailto", "data"},
    )
    return _WITHOUT_DESCRIPTION.sub(f'<img alt="{_NO_DESCRIPTION}" ', cleaned)


def _address_filter(_tag: str, attribute: str, value: str) -> str | None:
    allowed = _ADDRESSES.get(attribute)
    return value if allowed is None or allowed.match(value) else None
