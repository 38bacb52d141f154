"""Checks: what a learner's code did, what was expected, and why it matters. Never the answer.

A check cell writes `with check(task, rule):`, which is `checker`'s; its names are its own (`own_names`). It reads the learner's cells (`cells`, `sources`;
`flow`, `deciding`, `kept` and `pieces` judge their syntax tree, and `rebinding` whether it is what a call runs), calls their functions within `limits`, one in another's
place where that has a slip (`loan`), compares with `examples`, keeps what it saw as `evidence` (of projects and keys: `keeping`), and says what came
of it (`outcomes`, in the words of `explain`, `comparing` and `wording`; `hiding` takes pieces of keys out). `ledger`
remembers what passed, and gives the next of the `hints`. `exercise` runs a whole notebook, found by `reading`, in a fresh kernel (`kernel_run`), which is what `course check` shows.
May import what everyone may, `practice` and `platform_client`.
"""

import os

from course_utils.checks.checker import Checker
from course_utils.checks.outcomes import NotAttempted, NotYet
from course_utils.environment import keep_out_of_keychains

__all__ = ["Checker", "NotAttempted", "NotYet", "check"]

keep_out_of_keychains(os.environ)  # before a learner's cell imports it
check = Checker()
