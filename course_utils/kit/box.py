"""A box on a page: a few sentences, and what is folded under them.

The HTML needs no trust: without its style it is a heading, a paragraph and `<details>`, which open with a
click or a key. With it, the colours are JupyterLab's own theme's; elsewhere dark on light.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from IPython.display import display

Mood = Literal["turn", "right", "wrong"]

# The edges have a contrast of at least 3 on a white page and on a black one.
STYLE = (
    "<style>.course-box{max-width:46rem;padding:.5rem .9rem;border-left:5px solid #3b78e7;"
    "background:var(--jp-layout-color2,#eef1f6);color:var(--jp-content-font-color1,#16181d);"
    "overflow-wrap:break-word}"
    ".course-box.course-right{border-color:#1e8e3e}.course-box.course-wrong{border-color:#b06000}"
    ".course-box p{margin:.2rem 0}.course-box summary{cursor:pointer}"
    ".course-box pre{white-space:pre-wrap;margin:.2rem 0}</style>"
)


@dataclass(frozen=True)
class Box:
    """What the kit says at one place. Backticks in a text mark code.

    Attributes:
        mood: what kind of news it is, told by the edge's colour and always by the title too.
        title: two or three words.
        text: the sentences after them; a blank line begins a new paragraph.
        folded: pairs of a name and a text that a reader opens.
    """

    mood: Mood
    title: str
    text: str
    folded: tuple[tuple[str, str], ...] = ()

    def show(self) -> None:
        display(self)  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        return f"{self.title}: {self.text}"

    def _repr_html_(self) -> str:
        return f'<div class="course-box course-{self.mood}">{"".join(self._parts())}</div>{STYLE}'

    def _parts(self) -> Iterator[str]:
        first, *others = self.text.split("\n\n")
        yield f"<p><strong>{escape(self.title)}.</strong> {marked_up(first)}</p>"
        for paragraph in others:
            yield f"<p>{marked_up(paragraph)}</p>"
        for name, text in self.folded:
            yield f"<details><summary>{escape(name)}</summary><p>{marked_up(text)}</p></details>"


def marked_up(text: str) -> str:
    """Give a text as HTML: what stands between backticks is code, all else is text."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
