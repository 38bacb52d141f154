"""What nbgrader needs to know about this course; `course release` reads it too."""

import sys
from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor, TagRemovePreprocessor
from nbgrader.converters.generate_assignment import GenerateAssignment
from traitlets.config import Config

from course_utils.checks.validating import validate_exercises
from course_utils.grading.coursework.assignment import AssignmentError
from course_utils.grading.moments import read_moments
from course_utils.grading.pages.html import harmless_markdown, highlighted
from course_utils.grading.pages.rubric import NBGRADERS_TEMPLATES, NOT_RELEASED, TEMPLATE, TEMPLATES
from course_utils.grading.records.layout import refuse_odd_name

try:
    refuse_odd_name(Path.cwd())
except AssignmentError as error:
    sys.exit(f"nbgrader: {error}")

c: Config = get_config()  # type: ignore[name-defined]  # noqa: F821 - nbgrader puts it here

c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# A solution's own cell writes `haiku.py`.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "NOTES.md", "haiku.py"]

# A cell that is tagged so explains a solution: it is the first to go. The last thing to go is what
# an editor leaves in a notebook, so that the same source gives the same bytes on every machine.
c.GenerateAssignment.preprocessors = [
    TagRemovePreprocessor,
    *GenerateAssignment.class_traits()["preprocessors"].default(),
    ClearMetadataPreprocessor,
]
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {NOT_RELEASED}
c.ClearMetadataPreprocessor.enabled = True
c.ClearMetadataPreprocessor.preserve_cell_metadata_mask = {"deletable", "editable", "nbgrader"}
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {"kernelspec", ("language_info", "name")}

# Submissions are strangers' code: they run in boxes, and their checks in other ones (`course grade` does
# the same for a whole class at once).
c.Autograde.exporter_class = "course_utils.grading.preprocessor.SafeCopies"
c.Autograde.sanitize_preprocessors = ["course_utils.grading.preprocessor.Match"]
c.Autograde.autograde_preprocessors = [
    "course_utils.grading.preprocessor.Examine",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# A feedback page shows what failed and why, and no hidden check (`course feedback` makes many at once).
# It runs nothing and loads nothing; Formgrader's own pages show a learner's text in the same way.
c.GenerateFeedback.preprocessors = []
c.GenerateFeedback.exporter_class = "course_utils.grading.pages.nbgrader_page.Page"
c.HTMLExporter.filters = {"markdown2html": harmless_markdown, "highlight_code": highlighted}

# Formgrader shows beside an answer in words how it is marked.
c.HTMLExporter.preprocessors = ["course_utils.grading.pages.rubric.Rubrics"]
c.HTMLExporter.extra_template_basedirs.append(str(TEMPLATES))
c.HTMLExporter.extra_template_paths = [str(NBGRADERS_TEMPLATES)]
c.HTMLExporter.template_name = TEMPLATE

# nbgrader's exchange is a folder that learners write: whoever uses it collects no links.
c.ExchangeFactory.collect = "course_utils.grading.exchange.SafeCollect"
c.ExchangeFactory.list = "course_utils.grading.exchange.SafeList"

# Formgrader's list says of a moment what grading does, whatever lies in a learner's folder under its name.
read_moments()

# Validate says of an exercise what `course check` says.
validate_exercises()
