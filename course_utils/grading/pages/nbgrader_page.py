"""nbgrader's own `generate_feedback`, and Formgrader's button for it, make the page that `course feedback` makes."""

from pathlib import Path
from typing import Any, cast

from nbconvert.exporters import Exporter
from nbformat.notebooknode import NotebookNode

from course_utils.grading.collecting.register import registered
from course_utils.grading.coursework.assignment import load_assignment
from course_utils.grading.pages.feedback import Pages
from course_utils.grading.records.gradebook import Ledger
from course_utils.grading.records.layout import load_folders


class Page(Exporter):
    """What nbgrader's converter asks for a page, one notebook after another."""

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **_: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Make the page of a graded notebook; nbgrader says in the resources whose it is."""
        place, converter = resources["nbgrader"], cast("Any", self.parent)
        folders = load_folders(Path(converter.coursedir.root))
        names = {person.student: person.full_name for person in registered(folders)}
        student = place["student"]
        with Ledger(folders, load_assignment(folders.source, place["assignment"])) as ledger:
            pages = Pages(folders, ledger, [student], names)
            page = pages.page(student, place["notebook"], nb.cells)
        return page, {**resources, "output_extension": ".html"}
