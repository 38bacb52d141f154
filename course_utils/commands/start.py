"""Open the course in your browser; Ctrl-C stops it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from filelock import Timeout

from course_utils import environment
from course_utils.lab import session
from course_utils.lab.browser import open_page
from course_utils.lab.launch import Lab, RunningLab
from course_utils.lab.layout import write_layout
from course_utils.learner.copies import copy_course
from course_utils.learner.course_map import write_map
from course_utils.learner.units import Course, find_course_home, read_course
from course_utils.learner.workspace import Workspace, explained_refusals, find_workspace, locked


@dataclass(frozen=True)
class Wishes:
    """Options of a start that one which runs already can't hear."""

    port: int | None
    instructor: bool
    keep_real_key: bool

    def unheard_by(self, running: RunningLab, *, learners: bool) -> list[str]:
        """Name those that were given; the port counts only where it is another one.

        Args:
            running: the JupyterLab that runs.
            learners: whether it is a learner's, and no instructor's.
        """
        given = {
            "--port": self.port is not None and self.port != running.port,
            "--instructor": self.instructor and learners,
            "--keep-real-key": self.keep_real_key,
        }
        return [name for name, counts in given.items() if counts]


@dataclass(frozen=True)
class Page:
    """What a learner sees first, and how it is shown."""

    course: Course
    lab: Lab
    no_browser: bool

    @property
    def workspace(self) -> Workspace:
        return self.lab.workspace

    def prepare(self) -> None:
        """Bring the learner's folder, the map and the layout up to date."""
        copied = copy_course(self.course, self.workspace)
        news = f" ({len(copied.added)} new files)" if copied.added else ""
        click.echo(f"Your notebooks: {self.workspace.folder}{news}")
        for path in copied.kept_older:
            click.echo(
                f"There is a newer version of {path}. Yours is kept. "
                f"To begin with the new one: course reset {path.stem}"
            )
        notebook = self.next_notebook()
        if not self.lab.instructor:
            write_layout(self.lab.layouts, notebook.relative_to(self.lab.root))

    def next_notebook(self) -> Path:
        """Write the map afresh, and return the first notebook on it that is not done."""
        standing = write_map(self.course, self.workspace)
        return self.workspace.folder / (standing.next_step or standing.steps[0]).path

    def is_learners(self, running: RunningLab) -> bool:
        return running.root == self.workspace.folder

    def show(self, running: RunningLab) -> None:
        notebook = self.next_notebook()
        learners = self.is_learners(running)
        address = running.learners_page(notebook) if learners else running.instructors_page()
        if not self.no_browser and open_page(address, self.workspace.doorway):
            click.echo("The course opens in your browser. If no page appears, copy this address:")
        else:
            click.echo("Open this address in your browser:")
        click.echo(address)

    def show_fresh(self, running: RunningLab) -> None:
        self.show(running)
        click.echo("To stop the course, press Ctrl-C here.")

    def show_again(self, running: RunningLab, wishes: Wishes) -> None:
        click.echo("The course is running already; Ctrl-C in its terminal stops it.")
        if names := wishes.unheard_by(running, learners=self.is_learners(running)):
            click.echo(f"To let {' and '.join(names)} count, stop it and start again.")
        self.show(running)


@click.command()
@click.option("--no-browser", is_flag=True, help="Print the address, open no browser.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="JupyterLab's port.  [default: the first free one from 8888]",
)
@click.option(
    "--instructor", is_flag=True, help="Show the class, nbgrader's panels, and solutions/ too."
)
@click.option("--keep-real-key", is_flag=True, help="Let notebooks read a real OPENAI_API_KEY.")
@click.pass_obj
def start(
    inherited: Mapping[str, str] | None,
    no_browser: bool,
    port: int | None,
    instructor: bool,
    keep_real_key: bool,
) -> None:
    """Open the course in your browser. Ctrl-C stops everything that this starts.

    Your notebooks are in the folder work/. Lessons and exercises that are missing there are copied;
    what you have changed is never overwritten.

    Example: `course start --no-browser --port 8890`
    """
    workspace = find_workspace()
    course = read_course(find_course_home(Path.cwd()))
    click.echo(course.title)
    workspace.prepare()
    page = Page(course, Lab(workspace, instructor), no_browser)
    with explained_refusals(workspace.folder):
        _open_once(page, Wishes(port, instructor, keep_real_key), inherited or os.environ)


def _open_once(page: Page, wishes: Wishes, inherited: Mapping[str, str]) -> None:
    """Open the course, or show the page of the one that runs on this folder."""
    try:
        with locked(page.workspace.state / "start.lock"):
            _open(page, wishes, inherited)
    except Timeout:
        page.show_again(session.wait_for_another(page.lab), wishes)


def _open(page: Page, wishes: Wishes, inherited: Mapping[str, str]) -> None:
    page.prepare()
    variables = learner_variables(inherited, wishes.keep_real_key)
    # what an instructor runs, lessons that reset the platform among it, must not reach the learner's own
    platform = environment.PRIVATE if page.lab.instructor else str(page.workspace.platform_file)
    variables[environment.ADDRESS_VARIABLE] = platform
    click.echo("Starting the practice platform and JupyterLab ...")
    session.run(page.lab, wishes.port, variables, page.show_fresh)
    page.workspace.doorway.unlink(missing_ok=True)
    click.echo(f"Everything is stopped. What you saved is in {page.workspace.folder}.")


def learner_variables(inherited: Mapping[str, str], keep_real_key: bool) -> dict[str, str]:
    """Return the environment for both servers; say what is done with a real key, never the key."""
    held = " and ".join(environment.real_keys(inherited))
    if held and keep_real_key:
        click.echo(f"Your own key in {held} is kept: every notebook that you run can read it.")
    elif held:
        click.echo(
            f"There is a key of your own in {held}. The course does not need it: it is set aside, "
            "and notebooks do not see it. (To let them, start with --keep-real-key.)"
        )
    return environment.for_our_programs(inherited, keep_real_key=keep_real_key)
