"""Where a learner's code runs, as a check sees it: folders that it is given, and scripts that are run there.

A check asks for a folder or for a script's run; `here.Here` does it in the process that it is in. In a
notebook that is the learner's own. When a class is graded, the examiner asks, and a `Here` in the
learner's box does it: a folder crosses as a `trees.Tree` and comes back as one.

`trees` → `scripts` → `here`. Imports nothing of the course but `errors`.
"""
