"""Where nbgrader keeps a course: its folders and its gradebook, as `nbgrader_config.py` says."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.grading.coursework.assignment import AssignmentError
from course_utils.grading.records.configuration import (
    CONFIGURATION,
    not_possible,
    read_configuration,
)

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config


class NoCourseError(CourseError):
    """A command that works in the folder of a course was run elsewhere."""


@dataclass(frozen=True)
class Folders:
    """The folders of a course, one folder per assignment or per student and assignment in each."""

    root: Path
    source: Path
    release: Path
    submitted: Path
    autograded: Path
    feedback: Path
    db_url: str
    course_id: str
    config: "Config"
    """nbgrader's, for what its own plugins decide."""

    @property
    def reports(self) -> Path:
        return self.root / "report"


def course_folder(here: Path) -> Path:
    """Give the folder of a course, for the commands that work in it: `here`, if it is one.

    Raises:
        NoCourseError: it is none, and what would be written there nobody would look for; the message says which is.
    """
    if _is_course(here):
        return here
    above = next(filter(_is_course, here.parents), None)
    found = (
        f"The course is in {above}: run this there."
        if above
        else "Run this in the folder of the course."
    )
    raise NoCourseError(
        f"{here} is not the course's folder: it has no {CONFIGURATION} and no folder source/. {found}"
    )


def _is_course(folder: Path) -> bool:
    return (folder / CONFIGURATION).exists() or (folder / "source").is_dir()


def refuse_odd_name(root: Path) -> None:
    """Refuse a folder whose name nbgrader would read as something else.

    It takes names for patterns (`[Fall]`, `*`), for addresses of databases (`?`: the gradebook would be written
    elsewhere), for lines of a settings file (`%`) and for variables (`$`).

    Raises:
        AssignmentError: there is such a character in the name.
    """
    odd = sorted({character for character in str(root) if character in "[]*?%$"})
    if odd:
        raise AssignmentError(
            f"nbgrader can't work in {root}, because of {' and '.join(odd)} in the name. "
            "Rename the folder or move the course to another; learners can use it as it is."
        )


def load_folders(root: Path) -> Folders:
    """Read nbgrader's configuration, with nbgrader itself. Takes seconds the first time.

    Raises:
        ConfigurationError: it cannot be read, or says what nbgrader cannot do.
    """
    refuse_odd_name(root)
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415 — importing nbgrader takes 5 s
    from traitlets import TraitError  # noqa: PLC0415

    config = read_configuration(root)
    try:
        return folders_of(CourseDirectory(config=config))
    except TraitError as error:
        raise not_possible(root, error) from error


def folders_of(folders: "CourseDirectory") -> Folders:
    """Take what nbgrader knows."""
    root = Path(folders.root)
    return Folders(
        root=root,
        source=root / folders.source_directory,
        release=root / folders.release_directory,
        submitted=root / folders.submitted_directory,
        autograded=root / folders.autograded_directory,
        feedback=root / folders.feedback_directory,
        db_url=folders.db_url,
        course_id=folders.course_id or "default_course",
        config=folders.config,
    )
