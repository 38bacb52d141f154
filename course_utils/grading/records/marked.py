"""What each grade was given for: nbgrader keeps the points of an answer by hand, and not which answer it was.

It stands in the same database, in a table of the course's own, as fingerprints by nbgrader's id of the grade.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from nbgrader.api import Grade

_ANSWERS = sa.Table(
    "course_graded_answers",
    sa.MetaData(),
    sa.Column("grade", sa.String(32), primary_key=True),
    sa.Column("answer", sa.String(64), nullable=False),
)


def prepare(session: Any) -> None:
    """Make the table, where it is not there."""
    session.execute(sa.schema.CreateTable(_ANSWERS, if_not_exists=True))


def answers(session: Any, notebook: str) -> dict[str, str]:
    """Give the fingerprints of a submitted notebook's answers when it was graded last, by the grade's id."""
    column, grade = _ANSWERS.c, Grade.__table__.c
    mine = sa.select(column.grade, column.answer).where(
        grade.notebook_id == notebook, grade.id == column.grade
    )
    return dict(session.execute(mine).tuples().all())


def note_answers(session: Any, fresh: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Keep the fingerprints of the answers that are graded now, in the place of those that are known."""
    changed = {grade: answer for grade, answer in fresh.items() if answer != known.get(grade)}
    if not changed:
        return
    session.execute(sa.delete(_ANSWERS).where(_ANSWERS.c.grade.in_(changed)))
    session.execute(
        sa.insert(_ANSWERS),
        [{"grade": grade, "answer": answer} for grade, answer in changed.items()],
    )
