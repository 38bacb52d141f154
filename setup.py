"""Put the course itself into the wheel, beside the package: the units, their lessons and exercises.

Everything else about the package is in pyproject.toml; this copies what lies outside of it.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithCourse(build_py):
    """Copy the course to `course_utils/content`, where `units.find_course_home` finds it."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        content = Path(self.build_lib, "course_utils", "content")
        shutil.rmtree(content, ignore_errors=True)
        content.mkdir(parents=True)
        shutil.copy(ROOT / "course.toml", content)
        for room in ("lessons", "exercises"):
            if (ROOT / room).is_dir():
                hidden = shutil.ignore_patterns(".*", "__pycache__")
                shutil.copytree(ROOT / room, content / room, ignore=hidden)


setup(cmdclass={"build_py": BuildWithCourse})
