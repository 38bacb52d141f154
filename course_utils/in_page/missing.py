"""Packages of the installed course that a page does not have: who imports one is told so in a sentence."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from course_utils.installed import NotInPageError

NOT_IN_A_PAGE = frozenset(
    "jinja2 jupyter_client jupyter_server jupyterlab markupsafe nbclient nbconvert nbformat nbgrader tornado uvicorn".split()
)


class NoPackageError(NotInPageError, ModuleNotFoundError):
    """A page does not have this package."""


class _Finder(MetaPathFinder):
    """Is asked last, when nobody else has found a module."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name in NOT_IN_A_PAGE:
            raise NoPackageError(
                f"A page in a browser has no {name}. This needs the installed course: read on here, or open this "
                "notebook there."
            )
        return None


def name_what_is_missing() -> None:
    """Say of a package that a page does not have where there is one; a kernel's empty stand-in for it is taken away."""
    for name in NOT_IN_A_PAGE & sys.modules.keys():
        if not hasattr(sys.modules[name], "__path__"):
            del sys.modules[name]
    sys.meta_path.append(_Finder())
