"""What is made of grades and exercises for others.

For learners: the exercises (`release`) and, after grading, their feedback (`feedback`, `html`). For who teaches:
`class_report` brings a class's grades up to date, `statistics` counts them, `class_page` shows them, and `exports`
writes them for another program.

May import `coursework`, `records` and, for who is who, `collecting`.
"""
