"""What follows a cell that needs the installed course, and uses what that would have made, needs it, too.

Such a cell ends in a sentence. The next one would end in a `NameError`, or lack a file, as if the learner had done
something wrong.
"""

import ast
from pathlib import Path
from types import TracebackType
from typing import Any

from course_utils.installed import NotInPageError

_SENTENCE = (
    "{} would come from a cell above that needs the installed course. Read on here: the lesson's page to read "
    "shows what this cell says."
)


def say_what_follows(shell: Any) -> None:
    """Let a shell of IPython say in a sentence that a name or a file is missing for that reason."""
    missing: set[str] = set()

    def note(result: Any) -> None:
        error = result.error_in_exec
        if isinstance(error, NotInPageError) or _lacking(error) in missing:
            missing.update(_made_by(result.info.raw_cell) - shell.user_ns.keys())

    def show(
        shell: Any,
        kind: type[BaseException],
        error: NameError | FileNotFoundError,
        trace: TracebackType,
        tb_offset: int | None = None,
    ) -> None:
        if (name := _lacking(error)) in missing and name not in shell.user_ns:
            told = NotInPageError(_SENTENCE.format(f"`{name}`"))
            shell._showtraceback(type(told), told, [str(told)])  # noqa: SLF001 - IPython's way out
        else:
            render = getattr(
                error, "_render_traceback_", None
            )  # an error of ours that is a sentence
            frames = (kind, error, trace)
            traced = shell.InteractiveTB.structured_traceback
            shown = render() if render else traced(*frames, tb_offset=tb_offset)
            shell._showtraceback(kind, error, shown)  # noqa: SLF001 - likewise

    shell.set_custom_exc((NameError, FileNotFoundError), show)
    shell.events.register("post_run_cell", note)


def _lacking(error: object) -> str | None:
    """Name what an error says is missing: a name of Python's, or a file without its folder."""
    if isinstance(error, FileNotFoundError):
        return Path(str(error.filename)).name
    return error.name if isinstance(error, NameError) else None


def _made_by(cell: str) -> set[str]:
    """Name what a cell would have made: what it assigns, imports or defines, and the files that it names."""
    try:
        parts = [*ast.walk(ast.parse(cell))]
    except SyntaxError:
        return set()
    names = {part for part in map(_name_of, parts) if part}
    aliases = [part for part in parts if isinstance(part, ast.alias)]
    return names | {(alias.asname or alias.name).partition(".")[0] for alias in aliases}


def _name_of(part: ast.AST) -> str:
    match part:
        case ast.Name(id=name, ctx=ast.Store()):
            return name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Constant(value=str(text)) if Path(text).suffix:
            return Path(text).name
        case _:
            return ""
