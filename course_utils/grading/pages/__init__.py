"""What is made of grades and exercises for others.

For learners: the exercises (`release`) and, after grading, their feedback: `feedback` goes through a class,
`feedback_page` makes a page, `html` what a learner wrote in words harmless, `nbgrader_page` the same for nbgrader's own
command, and `giving_back` an archive for a learning platform. For who teaches: `class_report` brings a class's grades up
to date, `statistics` counts them, `class_page` shows them, and `exports` writes them for another program; `rubric` brings
to Formgrader how an answer is marked. `filling` fills the templates.

May import `coursework`, `records` and, for who is who, `collecting`.
"""
