import sys
from importlib import import_module
from types import ModuleType

import pytest

from course_utils.in_page.missing import NoPackageError, name_what_is_missing


@pytest.fixture
def without_tornado(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a page: nobody finds it, and the kernel has put something empty in its place."""
    for name in [name for name in sys.modules if name.split(".")[0] == "tornado"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [])
    monkeypatch.setitem(sys.modules, "tornado", ModuleType("tornado"))
    name_what_is_missing()


@pytest.mark.usefixtures("without_tornado")
@pytest.mark.parametrize("name", ["tornado", "tornado.web"])
def test_a_package_that_a_page_lacks_is_named_in_a_sentence(name: str) -> None:
    with pytest.raises(ModuleNotFoundError, match="A page in a browser has no tornado") as told:
        import_module(name)
    assert isinstance(told.value, NoPackageError)


@pytest.mark.usefixtures("without_tornado")
def test_another_that_is_missing_is_as_missing_as_ever() -> None:
    with pytest.raises(ModuleNotFoundError, match="No module named 'nobody_wrote_this'"):
        import_module("nobody_wrote_this")
